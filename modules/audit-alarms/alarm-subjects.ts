import { isDeepStrictEqual } from "node:util";
import type { IAlertTopic } from "../alert-topic";
import { alertTopic } from "../alert-topic/alert-topic-schema";
import { known, listOf, object, optional, type RulesOf, type Violation, wholeNumber } from "../core/internal";
import { limits } from "../facts";
import type { ILogGroup } from "../log-group";
import { logGroup } from "../log-group/log-group-schema";
import type { ISessionEvents } from "../session-events";
import { sessionEvents } from "../session-events/session-events-schema";
import type { ISessionLedger } from "../session-ledger";
import { sessionLedger } from "../session-ledger/session-ledger-schema";

/** A log group that sessions write to, and the rule that sees them start. */
export interface WatchedLogGroup {
  readonly logGroup: ILogGroup;
  /** A rule on `sessionPatterns.started()`: refused starts write nothing. */
  readonly starts: ISessionEvents;
  /**
   * Minutes after the start of a session within which something must be logged: 5 to 720. If output is uploaded at the
   * end instead of streamed, set the maximum session duration.
   * @default 15
   */
  readonly silenceMinutes?: number;
}

/** What alarms can watch. */
export interface AlarmSubjects {
  /**
   * Rules whose notifications must not get lost.
   * @default - none
   */
  readonly rules?: readonly ISessionEvents[];
  /**
   * Rules of which only the dead letters are watched: one alarm each instead of three. Meant for rules in many
   * Regions.
   * @default - none
   */
  readonly deadLetters?: readonly ISessionEvents[];
  /**
   * Rules that should rarely match, such as one on refused calls. Each burst raises one alarm, whatever its size.
   * @default - none
   */
  readonly matches?: readonly ISessionEvents[];
  /**
   * Topics whose subscribers must be reached. A topic that reaches nobody cannot report it: use another as `topic`.
   * @default - none
   */
  readonly topics?: readonly IAlertTopic[];
  /**
   * Topics whose messages must reach somebody. The alarm goes off if nobody has subscribed, or nobody has confirmed.
   * Such a topic cannot report it: use another as `topic`.
   * @default - none
   */
  readonly deliveries?: readonly IAlertTopic[];
  /**
   * Log groups that must not stay empty while sessions run.
   * @default - none
   */
  readonly logGroups?: readonly WatchedLogGroup[];
  /**
   * Ledgers whose runs must succeed.
   * @default - none
   */
  readonly ledgers?: readonly ISessionLedger[];
}

const watchedLogGroup = object<WatchedLogGroup>(
  {
    logGroup,
    starts: sessionEvents,
    // Calculated with: AWS counts in seconds.
    silenceMinutes: optional(known(wholeNumber(limits.silenceMinutes))),
  },
  ({ starts }, path) => onStartsOnly(`${path}.starts`, starts),
);

export const subjectRules: RulesOf<AlarmSubjects> = {
  rules: optional(listOf(sessionEvents)),
  deadLetters: optional(listOf(sessionEvents)),
  matches: optional(listOf(sessionEvents)),
  topics: optional(listOf(alertTopic)),
  deliveries: optional(listOf(alertTopic)),
  logGroups: optional(listOf(watchedLogGroup)),
  ledgers: optional(listOf(sessionLedger)),
};

/** Only StartSession leads to log events. */
function onStartsOnly(prop: string, { pattern, ruleName }: WatchedLogGroup["starts"]): Violation[] {
  const { eventName, errorCode } = pattern.detail ?? {};
  if (isDeepStrictEqual(eventName, ["StartSession"]) && isDeepStrictEqual(errorCode, [{ exists: false }])) return [];
  return [
    {
      prop,
      allowed: "a rule on sessions that were started, and nothing else",
      got: ruleName,
      fix: "give it the pattern sessionPatterns.started(): other calls write nothing to the group",
    },
  ];
}

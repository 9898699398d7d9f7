import { isDeepStrictEqual } from "node:util";
import { alertTopic } from "../alert-topic/alert-topic-schema";
import {
  known,
  listOf,
  object,
  optional,
  regionalRules,
  Schema,
  sameRegion,
  text,
  type Violation,
  violations,
  wholeNumber,
} from "../core/internal";
import { limits } from "../facts";
import { logGroup } from "../log-group/log-group-schema";
import { sessionEvents } from "../session-events/session-events-schema";
import { sessionLedger } from "../session-ledger/session-ledger-schema";
import { alarmName, conditionsOf } from "./alarm-conditions";
import type { AuditAlarmsProps, WatchedLogGroup } from "./audit-alarms";

const watchedLogGroup = object<WatchedLogGroup>(
  {
    logGroup,
    starts: sessionEvents,
    // Calculated with: AWS counts in seconds.
    silenceMinutes: optional(known(wholeNumber(limits.silenceMinutes))),
  },
  ({ starts }, path) => onStartsOnly(`${path}.starts`, starts),
);

export const auditAlarmsSchema = Schema.for<AuditAlarmsProps>({
  ...regionalRules,
  topic: optional(alertTopic),
  rules: optional(listOf(sessionEvents)),
  deadLetters: optional(listOf(sessionEvents)),
  matches: optional(listOf(sessionEvents)),
  topics: optional(listOf(alertTopic)),
  logGroups: optional(listOf(watchedLogGroup)),
  ledgers: optional(listOf(sessionLedger)),
})
  .relate(["rules", "deadLetters", "matches", "topics", "logGroups", "ledgers"], (props) => {
    const conditions = conditionsOf(props);
    if (conditions.length > 0) return conditions.flatMap((condition) => nameViolations(alarmName(condition)));
    const fix = "name what the alarms are to watch";
    const allowed = "given, or deadLetters, matches, topics, logGroups or ledgers";
    return [{ prop: "rules", allowed, got: undefined, fix }];
  })
  .relate(
    ["topic", "rules", "deadLetters", "matches", "topics", "logGroups", "ledgers"],
    ({ topic, topics = [], logGroups = [], ledgers = [], ...rules }, { region }) => [
      ...(topic ? sameRegion("topic", topic.region, region) : []),
      ...(["rules", "deadLetters", "matches"] as const).flatMap((prop) =>
        (rules[prop] ?? []).flatMap((rule, index) => sameRegion(`${prop}[${index}]`, rule.region, region)),
      ),
      ...topics.flatMap((watched, index) => sameRegion(`topics[${index}]`, watched.region, region)),
      ...ledgers.flatMap((ledger, index) => sameRegion(`ledgers[${index}]`, ledger.region, region)),
      ...logGroups.flatMap((watched, index) => [
        ...sameRegion(`logGroups[${index}].logGroup`, watched.logGroup.region, region),
        ...sameRegion(`logGroups[${index}].starts`, watched.starts.region, region),
      ]),
    ],
  );

function nameViolations(name: string): Violation[] {
  return violations(text({ length: limits.alarmNameLength }), name, "rules (with its kind, the name of an alarm)");
}

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

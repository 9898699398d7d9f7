import type { Construct } from "constructs";
import type { IAlertTopic } from "../../alert-topic";
import { type AlarmSubjects, AuditAlarms } from "../../audit-alarms";
import type { AtLeastOne, Placement, RemovalProps } from "../../core/internal";
import type { IEventBus } from "../../event-bus";
import type { Spread } from "../../session-access";
import {
  alarmMessage,
  anyOf,
  type EventPattern,
  packed,
  preferenceMessage,
  type RuleTarget,
  SessionEvents,
  sessionPatterns,
  tamperingMessage,
  targets,
  type WatchedChain,
} from "../../session-events";
import {
  type Fit,
  fitsRule,
  fitsWithLongestNames,
  forwardedTampering,
  packedBy,
  tamperingPartsBy,
} from "../../session-events/internal";
import type { KnownAlerting } from "./alerting";
import { createRules } from "./create-rules";

/** What to watch. */
export interface WatchPreferences {
  /**
   * Whether people are notified of changes of the preferences, of other session documents, and of node settings.
   * @default true
   */
  readonly preferences?: boolean;
  /**
   * Whether people are notified of calls that disable, empty or open a piece of the audit. Deployments of the stack
   * make such calls too.
   * @default true
   */
  readonly tampering?: boolean;
  /**
   * Whether people are notified when sessions start but nothing arrives in the log group.
   * @default true
   */
  readonly silence?: boolean;
  /**
   * `"as-needed"`: as few rules as possible. `"fixed"`: as many as the longest `name` in the longest Region needs, so
   * that a longer one moves no call to another rule. The Terraform modules use this.
   * @default "as-needed"
   */
  readonly spread?: Spread;
}

interface IntegrityWatchProps extends RemovalProps {
  /** Base of the physical names. */
  readonly name: string;
  readonly alerting: KnownAlerting;
  readonly watches: WatchPreferences;
  /** What to watch in the account and Region, besides the alerting itself. */
  readonly chain: WatchedChain;
  /**
   * Where others send what they have seen. If that bus also has the events of its own account and Region, give the
   * Region watched here and either theirs or, if they are other accounts, this account, because pieces have the same
   * names everywhere. Say whether one of them has a ledger, or is the
   * management account of an organization.
   * @default - nobody does
   */
  readonly forwarded?: {
    readonly bus?: IEventBus;
    readonly home?: string;
    readonly regions?: readonly string[];
    readonly account?: string;
    readonly ledger?: boolean;
    readonly organization?: boolean;
  };
  /**
   * What else must not fail silently, in the Region of the alerting.
   * @default - nothing
   */
  readonly alarmsOn?: Omit<AlarmSubjects, "rules" | "topics" | "deliveries">;
  readonly placement: Placement;
}

/** What notifies people that the audit is threatened, or that nobody can be notified. */
export interface IntegrityWatch {
  /** All rules except those of the alerting. */
  readonly rules: readonly SessionEvents[];
  readonly alarms: AuditAlarms;
  readonly alertAlarms: AuditAlarms;
}

/** Creates the parts directly in `scope`. */
export function createIntegrityWatch(scope: Construct, props: IntegrityWatchProps): IntegrityWatch {
  const { alerting, watches, alarmsOn, placement } = props;
  const { topic, refusalTopic, integrityTopic, events, starts, refusals } = alerting;
  const rules = [
    ...(watches.preferences === false ? [] : watchPreferences(scope, props)),
    ...(watches.tampering === false ? [] : watchTampering(scope, props)),
    ...watchForwarded(scope, props),
  ];
  const alarms = new AuditAlarms(scope, "Alarms", {
    topic: integrityTopic,
    rules: [events, ...(starts ? [starts] : []), refusals, ...rules],
    topics: [topic, refusalTopic],
    // The topic of refusals may have no subscribers: bursts are told by an alarm.
    deliveries: [topic],
    ...alarmsOn,
    ...placement,
  });
  // A topic that reaches nobody cannot report that, so the other one does.
  const alertAlarms = new AuditAlarms(scope, "AlertAlarms", {
    topic,
    topics: [integrityTopic],
    deliveries: [integrityTopic],
    matches: [refusals],
    ...placement,
  });
  return { rules, alarms, alertAlarms };
}

function watchPreferences(scope: Construct, { name, alerting, forwarded, removal, placement }: IntegrityWatchProps) {
  return [
    new SessionEvents(scope, "PreferenceChanges", {
      name: `${name}-integrity-preferences`,
      bus: forwarded?.bus,
      pattern: sessionPatterns.preferenceChanges(),
      targets: [targets.topic(alerting.integrityTopic, { message: preferenceMessage })],
      removal,
      ...placement,
    }),
  ];
}

/**
 * No rule reports its own disabling, and no topic that its key was disabled. So the rule that watches all other pieces
 * is watched by a rule of its own, which notifies the other topic.
 */
function watchTampering(scope: Construct, props: IntegrityWatchProps): SessionEvents[] {
  const { name, alerting, chain, watches, forwarded, removal, placement } = props;
  const { alertsKey, topic, refusalTopic, integrityKey, integrityTopic } = alerting;
  const { home, account } = forwarded ?? {};
  const here = (pattern: EventPattern): EventPattern => ({
    ...pattern,
    ...(home !== undefined && { region: [home] }),
    ...(account !== undefined && { account: [account] }),
  });
  const told = (by: IAlertTopic): AtLeastOne<RuleTarget> => [targets.topic(by, { message: tamperingMessage })];
  const named = (pattern: string) => ({ ruleName: pattern, deadLetterQueueName: pattern });
  const fits = fitsFor(name, watches);
  const tampering = tamperingPartsBy(fits, {
    ...chain,
    keys: [...(chain.keys ?? []), alertsKey],
    topics: [topic, refusalTopic],
    rules: [named(`${name}-session-*`), named(`${name}-integrity-alerting*`)],
    alarms: [{ alarmNames: [`${name}-*`] }],
  });
  const alertTampering = sessionPatterns.tampering({
    keys: [integrityKey],
    topics: [integrityTopic],
    rules: [named(`${name}-integrity-*`)],
  });
  return [
    ...createRules(scope, "Tampering", {
      name: `${name}-integrity-tampering`,
      patterns: packedBy(fits, tampering.map(here)),
      targets: told(integrityTopic),
      removal,
      ...placement,
    }),
    new SessionEvents(scope, "AlertTampering", {
      name: `${name}-integrity-alerting`,
      pattern: here(alertTampering),
      targets: told(topic),
      removal,
      ...placement,
    }),
  ];
}

/** By which measure patterns are spread over rules. */
export function fitsFor(name: string, { spread }: WatchPreferences): Fit {
  return spread === "fixed" ? fitsWithLongestNames(name) : fitsRule;
}

/** What rules elsewhere have already selected: protected calls on their pieces, and alarms that reach no topic. */
function watchForwarded(scope: Construct, props: IntegrityWatchProps): SessionEvents[] {
  const { name, alerting, forwarded, watches, removal, placement } = props;
  if (!forwarded) return [];
  const { bus, home, regions, account, ledger, organization } = forwarded;
  const elsewhere = (pattern: EventPattern): EventPattern =>
    account !== undefined && home !== undefined
      ? anyOf(
          { ...pattern, account: [{ "anything-but": account }] },
          { ...pattern, region: [{ "anything-but": home }] },
        )
      : { ...pattern, ...(regions && { region: regions }) };
  return [
    ...(watches.tampering === false
      ? []
      : createRules(scope, "ForwardedTampering", {
          name: `${name}-integrity-forwarded`,
          bus,
          patterns: packed(forwardedTampering({ ledger, organization }).map(elsewhere)),
          targets: [targets.topic(alerting.integrityTopic, { message: tamperingMessage })],
          removal,
          ...placement,
        })),
    new SessionEvents(scope, "ForwardedAlarms", {
      name: `${name}-integrity-alarms`,
      bus,
      pattern: elsewhere(sessionPatterns.alarmChanges([`${name}-*`])),
      targets: [targets.topic(alerting.integrityTopic, { message: alarmMessage })],
      removal,
      ...placement,
    }),
  ];
}

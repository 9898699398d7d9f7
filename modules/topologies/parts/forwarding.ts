import type { Construct } from "constructs";
import { AuditAlarms } from "../../audit-alarms";
import type { Placement, RemovalProps } from "../../core/internal";
import type { IEventBus, IForwardingRole } from "../../event-bus";
import type { ILogGroup } from "../../log-group";
import { anyOf, SessionEvents, sessionPatterns, targets, type WatchedChain } from "../../session-events";
import { packedBy, tamperingPartsBy } from "../../session-events/internal";
import { createRules } from "./create-rules";
import { fitsFor, type WatchPreferences } from "./integrity-watch";
import { type LoggedStarts, loggedStarts, otherCalls } from "./logged-starts";

/** Where events go, and with which role. */
export interface ForwardingTarget {
  readonly bus: IEventBus;
  readonly role: IForwardingRole;
}

interface ForwardingProps extends RemovalProps {
  /** Base of the physical names. */
  readonly name: string;
  readonly forwardTo: ForwardingTarget;
  readonly watches: WatchPreferences;
  /** What to watch in the account and Region, besides the forwarding itself. */
  readonly chain: WatchedChain;
  /**
   * The sessions whose log group is watched for silence, and the group.
   * @default - none
   */
  readonly logged?: LoggedStarts & { readonly logGroup: ILogGroup };
  readonly placement: Placement;
}

/** What sends the events of one Region to the place that handles them. */
export interface Forwarding {
  /** The rule for session calls. */
  readonly sessions: SessionEvents;
  /** The rule for starts that must leave something in their log group. */
  readonly starts: SessionEvents | undefined;
  /** The rules for threats to the audit. */
  readonly integrity: readonly SessionEvents[];
  readonly alarms: AuditAlarms;
}

/**
 * Creates the parts directly in `scope`. EventBridge forwards an event only once, so each Region sends straight to the
 * place that handles events. Alarms reach only topics of their own Region, so their events travel the same way.
 */
export function createForwarding(scope: Construct, props: ForwardingProps): Forwarding {
  const { name, forwardTo, watches, logged, removal, placement } = props;
  const sendsOn = {
    targets: [targets.eventBus(forwardTo.bus, { role: forwardTo.role })] as const,
    removal,
    ...placement,
  };
  const counted = watches.silence === false ? undefined : logged;
  const calls = counted ? otherCalls(counted) : [sessionPatterns.calls()];
  const refused = counted ? [sessionPatterns.refusedCalls()] : [];
  // No rule reports its own disabling, so each watches the other.
  const ofIntegrity = sessionPatterns.tampering({ rules: [named(`${name}-integrity-*`)] });
  const sessions = new SessionEvents(scope, "Forwarding", {
    name: forwardingRuleName(name),
    pattern: anyOf(calls[0]!, ...calls.slice(1), ...refused, ...(watches.tampering === false ? [] : [ofIntegrity])),
    ...sendsOn,
  });
  const deadLetters = sessions;
  const starts =
    counted &&
    new SessionEvents(scope, "Starts", {
      name: `${name}-session-starts`,
      pattern: loggedStarts(counted),
      deadLetters,
      ...sendsOn,
    });
  const integrity = createRules(scope, "IntegrityForwarding", {
    name: `${name}-integrity-forwarding`,
    patterns: packedBy(fitsFor(name, watches), integrityPatterns(props)),
    deadLetters,
    ...sendsOn,
  });
  const alarms = new AuditAlarms(scope, "Alarms", {
    deadLetters: [sessions],
    logGroups: counted && starts ? [{ logGroup: counted.logGroup, starts }] : [],
    ...placement,
  });
  return { sessions, starts, integrity, alarms };
}

/** Name of the rules that forward session events. */
const forwardingRuleName = (name: string) => `${name}-session-forwarding`;

function integrityPatterns({ name, watches, chain }: ForwardingProps) {
  const others = (chain.alarms ?? []).flatMap((alarms) => alarms.alarmNames);
  const alarmNames = [`${forwardingRuleName(name)}-*`, `${name}-sessions-*`, ...others];
  const watched: WatchedChain = { ...chain, rules: [named(`${name}-session-*`)], alarms: [{ alarmNames }] };
  return [
    sessionPatterns.alarmChanges(alarmNames),
    ...(watches.preferences === false ? [] : [sessionPatterns.preferenceChanges()]),
    ...(watches.tampering === false ? [] : tamperingPartsBy(fitsFor(name, watches), watched)),
  ];
}

const named = (pattern: string) => ({ ruleName: pattern, deadLetterQueueName: pattern });

import type { Construct } from "constructs";
import { AuditAlarms } from "../../audit-alarms";
import type { Placement, RemovalProps } from "../../core/internal";
import type { IEventBus, IForwardingRole } from "../../event-bus";
import type { ILogGroup } from "../../log-group";
import { anyOf, packed, SessionEvents, sessionPatterns, targets, type WatchedChain } from "../../session-events";
import { createRules } from "./create-rules";
import type { WatchPreferences } from "./integrity-watch";
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
  /** What of the account and Region is watched, besides the forwarding itself. */
  readonly chain: WatchedChain;
  /**
   * The sessions whose log group is watched for silence, and the group.
   * @default - none
   */
  readonly logged?: LoggedStarts & { readonly logGroup: ILogGroup };
  readonly placement: Placement;
}

/** What sends the events of one Region to where they are acted on. */
export interface Forwarding {
  /** The rule on session calls. */
  readonly sessions: SessionEvents;
  /** The rule on starts that must leave something in their log group. */
  readonly starts: SessionEvents | undefined;
  /** The rules on what threatens the audit. */
  readonly integrity: readonly SessionEvents[];
  readonly alarms: AuditAlarms;
}

/**
 * Creates the parts straight in `scope`. One hop: EventBridge passes an event on once, so each Region sends straight to
 * where events are acted on. Alarms reach topics of their own Region only, so theirs travel the same way.
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
  // Neither rule reports its own end: each is watched by the other.
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
    patterns: packed(integrityPatterns(props)),
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
export const forwardingRuleName = (name: string) => `${name}-session-forwarding`;

function integrityPatterns({ name, watches, chain }: ForwardingProps) {
  const alarmNames = [`${forwardingRuleName(name)}-*`, `${name}-sessions-*`];
  const watched: WatchedChain = { ...chain, rules: [named(`${name}-session-*`)], alarms: [{ alarmNames }] };
  return [
    sessionPatterns.alarmChanges(alarmNames),
    ...(watches.preferences === false ? [] : [sessionPatterns.preferenceChanges()]),
    ...(watches.tampering === false ? [] : sessionPatterns.tamperingParts(watched)),
  ];
}

const named = (pattern: string) => ({ ruleName: pattern, deadLetterQueueName: pattern });

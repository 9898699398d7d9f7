import type { Construct } from "constructs";
import { AlertTopic, type Subscriber } from "../../alert-topic";
import { AuditAlarms } from "../../audit-alarms";
import type { Placement, RemovalProps } from "../../core/internal";
import { EncryptionKey } from "../../encryption-key";
import type { IEventBus } from "../../event-bus";
import { SessionEvents, sessionPatterns, targets } from "../../session-events";

interface AlertingProps extends RemovalProps {
  /** Base of the physical names. */
  readonly name: string;
  readonly subscribers: readonly Subscriber[] | undefined;
  readonly keyAdministrators: readonly string[] | undefined;
  /**
   * The bus that session events arrive on.
   * @default - the default bus of the account and Region
   */
  readonly bus?: IEventBus;
  /** Provider and Region of everything made. */
  readonly placement: Placement;
}

/** What tells people of sessions, and of the day on which it cannot. */
export interface Alerting {
  readonly alertsKey: EncryptionKey;
  readonly topic: AlertTopic;
  readonly events: SessionEvents;
  readonly alarms: AuditAlarms;
}

/** Creates the parts straight in `scope`. */
export function createAlerting(scope: Construct, props: AlertingProps): Alerting {
  const { name, subscribers, keyAdministrators, bus, removal, placement } = props;
  // A key of its own: EventBridge must be let in without a condition, and transcripts stay out of its reach.
  const alertsKey = new EncryptionKey(scope, "AlertsKey", {
    alias: `alias/${name}-alerts`,
    description: "Messages of the session alert topic",
    administrators: keyAdministrators,
    removal,
    ...placement,
  });
  const topic = new AlertTopic(scope, "Topic", {
    name: `${name}-session-alerts`,
    encryptionKey: alertsKey,
    subscribers,
    ...placement,
  });
  const events = new SessionEvents(scope, "Events", {
    name: `${name}-session-events`,
    bus,
    pattern: sessionPatterns.calls(),
    targets: [targets.topic(topic)],
    removal,
    ...placement,
  });
  const alarms = new AuditAlarms(scope, "Alarms", { topic, rules: [events], topics: [topic], ...placement });
  return { alertsKey, topic, events, alarms };
}

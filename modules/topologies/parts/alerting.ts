import type { Construct } from "constructs";
import { AlertTopic, type IAlertTopic, type Subscriber } from "../../alert-topic";
import type { Placement, RemovalProps } from "../../core/internal";
import { EncryptionKey, type IEncryptionKey } from "../../encryption-key";
import type { IEventBus } from "../../event-bus";
import { anyOf, SessionEvents, sessionPatterns, targets } from "../../session-events";
import { type LoggedStarts, loggedStarts, otherCalls } from "./logged-starts";

/** Who is notified of what. */
export interface AlertPreferences {
  /**
   * Who is notified when a session is started, resumed or terminated, and once per burst of refused calls.
   * @default - nobody; you can subscribe to the topic later
   */
  readonly alerts?: readonly Subscriber[];
  /**
   * Who is notified of every refused call. It has a separate topic, so that endless refused calls do not bury the other
   * alerts.
   * @default - nobody; you can subscribe to the topic later
   */
  readonly refusals?: readonly Subscriber[];
  /**
   * Who is notified when the audit itself is changed, falls silent or cannot deliver. The topic has its own key, so
   * that disabling one key silences only one topic.
   * @default - the subscribers of `alerts`
   */
  readonly integrityAlerts?: readonly Subscriber[];
}

/** The existing parts of the alerting. */
interface ExistingAlerting {
  readonly alertsKey?: IEncryptionKey;
  readonly integrityKey?: IEncryptionKey;
  readonly topic?: IAlertTopic;
}

interface AlertingProps extends RemovalProps, AlertPreferences {
  /** Base of the physical names. */
  readonly name: string;
  readonly keyAdministrators: readonly string[] | undefined;
  /**
   * The bus on which session events arrive.
   * @default - the default bus of the account and Region
   */
  readonly bus?: IEventBus;
  /**
   * Sessions whose log group is watched for silence. A separate rule counts their starts.
   * @default - none
   */
  readonly logged?: LoggedStarts;
  /** Provider and Region of everything created here. */
  readonly placement: Placement;
}

/** What notifies people of sessions. */
export interface Alerting extends KnownAlerting {
  readonly alertsKey: EncryptionKey;
  readonly topic: AlertTopic;
  readonly integrityKey: EncryptionKey;
}

/** The same, created here or not. */
export interface KnownAlerting {
  readonly alertsKey: IEncryptionKey;
  readonly topic: IAlertTopic;
  readonly events: SessionEvents;
  /** The rule for starts that must leave something in their log group. */
  readonly starts: SessionEvents | undefined;
  readonly refusalTopic: AlertTopic;
  readonly refusals: SessionEvents;
  readonly integrityKey: IEncryptionKey;
  readonly integrityTopic: AlertTopic;
}

/** Creates the parts directly in `scope`. */
export function createAlerting(scope: Construct, props: AlertingProps): Alerting;
export function createAlerting(scope: Construct, props: AlertingProps, existing: ExistingAlerting): KnownAlerting;
export function createAlerting(scope: Construct, props: AlertingProps, existing: ExistingAlerting = {}): KnownAlerting {
  const { name, alerts, refusals, integrityAlerts = alerts, bus, logged, removal, placement } = props;
  // Separate keys: EventBridge must be allowed without a condition, and must not reach transcripts.
  const alertsKey =
    existing.alertsKey ?? createKey(scope, "AlertsKey", "alerts", "Messages of the session alert topic", props);
  const integrityKey =
    existing.integrityKey ??
    createKey(scope, "IntegrityKey", "integrity-alerts", "Messages of the audit alert topic", props);
  const topicOf = (id: string, suffix: string, encryptionKey: IEncryptionKey, subscribers?: readonly Subscriber[]) =>
    new AlertTopic(scope, id, { name: `${name}-${suffix}`, encryptionKey, subscribers, ...placement });
  const topic = existing.topic ?? topicOf("Topic", "session-alerts", alertsKey, alerts);
  const refusalTopic = topicOf("RefusalTopic", "session-refusals", alertsKey, refusals);
  const integrityTopic = topicOf("IntegrityTopic", "integrity-alerts", integrityKey, integrityAlerts);
  const events = new SessionEvents(scope, "Events", {
    name: `${name}-session-events`,
    bus,
    pattern: logged ? anyOf(...otherCalls(logged)) : sessionPatterns.allowedCalls(),
    targets: [targets.topic(topic)],
    removal,
    ...placement,
  });
  const starts =
    logged &&
    new SessionEvents(scope, "Starts", {
      name: `${name}-session-starts`,
      bus,
      pattern: loggedStarts(logged),
      targets: [targets.topic(topic)],
      removal,
      ...placement,
    });
  const refused = new SessionEvents(scope, "Refusals", {
    name: `${name}-session-refusals`,
    bus,
    pattern: sessionPatterns.refusedCalls(),
    targets: [targets.topic(refusalTopic)],
    removal,
    ...placement,
  });
  return { alertsKey, topic, events, starts, refusalTopic, refusals: refused, integrityKey, integrityTopic };
}

function createKey(scope: Construct, id: string, alias: string, description: string, props: AlertingProps) {
  const { name, keyAdministrators: administrators, removal, placement } = props;
  return new EncryptionKey(scope, id, {
    alias: `alias/${name}-${alias}`,
    description,
    administrators,
    removal,
    ...placement,
  });
}

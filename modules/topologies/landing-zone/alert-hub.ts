import type { Construct } from "constructs";
import { AlertTopic, type Subscriber } from "../../alert-topic";
import { AuditAlarms } from "../../audit-alarms";
import { AuditModule, type RemovalProps } from "../../core";
import { EncryptionKey } from "../../encryption-key";
import { EventBus, type IEventBus } from "../../event-bus";
import { SessionEvents, sessionPatterns, targets } from "../../session-events";
import type { LandingZone } from "./landing-zone";

export interface AlertHubProps extends RemovalProps {
  /** The plan of the organization. */
  readonly plan: LandingZone;
  /**
   * Who is told when a session is started, resumed or terminated in any account.
   * @default - nobody; the topic is there to subscribe to
   */
  readonly alerts?: readonly Subscriber[];
  /**
   * ARNs of IAM users or roles that may administer the key by its own policy.
   * @default - whom IAM policies of the account name
   */
  readonly keyAdministrators?: readonly string[];
}

/**
 * The security account: the central bus that takes the events of every account of the organization in one hop, and the
 * rule on it that tells people, and the alarms that tell when it cannot.
 */
export class AlertHub extends AuditModule {
  readonly bus: IEventBus;
  readonly alertsKey: EncryptionKey;
  readonly topic: AlertTopic;
  readonly events: SessionEvents;
  readonly alarms: AuditAlarms;

  constructor(scope: Construct, id: string, { plan, alerts, keyAdministrators, removal }: AlertHubProps) {
    super(scope, id, {}, { account: plan.security.id, region: plan.homeRegion });
    const { name, organizationId, homeRegion: region } = plan;
    this.bus =
      plan.existing.eventBusArn === undefined
        ? new EventBus(this, "Bus", { region, name: plan.eventBusName, organizationId })
        : EventBus.fromArn(this, plan.existing.eventBusArn);
    this.alertsKey = new EncryptionKey(this, "AlertsKey", {
      region,
      alias: `alias/${name}-alerts`,
      description: "Messages of the session alert topic",
      administrators: keyAdministrators,
      removal,
    });
    this.topic = new AlertTopic(this, "Topic", {
      region,
      name: `${name}-session-alerts`,
      encryptionKey: this.alertsKey,
      subscribers: alerts,
    });
    this.events = new SessionEvents(this, "Events", {
      region,
      bus: this.bus,
      name: `${name}-session-events`,
      pattern: sessionPatterns.calls(),
      targets: [targets.topic(this.topic)],
    });
    this.alarms = new AuditAlarms(this, "Alarms", {
      region,
      topic: this.topic,
      rules: [this.events],
      topics: [this.topic],
    });
  }
}

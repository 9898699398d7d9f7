import type { Construct } from "constructs";
import type { AlertTopic, Subscriber } from "../../alert-topic";
import type { AuditAlarms } from "../../audit-alarms";
import { AuditModule, type MovableProps, type RemovalProps } from "../../core/internal";
import type { EncryptionKey } from "../../encryption-key";
import { EventBus, type IEventBus } from "../../event-bus";
import type { SessionEvents } from "../../session-events";
import { createAlerting } from "../parts/internal";
import type { LandingZone } from "./landing-zone";
import { alertHubSchema } from "./topologies-schema";

export interface AlertHubProps extends MovableProps, RemovalProps {
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
 *
 * @example
 * ```ts
 * new AlertHub(security, "AlertHub", { plan, alerts: [subscribers.email("security@example.com")] });
 * ```
 */
export class AlertHub extends AuditModule {
  readonly bus: IEventBus;
  readonly alertsKey: EncryptionKey;
  readonly topic: AlertTopic;
  readonly events: SessionEvents;
  readonly alarms: AuditAlarms;

  constructor(scope: Construct, id: string, props: AlertHubProps) {
    const security = ({ plan }: AlertHubProps) => ({ stated: { account: plan.security.id, region: plan.homeRegion } });
    super(scope, id, alertHubSchema.of(props, security));
    const { plan, alerts, keyAdministrators, removal } = props;
    this.bus = this.createBus(plan);
    const alerting = createAlerting(this, {
      name: plan.name,
      subscribers: alerts,
      keyAdministrators,
      bus: this.bus,
      removal,
      placement: { region: plan.homeRegion },
    });
    this.alertsKey = alerting.alertsKey;
    this.topic = alerting.topic;
    this.events = alerting.events;
    this.alarms = alerting.alarms;
  }

  private createBus({ existing, eventBusName: name, organizationId, homeRegion: region }: LandingZone): IEventBus {
    return existing.eventBusArn === undefined
      ? new EventBus(this, "Bus", { name, organizationId, region })
      : EventBus.fromArn(this, "Bus", existing.eventBusArn);
  }
}

import type { Construct } from "constructs";
import type { AlertTopic } from "../../alert-topic";
import type { AuditAlarms } from "../../audit-alarms";
import { AuditModule, announceGrants, type MovableProps, type RemovalProps, type TagProps } from "../../core/internal";
import type { EncryptionKey } from "../../encryption-key";
import { EventBus, type IEventBus } from "../../event-bus";
import { iamRegionOf } from "../../facts";
import type { SessionEvents, WatchedChain } from "../../session-events";
import type { AlertPreferences } from "../parts";
import { createAlerting, createIntegrityWatch, iamChain } from "../parts/internal";
import { createHubOutputs } from "./account-outputs";
import { alertHubSchema } from "./alert-hub-schema";
import { type CentralPreferences, type CentralWatch, createCentralAccount } from "./central-account";
import { placedIn } from "./central-schema";
import type { LandingZone } from "./landing-zone";

export interface AlertHubProps extends MovableProps, RemovalProps, TagProps, AlertPreferences, CentralPreferences {
  /** The plan of the organization. */
  readonly plan: LandingZone;
  /**
   * ARNs of IAM users or roles that the key policies let administer the keys.
   * @default - IAM policies in the account decide who administers the keys
   */
  readonly keyAdministrators?: readonly string[];
}

/**
 * The security account: the central bus for the events of every account of the organization in one hop, its rules,
 * which notify people of sessions and of threats to their audit, and the alarms for when they cannot.
 *
 * @example
 * ```ts
 * new AlertHub(security, "AlertHub", { plan, alerts: [subscribers.email("security@example.com")] });
 * ```
 */
export class AlertHub extends AuditModule {
  readonly bus: IEventBus;
  readonly alertsKey: EncryptionKey;
  /** Notifies people of sessions. */
  readonly topic: AlertTopic;
  /** Notifies people of refused calls. */
  readonly refusalTopic: AlertTopic;
  readonly integrityKey: EncryptionKey;
  /** Notifies people of threats to the audit. */
  readonly integrityTopic: AlertTopic;
  readonly events: SessionEvents;
  /** All rules that notify people. */
  readonly rules: readonly SessionEvents[];
  readonly alarms: AuditAlarms;
  readonly account: CentralWatch;

  constructor(scope: Construct, id: string, props: AlertHubProps) {
    super(scope, id, alertHubSchema.of(props, placedIn("security")));
    announceGrants(this, props.plan.grantsToAdd);
    const { plan, watches = {} } = props;
    const placement = { region: plan.homeRegion };
    this.bus = this.createBus(plan);
    const alerting = createAlerting(this, {
      name: plan.name,
      alerts: props.alerts,
      refusals: props.refusals,
      integrityAlerts: props.integrityAlerts,
      keyAdministrators: props.keyAdministrators,
      bus: this.bus,
      removal: props.removal,
      placement,
    });
    this.alertsKey = alerting.alertsKey;
    this.topic = alerting.topic;
    this.refusalTopic = alerting.refusalTopic;
    this.integrityKey = alerting.integrityKey;
    this.integrityTopic = alerting.integrityTopic;
    this.events = alerting.events;
    this.account = createCentralAccount(this, {
      ...props,
      account: plan.security,
      protects: {
        topics: [this.topic, this.refusalTopic, this.integrityTopic],
        keyAliases: [this.alertsKey.aliasArn, this.integrityKey.aliasArn],
      },
      chain: {},
      ownHub: this.bus,
    });
    // On the default bus is also what happens in this account and Region, which is watched for by name.
    const hasOwnEvents = this.bus.busName === "default";
    const watch = createIntegrityWatch(this, {
      name: plan.name,
      alerting,
      watches,
      chain: { buses: [this.bus, { busName: "default" }], ...(hasOwnEvents && this.iamChainAtHome(props)) },
      forwarded: {
        bus: this.bus,
        ledger: plan.evidence !== undefined,
        organization: true,
        ...(hasOwnEvents && { home: plan.homeRegion, account: plan.security.id }),
      },
      removal: props.removal,
      placement,
    });
    this.rules = [alerting.events, alerting.refusals, ...watch.rules];
    this.alarms = watch.alarms;
    createHubOutputs(this, plan);
  }

  /** Changes of roles and policies, if the home Region is the one that sees them. */
  private iamChainAtHome({ plan, guardrail }: AlertHubProps): WatchedChain {
    if (iamRegionOf(plan.homeRegion) !== plan.homeRegion) return {};
    return iamChain(this.account, plan.name, guardrail?.administrators);
  }

  private createBus({ existing, eventBusName: name, organizationId, homeRegion: region }: LandingZone): IEventBus {
    return existing.eventBusArn === undefined
      ? new EventBus(this, "Bus", { name, organizationId, region })
      : EventBus.fromArn(this, "Bus", existing.eventBusArn);
  }
}

import { Construct } from "constructs";
import type { AccountSettings } from "../../account-settings";
import type { AlertTopic, Subscriber } from "../../alert-topic";
import type { AuditAlarms } from "../../audit-alarms";
import type { AuditTrail } from "../../audit-trail";
import { type AtLeastOne, AuditModule, type ModuleProps, type RemovalProps } from "../../core/internal";
import type { EncryptionKey } from "../../encryption-key";
import { EventBus, ForwardingRole } from "../../event-bus";
import type { LogRetentionDays } from "../../facts";
import type { AccessLogBucket, BucketRetention, ILogBucket, LogBucket, ObjectLock } from "../../log-bucket";
import type { LogGroup } from "../../log-group";
import type { Guardrail, NodeAccess, OperatorAccess } from "../../session-access";
import type { SessionDocument } from "../../session-document";
import type { SessionEndpoints } from "../../session-endpoints";
import type { SessionEvents } from "../../session-events";
import type { AccessPreferences, EvidencePreferences, RegionalAudit, SessionPreferences } from "../parts";
import {
  type Alerting,
  auditChain,
  createAccountAccess,
  createAlerting,
  createRegionalAudit,
  createRegionalKeys,
  forwardingRuleName,
} from "../parts/internal";
import { createBuckets } from "./buckets";
import { createEndpoints, type EndpointPreferences } from "./endpoints";
import { createOutputs } from "./outputs";
import { createOwnEvidence, type OwnEvidence } from "./own-evidence";
import { sessionAuditSchema } from "./session-audit-schema";
import { createTrail } from "./trail";

export interface SessionAuditProps extends ModuleProps, RemovalProps, AccessPreferences {
  /**
   * Base of every physical name: 3 to 22 lower-case letters, digits and inner hyphens, so that bucket names, which
   * carry account and Region, stay within 63 characters.
   */
  readonly name: string;
  /**
   * Regions whose sessions are audited, the home Region first: it has the buckets, the trail and the alerts, and the
   * others send their events there. Resources carry their Region then, which needs AWS provider 6.
   * @default - the Region of the provider alone
   */
  readonly regions?: AtLeastOne<string>;
  /**
   * Who is told when a session is started, resumed or terminated.
   * @default - nobody; the topic is there to subscribe to
   */
  readonly alerts?: readonly Subscriber[];
  /**
   * Preferences of the sessions themselves.
   * @default - an idle timeout of 20 minutes, no maximum duration, `ssm-user`, no shell profile
   */
  readonly session?: SessionPreferences;
  /**
   * Days that CloudWatch Logs keeps session output, and trail events where `trailRetentionDays` says nothing else.
   * @default 365
   */
  readonly retentionDays?: LogRetentionDays;
  /**
   * Days that CloudWatch Logs keeps trail events.
   * @default - as long as session output
   */
  readonly trailRetentionDays?: LogRetentionDays;
  /**
   * When S3 archives and removes transcripts, trail files and access logs.
   * @default - they are kept forever in S3 Standard
   */
  readonly bucketRetention?: BucketRetention;
  /**
   * Write-once retention of transcripts and trail files.
   * @default - objects can be deleted by whom IAM allows
   */
  readonly objectLock?: ObjectLock;
  /**
   * ARNs of IAM users or roles that may administer the keys by their own policies.
   * @default - whom IAM policies of the account name
   */
  readonly keyAdministrators?: readonly string[];
  /**
   * The VPC of the home Region whose nodes have no way to the internet.
   * @default - no VPC endpoints are made
   */
  readonly endpoints?: EndpointPreferences;
  /**
   * A ledger of sessions beyond 30 days, tables of Athena, and a dashboard; `{}` for all as it is by default.
   * @default - none of them
   */
  readonly evidence?: EvidencePreferences;
}

/**
 * Everything that one account needs to prove who opened a shell on which server, in one Region or in many.
 *
 * @example
 * ```ts
 * new SessionAudit(this, "SessionAudit", {
 *   name: "acme-audit",
 *   nodes: { attachTo: ["web-server"], roleFor: "none" },
 *   operators: { targets: sessionTargets.byTag({ team: ["web"] }), attachTo: ["web-engineers"] },
 *   guardrail: { closes: [waysRound.otherDocuments], attachTo: ["platform-engineers"] },
 * });
 * ```
 */
export class SessionAudit extends AuditModule {
  readonly sessionKey: EncryptionKey;
  readonly logsKey: EncryptionKey;
  readonly alertsKey: EncryptionKey;
  readonly accessLogBucket: AccessLogBucket;
  readonly transcriptBucket: ILogBucket;
  readonly trailBucket: LogBucket;
  readonly sessionLogGroup: LogGroup;
  readonly trailLogGroup: LogGroup;
  readonly document: SessionDocument;
  readonly trail: AuditTrail;
  readonly topic: AlertTopic;
  readonly events: SessionEvents;
  readonly alarms: AuditAlarms;
  readonly settings: AccountSettings;
  readonly nodeAccess: NodeAccess;
  readonly operatorAccess: OperatorAccess;
  readonly guardrail: Guardrail;
  readonly endpoints: SessionEndpoints | undefined;
  readonly evidence: OwnEvidence | undefined;
  /** With which further Regions send their events; none without any. */
  readonly forwardingRole: ForwardingRole | undefined;
  /** What the Regions after the home Region have of their own, by Region. */
  readonly furtherRegions: Readonly<Record<string, RegionalAudit>>;

  constructor(scope: Construct, id: string, props: SessionAuditProps) {
    const home = ({ provider, regions }: SessionAuditProps) => ({ provider, region: regions?.[0] });
    super(scope, id, sessionAuditSchema.of(props, home));
    const { name, keyAdministrators, removal, session, retentionDays } = props;
    const { placement } = this;

    const keys = createRegionalKeys(this, { name, keyAdministrators, removal, placement });
    const buckets = createBuckets(this, {
      name,
      encryption: keys.logsKey,
      bucketRetention: props.bucketRetention,
      objectLock: props.objectLock,
      removal,
      aws: this.aws,
      placement,
    });
    this.accessLogBucket = buckets.accessLogBucket;
    this.transcriptBucket = buckets.transcriptBucket;
    this.trailBucket = buckets.trailBucket;

    const audit = createRegionalAudit(this, {
      name,
      keys,
      bucket: this.transcriptBucket,
      session,
      retentionDays,
      removal,
      placement,
    });
    this.sessionKey = audit.sessionKey;
    this.logsKey = audit.logsKey;
    this.sessionLogGroup = audit.logGroup;
    this.document = audit.document;
    this.settings = audit.settings;

    const { trailLogGroup, trail } = createTrail(this, {
      name,
      bucket: this.trailBucket,
      encryptionKey: this.logsKey,
      retentionDays,
      trailRetentionDays: props.trailRetentionDays,
      removal,
      placement,
    });
    this.trailLogGroup = trailLogGroup;
    this.trail = trail;

    const alerting = createAlerting(this, { name, subscribers: props.alerts, keyAdministrators, removal, placement });
    this.alertsKey = alerting.alertsKey;
    this.topic = alerting.topic;
    this.events = alerting.events;
    this.alarms = alerting.alarms;

    const [, ...furtherRegions] = props.regions ?? [];
    this.forwardingRole = furtherRegions.length > 0 ? this.createForwardingRole(props) : undefined;
    this.furtherRegions = this.auditFurtherRegions(props, furtherRegions);
    this.evidence = props.evidence && createOwnEvidence(this, props, placement);

    const access = createAccountAccess(this, {
      name,
      documents: this.documents,
      protects: this.chain(audit, alerting),
      nodes: props.nodes,
      operators: props.operators,
      guardrail: props.guardrail,
      provider: placement.provider,
    });
    this.nodeAccess = access.nodeAccess;
    this.operatorAccess = access.operatorAccess;
    this.guardrail = access.guardrail;
    this.endpoints = props.endpoints && createEndpoints(this, props.endpoints, name, placement);
    createOutputs(this);
  }

  /** The documents of all Regions, the home Region's first. */
  get documents(): AtLeastOne<SessionDocument> {
    return [this.document, ...Object.values(this.furtherRegions).map(({ document }) => document)];
  }

  private createForwardingRole({ name }: SessionAuditProps): ForwardingRole {
    return new ForwardingRole(this, "ForwardingRole", {
      name: `${name}-event-forwarding`,
      bus: EventBus.defaultOf(this),
      ruleName: forwardingRuleName(name),
      provider: this.placement.provider,
    });
  }

  private auditFurtherRegions(props: SessionAuditProps, regions: readonly string[]): Record<string, RegionalAudit> {
    const { name, keyAdministrators, removal, session, retentionDays } = props;
    const audits = regions.map((region): [string, RegionalAudit] => {
      const scope = new Construct(this, region);
      const placement = { ...this.placement, region };
      const audit = createRegionalAudit(scope, {
        name,
        keys: createRegionalKeys(scope, { name, keyAdministrators, removal, placement }),
        bucket: this.transcriptBucket,
        session,
        retentionDays,
        forwardTo: { bus: EventBus.defaultOf(this), role: this.forwardingRole! },
        removal,
        placement,
      });
      return [region, audit];
    });
    return Object.fromEntries(audits);
  }

  private chain(audit: RegionalAudit, alerting: Alerting) {
    const [further] = Object.values(this.furtherRegions);
    const { trail, trailLogGroup, transcriptBucket, trailBucket, accessLogBucket } = this;
    const buckets = [transcriptBucket, trailBucket, accessLogBucket];
    return auditChain({
      aws: this.aws,
      audit,
      everyRegion: further !== undefined,
      forwarding: further?.forwarding,
      forwardingRole: this.forwardingRole,
      central: { ...alerting, trail, trailLogGroup, buckets, evidence: this.evidence },
    });
  }
}

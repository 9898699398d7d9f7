import { Construct } from "constructs";
import type { AccountSettings } from "../../account-settings";
import type { AlertTopic } from "../../alert-topic";
import type { AuditAlarms } from "../../audit-alarms";
import type { AuditTrail } from "../../audit-trail";
import { type AtLeastOne, AuditModule } from "../../core/internal";
import type { EncryptionKey } from "../../encryption-key";
import { EventBus, ForwardingRole } from "../../event-bus";
import type { AccessLogBucket, ILogBucket, LogBucket } from "../../log-bucket";
import type { LogGroup } from "../../log-group";
import type { Guardrail, NodeAccess, OperatorAccess } from "../../session-access";
import type { SessionDocument } from "../../session-document";
import type { SessionEndpoints } from "../../session-endpoints";
import type { SessionEvents } from "../../session-events";
import type { RegionalAudit } from "../parts";
import {
  type Alerting,
  auditChain,
  createAccountAccess,
  createAlerting,
  createRegionalAudit,
  createRegionalKeys,
  type ForwardingTarget,
} from "../parts/internal";
import { createBuckets } from "./buckets";
import { createEndpoints } from "./endpoints";
import { createOutputs } from "./outputs";
import { createOwnEvidence, type OwnEvidence } from "./own-evidence";
import type { SessionAuditProps } from "./session-audit-props";
import { sessionAuditSchema } from "./session-audit-schema";
import { createTrail } from "./trail";
import { createWatch, otherRegions } from "./watch";

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
  /** Tells of sessions. */
  readonly topic: AlertTopic;
  /** Tells of refused calls. */
  readonly refusalTopic: AlertTopic;
  readonly integrityKey: EncryptionKey;
  /** Tells of what threatens the audit. */
  readonly integrityTopic: AlertTopic;
  /** The rule on sessions; that on the starts of logged ones is among `rules`. */
  readonly events: SessionEvents;
  /** All rules of the home Region. */
  readonly rules: readonly SessionEvents[];
  readonly alarms: AuditAlarms;
  readonly settings: AccountSettings;
  readonly nodeAccess: NodeAccess;
  readonly operatorAccess: OperatorAccess;
  readonly guardrail: Guardrail;
  readonly endpoints: SessionEndpoints | undefined;
  readonly evidence: OwnEvidence | undefined;
  /** With which other Regions send their events; none without any. */
  readonly forwardingRole: ForwardingRole | undefined;
  /** What the Regions after the home Region have of their own, by Region. */
  readonly furtherRegions: Readonly<Record<string, RegionalAudit>>;

  constructor(scope: Construct, id: string, props: SessionAuditProps) {
    const home = ({ provider, regions }: SessionAuditProps) => ({ provider, region: regions?.[0] });
    super(scope, id, sessionAuditSchema.of(props, home));
    const { name, keyAdministrators, regionalKeys, removal, session, retentionDays, watches = {} } = props;
    const { placement } = this;

    const keys = createRegionalKeys(this, { name, keyAdministrators, regionalKeys, session, removal, placement });
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
      logDeletionProtection: props.logDeletionProtection,
      watches,
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
      transcriptBucket: this.transcriptBucket,
      encryptionKey: this.logsKey,
      retentionDays,
      trailRetentionDays: props.trailRetentionDays,
      logDeletionProtection: props.logDeletionProtection,
      recordTranscriptAccess: props.recordTranscriptAccess,
      removal,
      placement,
    });
    this.trailLogGroup = trailLogGroup;
    this.trail = trail;

    const elsewhere = otherRegions(props);
    const region = elsewhere.length > 0 ? this.aws.region : undefined;
    const alerting = createAlerting(this, {
      name,
      alerts: props.alerts,
      refusals: props.refusals,
      integrityAlerts: props.integrityAlerts,
      keyAdministrators,
      logged: watches.silence === false ? undefined : { document: this.document, region },
      removal,
      placement,
    });
    this.alertsKey = alerting.alertsKey;
    this.topic = alerting.topic;
    this.refusalTopic = alerting.refusalTopic;
    this.integrityKey = alerting.integrityKey;
    this.integrityTopic = alerting.integrityTopic;
    this.events = alerting.events;

    this.forwardingRole = elsewhere.length > 0 ? this.createForwardingRole(props) : undefined;
    this.furtherRegions = this.auditFurtherRegions(props);

    this.evidence = props.evidence && createOwnEvidence(this, props, placement);

    const access = createAccountAccess(this, {
      name,
      documents: this.documents,
      protects: this.chain(name, audit, alerting),
      waitsFor: [this.trail],
      nodes: props.nodes,
      operators: props.operators,
      guardrail: props.guardrail,
      provider: placement.provider,
    });
    this.nodeAccess = access.nodeAccess;
    this.operatorAccess = access.operatorAccess;
    this.guardrail = access.guardrail;

    const watch = createWatch(this, props, alerting);
    this.alarms = watch.alarms;
    const { events, starts, refusals } = alerting;
    this.rules = [events, ...(starts ? [starts] : []), refusals, ...watch.rules];
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
      provider: this.placement.provider,
    });
  }

  private auditFurtherRegions(props: SessionAuditProps): Record<string, RegionalAudit> {
    const { name, keyAdministrators, regionalKeys, removal, session, retentionDays, watches = {} } = props;
    const [, ...regions] = props.regions ?? [];
    const audits = regions.map((region): [string, RegionalAudit] => {
      const scope = new Construct(this, region);
      const placement = { ...this.placement, region };
      const audit = createRegionalAudit(scope, {
        name,
        keys: createRegionalKeys(scope, { name, keyAdministrators, regionalKeys, session, removal, placement }),
        bucket: this.transcriptBucket,
        session,
        retentionDays,
        logDeletionProtection: props.logDeletionProtection,
        watches,
        forwardTo: this.forwardTo,
        removal,
        placement,
      });
      return [region, audit];
    });
    return Object.fromEntries(audits);
  }

  /** Where other Regions send their events, if there are any. */
  get forwardTo(): ForwardingTarget {
    return { bus: EventBus.defaultOf(this), role: this.forwardingRole! };
  }

  private chain(name: string, audit: RegionalAudit, alerting: Alerting) {
    const { trail, trailLogGroup, transcriptBucket, trailBucket, accessLogBucket } = this;
    const buckets = [transcriptBucket, trailBucket, accessLogBucket];
    return auditChain({
      aws: this.aws,
      name,
      audit,
      everyRegion: this.forwardingRole !== undefined,
      forwardingRole: this.forwardingRole,
      central: { alerting, trail, trailLogGroup, buckets, evidence: this.evidence },
    });
  }
}

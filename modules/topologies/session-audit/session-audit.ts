import type { Construct } from "constructs";
import type { AccountSettings } from "../../account-settings";
import type { AlertTopic } from "../../alert-topic";
import type { AuditAlarms } from "../../audit-alarms";
import { type AtLeastOne, AuditModule } from "../../core/internal";
import { EventBus, ForwardingRole } from "../../event-bus";
import type { Guardrail, NodeAccess, OperatorAccess } from "../../session-access";
import type { ISessionDocument } from "../../session-document";
import type { SessionEndpoints } from "../../session-endpoints";
import type { SessionEvents } from "../../session-events";
import type { RegionalAudit } from "../parts";
import {
  createAccountAccess,
  createAlerting,
  createRegionalAudit,
  createRegionalKeys,
  type ForwardingTarget,
} from "../parts/internal";
import { createAuditOutputs } from "./audit-outputs";
import type { AuditPieces, ExistingAuditPieces, KnownAudit, NothingExists, PiecesOf } from "./audit-pieces";
import { createBuckets } from "./buckets";
import { createEndpoints } from "./endpoints";
import { chainOf, createFurtherRegions } from "./further-regions";
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
export class SessionAudit<E extends ExistingAuditPieces = NothingExists> extends AuditModule {
  readonly sessionKey!: PiecesOf<E>["sessionKey"];
  readonly logsKey!: PiecesOf<E>["logsKey"];
  readonly alertsKey!: PiecesOf<E>["alertsKey"];
  readonly accessLogBucket!: PiecesOf<E>["accessLogBucket"];
  readonly transcriptBucket!: PiecesOf<E>["transcriptBucket"];
  readonly trailBucket!: PiecesOf<E>["trailBucket"];
  readonly sessionLogGroup!: PiecesOf<E>["sessionLogGroup"];
  readonly trailLogGroup!: PiecesOf<E>["trailLogGroup"];
  readonly document!: PiecesOf<E>["document"];
  readonly trail!: PiecesOf<E>["trail"];
  /** Notifies people of sessions. */
  readonly topic!: PiecesOf<E>["topic"];
  /** Notifies people of refused calls. */
  readonly refusalTopic: AlertTopic;
  readonly integrityKey!: PiecesOf<E>["integrityKey"];
  /** Notifies people of threats to the audit. */
  readonly integrityTopic: AlertTopic;
  /** The rule for sessions. The rule for starts of logged ones is among `rules`. */
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
  /** The role with which other Regions send their events; undefined without any. */
  readonly forwardingRole: ForwardingRole | undefined;
  /** What the Regions after the home Region have of their own, by Region. */
  readonly furtherRegions: Readonly<Record<string, RegionalAudit>>;

  constructor(scope: Construct, id: string, props: SessionAuditProps<E>) {
    const home = ({ provider, regions }: SessionAuditProps<E>) => ({ provider, region: regions?.[0] });
    super(scope, id, sessionAuditSchema.of(props, home as never));
    const { name, keyAdministrators, regionalKeys, removal, session, retentionDays, watches = {} } = props;
    const existing: ExistingAuditPieces = props.existing ?? {};
    const { placement } = this;

    const keys = createRegionalKeys(
      this,
      { name, keyAdministrators, regionalKeys, session, removal, placement },
      { sessionKey: existing.keys?.sessions, logsKey: existing.keys?.logs },
    );
    const buckets = createBuckets(this, {
      name,
      encryption: keys.logsKey,
      bucketRetention: props.bucketRetention,
      objectLock: props.objectLock,
      removal,
      aws: this.aws,
      existing,
      placement,
    });
    const audit = createRegionalAudit(
      this,
      {
        name,
        keys,
        bucket: buckets.transcriptBucket,
        session,
        retentionDays,
        logDeletionProtection: props.logDeletionProtection,
        watches,
        removal,
        placement,
      },
      { logGroup: existing.document?.logGroup ?? existing.sessionLogGroup, document: existing.document },
    );
    const { trailLogGroup, trail } = createTrail(this, {
      name,
      bucket: buckets.trailBucket,
      transcriptBucket: buckets.transcriptBucket,
      encryptionKey: keys.logsKey,
      retentionDays,
      trailRetentionDays: props.trailRetentionDays,
      logDeletionProtection: props.logDeletionProtection,
      recordTranscriptAccess: props.recordTranscriptAccess,
      removal,
      existing,
      placement,
    });

    const elsewhere = otherRegions(props);
    const region = elsewhere.length > 0 ? this.aws.region : undefined;
    const alerting = createAlerting(
      this,
      {
        name,
        alerts: props.alerts,
        refusals: props.refusals,
        integrityAlerts: props.integrityAlerts,
        keyAdministrators,
        bus: existing.bus,
        logged: watches.silence === false ? undefined : { document: audit.document, region },
        removal,
        placement,
      },
      { topic: existing.topic, alertsKey: existing.keys?.alerts, integrityKey: existing.keys?.integrityAlerts },
    );
    const pieces: AuditPieces = {
      ...buckets,
      sessionKey: audit.sessionKey,
      logsKey: audit.logsKey,
      alertsKey: alerting.alertsKey,
      integrityKey: alerting.integrityKey,
      sessionLogGroup: audit.logGroup,
      document: audit.document,
      trail,
      trailLogGroup,
      topic: alerting.topic,
    };
    Object.assign(this, pieces);
    const known = this as unknown as KnownAudit;
    this.settings = audit.settings;
    this.refusalTopic = alerting.refusalTopic;
    this.integrityTopic = alerting.integrityTopic;
    this.events = alerting.events;

    this.forwardingRole = elsewhere.length > 0 ? this.createForwardingRole(name) : undefined;
    this.furtherRegions = createFurtherRegions(known, props);
    this.evidence = props.evidence && createOwnEvidence(known, props, placement);

    const access = createAccountAccess(this, {
      name,
      documents: this.documents,
      protects: chainOf(known, name, audit, alerting),
      waitsFor: [trail],
      nodes: props.nodes,
      operators: props.operators,
      guardrail: props.guardrail,
      provider: placement.provider,
    });
    this.nodeAccess = access.nodeAccess;
    this.operatorAccess = access.operatorAccess;
    this.guardrail = access.guardrail;

    const watch = createWatch(known, props, alerting);
    this.alarms = watch.alarms;
    const { events, starts, refusals } = alerting;
    this.rules = [events, ...(starts ? [starts] : []), refusals, ...watch.rules];
    this.endpoints = props.endpoints && createEndpoints(known, props.endpoints, name, placement);
    createAuditOutputs(
      known,
      Object.values(existing).some((piece) => piece !== undefined),
    );
  }

  /** The documents of all Regions, the home Region's first. */
  get documents(): AtLeastOne<ISessionDocument> {
    const { document } = this as unknown as KnownAudit;
    return [document, ...Object.values(this.furtherRegions).map(({ document }) => document)];
  }

  /** Where other Regions send their events, if there are any. */
  get forwardTo(): ForwardingTarget {
    return { bus: EventBus.defaultOf(this), role: this.forwardingRole! };
  }

  private createForwardingRole(name: string): ForwardingRole {
    return new ForwardingRole(this, "ForwardingRole", {
      name: `${name}-event-forwarding`,
      bus: EventBus.defaultOf(this),
      provider: this.placement.provider,
    });
  }
}

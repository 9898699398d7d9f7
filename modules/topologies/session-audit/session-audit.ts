import { Construct } from "constructs";
import type { AccountSettings } from "../../account-settings";
import { AlertTopic, type Subscriber } from "../../alert-topic";
import { AuditAlarms } from "../../audit-alarms";
import { AuditTrail } from "../../audit-trail";
import { AuditModule, type ModuleProps, type RemovalProps } from "../../core";
import { EncryptionKey } from "../../encryption-key";
import { EventBus, ForwardingRole } from "../../event-bus";
import type { LogRetentionDays } from "../../facts";
import { AccessLogBucket, type BucketRetention, type ILogBucket, LogBucket, type ObjectLock } from "../../log-bucket";
import { LogGroup } from "../../log-group";
import type { Guardrail, NodeAccess, OperatorAccess } from "../../session-access";
import type { SessionDocument } from "../../session-document";
import { SessionEndpoints, type SessionEndpointsProps } from "../../session-endpoints";
import { SessionEvents, sessionPatterns, targets } from "../../session-events";
import { type AccessPreferences, createAccountAccess } from "../account-access";
import {
  createRegionalAudit,
  forwardingRuleName,
  type RegionalAudit,
  type SessionPreferences,
} from "../regional-audit";
import { auditChain } from "./audit-chain";
import { createOutputs } from "./outputs";
import { checkSessionAudit } from "./session-audit-checks";

/** What of the endpoints a user of the topology still decides. */
export type EndpointPreferences = Omit<SessionEndpointsProps, "name" | "documents" | "region" | "provider">;

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
  readonly regions?: readonly string[];
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
   * Days that CloudWatch Logs keeps session output and trail events.
   * @default 365
   */
  readonly retentionDays?: LogRetentionDays;
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
}

/** Everything that one account needs to prove who opened a shell on which server, in one Region or in many. */
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
  /** With which further Regions send their events; none without any. */
  readonly forwardingRole: ForwardingRole | undefined;
  /** What the Regions after the home Region have of their own, by Region. */
  readonly furtherRegions: Readonly<Record<string, RegionalAudit>>;

  constructor(scope: Construct, id: string, props: SessionAuditProps) {
    const [homeRegion, ...furtherRegions] = props.regions ?? [];
    super(scope, id, { provider: props.provider, region: homeRegion });
    checkSessionAudit(this, props);
    const { name, removal, retentionDays } = props;
    const { at } = this;

    this.accessLogBucket = new AccessLogBucket(this, "AccessLogBucket", {
      ...at,
      name: this.bucketName(props, "access-logs"),
      retention: props.bucketRetention,
      removal,
    });
    const home = createRegionalAudit(this, {
      ...props,
      ...at,
      bucket: (logsKey) => this.createBucket(props, "TranscriptBucket", "transcripts", logsKey),
    });
    this.sessionKey = home.sessionKey;
    this.logsKey = home.logsKey;
    this.sessionLogGroup = home.logGroup;
    this.document = home.document;
    this.settings = home.settings;
    this.transcriptBucket = home.document.bucket!;

    this.trailBucket = this.createBucket(props, "TrailBucket", "trail", this.logsKey);
    this.trailLogGroup = new LogGroup(this, "TrailLogGroup", {
      ...at,
      name: `/${name}/trail`,
      encryptionKey: this.logsKey,
      retentionDays,
      removal,
    });
    this.trail = new AuditTrail(this, "Trail", {
      ...at,
      name,
      bucket: this.trailBucket,
      encryptionKey: this.logsKey,
      logGroup: this.trailLogGroup,
    });

    // Apart, since EventBridge must be let in without a condition: transcripts stay out of its reach.
    this.alertsKey = new EncryptionKey(this, "AlertsKey", {
      ...at,
      alias: `alias/${name}-alerts`,
      description: "Messages of the session alert topic",
      administrators: props.keyAdministrators,
      removal,
    });
    this.topic = new AlertTopic(this, "Topic", {
      ...at,
      name: `${name}-session-alerts`,
      encryptionKey: this.alertsKey,
      subscribers: props.alerts,
    });
    this.events = new SessionEvents(this, "Events", {
      ...at,
      name: `${name}-session-events`,
      pattern: sessionPatterns.calls(),
      targets: [targets.topic(this.topic)],
    });
    this.alarms = new AuditAlarms(this, "Alarms", {
      ...at,
      topic: this.topic,
      rules: [this.events],
      topics: [this.topic],
    });
    const further = furtherRegions.length > 0 ? this.auditFurtherRegions(props, furtherRegions) : undefined;
    this.forwardingRole = further?.role;
    this.furtherRegions = further?.audits ?? {};

    const access = createAccountAccess(this, { ...props, documents: this.documents, protects: auditChain(this) });
    this.nodeAccess = access.nodeAccess;
    this.operatorAccess = access.operatorAccess;
    this.guardrail = access.guardrail;
    this.endpoints = props.endpoints && this.createEndpoints(name, props.endpoints);
    createOutputs(this);
  }

  /** The documents of all Regions, the home Region's first. */
  get documents(): readonly SessionDocument[] {
    return [this.document, ...Object.values(this.furtherRegions).map(({ document }) => document)];
  }

  private auditFurtherRegions(props: SessionAuditProps, regions: readonly string[]) {
    const bus = EventBus.defaultOf(this);
    const role = new ForwardingRole(this, "ForwardingRole", {
      provider: props.provider,
      name: `${props.name}-event-forwarding`,
      bus,
      ruleName: forwardingRuleName(props.name),
    });
    const audits: Record<string, RegionalAudit> = {};
    for (const region of regions) {
      audits[region] = createRegionalAudit(new Construct(this, region), {
        ...props,
        region,
        bucket: this.transcriptBucket,
        forwardTo: { bus, role },
      });
    }
    return { role, audits };
  }

  private createEndpoints(name: string, preferences: EndpointPreferences): SessionEndpoints {
    const documents = [this.document];
    return new SessionEndpoints(this, "Endpoints", {
      ...this.at,
      ...preferences,
      name: `${name}-endpoints`,
      documents,
    });
  }

  private createBucket(props: SessionAuditProps, id: string, content: string, encryption: EncryptionKey): LogBucket {
    return new LogBucket(this, id, {
      ...this.at,
      name: this.bucketName(props, content),
      encryption,
      retention: props.bucketRetention,
      objectLock: props.objectLock,
      accessLogs: this.accessLogBucket,
      removal: props.removal,
    });
  }

  /** Unique in the whole partition through account and Region. */
  private bucketName({ name }: SessionAuditProps, content: string): string {
    return `${name}-${content}-${this.aws.account}-${this.aws.region}`;
  }
}

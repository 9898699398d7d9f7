import type { Construct } from "constructs";
import { AlertTopic, type Subscriber } from "../../alert-topic";
import { AuditTrail } from "../../audit-trail";
import {
  AuditModule,
  checkLength,
  checkText,
  type LogRetentionDays,
  limits,
  type RegionalModuleProps,
  type RemovalProps,
} from "../../core";
import { EncryptionKey } from "../../encryption-key";
import { AccessLogBucket, type BucketRetention, LogBucket, type ObjectLock } from "../../log-bucket";
import { LogGroup } from "../../log-group";
import { SessionDocument, type SessionDocumentProps } from "../../session-document";
import { SessionEvents, sessionPatterns, targets } from "../../session-events";

/** What of a session document a user of the topology still decides; the rest follows from the topology. */
export type SessionPreferences = Pick<
  SessionDocumentProps,
  "idleTimeoutMinutes" | "maxDurationMinutes" | "runAs" | "shellProfile" | "adopt"
>;

export interface SessionAuditProps extends RegionalModuleProps, RemovalProps {
  /**
   * Base of every physical name: 3 to 22 lower-case letters, digits and inner hyphens, so that bucket names, which
   * carry account and Region, stay within 63 characters.
   */
  readonly name: string;
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
}

/** Everything that one account needs to prove who opened a shell on which server, in one Region. */
export class SessionAudit extends AuditModule {
  readonly sessionKey: EncryptionKey;
  readonly logsKey: EncryptionKey;
  readonly alertsKey: EncryptionKey;
  readonly accessLogBucket: AccessLogBucket;
  readonly transcriptBucket: LogBucket;
  readonly trailBucket: LogBucket;
  readonly sessionLogGroup: LogGroup;
  readonly trailLogGroup: LogGroup;
  readonly document: SessionDocument;
  readonly trail: AuditTrail;
  readonly topic: AlertTopic;
  readonly events: SessionEvents;

  constructor(scope: Construct, id: string, props: SessionAuditProps) {
    super(scope, id, props);
    checkBaseName(this, props.name);
    const { name, alerts, session, retentionDays, bucketRetention, objectLock, keyAdministrators } = props;
    const at = { provider: props.provider, region: props.region };
    const kept = { ...at, removal: props.removal };
    const bucketName = (content: string) => `${name}-${content}-${this.aws.account}-${this.aws.region}`;

    const key = (id: string, use: string, description: string) =>
      new EncryptionKey(this, id, {
        ...kept,
        alias: `alias/${name}-${use}`,
        description,
        administrators: keyAdministrators,
      });
    this.sessionKey = key("SessionKey", "sessions", "Traffic of Session Manager sessions, used by operators and nodes");
    this.logsKey = key("LogsKey", "logs", "Session transcripts, trail files and log groups at rest");
    // Apart, since EventBridge must be let in without a condition: transcripts stay out of its reach.
    this.alertsKey = key("AlertsKey", "alerts", "Messages of the session alert topic");

    this.accessLogBucket = new AccessLogBucket(this, "AccessLogBucket", {
      ...kept,
      name: bucketName("access-logs"),
      retention: bucketRetention,
    });
    const bucket = (id: string, content: string) =>
      new LogBucket(this, id, {
        ...kept,
        name: bucketName(content),
        encryption: this.logsKey,
        retention: bucketRetention,
        objectLock,
        accessLogs: this.accessLogBucket,
      });
    this.transcriptBucket = bucket("TranscriptBucket", "transcripts");
    this.trailBucket = bucket("TrailBucket", "trail");

    const logGroup = (id: string, content: string) =>
      new LogGroup(this, id, { ...kept, name: `/${name}/${content}`, encryptionKey: this.logsKey, retentionDays });
    this.sessionLogGroup = logGroup("SessionLogGroup", "sessions");
    this.trailLogGroup = logGroup("TrailLogGroup", "trail");

    this.document = new SessionDocument(this, "Document", {
      ...at,
      ...session,
      encryptionKey: this.sessionKey,
      bucket: this.transcriptBucket,
      logGroup: this.sessionLogGroup,
    });
    this.trail = new AuditTrail(this, "Trail", {
      ...at,
      name,
      bucket: this.trailBucket,
      encryptionKey: this.logsKey,
      logGroup: this.trailLogGroup,
    });
    this.topic = new AlertTopic(this, "Topic", {
      ...at,
      name: `${name}-session-alerts`,
      encryptionKey: this.alertsKey,
      subscribers: alerts,
    });
    this.events = new SessionEvents(this, "Events", {
      ...at,
      name: `${name}-session-events`,
      pattern: sessionPatterns.calls(),
      targets: [targets.topic(this.topic)],
    });
  }
}

function checkBaseName(scope: Construct, name: string): void {
  checkLength(scope, "name", name, limits.baseNameLength);
  checkText(scope, "name", name, {
    pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    allowed: "lower-case letters, digits and single inner hyphens, starting with a letter",
    fix: "write it like acme-audit",
  });
}

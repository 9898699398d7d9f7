import type { IAlertTopic } from "../../alert-topic";
import type { AuditAlarms } from "../../audit-alarms";
import type { IAuditTrail } from "../../audit-trail";
import type { IEncryptionKey } from "../../encryption-key";
import type { IEventBus, IForwardingRole } from "../../event-bus";
import type { ILogBucket } from "../../log-bucket";
import type { ILogGroup } from "../../log-group";
import type { ISessionDocument } from "../../session-document";
import type { SessionLedger } from "../../session-ledger";
import type { SessionTables } from "../../session-tables";

/** The roles of nodes, as a `NodeAccess` exposes them. */
export interface NodeRoles {
  /** ARNs of the roles, `*` allowed. They may write what nodes write. */
  readonly roleArns: readonly string[];
  /**
   * ARNs of their instance profiles.
   * @default - none
   */
  readonly instanceProfileArns?: readonly string[];
}

/**
 * The audit chain: what a guardrail protects. Pass constructs of this library as they are; for resources that exist
 * already, or in many accounts, pass ARNs, `*` allowed.
 */
export interface AuditChain {
  /**
   * Session documents, so nobody turns off their logging.
   * @default - none
   */
  readonly documents?: readonly Pick<ISessionDocument, "documentArn">[];
  /**
   * Settings of Systems Manager.
   * @default - none
   */
  readonly settings?: readonly { readonly settingArn: string }[];
  /**
   * Trails.
   * @default - none
   */
  readonly trails?: readonly Pick<IAuditTrail, "trailArn">[];
  /**
   * Buckets of transcripts, trail files and access logs.
   * @default - none
   */
  readonly buckets?: readonly Pick<ILogBucket, "bucketArn">[];
  /**
   * Keys, by their own ARNs.
   * @default - none
   */
  readonly keys?: readonly Pick<IEncryptionKey, "keyArn">[];
  /**
   * ARNs of key aliases. Use them because key ids are unknown beforehand and differ between Regions.
   * @default - none
   */
  readonly keyAliases?: readonly string[];
  /**
   * ARNs of the aliases of keys for recordings of Remote Desktop connections. Also denies changes of the account's
   * recording preferences. Unlike grants on other keys, those that GUI Connect makes for a connection are not denied.
   * @default - none
   */
  readonly recordingKeyAliases?: readonly string[];
  /**
   * Log groups of session output and trail events. Also denies the account-wide policies of CloudWatch Logs, which
   * could mask or change what a group gets.
   * @default - none
   */
  readonly logGroups?: readonly Pick<ILogGroup, "logGroupArn">[];
  /**
   * Rules with their dead-letter queues.
   * @default - none
   */
  readonly events?: readonly { readonly ruleArn: string; readonly deadLetterQueueArn: string }[];
  /**
   * Topics that notify people.
   * @default - none
   */
  readonly topics?: readonly Pick<IAlertTopic, "topicArn">[];
  /**
   * Alarms on the alerting.
   * @default - none
   */
  readonly alarms?: readonly Pick<AuditAlarms, "alarmArns">[];
  /**
   * Session ledgers: function, schedule and dead-letter queue. List their roles, buckets and log groups too.
   * @default - none
   */
  readonly ledgers?: readonly Pick<SessionLedger, "functionArn" | "scheduleArn" | "deadLetterQueueArn">[];
  /**
   * The tables that auditors query, with their workgroup, saved queries and the schedules of their report. List the
   * report's role and the auditors' policy too.
   * @default - none
   */
  readonly tables?: readonly Pick<SessionTables, "workgroupArn" | "tableArns" | "scheduleArn">[];
  /**
   * Event buses. IAM has no narrower resource for bus permissions, so those of every bus in the account are protected.
   * @default - none
   */
  readonly buses?: readonly Pick<IEventBus, "busArn">[];
  /**
   * Roles that services use to forward events and deliver trail events.
   * @default - none
   */
  readonly roles?: readonly Pick<IForwardingRole, "roleArn">[];
  /**
   * The roles of nodes, with their instance profiles. A node whose role may not write logs nothing and still opens
   * sessions.
   * @default - none
   */
  readonly nodes?: readonly NodeRoles[];
  /**
   * The policies of nodes and operators, with the roles created for operators. Without their policy, nodes log nothing.
   * @default - none
   */
  readonly policies?: readonly { readonly policyArn: string; readonly roleArn?: string }[];
  /**
   * Whether to protect the organization too: its policies, trusted services, delegated administrators and member
   * accounts. For guardrails of the management account, which no organization policy binds.
   * @default false
   */
  readonly organization?: boolean;
}

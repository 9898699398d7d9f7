import type { IAlertTopic } from "../../alert-topic";
import type { AuditAlarms } from "../../audit-alarms";
import type { IAuditTrail } from "../../audit-trail";
import type { IEncryptionKey } from "../../encryption-key";
import type { IEventBus, IForwardingRole } from "../../event-bus";
import type { ILogBucket } from "../../log-bucket";
import type { ILogGroup } from "../../log-group";
import type { ISessionDocument } from "../../session-document";
import type { SessionLedger } from "../../session-ledger";

/** The roles of nodes, as a `NodeAccess` has them. */
export interface NodeRoles {
  /** ARNs of the roles, `*` allowed: they may write what nodes write. */
  readonly roleArns: readonly string[];
  /**
   * ARNs of their instance profiles.
   * @default - none
   */
  readonly instanceProfileArns?: readonly string[];
}

/**
 * The audit chain: what a guardrail keeps as it is. Constructs of this library fit as they are; for what exists already,
 * or in many accounts, write its ARN, `*` allowed.
 */
export interface AuditChain {
  /**
   * Session documents, so that nobody switches their logging off.
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
   * ARNs of aliases, for the keys they name: the id of a key is not known beforehand, nor the same in every Region.
   * @default - none
   */
  readonly keyAliases?: readonly string[];
  /**
   * Log groups of session output and trail events. CloudWatch Logs has policies of a whole account, which may mask or
   * change what a group gets: nobody puts one either.
   * @default - none
   */
  readonly logGroups?: readonly Pick<ILogGroup, "logGroupArn">[];
  /**
   * Rules with their dead-letter queues.
   * @default - none
   */
  readonly events?: readonly { readonly ruleArn: string; readonly deadLetterQueueArn: string }[];
  /**
   * Topics that tell people.
   * @default - none
   */
  readonly topics?: readonly Pick<IAlertTopic, "topicArn">[];
  /**
   * Alarms on the alerting.
   * @default - none
   */
  readonly alarms?: readonly Pick<AuditAlarms, "alarmArns">[];
  /**
   * Session ledgers: function, schedule and dead-letter queue. Name their roles, buckets and log groups too.
   * @default - none
   */
  readonly ledgers?: readonly Pick<SessionLedger, "functionArn" | "scheduleArn" | "deadLetterQueueArn">[];
  /**
   * Event buses. IAM cannot tell them apart where permissions are put: those of every bus of the account stay.
   * @default - none
   */
  readonly buses?: readonly Pick<IEventBus, "busArn">[];
  /**
   * Roles with which services forward events and deliver trail events.
   * @default - none
   */
  readonly roles?: readonly Pick<IForwardingRole, "roleArn">[];
  /**
   * The roles of nodes, with their instance profiles: a node whose role may not write logs nothing, and opens sessions
   * all the same.
   * @default - none
   */
  readonly nodes?: readonly NodeRoles[];
  /**
   * The policies of nodes and operators, with the roles made for operators: without theirs, nodes log nothing.
   * @default - none
   */
  readonly policies?: readonly { readonly policyArn: string; readonly roleArn?: string }[];
  /**
   * Whether the organization is kept too: its policies, its trusted services, its delegated administrators, and which
   * accounts are in it. For guardrails of the management account, which no policy of the organization binds.
   * @default false
   */
  readonly organization?: boolean;
}

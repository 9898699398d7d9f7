import type { IAlertTopic } from "../../alert-topic";
import type { IAuditTrail } from "../../audit-trail";
import type { IEncryptionKey } from "../../encryption-key";
import type { IEventBus } from "../../event-bus";
import type { ILogBucket } from "../../log-bucket";
import type { ILogGroup } from "../../log-group";
import type { ISessionLedger } from "../../session-ledger";

/**
 * A rule by the names that calls on it carry. A rule cannot report its own disabling: let two rules watch each other.
 */
export interface WatchedRule {
  readonly ruleName: string;
  /**
   * Name of the rule's dead-letter queue.
   * @default - the queue is not watched
   */
  readonly deadLetterQueueName?: string;
}

/** A ledger by the names that calls on it carry, as a `SessionLedger` exposes them. Its schedule has the name of the function. */
type WatchedLedger = Pick<ISessionLedger, "functionName" | "deadLetterQueueName">;

/** A key, and its alias if known. */
interface WatchedKey extends Pick<IEncryptionKey, "keyArn"> {
  /**
   * ARN of the alias by which others find the key, as an `EncryptionKey` exposes it. The alias can be pointed at
   * another key.
   * @default - the alias of the key is not watched
   */
  readonly aliasArn?: string;
}

/**
 * The pieces of one audit chain. Every list is optional; `*` in the name of an IAM entity, alarm or rule matches any
 * characters.
 */
export interface WatchedChain {
  /**
   * Trails. The rule must be in their home Region.
   * @default - none
   */
  readonly trails?: readonly Pick<IAuditTrail, "trailName">[];
  /**
   * Buckets of any kind, in the Region of the rule.
   * @default - none
   */
  readonly buckets?: readonly Pick<ILogBucket, "bucketName">[];
  /**
   * Keys. The alias of an existing key is unknown, so moving it to another key goes unseen.
   * @default - none
   */
  readonly keys?: readonly WatchedKey[];
  /**
   * Log groups, and with them the account-wide policies of CloudWatch Logs.
   * @default - none
   */
  readonly logGroups?: readonly Pick<ILogGroup, "logGroupName">[];
  /**
   * Rules, by name, so that two rules can watch each other.
   * @default - none
   */
  readonly rules?: readonly WatchedRule[];
  /**
   * Topics, and with them the account's settings for text messages.
   * @default - none
   */
  readonly topics?: readonly Pick<IAlertTopic, "topicArn">[];
  /**
   * Alarms, by name, as an `AuditAlarms` exposes them.
   * @default - none
   */
  readonly alarms?: readonly { readonly alarmNames: readonly string[] }[];
  /**
   * Session ledgers: function, schedule and dead-letter queue.
   * @default - none
   */
  readonly ledgers?: readonly WatchedLedger[];
  /**
   * Event buses: the account's `default` bus, or others.
   * @default - none
   */
  readonly buses?: readonly Pick<IEventBus, "busName">[];
  /**
   * Roles. IAM calls are recorded in one Region of the partition, us-east-1 in `aws`; the rule must be there.
   * @default - none
   */
  readonly roles?: readonly { readonly roleName: string }[];
  /**
   * Instance profiles. The rule must be in the Region that records IAM calls.
   * @default - none
   */
  readonly instanceProfiles?: readonly { readonly instanceProfileName: string }[];
  /**
   * Managed policies, whatever they are attached to. The rule must be in the Region that records IAM calls.
   * @default - none
   */
  readonly policies?: readonly { readonly policyArn: string }[];
  /**
   * Whether to watch the organization: its policies and member accounts, trusted services and delegated administrators.
   * The rule must be in the management account, in the Region that records calls of Organizations, us-east-1 in `aws`.
   * @default false
   */
  readonly organization?: boolean;
}

import type { IAlertTopic } from "../../alert-topic";
import type { IAuditTrail } from "../../audit-trail";
import type { IEncryptionKey } from "../../encryption-key";
import type { IEventBus } from "../../event-bus";
import type { ILogBucket } from "../../log-bucket";
import type { ILogGroup } from "../../log-group";

/** A rule by the names that calls on it carry. A rule cannot report that it was disabled: let two watch each other. */
export interface WatchedRule {
  readonly ruleName: string;
  /**
   * Name of the queue that keeps what the rule could not deliver.
   * @default - the queue is not watched
   */
  readonly deadLetterQueueName?: string;
}

/** A key, and its alias where it is known. */
interface WatchedKey extends Pick<IEncryptionKey, "keyArn"> {
  /**
   * ARN of the alias by which others find the key, as an `EncryptionKey` has it: it can be pointed at another key.
   * @default - the alias of the key is not watched
   */
  readonly aliasArn?: string;
}

/** The pieces of one audit chain. Every list may be left out; `*` in a name of IAM, of an alarm or of a rule stands for any characters. */
export interface WatchedChain {
  /**
   * Trails. The rule must be in their home Region.
   * @default - none
   */
  readonly trails?: readonly Pick<IAuditTrail, "trailName">[];
  /**
   * Buckets, of whatever kind, in the Region of the rule.
   * @default - none
   */
  readonly buckets?: readonly Pick<ILogBucket, "bucketName">[];
  /**
   * Keys. Of an existing key the alias is not known, so its way to another key is not seen.
   * @default - none
   */
  readonly keys?: readonly WatchedKey[];
  /**
   * Log groups; with them the policies that CloudWatch Logs has for a whole account.
   * @default - none
   */
  readonly logGroups?: readonly Pick<ILogGroup, "logGroupName">[];
  /**
   * Rules, by name, so that two rules can watch each other.
   * @default - none
   */
  readonly rules?: readonly WatchedRule[];
  /**
   * Topics; with them what an account has set for messages to phones.
   * @default - none
   */
  readonly topics?: readonly Pick<IAlertTopic, "topicArn">[];
  /**
   * Alarms, by name, as an `AuditAlarms` has them.
   * @default - none
   */
  readonly alarms?: readonly { readonly alarmNames: readonly string[] }[];
  /**
   * Event buses: that of the account, `default`, or others.
   * @default - none
   */
  readonly buses?: readonly Pick<IEventBus, "busName">[];
  /**
   * Roles. IAM records its calls in one Region of the partition, us-east-1 in `aws`: the rule must be there.
   * @default - none
   */
  readonly roles?: readonly { readonly roleName: string }[];
  /**
   * Instance profiles; the rule must be where IAM records its calls.
   * @default - none
   */
  readonly instanceProfiles?: readonly { readonly instanceProfileName: string }[];
  /**
   * Managed policies, whoever bears them; the rule must be where IAM records its calls.
   * @default - none
   */
  readonly policies?: readonly { readonly policyArn: string }[];
}

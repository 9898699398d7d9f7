import type { IAlertTopic } from "../../alert-topic";
import type { IAuditTrail } from "../../audit-trail";
import { arnParts } from "../../core/internal";
import type { IEncryptionKey } from "../../encryption-key";
import { type AuditPiece, eventNames } from "../../facts";
import type { ILogBucket } from "../../log-bucket";
import type { ILogGroup } from "../../log-group";
import { anyOf, type EventPattern, type Match, type PatternFields } from "./event-pattern";
import { given, watchedChain } from "./session-patterns-schema";

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

/** The pieces of one audit chain. Every list may be left out. */
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
   * Log groups.
   * @default - none
   */
  readonly logGroups?: readonly Pick<ILogGroup, "logGroupName">[];
  /**
   * Rules, by name, so that two rules can watch each other.
   * @default - none
   */
  readonly rules?: readonly WatchedRule[];
  /**
   * Topics.
   * @default - none
   */
  readonly topics?: readonly Pick<IAlertTopic, "topicArn">[];
}

/**
 * Somebody changed or deleted a piece of this audit chain. Rests on the write calls of CloudTrail, S3, KMS, CloudWatch
 * Logs, EventBridge, SNS and SQS that name exactly these pieces; deployments of the stack are told too. A refused call
 * is seen only where its record names the piece: it may be recorded without parameters. Calls on objects and log events
 * are data events, which no rule sees. A long chain needs two rules: 2,048 characters is all a pattern may have.
 */
export function tampering(chain: WatchedChain): EventPattern {
  const {
    trails = [],
    buckets = [],
    keys = [],
    logGroups = [],
    rules = [],
    topics = [],
  } = given(watchedChain, "tampering", chain, "chain");
  const queues = rules.flatMap(({ deadLetterQueueName }) => deadLetterQueueName ?? []);
  return anyOf(
    ...some(trails, trailChanges),
    ...some(buckets, bucketChanges),
    ...some(keys, keyChanges),
    ...some(logGroups, logGroupChanges),
    ...some(rules, ruleChanges),
    ...some(queues, queueChanges),
    ...some(topics, topicChanges),
  );
}

const some = <T>(pieces: readonly T[], pattern: (pieces: readonly T[]) => EventPattern) =>
  pieces.length > 0 ? [pattern(pieces)] : [];

/** Trails are named by name or ARN, in `name` or `trailName`. @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_PutEventSelectors.html */
function trailChanges(trails: NonNullable<WatchedChain["trails"]>): EventPattern {
  const named = trails.flatMap(({ trailName }): Match[] => [trailName, { suffix: `:trail/${trailName}` }]);
  return changes("cloudtrail", calls("trail"), { name: named }, { trailName: named });
}

/** All settings of buckets. @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-logging-s3-info.html */
function bucketChanges(buckets: NonNullable<WatchedChain["buckets"]>): EventPattern {
  return changes("s3", calls("bucket"), { bucketName: buckets.map(({ bucketName }) => bucketName) });
}

/**
 * KMS records the ARN of the key in `resources`, however the caller named it. For UpdateAlias that is the new key: the
 * one that loses its alias is known by the alias alone, whose ARN is there too.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/ct-disablekey.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/ct-updatealias.html
 */
function keyChanges(keys: NonNullable<WatchedChain["keys"]>): EventPattern {
  const aliases = keys.flatMap(({ aliasArn }) => (aliasArn === undefined ? [] : arnParts(aliasArn).resource));
  const named: Match[] = [...keys.map(({ keyArn }) => keyArn), ...aliases.map((alias) => ({ suffix: `:${alias}` }))];
  return api("kms", { eventName: calls("key", "key-alias"), resources: { ARN: named } });
}

/** The key of a group may also be changed through its ARN. @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DisassociateKmsKey.html */
function logGroupChanges(groups: NonNullable<WatchedChain["logGroups"]>): EventPattern {
  return changes(
    "logs",
    calls("log-group"),
    { logGroupName: groups.map(({ logGroupName }) => logGroupName) },
    { resourceIdentifier: groups.map(({ logGroupName }) => ({ suffix: `:log-group:${logGroupName}` })) },
  );
}

/** Calls on a rule name it in `name`, calls on its targets in `rule`. @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
function ruleChanges(rules: NonNullable<WatchedChain["rules"]>): EventPattern {
  const names = rules.map(({ ruleName }) => ruleName);
  return changes("events", calls("rule"), { name: names }, { rule: names });
}

/** Queues are named by their URL, which ends in account and name. @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/logging-using-cloudtrail.html */
function queueChanges(queues: readonly string[]): EventPattern {
  return changes("sqs", calls("dead-letter-queue"), { queueUrl: queues.map((name) => ({ suffix: `/${name}` })) });
}

/** The ARN of a subscription is that of its topic and an id. @see https://docs.aws.amazon.com/sns/latest/dg/sns-logging-using-cloudtrail.html */
function topicChanges(topics: NonNullable<WatchedChain["topics"]>): EventPattern {
  return changes(
    "sns",
    calls("topic"),
    { topicArn: topics.map(({ topicArn }) => topicArn) },
    { subscriptionArn: topics.map(({ topicArn }) => ({ prefix: `${topicArn}:` })) },
  );
}

function calls(...pieces: readonly AuditPiece[]): Match[] {
  return pieces
    .flatMap((piece) => eventNames(piece))
    .map((name) => (name.endsWith("*") ? { prefix: name.slice(0, -1) } : name));
}

/** Calls of a service whose request has one of these parameters. */
function changes(service: string, eventName: readonly Match[], ...requests: readonly PatternFields[]): EventPattern {
  const [first, ...others] = requests.map((requestParameters) => ({ requestParameters }));
  return api(service, { eventName, ...(others.length > 0 ? { $or: [first!, ...others] } : first) });
}

function api(service: string, detail: PatternFields): EventPattern {
  return { source: [`aws.${service}`], "detail-type": ["AWS API Call via CloudTrail"], detail };
}

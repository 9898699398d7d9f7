import { evidenceLimits } from "./evidence-limits";
import type { Limit } from "./limit";
import { longest } from "./partitions";
import { policySizes } from "./policy-sizes";
import { tagLimits } from "./tag-limits";

/** The longest suffix that a bucket name adds to the base name: purpose, account and Region. */
const longestBucketSuffix = `-transcripts-123456789012-${longest.region}`;

const userGuide = "https://docs.aws.amazon.com/systems-manager/latest/userguide";

/** Every limit that this library checks, listed once. Code, generated docs and tests read this table. */
export const limits = {
  ...evidenceLimits,
  idleTimeoutMinutes: {
    min: 1,
    max: 60,
    unit: "minutes",
    source: `${userGuide}/session-preferences-timeout.html`,
  },
  maxDurationMinutes: {
    min: 1,
    max: 1440,
    unit: "minutes",
    source: `${userGuide}/session-preferences-max-timeout.html`,
  },
  keyRotationDays: {
    min: 90,
    max: 2560,
    unit: "days",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html",
  },
  keyDeletionWindowDays: {
    min: 7,
    max: 30,
    unit: "days",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html",
  },
  keyDescriptionLength: {
    min: 0,
    max: 8192,
    unit: "characters",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
  },
  keyAliasLength: {
    min: 7,
    max: 256,
    unit: "characters",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html",
  },
  bucketNameLength: {
    min: 3,
    max: 63,
    unit: "characters",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  },
  /** What the purpose, the account and the longest Region leave of a bucket name. */
  baseNameLength: {
    min: 3,
    max: 63 - longestBucketSuffix.length,
    unit: "characters",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html",
  },
  logGroupNameLength: {
    min: 1,
    max: 512,
    unit: "characters",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html",
  },
  /** A document has at most 64 KB, and so does any value in it. */
  parameterChars: {
    min: 0,
    max: 65536,
    unit: "characters",
    source: "https://docs.aws.amazon.com/general/latest/gr/ssm.html#limits_ssm",
  },
  documentNameLength: {
    min: 3,
    max: 128,
    unit: "characters",
    source: "https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateDocument.html",
  },
  trailNameLength: {
    min: 3,
    max: 128,
    unit: "characters",
    source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-trail-naming-requirements.html",
  },
  roleNameLength: {
    min: 1,
    max: 64,
    unit: "characters",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  },
  policyNameLength: {
    min: 1,
    max: 128,
    unit: "characters",
    source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  },
  ...policySizes,
  /** The longest lifetime of temporary credentials with MFA, 36 hours. */
  mfaAgeMinutes: {
    min: 1,
    max: 2160,
    unit: "minutes",
    source: "https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html",
  },
  topicNameLength: {
    min: 1,
    max: 256,
    unit: "characters",
    source: "https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html",
  },
  eventBusNameLength: {
    min: 1,
    max: 256,
    unit: "characters",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html",
  },
  ruleNameLength: {
    min: 1,
    max: 64,
    unit: "characters",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
  },
  ruleDescriptionLength: {
    min: 0,
    max: 512,
    unit: "characters",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html",
  },
  queueNameLength: {
    min: 1,
    max: 80,
    unit: "characters",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html",
  },
  targetsPerRule: {
    min: 1,
    max: 5,
    unit: "targets",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  eventPatternLength: {
    min: 1,
    max: 2048,
    unit: "characters",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html",
  },
  /** The products of the lengths of all `$or` lists. */
  eventPatternCombinations: {
    min: 1,
    max: 1000,
    unit: "combinations",
    source: "https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html",
  },
  inputTemplateLength: {
    min: 1,
    max: 8192,
    unit: "characters",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  inputPaths: {
    min: 0,
    max: 100,
    unit: "variables",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html",
  },
  /** One block of targets, with one tag or one list of ids. */
  runCommandValues: {
    min: 1,
    max: 50,
    unit: "values",
    source: "https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RunCommandTarget.html",
  },
  filterPolicyKeys: {
    min: 1,
    max: 5,
    unit: "fields",
    source: "https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html",
  },
  /** The product of the lengths of all lists, each times the depth of its field. */
  filterPolicyCombinations: {
    min: 1,
    max: 150,
    unit: "combinations",
    source: "https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html",
  },
  alarmNameLength: {
    min: 1,
    max: 255,
    unit: "characters",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  },
  /** The two periods of the alarm must fit into a day. */
  silenceMinutes: {
    min: 5,
    max: 720,
    unit: "minutes",
    source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  },
  queueRetentionDays: {
    min: 1,
    max: 14,
    unit: "days",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html",
  },
  objectLockDays: {
    min: 1,
    max: 36500,
    unit: "days",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html",
  },
  lifecycleDays: {
    min: 1,
    max: 2147483647,
    unit: "days",
    source: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html",
  },
  ...tagLimits,
} as const satisfies Record<string, Limit>;

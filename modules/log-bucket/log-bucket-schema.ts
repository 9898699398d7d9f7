import {
  accountId,
  construct,
  either,
  flag,
  having,
  isUnknown,
  object,
  oneOf,
  optional,
  organizationId,
  regionalRules,
  regionRules,
  removalRules,
  Schema,
  sameRegion,
  text,
  type Violation,
  wholeNumber,
} from "../core/internal";
import { encryptionKey } from "../encryption-key/encryption-key-schema";
import { limits, objectLockModes } from "../facts";
import type { AccessLogBucketProps, IAccessLogBucket } from "./access-log-bucket";
import type { BucketRetention } from "./bucket-baseline";
import type { ExistingLogBucketProps } from "./existing-log-bucket";
import type { BucketEncryption, ILogBucket, LogBucketProps, ObjectLock, UncheckedEncryption } from "./log-bucket";
import type { TrailOwner } from "./log-bucket-policy";

export const logBucket = construct<ILogBucket>(
  "a LogBucket",
  ["bucketName", "bucketArn", "region", "encryption", "ready", "grantTrailDelivery", "grantOrganizationTranscripts"],
  "pass the bucket itself; a name becomes one by LogBucket.fromName",
);

const accessLogBucket = construct<IAccessLogBucket>(
  "an AccessLogBucket",
  ["bucketName", "region", "ready", "grantAccessLogDelivery"],
  "pass the bucket itself",
);

/** A name composed with the provider's account or Region contains a token, and is accepted. */
export const bucketName = text({
  length: limits.bucketNameLength,
  pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  allowed: "lower-case letters, digits and inner hyphens, without dots",
  fix: "write it like acme-transcripts; the agent's TLS connection fails on names with dots",
});

export const bucketRetention = object<BucketRetention>(
  {
    archiveAfterDays: optional(wholeNumber(limits.lifecycleDays)),
    expireAfterDays: optional(wholeNumber(limits.lifecycleDays)),
  },
  ({ archiveAfterDays, expireAfterDays }, path) => {
    if (archiveAfterDays === undefined || expireAfterDays === undefined) return [];
    if (isUnknown(archiveAfterDays) || isUnknown(expireAfterDays) || expireAfterDays > archiveAfterDays) return [];
    return [
      {
        prop: `${path}.expireAfterDays`,
        allowed: `more than ${path}.archiveAfterDays (${archiveAfterDays})`,
        got: expireAfterDays,
        fix: "expire later, or leave archiveAfterDays out",
      },
    ];
  },
);

export const objectLock = object<ObjectLock>({
  mode: oneOf(objectLockModes),
  retentionDays: wholeNumber(limits.objectLockDays),
});

/** Start of object keys, which the agent extends. */
export const keyPrefix = text({
  pattern: /^[\w!.'()/-]+$/,
  not: [/^\//, /\/$/, /\/\//, /(^|\/)\.\.?(\/|$)/],
  allowed: "a path without leading or trailing slash, empty, `.` or `..` segments, `*` or {{parameters}}",
  fix: "write it like sessions/shell; account and Region are appended",
});

/** The AWS managed key serves nobody outside its account. */
export function closedToOthers(encryption: BucketEncryption | UncheckedEncryption): Violation[] {
  if (encryption !== "aws-managed") return [];
  const allowed = 'an EncryptionKey or "s3-managed" where other accounts upload';
  return [
    { prop: "encryption", allowed, got: encryption, fix: "use an EncryptionKey: aws/s3 serves this account only" },
  ];
}

/** Nobody can let a service use the AWS managed key. */
export function closedToRecordings(encryption: BucketEncryption | UncheckedEncryption): Violation[] {
  if (encryption !== "aws-managed") return [];
  const allowed = 'an EncryptionKey or "s3-managed" where recordings are stored';
  const fix = "use an EncryptionKey: GUI Connect cannot use aws/s3, and nobody can change the policy of that key";
  return [{ prop: "encryption", allowed, got: encryption, fix }];
}

export const trailOwner = having<TrailOwner>("the account of the trail, and its organization", {
  account: accountId,
  organizationId: optional(organizationId),
});

const encryption = either(oneOf(["s3-managed", "aws-managed"]), encryptionKey, {
  allowed: 'an EncryptionKey, "s3-managed" or "aws-managed"',
  fix: encryptionKey.fix,
});

const existingEncryption = either(oneOf(["s3-managed", "aws-managed", "unchecked"]), encryptionKey, {
  allowed: 'an EncryptionKey, "s3-managed", "aws-managed" or "unchecked"',
  fix: encryptionKey.fix,
});

const baselineRules = {
  ...regionalRules,
  ...removalRules,
  name: bucketName,
  retention: optional(bucketRetention),
  adopt: optional(flag()),
};

export const accessLogBucketSchema = Schema.for<AccessLogBucketProps>(baselineRules);

export const logBucketSchema = Schema.for<LogBucketProps>({
  ...baselineRules,
  encryption,
  objectLock: optional(objectLock),
  accessLogs: optional(accessLogBucket),
})
  .relate(["encryption"], (props, aws) =>
    typeof props.encryption === "string" ? [] : sameRegion("encryption", props.encryption.region, aws.region),
  )
  .relate(["accessLogs"], ({ accessLogs }, aws) =>
    accessLogs ? sameRegion("accessLogs", accessLogs.region, aws.region) : [],
  );

export const existingLogBucketSchema = Schema.for<ExistingLogBucketProps>({
  ...regionRules,
  name: bucketName,
  encryption: existingEncryption,
  account: optional(accountId),
  grantsGiven: optional(flag()),
});

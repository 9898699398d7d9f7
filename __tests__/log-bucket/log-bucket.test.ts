/**
 * Defects of published modules that these tests would catch:
 *   "force_destroy hard-wired on an audit bucket"   -> "may be destroyed with its content only where the caller says so"
 *   "no bucket policy"                              -> "has every protection, whatever the caller says"
 *   "ACL without ownership controls"                -> "has every protection, whatever the caller says"
 *   "versioning off"                                -> "has every protection, whatever the caller says"
 *   "expiration after 0 days", "prefix / matches no key" -> the lifecycle tests here and in log-bucket-refusals
 *   "key given by alias, unusable across accounts"  -> "encrypts by the full ARN of its key, with the bucket key on"
 */
import { EncryptionKey } from "../../modules/encryption-key";
import { AccessLogBucket, LogBucket, type LogBucketProps } from "../../modules/log-bucket";
import { SessionDocument } from "../../modules/session-document";
import { type Synthesized, synth } from "../support/synth";

function bucket(more: Partial<LogBucketProps> = {}): Synthesized {
  return synth((scope) => {
    const encryption = new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d" });
    new LogBucket(scope, "Bucket", { name: "acme-transcripts", encryption, ...more });
  });
}

test("has every protection, whatever the caller says", () => {
  const stack = bucket();
  expect(stack.only("aws_s3_bucket").bucket).toBe("acme-transcripts");
  expect(stack.only("aws_s3_bucket_public_access_block")).toMatchObject({
    bucket: "${aws_s3_bucket.bucket.id}",
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
  });
  expect(stack.only("aws_s3_bucket_ownership_controls")).toMatchObject({
    bucket: "${aws_s3_bucket.bucket.id}",
    rule: { object_ownership: "BucketOwnerEnforced" },
  });
  expect(stack.only("aws_s3_bucket_versioning")).toMatchObject({
    bucket: "${aws_s3_bucket.bucket.id}",
    versioning_configuration: { status: "Enabled" },
  });
  expect(stack.only("aws_s3_bucket_policy").bucket).toBe("${aws_s3_bucket.bucket.id}");
  expect(stack.all("aws_s3_bucket_acl")).toEqual({});
});

test("takes its policy after its public access block, since S3 checks one against the other", () => {
  expect(bucket().only("aws_s3_bucket_policy").depends_on).toEqual([
    "aws_s3_bucket_public_access_block.bucket_public_access_block",
  ]);
});

test("lets its users wait for encryption, versions and policy", () => {
  const stack = synth((scope) => {
    const bucket = new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed" });
    new SessionDocument(scope, "Document", { bucket });
  });
  expect(stack.only("aws_ssm_document").depends_on.sort()).toEqual([
    "aws_s3_bucket_policy.bucket_policy",
    "aws_s3_bucket_server_side_encryption_configuration.bucket_encryption",
    "aws_s3_bucket_versioning.bucket_versioning",
  ]);
});

describe("encryption", () => {
  const rule = (stack: Synthesized) => stack.only("aws_s3_bucket_server_side_encryption_configuration").rule;

  test("encrypts by the full ARN of its key, with the bucket key on", () => {
    expect(rule(bucket())).toEqual([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: "${aws_kms_key.key.arn}",
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  test("is SSE-S3 where the caller asks for it", () => {
    expect(rule(bucket({ encryption: "s3-managed" }))).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ]);
  });
});

describe("removal", () => {
  test("is refused by Terraform, and content is never dropped along the way", () => {
    const resource = bucket().only("aws_s3_bucket");
    expect(resource.lifecycle).toEqual({ prevent_destroy: true });
    expect(resource.force_destroy).toBe(false);
  });

  test("may be destroyed with its content only where the caller says so", () => {
    const resource = bucket({ removal: "destroy" }).only("aws_s3_bucket");
    expect(resource.lifecycle).toBeUndefined();
    expect(resource.force_destroy).toBe(true);
  });
});

describe("lifecycle", () => {
  const [rule, ...more] = bucket({ retention: { archiveAfterDays: 90, expireAfterDays: 400 } }).only(
    "aws_s3_bucket_lifecycle_configuration",
  ).rule;

  test("is one rule that matches every key", () => {
    expect(more).toEqual([]);
    expect(rule).toMatchObject({ id: "keep-audit-data", status: "Enabled", filter: [{ prefix: "" }] });
  });

  test("archives and expires as told, old versions included", () => {
    expect(rule.transition).toEqual([{ days: 90, storage_class: "GLACIER_IR" }]);
    expect(rule.expiration).toEqual([{ days: 400 }]);
    expect(rule.noncurrent_version_expiration).toEqual([{ noncurrent_days: 400 }]);
  });

  test("keeps everything forever unless told, and drops only uploads that never completed", () => {
    expect(bucket().only("aws_s3_bucket_lifecycle_configuration").rule).toEqual([
      {
        id: "keep-audit-data",
        status: "Enabled",
        filter: [{ prefix: "" }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      },
    ]);
  });

  test("waits for versioning, without which the rule on old versions is refused", () => {
    expect(bucket().only("aws_s3_bucket_lifecycle_configuration").depends_on).toEqual([
      "aws_s3_bucket_versioning.bucket_versioning",
    ]);
  });
});

describe("object lock", () => {
  test("is off unless asked for", () => {
    expect(bucket().all("aws_s3_bucket_object_lock_configuration")).toEqual({});
  });

  test.each(["GOVERNANCE", "COMPLIANCE"] as const)("keeps each new object in %s mode, once versions are on", (mode) => {
    const stack = bucket({ objectLock: { mode, retentionDays: 2557 } });
    expect(stack.only("aws_s3_bucket_object_lock_configuration")).toMatchObject({
      bucket: "${aws_s3_bucket.bucket.id}",
      rule: { default_retention: { mode, days: 2557 } },
      depends_on: ["aws_s3_bucket_versioning.bucket_versioning"],
    });
  });

  test("stays out of the bucket's own arguments, where switching it on later would replace the bucket", () => {
    const resource = bucket({ objectLock: { mode: "GOVERNANCE", retentionDays: 1 } }).only("aws_s3_bucket");
    expect(Object.keys(resource).filter((argument) => argument.startsWith("object_lock"))).toEqual([]);
  });
});

test("a bucket for access logs and one for data may stand in one stack", () => {
  const stack = synth((scope) => {
    const accessLogs = new AccessLogBucket(scope, "AccessLogs", { name: "acme-access-logs" });
    new LogBucket(scope, "Bucket", { name: "acme-transcripts", encryption: "s3-managed", accessLogs });
  });
  expect(Object.keys(stack.all("aws_s3_bucket"))).toEqual(["access_logs", "bucket"]);
});

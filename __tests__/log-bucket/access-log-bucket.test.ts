/**
 * Defects of published modules that these tests would catch:
 *   "access logs of the log bucket go to itself"              -> "access logs never go to the bucket itself"
 *   "the access-log bucket is created and never used"         -> "takes the logs of each bucket, under its name"
 *   "object lock on the access-log bucket blocks delivery"    -> "has no lock and no key"
 *   "S3 may deliver the logs of any bucket of any account"    -> "lets S3 deliver for the buckets that ask"
 */
import type { TerraformStack } from "cdktf";
import { AccessLogBucket, LogBucket } from "../../modules/log-bucket";
import { build, expectRefusal } from "../support/refusals";
import { ACCOUNT, synthIn } from "../support/synth";

const lock = { mode: "COMPLIANCE", retentionDays: 30 } as const;

function twoBuckets(scope: TerraformStack): AccessLogBucket {
  const accessLogs = new AccessLogBucket(scope, "AccessLogs", { name: "acme-access-logs" });
  for (const id of ["Transcripts", "Trail"]) {
    const name = `acme-${id.toLowerCase()}`;
    new LogBucket(scope, id, { name, encryption: "s3-managed", objectLock: lock, accessLogs });
  }
  return accessLogs;
}

const stack = synthIn("eu-west-1", twoBuckets);

test("access logs never go to the bucket itself", () => {
  const configurations = Object.values(stack.all("aws_s3_bucket_logging"));
  expect(configurations).toHaveLength(2);
  for (const { bucket, target_bucket } of configurations) {
    expect(target_bucket).toBe("acme-access-logs");
    expect(bucket).not.toBe("${aws_s3_bucket.access_logs.id}");
  }
});

test("takes the logs of each bucket, under its name, once S3 may deliver them", () => {
  const logging = stack.only("aws_s3_bucket_logging", "trail_access_logging");
  expect(logging).toMatchObject({ bucket: "${aws_s3_bucket.trail.id}", target_prefix: "acme-trail/" });
  expect(logging.depends_on).toContain("aws_s3_bucket_policy.access_logs_policy");
});

test("has no lock and no key, since S3 delivers to neither", () => {
  expect(Object.keys(stack.all("aws_s3_bucket_object_lock_configuration"))).toEqual(
    ["transcripts_object_lock", "trail_object_lock"].sort(),
  );
  const encryption = stack.only("aws_s3_bucket_server_side_encryption_configuration", "access_logs_encryption");
  expect(encryption.rule).toEqual([{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }]);
});

test("lets S3 deliver for the buckets that ask, of this account only", () => {
  expect(stack.statement("AllowS3LogDelivery", "aws_s3_bucket_policy", "access_logs_policy")).toEqual({
    Sid: "AllowS3LogDelivery",
    Effect: "Allow",
    Principal: { Service: "logging.s3.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: "arn:aws:s3:::acme-access-logs/*",
    Condition: {
      ArnLike: { "aws:SourceArn": ["arn:aws:s3:::acme-transcripts", "arn:aws:s3:::acme-trail"] },
      StringEquals: { "aws:SourceAccount": ACCOUNT },
    },
  });
});

test("denies no header to S3, which sends none of ours", () => {
  const sids = stack.statements("aws_s3_bucket_policy", "access_logs_policy").map(({ Sid }) => Sid);
  expect(sids).toEqual(["DenyInsecureTransport", "AllowS3LogDelivery"]);
});

test("has every other protection of an audit bucket", () => {
  expect(stack.only("aws_s3_bucket", "access_logs")).toMatchObject({
    force_destroy: false,
    lifecycle: { prevent_destroy: true },
  });
  for (const type of ["public_access_block", "ownership_controls", "versioning", "lifecycle_configuration"]) {
    const buckets = Object.values(stack.all(`aws_s3_bucket_${type}`)).map(({ bucket }) => bucket);
    expect(buckets).toContain("${aws_s3_bucket.access_logs.id}");
  }
});

test("logs no requests where the caller names no bucket for it", () => {
  const alone = synthIn(
    "eu-west-1",
    (scope) => new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed" }),
  );
  expect(alone.all("aws_s3_bucket_logging")).toEqual({});
});

test("must be in the Region of the buckets that it serves", () => {
  expectRefusal(
    (scope) => {
      const accessLogs = new AccessLogBucket(scope, "AccessLogs", { name: "acme-access-logs", region: "us-east-1" });
      new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed", accessLogs });
    },
    { prop: "accessLogs", allowed: "in Region eu-west-1", got: "us-east-1", fix: "pass one of the same Region" },
  );
});

test("offers its name and policy to wait for", () => {
  const { bucketName, ready, resources } = build(twoBuckets);
  expect(bucketName).toBe("acme-access-logs");
  expect(ready).toContain(resources.policy);
});

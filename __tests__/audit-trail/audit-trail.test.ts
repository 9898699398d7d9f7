/**
 * Defects of published modules that these tests would catch:
 *   "no bucket policy: creating the trail fails"        -> "is created once CloudTrail may write and encrypt"
 *   "a policy without aws:SourceArn (confused deputy)"  -> "every statement of bucket and key for CloudTrail names this trail"
 *   "logs:* on every resource"                          -> "the role may write to this trail's streams only"
 *   "the log group's ARN without :*"                    -> "delivers to the group's streams, hence the trailing :*"
 *   "key or bucket policy that needs the trail's ARN: a cycle" -> "names the trail by an ARN composed beforehand"
 */
import type { TerraformStack } from "cdktf";
import { AuditTrail, type AuditTrailProps } from "../../modules/audit-trail";
import { EncryptionKey } from "../../modules/encryption-key";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { ACCOUNT, type Statement, type Synthesized, synthIn } from "../support/synth";

const arn = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/acme`;

function trail(scope: TerraformStack, withGroup = true, more: Partial<AuditTrailProps> = {}): AuditTrail {
  const encryptionKey = new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d" });
  const bucket = new LogBucket(scope, "Bucket", { name: "acme-trail", encryption: encryptionKey });
  const logGroup = withGroup ? new LogGroup(scope, "Group", { name: "/acme/trail", encryptionKey }) : undefined;
  return new AuditTrail(scope, "Trail", { name: "acme", bucket, encryptionKey, logGroup, ...more });
}

const synthTrail = (withGroup?: boolean, more?: Partial<AuditTrailProps>): Synthesized =>
  synthIn("eu-west-1", (scope) => void trail(scope, withGroup, more));

const full = synthTrail();

test("records every Region and the global services, validates its files and encrypts them", () => {
  expect(full.only("aws_cloudtrail")).toMatchObject({
    name: "acme",
    is_multi_region_trail: true,
    include_global_service_events: true,
    enable_log_file_validation: true,
    enable_logging: true,
    is_organization_trail: false,
    s3_bucket_name: "acme-trail",
    kms_key_id: "${aws_kms_key.key.arn}",
  });
});

test("narrows no events down: EventBridge rests on management events, writes included", () => {
  const selectors = Object.keys(full.only("aws_cloudtrail")).filter((name) => name.includes("event_selector"));
  expect(selectors).toEqual([]);
});

test("is created once CloudTrail may write and encrypt, and may write to the group", () => {
  expect(full.only("aws_cloudtrail").depends_on).toEqual(
    expect.arrayContaining([
      "aws_s3_bucket_policy.bucket_policy",
      "aws_kms_key.key",
      "aws_cloudwatch_log_group.group",
      "aws_iam_role_policy.trail_log_delivery_policy",
    ]),
  );
});

test("names the trail by an ARN composed beforehand, so that neither policy waits for the trail", () => {
  const policies = [full.only("aws_kms_key").policy, full.only("aws_s3_bucket_policy").policy];
  for (const policy of policies) {
    expect(policy).toContain(arn);
    expect(policy).not.toContain("aws_cloudtrail.");
  }
});

test("every statement of bucket and key for CloudTrail names this trail", () => {
  const statements: Statement[] = [
    ...full.statements("aws_kms_key"),
    ...full.statements("aws_s3_bucket_policy"),
  ].filter(({ Principal }) => JSON.stringify(Principal).includes("cloudtrail.amazonaws.com"));
  expect(statements.map(({ Sid }) => Sid).sort()).toEqual([
    "AllowCloudTrailAclCheck",
    "AllowCloudTrailDescribeAndDecrypt",
    "AllowCloudTrailEncrypt",
    "AllowCloudTrailWrite",
  ]);
  for (const { Condition } of statements) {
    expect(Condition).toMatchObject({ StringEquals: { "aws:SourceArn": arn } });
  }
});

describe("delivery to a log group", () => {
  test("delivers to the group's streams, hence the trailing :*, by a role of its own", () => {
    expect(full.only("aws_cloudtrail")).toMatchObject({
      cloud_watch_logs_group_arn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/acme/trail:*`,
      cloud_watch_logs_role_arn: "${aws_iam_role.trail_log_delivery_role.arn}",
    });
    expect(full.only("aws_iam_role").name).toBe("acme-log-delivery");
  });

  test("the role may be assumed by CloudTrail, without a source condition, which would stop delivery", () => {
    expect(full.statements("aws_iam_role", "", "assume_role_policy")).toEqual([
      {
        Sid: "AllowCloudTrailAssume",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "sts:AssumeRole",
      },
    ]);
  });

  test("the role may write to this trail's streams only", () => {
    expect(full.only("aws_iam_role_policy").role).toBe("${aws_iam_role.trail_log_delivery_role.name}");
    expect(full.statements("aws_iam_role_policy")).toEqual([
      {
        Sid: "AllowTrailStreams",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/acme/trail:log-stream:${ACCOUNT}_CloudTrail_eu-west-1*`,
      },
    ]);
  });

  test("is left out, role included, where no group is given", () => {
    const without = synthTrail(false);
    expect(without.all("aws_iam_role")).toEqual({});
    expect(without.only("aws_cloudtrail")).not.toHaveProperty("cloud_watch_logs_group_arn");
    expect(without.only("aws_cloudtrail").depends_on).toContain("aws_s3_bucket_policy.bucket_policy");
  });
});

test("of an organization records its every account, and may write their files and streams", () => {
  const organization = synthTrail(true, { organizationId: "o-abcdefghij" });
  expect(organization.only("aws_cloudtrail").is_organization_trail).toBe(true);
  expect(organization.statement("AllowCloudTrailWrite", "aws_s3_bucket_policy").Resource).toEqual([
    `arn:aws:s3:::acme-trail/AWSLogs/${ACCOUNT}/*`,
    "arn:aws:s3:::acme-trail/AWSLogs/o-abcdefghij/*",
  ]);
  expect(organization.statement("AllowTrailStreams", "aws_iam_role_policy").Resource).toEqual([
    expect.stringMatching(/:log-stream:111122223333_CloudTrail_eu-west-1\*$/),
    expect.stringMatching(/:log-stream:o-abcdefghij_\*$/),
  ]);
});

test("offers its name and ARN, and itself to wait for", () => {
  synthIn("eu-west-1", (scope) => {
    const made = trail(scope);
    expect(made).toMatchObject({ trailName: "acme", trailArn: arn, ready: [made.resources.trail] });
  });
});

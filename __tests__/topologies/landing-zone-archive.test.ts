import { AlertHub, LogArchive, type LogArchiveProps, OrganizationTrail } from "../../modules/topologies/landing-zone";
import { matches } from "../support/event-pattern";
import { blocksOf } from "../support/examples";
import {
  ARCHIVE,
  accountStack,
  existingBucket,
  existingTrail,
  landingZonePlan,
  MANAGEMENT,
  ORGANIZATION,
  synthAccount,
} from "../support/landing-zone";
import { expectRefusal } from "../support/refusals";
import { type Block, type Synthesized, synthStack, warnings } from "../support/synth";

const archive = (props: Partial<LogArchiveProps> = {}): Synthesized =>
  synthAccount((scope) => new LogArchive(scope, "LogArchive", { plan: landingZonePlan(), ...props }));
const trailArn = `arn:aws:cloudtrail:eu-west-1:${MANAGEMENT}:trail/acme-audit`;
const bucketNames = (stack: Synthesized): string[] =>
  Object.values(stack.all("aws_s3_bucket")).map(({ bucket }) => bucket);
const sids = (stack: Synthesized, type: string, suffix: string) => stack.statements(type, suffix).map(({ Sid }) => Sid);

const whole = archive();
const transcripts = `acme-audit-transcripts-${ARCHIVE}-eu-west-1`;
const trail = `acme-audit-trail-${ARCHIVE}-eu-west-1`;
const accessLogs = `acme-audit-access-logs-${ARCHIVE}-eu-west-1`;

describe("LogArchive", () => {
  test("has a bucket for transcripts, one for trail files, and one for the access logs of both", () => {
    expect(bucketNames(whole).sort()).toEqual([accessLogs, trail, transcripts]);
    const logging = Object.values(whole.all("aws_s3_bucket_logging"));
    expect(logging.map(({ target_bucket, target_prefix }) => [target_bucket, target_prefix])).toEqual([
      [accessLogs, `${trail}/`],
      [accessLogs, `${transcripts}/`],
    ]);
  });

  test("encrypts each with a key of its own, named in full, which can be found by its alias", () => {
    const keyOf = (suffix: string) =>
      whole.only("aws_s3_bucket_server_side_encryption_configuration", suffix).rule[0]
        .apply_server_side_encryption_by_default.kms_master_key_id;
    expect(keyOf("transcript_bucket_encryption")).toBe("${aws_kms_key.log_archive_transcript_key.arn}");
    expect(keyOf("trail_bucket_encryption")).toBe("${aws_kms_key.log_archive_trail_key.arn}");
    const plan = landingZonePlan();
    expect(Object.values(whole.all("aws_kms_alias")).map(({ name }) => name)).toEqual([
      plan.trailKeyAlias,
      plan.transcriptKeyAlias,
    ]);
  });

  test("lets nodes of members write below their own account id, look at the encryption, and nothing else", () => {
    const members = whole
      .statements("aws_s3_bucket_policy", "transcript_bucket_policy")
      .filter(({ Effect }) => Effect === "Allow");
    expect(members).toEqual([
      {
        Sid: "AllowOrganizationTranscripts",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: ["s3:PutObject", "s3:PutObjectAcl", "s3:AbortMultipartUpload"],
        Resource: `arn:aws:s3:::${transcripts}/sessions/$\${aws:PrincipalAccount}/*`,
        Condition: {
          StringEquals: { "aws:PrincipalOrgID": ORGANIZATION },
          ArnLike: {
            "aws:PrincipalArn": ["arn:aws:iam::*:role/acme-audit-nodes", "arn:aws:iam::*:role/*/acme-audit-nodes"],
          },
        },
      },
      {
        Sid: "AllowOrganizationToReadEncryption",
        Effect: "Allow",
        Principal: { AWS: "*" },
        Action: "s3:GetEncryptionConfiguration",
        Resource: `arn:aws:s3:::${transcripts}`,
        Condition: { StringEquals: { "aws:PrincipalOrgID": ORGANIZATION } },
      },
    ]);
  });

  test("lets the organization's trail deliver, for the management account and for all others, and no member", () => {
    const allowed = whole
      .statements("aws_s3_bucket_policy", "trail_bucket_policy")
      .filter(({ Effect }) => Effect === "Allow");
    expect(allowed.map(({ Sid, Principal }) => [Sid, Principal])).toEqual([
      ["AllowCloudTrailAclCheck", { Service: "cloudtrail.amazonaws.com" }],
      ["AllowCloudTrailWrite", { Service: "cloudtrail.amazonaws.com" }],
    ]);
    expect(allowed[1]).toMatchObject({
      Resource: [`arn:aws:s3:::${trail}/AWSLogs/${MANAGEMENT}/*`, `arn:aws:s3:::${trail}/AWSLogs/${ORGANIZATION}/*`],
      Condition: { StringEquals: { "aws:SourceArn": trailArn } },
    });
  });

  test("opens its keys for what the buckets are for", () => {
    expect(sids(whole, "aws_kms_key", "transcript_key")).toEqual([
      "AllowAccountToDelegateByIam",
      "DenyDeletionOfRetainedKey",
      "AllowOrganizationToResolveAlias",
      "AllowOrganizationUploads",
    ]);
    expect(sids(whole, "aws_kms_key", "trail_key")).toEqual([
      "AllowAccountToDelegateByIam",
      "DenyDeletionOfRetainedKey",
      "AllowOrganizationToResolveAlias",
      "AllowCloudTrailEncrypt",
      "AllowCloudTrailDescribeAndDecrypt",
    ]);
    expect(whole.statement("AllowCloudTrailEncrypt", "aws_kms_key", "trail_key").Condition).toEqual({
      StringEquals: { "aws:SourceArn": trailArn },
      StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${MANAGEMENT}:trail/*` },
    });
  });

  test("reads nothing to know its policies, and lives in the home Region, but for what sends events to the hub", () => {
    expect(whole.json.data).toBeUndefined();
    const elsewhere = Object.entries(blocksOf(whole.json)).filter(([, { region }]) => region !== "eu-west-1");
    expect(
      elsewhere.map(([address]) => address).filter((address) => !/^aws_iam_|_us_east_1_|_iam_forwarding/.test(address)),
    ).toEqual([]);
  });

  test("hands retention, lock, administrators and removal to all that it makes", () => {
    const auditor = `arn:aws:iam::${ARCHIVE}:role/KeyAdministrator`;
    const stack = archive({
      bucketRetention: { expireAfterDays: 400 },
      objectLock: { mode: "GOVERNANCE", retentionDays: 365 },
      keyAdministrators: [auditor],
      removal: "destroy",
    });
    const each = (type: string): Block[] => Object.values(stack.all(type));
    expect(each("aws_s3_bucket_lifecycle_configuration").map(({ rule }) => rule[0].expiration[0].days)).toEqual([
      400, 400, 400,
    ]);
    expect(Object.keys(stack.all("aws_s3_bucket_object_lock_configuration"))).toEqual([
      "log_archive_trail_bucket_object_lock",
      "log_archive_transcript_bucket_object_lock",
    ]);
    for (const { policy } of each("aws_kms_key")) expect(policy).toContain(auditor);
    expect([...each("aws_kms_key"), ...each("aws_s3_bucket")].filter(({ lifecycle }) => lifecycle)).toEqual([]);
  });

  test("leaves out what exists already", () => {
    expect(bucketNames(archive({ plan: landingZonePlan({ existing: existingTrail }) })).sort()).toEqual([
      accessLogs,
      transcripts,
    ]);
    expect(bucketNames(archive({ plan: landingZonePlan({ existing: existingBucket }) })).sort()).toEqual([
      accessLogs,
      trail,
    ]);
    const both = archive({ plan: landingZonePlan({ existing: { ...existingTrail, ...existingBucket } }) });
    const types = Object.keys(both.json.resource);
    expect(types.filter((type) => /^aws_(s3|kms)_/.test(type))).toEqual([]);
    expect(types).toContain("aws_iam_policy");
  });
});

describe("OrganizationTrail", () => {
  const stack = accountStack((scope) => new OrganizationTrail(scope, "OrganizationTrail", { plan: landingZonePlan() }));
  const management = synthStack(stack);

  test("records every account and Region, and delivers to the archive under the archive's key", () => {
    expect(management.only("aws_cloudtrail")).toMatchObject({
      name: "acme-audit",
      region: "eu-west-1",
      is_organization_trail: true,
      is_multi_region_trail: true,
      s3_bucket_name: trail,
      kms_key_id: "${data.aws_kms_key.organization_trail_archive_key.arn}",
      enable_log_file_validation: true,
    });
  });

  test("finds that key by its alias, in the account and Region of the archive", () => {
    expect(management.json.data.aws_kms_key.organization_trail_archive_key).toMatchObject({
      key_id: `arn:aws:kms:eu-west-1:${ARCHIVE}:alias/acme-audit-trail`,
      region: "eu-west-1",
    });
    expect(Object.keys(management.json.data)).toEqual(["aws_kms_key"]);
  });

  test("writes the streams of all members into its log group too, which waits for nobody else", () => {
    const group = `arn:aws:logs:eu-west-1:${MANAGEMENT}:log-group:/acme-audit/trail`;
    expect(management.statement("AllowTrailStreams", "aws_iam_role_policy", "log_delivery_policy").Resource).toEqual([
      `${group}:log-stream:${MANAGEMENT}_CloudTrail_eu-west-1*`,
      `${group}:log-stream:${ORGANIZATION}_*`,
    ]);
    expect(management.only("aws_cloudtrail").depends_on).toEqual([
      "aws_cloudwatch_log_group.organization_trail_log_group",
      "aws_iam_role_policy.organization_trail_trail_log_delivery_policy",
    ]);
  });

  test("reports who takes the guardrail off the organization, from the Region that records it", () => {
    const event = {
      source: "aws.organizations",
      "detail-type": "AWS API Call via CloudTrail",
      account: MANAGEMENT,
      region: "us-east-1",
      detail: {
        eventSource: "organizations.amazonaws.com",
        eventName: "DetachPolicy",
        requestParameters: { policyId: "p-a1b2c3d4", targetId: "ou-a1b2-c3d4e5f6" },
      },
    };
    const hub = synthAccount((scope) => new AlertHub(scope, "AlertHub", { plan: landingZonePlan() }));
    const toldBy = (stack: Synthesized) =>
      Object.values(stack.all("aws_cloudwatch_event_rule")).filter(({ event_pattern }) =>
        matches(JSON.parse(event_pattern), event),
      );
    expect(toldBy(management).map(({ region }) => region)).toEqual(["us-east-1"]);
    expect(toldBy(hub).map(({ event_bus_name }) => event_bus_name)).toEqual(["acme-audit"]);
  });

  test("has nothing to ask of the archive, whose policies name it already", () => {
    expect(warnings(stack)).toEqual([]);
  });

  test("is refused where the trail exists", () => {
    const plan = landingZonePlan({ existing: existingTrail });
    expectRefusal((scope) => new OrganizationTrail(scope, "OrganizationTrail", { plan }), {
      prop: "plan.existing.trailArn",
      allowed: "left out where OrganizationTrail creates the trail",
      got: existingTrail.trailArn,
      fix: "use ManagementAccount instead: the trail exists",
    });
  });
});

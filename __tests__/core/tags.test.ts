/** One prop tags everything that AWS lets be tagged; the provider's own tags come on top, which Terraform merges. */
import { AlertTopic } from "../../modules/alert-topic";
import { EncryptionKey } from "../../modules/encryption-key";
import {
  type LandingZone,
  LogArchive,
  ManagementAccount,
  OrganizationTrail,
  WorkloadAccount,
} from "../../modules/topologies/landing-zone";
import { SessionAudit } from "../../modules/topologies/session-audit";
import { existingTrail, landingZonePlan } from "../support/landing-zone";
import { expectRefusal } from "../support/refusals";
import { type Synthesized, synth, synthIn } from "../support/synth";

const tags = { team: "security", "cost-center": "4711" };

/** Of which the AWS provider has no `tags` argument: parts of another resource, or links between two. */
const untaggable = [
  "aws_cloudwatch_event_target",
  "aws_cloudwatch_event_bus_policy",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_kms_alias",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_object_lock_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_sns_topic_policy",
  "aws_sns_topic_subscription",
  "aws_sqs_queue_policy",
  "aws_ssm_service_setting",
  "aws_vpc_endpoint_route_table_association",
];

/** Addresses of resources without these tags. */
function untagged({ json }: Synthesized): string[] {
  return Object.entries(json.resource).flatMap(([type, byId]) =>
    Object.entries(byId as Record<string, { tags?: object }>)
      .filter(([, block]) => Object.entries(tags).some(([key, value]) => Object(block.tags)[key] !== value))
      .map(([id]) => `${type}.${id}`),
  );
}

const plan: LandingZone = landingZonePlan();

test.each([
  ["SessionAudit", () => synth((stack) => new SessionAudit(stack, "Audit", { name: "acme", tags }))],
  [
    "SessionAudit of several Regions",
    () =>
      synth((stack) => new SessionAudit(stack, "Audit", { name: "acme", tags, regions: ["eu-west-1", "us-east-1"] })),
  ],
  ["LogArchive", () => synth((stack) => new LogArchive(stack, "Archive", { plan, tags }))],
  [
    "ManagementAccount",
    () =>
      synth((stack) => {
        const found = landingZonePlan({ existing: existingTrail });
        new ManagementAccount(stack, "Management", { plan: found, tags });
      }),
  ],
  ["OrganizationTrail", () => synth((stack) => new OrganizationTrail(stack, "Trail", { plan, tags }))],
  [
    "WorkloadAccount",
    () => synth((stack) => new WorkloadAccount(stack, "Shop", { plan, account: plan.workload("shop"), tags })),
  ],
])("%s tags all that can be tagged", (_, build) => {
  const types = new Set(untagged(build()).map((address) => address.split(".")[0]!));
  expect([...types].filter((type) => !untaggable.includes(type))).toEqual([]);
});

test("a construct adds its own tags to those of the construct around it", () => {
  const stack = synthIn("eu-west-1", (scope) => {
    const outer = new AlertTopic(scope, "Topic", {
      name: "acme",
      encryptionKey: new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d" }),
      tags: { team: "security", stage: "test" },
    });
    new EncryptionKey(outer, "Inner", { alias: "alias/inner", description: "d", tags: { stage: "production" } });
  });
  expect(stack.only("aws_kms_key", "inner").tags).toEqual({ team: "security", stage: "production" });
  expect(stack.only("aws_sns_topic").tags).toEqual({ team: "security", stage: "test" });
});

test("the tag that a resource needs for itself is not taken away", () => {
  const stack = synthIn("eu-west-1", (scope) => {
    const stage = { SystemsManagerJustInTimeNodeAccessManaged: "false", stage: "test" };
    new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d", justInTimeAccess: true, tags: stage });
  });
  expect(stack.only("aws_kms_key").tags).toEqual({ SystemsManagerJustInTimeNodeAccessManaged: "true", stage: "test" });
});

test("without tags nothing is written, and those of the provider apply", () => {
  const stack = synthIn("eu-west-1", (scope) => {
    new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d" });
  });
  expect(stack.only("aws_kms_key").tags).toBeUndefined();
});

test("tags that AWS keeps for itself are refused", () => {
  expectRefusal(
    (scope) => new EncryptionKey(scope, "Key", { alias: "alias/a", description: "d", tags: { "aws:x": "1" } }),
    {
      prop: "tags.aws:x",
      allowed: "not starting with aws:",
      got: "aws:x",
      fix: "write it as the tag is written",
    },
  );
});

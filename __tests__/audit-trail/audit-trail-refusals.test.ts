import { type TerraformStack, TerraformVariable } from "cdktf";
import { AuditTrail, type AuditTrailProps } from "../../modules/audit-trail";
import { EncryptionKey } from "../../modules/encryption-key";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { build, expectRefusal } from "../support/refusals";
import { newStack, synthStack } from "../support/synth";

const key = (scope: TerraformStack, region?: string) =>
  new EncryptionKey(scope, `Key${region ?? ""}`, { alias: "alias/acme", description: "d", region });
const group = (scope: TerraformStack, region?: string) => new LogGroup(scope, "Group", { name: "/acme/trail", region });

const make =
  (props: Partial<AuditTrailProps>, more: (scope: TerraformStack) => Partial<AuditTrailProps> = () => ({})) =>
  (scope: TerraformStack) =>
    new AuditTrail(scope, "Trail", {
      name: "acme",
      bucket: new LogBucket(scope, "Bucket", { name: "acme-trail", encryption: "s3-managed" }),
      encryptionKey: key(scope),
      ...props,
      ...more(scope),
    });

test("a name may have 51 characters with a log group, whose role carries the name, and no more", () => {
  const withGroup = (name: string) => make({ name }, (scope) => ({ logGroup: group(scope) }));
  expect(build(withGroup("a".repeat(51))).resources.logDeliveryRole?.nameInput).toHaveLength(64);
  expectRefusal(withGroup("a".repeat(52)), {
    prop: "name",
    allowed: "at most 51 characters long where a logGroup is given",
    got: "a".repeat(52),
    fix: "choose a shorter name",
  });
});

describe("Regions", () => {
  test("the key must be in that of the bucket", () => {
    expectRefusal(
      make({}, (scope) => ({ encryptionKey: key(scope, "us-east-1") })),
      { prop: "encryptionKey", allowed: "in Region eu-west-1", got: "us-east-1", fix: "pass one of the same Region" },
    );
  });

  test("the log group must be in that of the trail", () => {
    expectRefusal(
      make({}, (scope) => ({ logGroup: group(scope, "us-east-1") })),
      { prop: "logGroup", allowed: "in Region eu-west-1", got: "us-east-1", fix: "pass one of the same Region" },
    );
  });

  test("bucket and key may be in another Region than the trail", () => {
    expect(() => build(make({ region: "us-east-1" }))).not.toThrow();
  });
});

test("what only Terraform knows passes and arrives", () => {
  const stack = newStack();
  const text = (id: string) => new TerraformVariable(stack, id, { type: "string" }).stringValue;
  make({ name: text("name"), organizationId: text("organization") }, (scope) => ({ logGroup: group(scope) }))(stack);
  const synthesized = synthStack(stack);
  expect(synthesized.only("aws_cloudtrail").name).toBe("${var.name}");
  expect(synthesized.only("aws_iam_role").name).toBe("${var.name}-log-delivery");
});

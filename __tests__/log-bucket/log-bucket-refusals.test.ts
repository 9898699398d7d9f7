import { type TerraformStack, TerraformVariable } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { LogBucket, type LogBucketProps } from "../../modules/log-bucket";
import { build, expectRefusal } from "../support/refusals";
import { newStack, synthStack } from "../support/synth";

const make = (props: Partial<LogBucketProps>) => (scope: TerraformStack) =>
  new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed", ...props });

test.each([89, 90])("objects that expire after %d days cannot be archived after 90", (expireAfterDays) => {
  expectRefusal(make({ retention: { archiveAfterDays: 90, expireAfterDays } }), {
    prop: "retention.expireAfterDays",
    allowed: "more than retention.archiveAfterDays (90)",
    got: expireAfterDays,
    fix: "expire later, or leave archiveAfterDays out",
  });
});

test("objects may expire the day after they were archived", () => {
  expect(() => build(make({ retention: { archiveAfterDays: 90, expireAfterDays: 91 } }))).not.toThrow();
});

test("a key of another Region is refused", () => {
  expectRefusal(
    (scope) => {
      const encryption = new EncryptionKey(scope, "Key", { alias: "alias/a", description: "d", region: "us-east-1" });
      make({ encryption })(scope);
    },
    { prop: "encryption", allowed: "in Region eu-west-1", got: "us-east-1", fix: "pass one of the same Region" },
  );
});

test("what only Terraform knows passes and arrives", () => {
  const stack = newStack();
  const name = new TerraformVariable(stack, "name", { type: "string" }).stringValue;
  const days = (id: string) => new TerraformVariable(stack, id, { type: "number" }).numberValue;
  make({
    name,
    retention: { archiveAfterDays: 30, expireAfterDays: days("expire") },
    objectLock: { mode: "GOVERNANCE", retentionDays: days("lock") },
  })(stack);
  const synthesized = synthStack(stack);
  expect(synthesized.only("aws_s3_bucket").bucket).toBe("${var.name}");
  expect(synthesized.only("aws_s3_bucket_lifecycle_configuration").rule[0].expiration).toEqual([
    { days: "${var.expire}" },
  ]);
  expect(synthesized.only("aws_s3_bucket_object_lock_configuration").rule.default_retention.days).toBe("${var.lock}");
});

test("a name that Terraform completes passes, whatever it will be", () => {
  const stack = newStack();
  const account = new TerraformVariable(stack, "account", { type: "string" }).stringValue;
  make({ name: `acme-${account}` })(stack);
  expect(synthStack(stack).only("aws_s3_bucket").bucket).toBe("acme-${var.account}");
});

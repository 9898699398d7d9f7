/** What exists already is taken over by an import block, which does nothing from the second apply on. */
import { App, TerraformStack, Testing } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { AccessLogBucket, LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { newStack } from "../support/synth";

const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";

function imports(build: (stack: TerraformStack) => void): unknown {
  const stack = newStack();
  build(stack);
  return JSON.parse(Testing.synth(stack, true)).import;
}

test.each<[string, (stack: TerraformStack) => void, readonly object[]]>([
  [
    "a log group by its name",
    (stack) => new LogGroup(stack, "Group", { name: "/old", adopt: true }),
    [{ to: "aws_cloudwatch_log_group.group", id: "/old" }],
  ],
  [
    "a bucket by its name",
    (stack) => new LogBucket(stack, "Bucket", { name: "old", encryption: "s3-managed", adopt: true }),
    [{ to: "aws_s3_bucket.bucket", id: "old" }],
  ],
  [
    "a bucket of access logs by its name",
    (stack) => new AccessLogBucket(stack, "Bucket", { name: "old", adopt: true, region: "us-east-1" }),
    [{ to: "aws_s3_bucket.bucket", id: "old@us-east-1" }],
  ],
  [
    "a key by its id, and its alias by name",
    (stack) => new EncryptionKey(stack, "Key", { alias: "alias/old", description: "d", adopt: { keyId, alias: true } }),
    [
      { to: "aws_kms_key.key", id: keyId },
      { to: "aws_kms_alias.key_alias", id: "alias/old" },
    ],
  ],
  [
    "a key without its alias, which is made",
    (stack) =>
      new EncryptionKey(stack, "Key", { alias: "alias/new", description: "d", adopt: { keyId, alias: false } }),
    [{ to: "aws_kms_key.key", id: keyId }],
  ],
])("takes over %s", (_, build, expected) => {
  expect(imports(build)).toEqual(expected);
});

test("nothing is taken over unless the caller says so", () => {
  expect(
    imports((stack) => {
      new LogGroup(stack, "Group", { name: "/old" });
      new LogBucket(stack, "Bucket", { name: "old", encryption: "s3-managed" });
      new EncryptionKey(stack, "Key", { alias: "alias/old", description: "d" });
    }),
  ).toBeUndefined();
});

test("HCL has the same block", () => {
  const stack = new TerraformStack(new App({ hclOutput: true }), "test");
  new LogGroup(stack, "Group", { name: "/old", adopt: true });
  expect(Testing.synthHcl(stack)).toMatch(/import \{\s+to\s+= aws_cloudwatch_log_group\.group\s+id\s+= "\/old"\s+\}/);
});

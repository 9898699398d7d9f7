import { type TerraformStack, TerraformVariable } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { AccessLogBucket, LogBucket, type LogBucketProps } from "../../modules/log-bucket";
import { build, expectRefusal } from "../support/refusals";
import { newStack, synthStack } from "../support/synth";

const make = (props: Partial<LogBucketProps>) => (scope: TerraformStack) =>
  new LogBucket(scope, "Bucket", { name: "acme", encryption: "s3-managed", ...props });

const makers: [kind: string, make: (name: string) => (scope: TerraformStack) => unknown][] = [
  ["a log bucket", (name) => make({ name })],
  ["an access-log bucket", (name) => (scope) => new AccessLogBucket(scope, "Bucket", { name })],
  ["an existing bucket", (name) => (scope) => LogBucket.fromName(scope, "Bucket", { name, encryption: "s3-managed" })],
];

describe.each(makers)("the name of %s", (_kind, makeNamed) => {
  test.each(["abc", "acme-transcripts-1", "1-a"])("may be %s", (name) => {
    expect(() => build(makeNamed(name))).not.toThrow();
  });

  test.each([
    ["has a dot, which breaks the agent's TLS connection", "acme.transcripts"],
    ["has a capital", "Acme-transcripts"],
    ["has an underscore", "acme_transcripts"],
    ["starts with a hyphen", "-acme"],
    ["ends in a hyphen", "acme-"],
    ["is a parameter of the document", "{{bucket}}"],
  ])("is refused where it %s", (_, name) => {
    expectRefusal(makeNamed(name), {
      prop: "name",
      allowed: "lower-case letters, digits and inner hyphens, without dots",
      got: name,
      fix: "write it like acme-transcripts",
    });
  });

  test.each([3, 63])("may have %d characters", (length) => {
    expect(() => build(makeNamed("a".repeat(length)))).not.toThrow();
  });

  test.each([2, 64])("is refused at %d characters", (length) => {
    const name = "a".repeat(length);
    expectRefusal(makeNamed(name), {
      prop: "name",
      allowed: "3 to 63 characters long",
      got: name,
      fix: `it has ${length}; choose a`,
    });
  });
});

describe("object lock", () => {
  const locked = (retentionDays: number) => make({ objectLock: { mode: "GOVERNANCE", retentionDays } });

  test.each([1, 36500])("takes %d days", (days) => {
    expect(() => build(locked(days))).not.toThrow();
  });

  test.each([0, 36501, 1.5])("is refused at %d days", (got) => {
    expectRefusal(locked(got), {
      prop: "objectLock.retentionDays",
      allowed: "a whole number of days from 1 to 36500",
      got,
      fix: "choose a value in that range",
    });
  });
});

describe.each(["archiveAfterDays", "expireAfterDays"] as const)("retention.%s", (prop) => {
  test.each([1, 2147483647])("takes %d days", (days) => {
    expect(() => build(make({ retention: { [prop]: days } }))).not.toThrow();
  });

  test.each([0, -1, 2147483648, 0.5])("is refused at %d days: 0 would remove every transcript", (got) => {
    expectRefusal(make({ retention: { [prop]: got } }), {
      prop: `retention.${prop}`,
      allowed: "a whole number of days from 1 to 2147483647",
      got,
      fix: "choose a value in that range",
    });
  });
});

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

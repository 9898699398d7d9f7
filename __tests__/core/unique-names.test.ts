import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { AlertTopic } from "../../modules/alert-topic";
import { AuditTrail } from "../../modules/audit-trail";
import type { RegionalModuleProps } from "../../modules/core";
import { EncryptionKey } from "../../modules/encryption-key";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { SessionDocument } from "../../modules/session-document";
import { expectRefusal } from "../support/refusals";
import { newStack } from "../support/synth";

type Make = (scope: TerraformStack, id: string, at?: RegionalModuleProps) => unknown;

const keyFor = (scope: TerraformStack, id: string, at?: RegionalModuleProps) =>
  new EncryptionKey(scope, `${id}Key`, { ...at, alias: `alias/${id}`, description: "d" });
const bucketFor = (scope: TerraformStack, id: string, at?: RegionalModuleProps) =>
  new LogBucket(scope, `${id}Bucket`, { ...at, name: `acme-${id.toLowerCase()}`, encryption: "s3-managed" });

const regional: [kind: string, prop: string, name: string, make: Make][] = [
  ["log group", "name", "/acme", (s, id, at) => new LogGroup(s, id, { ...at, name: "/acme" })],
  [
    "KMS alias",
    "alias",
    "alias/acme",
    (s, id, at) => new EncryptionKey(s, id, { ...at, alias: "alias/acme", description: "d" }),
  ],
  [
    "session document",
    "name",
    "SSM-SessionManagerRunShell",
    (s, id, at) => new SessionDocument(s, id, { ...at, bucket: bucketFor(s, id, at) }),
  ],
  [
    "trail",
    "name",
    "acme",
    (s, id, at) =>
      new AuditTrail(s, id, { ...at, name: "acme", bucket: bucketFor(s, id, at), encryptionKey: keyFor(s, id, at) }),
  ],
];

describe("two of one name in a stack are refused", () => {
  test.each(regional)("%s", (kind, prop, name, make) => {
    expectRefusal(
      (scope) => {
        make(scope, "One");
        make(scope, "Two");
      },
      {
        prop,
        allowed: `unique among the ${kind} names`,
        got: name,
        fix: "test/One has this name already; choose another",
      },
    );
  });

  test("S3 bucket, whose name is unique in all Regions", () => {
    const make = (scope: TerraformStack, id: string, region: string) =>
      new LogBucket(scope, id, { name: "acme", encryption: "s3-managed", region });
    expectRefusal(
      (scope) => {
        make(scope, "One", "eu-west-1");
        make(scope, "Two", "us-east-1");
      },
      { prop: "name", allowed: "unique among the S3 bucket names", got: "acme", fix: "test/One has" },
    );
  });

  test("constructs whose logical ids would be one, since CDKTF merges those without a word", () => {
    expectRefusal(
      (scope) => {
        new LogGroup(scope, "Session-Logs", { name: "/one" });
        new LogGroup(scope, "SessionLogs", { name: "/two" });
      },
      { prop: "id", allowed: "unique among the aws_cloudwatch_log_group", got: "session_logs", fix: "choose another" },
    );
  });
});

describe("one name is free again", () => {
  test.each(regional)("in another Region: %s", (_kind, _prop, _name, make) => {
    const stack = newStack();
    make(stack, "One", { region: "eu-west-1" });
    expect(() => make(stack, "Two", { region: "us-east-1" })).not.toThrow();
  });

  test.each(regional)("by another provider: %s", (_kind, _prop, _name, make) => {
    const stack = newStack();
    make(stack, "One");
    const provider = new AwsProvider(stack, "West", { alias: "west", region: "us-west-2" });
    expect(() => make(stack, "Two", { provider })).not.toThrow();
  });

  test.each(regional)("in another stack: %s", (_kind, _prop, _name, make) => {
    make(newStack(), "One");
    expect(() => make(newStack(), "One")).not.toThrow();
  });
});

test("a topic and a log group may share a name", () => {
  const stack = newStack();
  new LogGroup(stack, "Group", { name: "acme" });
  expect(() => new AlertTopic(stack, "Topic", { name: "acme", encryptionKey: keyFor(stack, "Alerts") })).not.toThrow();
});

/** What is checked once a stack, when it is synthesized, whoever made it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsKmsKey } from "@cdktf/provider-aws/lib/data-aws-kms-key";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { App, TerraformOutput, TerraformStack, TerraformVariable, Token } from "cdktf";
import { AlertTopic, subscribers } from "../../modules/alert-topic";
import { EncryptionKey } from "../../modules/encryption-key";
import { EventQueue } from "../../modules/event-queue";
import { LogBucket } from "../../modules/log-bucket";
import { LogGroup } from "../../modules/log-group";
import { SessionEvents, sessionPatterns, targets } from "../../modules/session-events";
import { SessionAudit } from "../../modules/topologies/session-audit";
import { hclOutput, withEnvironment } from "../support/environment";
import { newStack, synthStack } from "../support/synth";

describe("a resource with the logical id of one of ours", () => {
  const ours = (stack: TerraformStack) => {
    new LogBucket(stack, "Transcripts", { name: "acme-transcripts", encryption: "s3-managed" });
    new EncryptionKey(stack, "Key", { alias: "alias/acme", description: "d" });
    new LogGroup(stack, "Sessions", { name: "/acme" });
    new SessionAudit(stack, "Audit", { name: "acme" });
  };

  test.each<[id: string, theirs: (stack: TerraformStack) => unknown]>([
    ["aws_s3_bucket.transcripts", (stack) => new S3Bucket(stack, "transcripts", { forceDestroy: true })],
    ["aws_kms_key.key", (stack) => new KmsKey(stack, "key")],
    ["aws_cloudwatch_log_group.sessions", (stack) => new CloudwatchLogGroup(stack, "sessions")],
    [
      "aws_cloudwatch_log_group.sessions",
      (stack) => new CloudwatchLogGroup(stack, "Other").overrideLogicalId("sessions"),
    ],
    ["data.aws_region.session_audit", (stack) => new DataAwsRegion(stack, "session_audit")],
    ["output.audit_topic_arn", (stack) => new TerraformOutput(stack, "audit_topic_arn", { value: "mine" })],
  ])("%s is refused, before or after ours", (id, theirs) => {
    for (const parts of [
      [ours, theirs],
      [theirs, ours],
    ]) {
      const stack = newStack();
      for (const part of parts) part(stack);
      expect(() => synthStack(stack)).toThrow(`has the logical id ${id} of test/`);
    }
  });

  test("is none where it is of another type, a data source, or in another stack", () => {
    const stack = newStack();
    ours(stack);
    new DataAwsKmsKey(stack, "key", { keyId: "alias/acme" });
    new CloudwatchLogGroup(stack, "transcripts");
    new S3Bucket(newStack(), "transcripts");
    expect(() => synthStack(stack)).not.toThrow();
  });
});

describe("a construct of another stack is refused, with the way to do it", () => {
  const other = () => new TerraformStack(new App(), "other");
  const key = (stack: TerraformStack) => new EncryptionKey(stack, "Key", { alias: "alias/acme", description: "d" });
  const topic = (stack: TerraformStack) => new AlertTopic(stack, "Topic", { name: "acme", encryptionKey: key(stack) });
  const queue = (stack: TerraformStack) => new EventQueue(stack, "Queue", { name: "acme" });

  test.each<[prop: string, make: (stack: TerraformStack) => unknown]>([
    ["encryptionKey", (stack) => new LogGroup(stack, "Made", { name: "/acme", encryptionKey: key(other()) })],
    [
      "encryption",
      (stack) =>
        LogBucket.fromName(stack, "Made", {
          name: "acme",
          encryption: EncryptionKey.fromArn(other(), "Key", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd"),
        }),
    ],
    [
      "provider",
      (stack) => {
        const provider = new AwsProvider(other(), "West", { alias: "west", region: "us-west-2" });
        return new LogGroup(stack, "Made", { name: "/acme", provider });
      },
    ],
    [
      "targets[0].uses[0]",
      (stack) =>
        new SessionEvents(stack, "Made", {
          name: "acme",
          pattern: sessionPatterns.calls(),
          targets: [targets.topic(topic(other()))],
        }),
    ],
    [
      "subscribers[0].uses[0]",
      (stack) =>
        new AlertTopic(stack, "Made", {
          name: "acme",
          encryptionKey: key(stack),
          subscribers: [subscribers.queue(queue(other()))],
        }),
    ],
  ])("as %s", (prop, make) => {
    const message = `test/Made: \`${prop}\` must be made in stack test, as this construct is, got: `;
    expect(() => make(newStack())).toThrow(message);
    expect(() => make(newStack())).toThrow("take what exists there in by name or ARN");
  });
});

describe("what is written for Terraform", () => {
  function written(build: (stack: TerraformStack) => void, hcl: boolean): void {
    const outdir = mkdtempSync(join(tmpdir(), "synth-"));
    try {
      withEnvironment(hclOutput(hcl), () => {
        const app = new App({ outdir });
        const stack = new TerraformStack(app, "test");
        new AwsProvider(stack, "Aws", { region: "eu-west-1" });
        build(stack);
        app.synth();
      });
    } finally {
      rmSync(outdir, { recursive: true });
    }
  }

  const unknown = (stack: TerraformStack) => new TerraformVariable(stack, "unknown", {});
  const described = (text: (stack: TerraformStack) => string) => (stack: TerraformStack) => {
    const { logGroup } = new LogGroup(stack, "Group", { name: "/acme" }).resources;
    logGroup.tags = { note: text(stack) };
  };

  test.each<[what: string, build: (stack: TerraformStack) => void]>([
    ["an object that was written as JSON", described((stack) => JSON.stringify({ a: unknown(stack).booleanValue }))],
    ["half of a text", described((stack) => unknown(stack).stringValue.slice(0, -1))],
    ["a number that was calculated with", described((stack) => String(Math.abs(unknown(stack).numberValue)).slice(1))],
    [
      "a number of a list",
      described((stack) => `n${Token.asNumberList(unknown(stack).listValue as never)[0]!.toPrecision(6)}`),
    ],
  ])("holds no placeholder of CDKTF: %s", (_what, build) => {
    for (const hcl of [false, true]) {
      expect(() => written(build, hcl)).toThrow("holds a value that only Terraform knows, in a form that");
    }
  });

  test("says where, in JSON by the path", () => {
    const build = described((stack) => JSON.stringify({ a: unknown(stack).booleanValue }));
    expect(() => written(build, false)).toThrow("test: resource.aws_cloudwatch_log_group.group.tags.note holds");
  });

  test.each([false, true])("may hold what Terraform can read (HCL: %p)", (hcl) => {
    const build = described((stack) => `at ${unknown(stack).stringValue}`);
    expect(() => written(build, hcl)).not.toThrow();
  });
});

/** What AWS documents and this library takes only from who says so: each is written as asked, and its risk is named. */
import type { TerraformStack } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { LogBucket } from "../../modules/log-bucket";
import { NodeAccess } from "../../modules/session-access";
import { type DocumentParameter, SessionDocument, type SessionDocumentProps } from "../../modules/session-document";
import { content, document } from "../support/documents";
import { build, expectRefusal } from "../support/refusals";
import { synthIn, warnings } from "../support/synth";

type Sinks = Parameters<typeof document>[0];

function risks(sinks: Sinks, props: SessionDocumentProps): string[] {
  return build((scope) => {
    document(sinks, props)(scope);
    return warnings(scope);
  });
}

describe("a log group alone", () => {
  test("may have no key where sessions may run unlogged, with a warning", () => {
    const { inputs } = content(["plainGroup"], { mayRunUnlogged: true });
    expect(inputs).toMatchObject({ cloudWatchLogGroupName: "/acme/sessions", cloudWatchEncryptionEnabled: false });
    expect(risks(["plainGroup"], { mayRunUnlogged: true })).toEqual([expect.stringContaining("unlogged")]);
  });

  test.each([true, false])("may be streamed to, encrypted: %p", (encrypted) => {
    const sinks: Sinks = encrypted ? ["logGroup"] : ["plainGroup"];
    const props = { mayRunUnlogged: true, streaming: true };
    expect(content(sinks, props).inputs).toMatchObject({
      cloudWatchStreamingEnabled: true,
      cloudWatchEncryptionEnabled: encrypted,
    });
    expect(risks(sinks, props).join()).toContain("uploaded nowhere");
  });

  test("streams to a group without a key beside a bucket", () => {
    expect(content(["bucket", "plainGroup"], { mayRunUnlogged: true, streaming: true }).inputs).toMatchObject({
      cloudWatchStreamingEnabled: true,
    });
  });

  test("is streamed to by nobody unless the caller says so", () => {
    expect(content(["plainGroup"], { mayRunUnlogged: true }).inputs.cloudWatchStreamingEnabled).toBe(false);
  });

  test("is not there: a document without any destination stays refused", () => {
    expectRefusal(document([], { mayRunUnlogged: true }), {
      prop: "bucket",
      allowed: "given, or else an encrypted logGroup",
      got: undefined,
      fix: "cannot log",
    });
  });
});

describe("a bucket whose encryption is not checked", () => {
  const unchecked = (scope: TerraformStack) =>
    new SessionDocument(scope, "Document", {
      bucket: LogBucket.fromName(scope, "Bucket", { name: "old", encryption: "unchecked" }),
    });

  test("has the agent's check switched off, with a warning", () => {
    const stack = synthIn("eu-west-1", unchecked);
    expect(JSON.parse(stack.only("aws_ssm_document").content).inputs).toMatchObject({
      s3BucketName: "old",
      s3EncryptionEnabled: false,
    });
    expect(build((scope) => [unchecked(scope), warnings(scope)])[1]).toEqual([
      expect.stringContaining("without a transcript"),
    ]);
  });

  test("is for buckets that exist already", () => {
    const encryption = "unchecked" as "s3-managed";
    expectRefusal((scope) => new LogBucket(scope, "Bucket", { name: "acme", encryption }), {
      prop: "encryption",
      allowed: 'an EncryptionKey, "s3-managed" or "aws-managed"',
      got: "unchecked",
      fix: "pass the key construct itself",
    });
  });
});

describe("an exact prefix", () => {
  const exact = { prefix: { exact: "team/logs" } };

  test("gets neither account nor Region, with a warning", () => {
    expect(content(["bucket"], exact).inputs.s3KeyPrefix).toBe("team/logs");
    expect(risks(["bucket"], exact)).toEqual([expect.stringContaining("neither account nor Region")]);
  });

  test("is what nodes may write below, also where two Regions share it", () => {
    const stack = synthIn("eu-west-1", (scope) => {
      const bucket = LogBucket.fromName(scope, "Bucket", { name: "acme", encryption: "s3-managed" });
      const inRegion = (region: string) => new SessionDocument(scope, region, { bucket, region, ...exact });
      const documents = [inRegion("eu-west-1"), inRegion("us-east-1")] as const;
      new NodeAccess(scope, "Nodes", { name: "nodes", documents, attachTo: ["web"] });
    });
    expect(stack.statement("WriteTranscripts", "aws_iam_policy").Resource).toBe("arn:aws:s3:::acme/team/logs/*");
  });

  test.each(["/logs", "logs/", "a//b", "{{x}}"])("is refused as %p", (got) => {
    expectRefusal(document(["bucket"], { prefix: { exact: got } }), {
      prop: "prefix.exact",
      allowed: "a path without leading or trailing slash",
      got,
      fix: "write it like",
    });
  });
});

describe("a command", () => {
  const command: SessionDocumentProps = {
    name: "Acme-Restart",
    sessionType: "InteractiveCommands",
    commands: { linux: { command: "systemctl restart app", runAsElevated: true }, windows: "Restart-Service app" },
  };

  test("runs as root only where that is said, with a warning", () => {
    expect(content(["bucket"], command).properties).toEqual({
      linux: { commands: "systemctl restart app", runAsElevated: true },
      windows: { commands: "Restart-Service app", runAsElevated: false },
    });
    expect(risks(["bucket"], command)).toEqual(["commands for linux run as root, whatever Run As says"]);
  });

  test("takes values from a list, of some length", () => {
    const parameters = { unit: { allowedValues: ["app", "${x}"], minChars: 2, maxChars: 8, default: "app" } };
    expect(content(["bucket"], { ...command, parameters }).parameters).toEqual({
      unit: { type: "String", allowedValues: ["app", "$${x}"], minChars: 2, maxChars: 8, default: "app" },
    });
  });

  test("takes nothing that the caller may word freely", () => {
    const parameters = { unit: { minChars: 1 } as DocumentParameter };
    expectRefusal(document(["bucket"], { ...command, parameters }), {
      prop: "parameters.unit",
      allowed: "given an allowedPattern or allowedValues",
      got: { minChars: 1 },
      fix: "any text into the command",
    });
  });

  test("refuses lengths that no value has", () => {
    const parameters = { unit: { allowedPattern: "^a+$", minChars: 9, maxChars: 8 } };
    expectRefusal(document(["bucket"], { ...command, parameters }), {
      prop: "parameters.unit.minChars",
      allowed: "at most parameters.unit.maxChars (8)",
      got: 9,
      fix: "change one of them",
    });
  });
});

describe("just-in-time node access", () => {
  const timeouts = { idleTimeoutMinutes: 15, maxDurationMinutes: 60 };
  const key = (scope: TerraformStack, justInTimeAccess: boolean) =>
    new EncryptionKey(scope, "Key", { alias: "alias/acme", description: "d", justInTimeAccess });
  const jit =
    (more: SessionDocumentProps, tagged = true) =>
    (scope: TerraformStack) =>
      document(["bucket"], { justInTimeAccess: true, encryptionKey: key(scope, tagged), ...more })(scope);

  test("is taken with both timeouts and a key that has its tag", () => {
    expect(() => build(jit(timeouts))).not.toThrow();
  });

  test.each(["idleTimeoutMinutes", "maxDurationMinutes"] as const)("is refused without %s", (prop) => {
    expectRefusal(jit({ ...timeouts, [prop]: undefined }), {
      prop,
      allowed: "given with justInTimeAccess",
      got: undefined,
      fix: "whose approval has expired",
    });
  });

  test("is refused with a key that its policies do not know", () => {
    expect(() => build(jit(timeouts, false))).toThrow("`encryptionKey` must be a key with justInTimeAccess");
  });

  test("takes a key of somebody else by the word of the caller", () => {
    const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
    const make = (justInTimeAccess: boolean) => (scope: TerraformStack) =>
      jit({ ...timeouts, encryptionKey: EncryptionKey.fromArn(scope, "Theirs", keyArn, { justInTimeAccess }) })(scope);
    expect(() => build(make(true))).not.toThrow();
    expect(() => build(make(false))).toThrow("justInTimeAccess");
  });

  test("is refused on a document of another name, which it never uses", () => {
    expectRefusal(jit({ ...timeouts, name: "Acme-Shell" }), {
      prop: "name",
      allowed: "left out with justInTimeAccess",
      got: "Acme-Shell",
      fix: "SSM-SessionManagerRunShell",
    });
  });
});

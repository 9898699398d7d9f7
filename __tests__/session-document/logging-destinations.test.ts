/**
 * Defects of published modules that these tests would catch:
 *   "the document names a group that is called otherwise"      -> "the document names the group that exists"
 *   "encryption flag on, group without a key: refused sessions" -> "flags follow from what the destinations are"
 *   "flags off, no key: sessions run unlogged (fails open)"    -> "a document without an encrypted destination is refused"
 *   "key parameter missing: carries on without encryption"     -> "uses the key it was given, by its full ARN"
 *   "streaming fixed to off"                                   -> "streaming is on where it can be"
 *   "logging fields filled from a parameter of the caller"     -> "no logging field holds a parameter"
 *   "bucket, group and key are created though logging is off"  -> "creates nothing but itself"
 */
import { LogGroup } from "../../modules/log-group";
import { SessionDocument, type SessionDocumentProps } from "../../modules/session-document";
import { content, document, sink, synthDocument } from "../support/documents";
import { build, expectRefusal } from "../support/refusals";
import { newStack, synthIn } from "../support/synth";

test("the document names the group that exists", () => {
  const stack = synthDocument(["logGroup"]);
  const { inputs } = JSON.parse(stack.only("aws_ssm_document").content);
  expect(inputs.cloudWatchLogGroupName).toBe(stack.only("aws_cloudwatch_log_group").name);
});

test("the document names the bucket that exists", () => {
  const stack = synthDocument(["bucket"]);
  const { inputs } = JSON.parse(stack.only("aws_ssm_document").content);
  expect(inputs.s3BucketName).toBe(stack.only("aws_s3_bucket").bucket);
});

test("uses the key it was given, by its full ARN", () => {
  expect(content(["bucket", "key"]).inputs.kmsKeyId).toBe("${aws_kms_key.session_key.arn}");
});

test("creates nothing but itself", () => {
  const { json } = synthIn("eu-west-1", (scope) => {
    const logGroup = LogGroup.fromName(scope, "Old", { name: "/old", encrypted: true });
    new SessionDocument(scope, "Document", { logGroup });
  });
  expect(Object.keys(json.resource)).toEqual(["aws_ssm_document"]);
});

describe("flags follow from what the destinations are", () => {
  test.each([
    ["an SSE-KMS bucket", ["bucket"], true, false],
    ["an SSE-S3 bucket", ["s3Bucket"], true, false],
    ["an encrypted group", ["logGroup"], false, true],
    ["a bucket and a group without a key", ["bucket", "plainGroup"], true, false],
    ["a bucket and an encrypted group", ["bucket", "logGroup"], true, true],
  ] as const)("%s", (_, sinks, s3EncryptionEnabled, cloudWatchEncryptionEnabled) => {
    expect(content(sinks).inputs).toMatchObject({ s3EncryptionEnabled, cloudWatchEncryptionEnabled });
  });

  test.each([true, false])("an existing group, encrypted: %p", (encrypted) => {
    const stack = synthIn("eu-west-1", (scope) => {
      const logGroup = LogGroup.fromName(scope, "Old", { name: "/old", encrypted });
      new SessionDocument(scope, "Document", { ...sink(scope, "bucket"), logGroup });
    });
    const { inputs } = JSON.parse(stack.only("aws_ssm_document").content);
    expect(inputs).toMatchObject({ cloudWatchLogGroupName: "/old", cloudWatchEncryptionEnabled: encrypted });
  });
});

describe("a document without an encrypted destination is refused, since its sessions would run unlogged", () => {
  test("no destination", () => {
    expectRefusal(document([]), {
      prop: "bucket",
      allowed: "given, or else an encrypted logGroup",
      got: undefined,
      fix: "the agent runs sessions that it cannot log",
    });
  });

  test("a group without a key, alone", () => {
    expectRefusal(document(["plainGroup"]), {
      prop: "logGroup",
      allowed: "encrypted with a KMS key, or accompanied by a bucket",
      got: "/acme/sessions",
      fix: "the agent runs sessions that it cannot log",
    });
  });
});

describe("streaming", () => {
  const streams = (...[sinks, props]: Parameters<typeof content>) =>
    content(sinks, props).inputs.cloudWatchStreamingEnabled;

  test("is on where it can be: with an encrypted group, and a bucket as second sink", () => {
    expect(streams(["bucket", "logGroup"])).toBe(true);
    expect(streams(["s3Bucket", "logGroup"])).toBe(true);
  });

  test("is off elsewhere, and where the caller says so", () => {
    expect(streams(["logGroup"])).toBe(false);
    expect(streams(["bucket"])).toBe(false);
    expect(streams(["bucket", "plainGroup"])).toBe(false);
    expect(streams(["bucket", "logGroup"], { streaming: false })).toBe(false);
  });

  const commands: SessionDocumentProps = { name: "C", sessionType: "InteractiveCommands", commands: { linux: "top" } };

  test("is off for commands, which the agent never streams", () => {
    expect(streams(["bucket", "logGroup"], { ...commands, name: "Cmd" })).toBe(false);
  });

  test.each([
    ["without a bucket", ["logGroup"], {}],
    ["without a log group", ["bucket"], {}],
    ["to a group without a key", ["bucket", "plainGroup"], {}],
    ["of commands", ["bucket", "logGroup"], { ...commands, name: "Cmd" }],
  ] as const)("is refused %s", (_, sinks, props) => {
    expectRefusal(document(sinks, { ...props, streaming: true }), {
      prop: "streaming",
      allowed: "left out unless a Standard_Stream document has an encrypted logGroup and a bucket",
      got: true,
      fix: "nothing else uploads to the log group",
    });
  });
});

describe("Regions", () => {
  test.each([
    ["key", "encryptionKey"],
    ["logGroup", "logGroup"],
  ] as const)("a %s of another Region than the session is refused", (kind, prop) => {
    expectRefusal(
      (scope) => {
        const given = { ...sink(scope, "bucket"), ...sink(scope, kind) };
        new SessionDocument(scope, "Document", { ...given, region: "us-east-1" });
      },
      { prop, allowed: "in Region us-east-1", got: "eu-west-1", fix: "pass one of the same Region" },
    );
  });

  test("a bucket may be in another Region: one serves all", () => {
    expect(() => build(document(["bucket"], { region: "us-east-1" }))).not.toThrow();
  });

  test("Regions that only Terraform knows are not compared", () => {
    const stack = newStack();
    expect(() => document(["bucket", "logGroup", "key"], { region: "us-east-1" })(stack)).not.toThrow();
  });
});

test("no logging field holds a parameter, which the caller of StartSession could fill", () => {
  const { inputs } = content(["bucket", "logGroup", "key"], {
    name: "Cmd",
    sessionType: "InteractiveCommands",
    commands: { linux: "tail -f {{file}}" },
    parameters: { file: { allowedPattern: "^[a-z]+$" } },
  });
  expect(JSON.stringify(inputs)).not.toContain("{{");
});

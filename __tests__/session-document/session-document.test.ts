/**
 * Defects of published modules that these tests would catch:
 *   "quoted booleans, no idle timeout: the console's editor is grey"  -> "flags are JSON booleans", "timeouts are strings"
 *   "settings of type any: typos pass silently"                      -> "has exactly the fields of schema 1.0"
 *   "values interpolated into YAML unescaped"                        -> "is JSON" here, and the texts of session-types
 *   "$LATEST is not promoted, settings are dropped on update"        -> "every field is there, set or not"
 *   "a default document of another name"                             -> "is the preferences of account and Region"
 */
import { DEFAULT_DOCUMENT_NAME } from "../../modules/session-document";
import { content, document, synthDocument } from "../support/documents";
import { build } from "../support/refusals";
import { ACCOUNT, synthIn } from "../support/synth";

const everything = {
  prefix: "shells",
  idleTimeoutMinutes: 15,
  maxDurationMinutes: 480,
  runAs: { defaultUser: "auditee" },
  shellProfile: { linux: "date", windows: "Get-Date" },
};

test("is the preferences of account and Region, of type Session, in JSON", () => {
  expect(synthDocument(["bucket"]).only("aws_ssm_document")).toMatchObject({
    name: "SSM-SessionManagerRunShell",
    document_type: "Session",
    document_format: "JSON",
  });
  expect(DEFAULT_DOCUMENT_NAME).toBe("SSM-SessionManagerRunShell");
});

test("has exactly the fields of schema 1.0, each with what it was given", () => {
  expect(content(["bucket", "logGroup", "key"], everything)).toEqual({
    schemaVersion: "1.0",
    description: "Sessions of type Standard_Stream, logged for audit",
    sessionType: "Standard_Stream",
    inputs: {
      s3BucketName: "acme",
      s3KeyPrefix: `shells/${ACCOUNT}/eu-west-1`,
      s3EncryptionEnabled: true,
      cloudWatchLogGroupName: "/acme/sessions",
      cloudWatchEncryptionEnabled: true,
      cloudWatchStreamingEnabled: true,
      kmsKeyId: "${aws_kms_key.session_key.arn}",
      runAsEnabled: true,
      runAsDefaultUser: "auditee",
      idleSessionTimeout: "15",
      maxSessionDuration: "480",
      shellProfile: { linux: "date", windows: "Get-Date" },
    },
  });
});

describe("every field is there, set or not", () => {
  const names = Object.keys(content(["bucket", "logGroup", "key"], everything).inputs);

  test.each([
    ["nothing but a bucket", content(["bucket"])],
    ["nothing but an encrypted log group", content(["logGroup"])],
    ["a command", content(["bucket"], { name: "Cmd", sessionType: "InteractiveCommands", commands: { linux: "top" } })],
  ])("with %s", (_, { inputs }) => {
    expect(Object.keys(inputs)).toEqual(names);
  });

  test("and what was not set is empty or false, with an idle timeout of 20 minutes", () => {
    expect(content(["bucket"]).inputs).toMatchObject({
      cloudWatchLogGroupName: "",
      cloudWatchEncryptionEnabled: false,
      cloudWatchStreamingEnabled: false,
      kmsKeyId: "",
      runAsEnabled: false,
      runAsDefaultUser: "",
      idleSessionTimeout: "20",
      maxSessionDuration: "",
      shellProfile: { linux: "", windows: "" },
    });
  });
});

describe("types that the agent decodes", () => {
  const { inputs } = content(["bucket", "logGroup", "key"], everything);

  test.each(["s3EncryptionEnabled", "cloudWatchEncryptionEnabled", "cloudWatchStreamingEnabled", "runAsEnabled"])(
    "flags are JSON booleans: %s",
    (flag) => {
      expect(inputs[flag]).toBe(true);
      expect(typeof content(["s3Bucket"]).inputs[flag]).toBe("boolean");
    },
  );

  test.each(["idleSessionTimeout", "maxSessionDuration"])("timeouts are strings: %s", (timeout) => {
    expect(inputs[timeout]).toMatch(/^\d+$/);
    expect(typeof inputs[timeout]).toBe("string");
  });
});

describe("transcripts", () => {
  test("go below account and Region, without slashes at either end", () => {
    expect(content(["bucket"]).inputs.s3KeyPrefix).toBe(`sessions/${ACCOUNT}/eu-west-1`);
    expect(build(document(["bucket"])).transcriptPrefix).toBe(`sessions/${ACCOUNT}/eu-west-1`);
  });

  test("go below the Region of the document, not that of the provider", () => {
    const { region, transcriptPrefix, documentArn } = build(document(["bucket"], { region: "us-east-1" }));
    expect(region).toBe("us-east-1");
    expect(transcriptPrefix).toBe(`sessions/${ACCOUNT}/us-east-1`);
    expect(documentArn).toBe(`arn:aws:ssm:us-east-1:${ACCOUNT}:document/SSM-SessionManagerRunShell`);
  });
});

test("is created once its bucket, group and key are ready: from the first session on there is something to log to", () => {
  const { depends_on } = synthDocument(["bucket", "logGroup", "key"]).only("aws_ssm_document");
  expect(depends_on).toEqual(
    expect.arrayContaining([
      "aws_s3_bucket_policy.bucket_policy",
      "aws_cloudwatch_log_group.group",
      "aws_kms_key.session_key",
    ]),
  );
});

test("tells consumers its name, type, key and destinations", () => {
  synthIn("eu-west-1", (scope) => {
    const made = document(["bucket", "logGroup", "key"], { name: "Acme-Shell" })(scope);
    expect(made).toMatchObject({ documentName: "Acme-Shell", sessionType: "Standard_Stream", account: ACCOUNT });
    expect(made.bucket?.bucketName).toBe("acme");
    expect(made.logGroup?.logGroupName).toBe("/acme/sessions");
    expect(made.encryptionKey?.region).toBe("eu-west-1");
    expect(made.ready).toEqual([made.resources.document]);
  });
});

/**
 * Defects of published modules that these tests would catch:
 *   "a logs statement without encryption context"       -> "Logs may encrypt for the exact group"
 *   "the Logs principal without a Region"               -> "no Logs principal without a Region"
 *   "source conditions break EventBridge without a word" -> "EventBridge is let in without a source condition"
 *   "one key statement per service for everyone"        -> "a key that nobody asked for grants nothing"
 */
import { EncryptionKey, type EncryptionKeyProps, type IEncryptionKey } from "../../modules/encryption-key";
import { LogGroup } from "../../modules/log-group";
import { ACCOUNT, type Statement, type Synthesized, synth, synthIn } from "../support/synth";

const group = `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/acme/sessions`;
const trail = `arn:aws:cloudtrail:eu-west-1:${ACCOUNT}:trail/acme`;
const props: EncryptionKeyProps = { alias: "alias/acme", description: "d" };

function granting(grant: (key: IEncryptionKey) => void, region = "eu-west-1"): Synthesized {
  return synthIn(region, (scope) => grant(new EncryptionKey(scope, "Key", props)));
}

function sids(stack: Synthesized): string[] {
  return stack.statements("aws_kms_key").map(({ Sid }) => Sid);
}

test("a key that nobody asked for grants nothing", () => {
  expect(sids(granting(() => {}))).toEqual(["AllowAccountToDelegateByIam", "DenyDeletionOfRetainedKey"]);
});

describe("CloudWatch Logs", () => {
  const statement = (region?: string): Statement =>
    granting((key) => key.grantCloudWatchLogs(group), region).statement("AllowCloudWatchLogsForGroups", "aws_kms_key");

  test("Logs may encrypt for the exact group, named without a trailing :*", () => {
    expect(statement()).toEqual({
      Sid: "AllowCloudWatchLogsForGroups",
      Effect: "Allow",
      Principal: { Service: "logs.eu-west-1.amazonaws.com" },
      Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": group } },
    });
  });

  test.each([
    ["us-gov-west-1", "logs.us-gov-west-1.amazonaws.com"],
    ["cn-north-1", "logs.cn-north-1.amazonaws.com.cn"],
  ])("the principal in %s is %s: no Logs principal without a Region", (region, principal) => {
    expect(statement(region).Principal).toEqual({ Service: principal });
  });

  test("the principal is that of the key's own Region where a module is given one", () => {
    const stack = synthIn("eu-west-1", (scope) => {
      new EncryptionKey(scope, "Key", { ...props, region: "us-east-1" }).grantCloudWatchLogs(group);
    });
    expect(stack.statement("AllowCloudWatchLogsForGroups", "aws_kms_key").Principal).toEqual({
      Service: "logs.us-east-1.amazonaws.com",
    });
  });

  test("the principal follows the provider where the Region is known to Terraform only", () => {
    const stack = synth((scope) => new EncryptionKey(scope, "Key", props).grantCloudWatchLogs(group));
    expect(stack.statement("AllowCloudWatchLogsForGroups", "aws_kms_key").Principal).toEqual({
      Service: "logs.${data.aws_region.session_audit.id}.${data.aws_partition.session_audit.dns_suffix}",
    });
  });

  test("two groups of one key share one statement that names both", () => {
    const stack = synthIn("eu-west-1", (scope) => {
      const encryptionKey = new EncryptionKey(scope, "Key", props);
      new LogGroup(scope, "Sessions", { name: "/acme/sessions", encryptionKey });
      new LogGroup(scope, "Trail", { name: "/acme/trail", encryptionKey });
    });
    expect(sids(stack)).toEqual([
      "AllowAccountToDelegateByIam",
      "DenyDeletionOfRetainedKey",
      "AllowCloudWatchLogsForGroups",
    ]);
    expect(stack.statement("AllowCloudWatchLogsForGroups", "aws_kms_key").Condition).toEqual({
      ArnEquals: {
        "kms:EncryptionContext:aws:logs:arn": [group, `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/acme/trail`],
      },
    });
  });
});

describe("CloudTrail", () => {
  const stack = granting((key) => key.grantCloudTrail(trail));

  test("may encrypt for one trail, in the context of a trail of the account", () => {
    expect(stack.statement("AllowCloudTrailEncrypt", "aws_kms_key")).toMatchObject({
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "kms:GenerateDataKey*",
      Condition: {
        StringEquals: { "aws:SourceArn": trail },
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": `arn:aws:cloudtrail:*:${ACCOUNT}:trail/*` },
      },
    });
  });

  test("may describe the key, and decrypt, as the bucket key makes it do, for that trail only", () => {
    expect(stack.statement("AllowCloudTrailDescribeAndDecrypt", "aws_kms_key")).toMatchObject({
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: ["kms:DescribeKey", "kms:Decrypt"],
      Condition: { StringEquals: { "aws:SourceArn": trail } },
    });
  });

  test("writes in the context of the account that owns the trail, where that is another", () => {
    const owned = granting((key) => key.grantCloudTrail(trail, { account: "444455556666" }));
    expect(owned.statement("AllowCloudTrailEncrypt", "aws_kms_key").Condition?.StringLike).toEqual({
      "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:444455556666:trail/*",
    });
  });
});

test("EventBridge is let in without a source condition, which SNS does not support", () => {
  const stack = granting((key) => key.grantEventBridge());
  expect(stack.statement("AllowEventBridgeToEncryptedTopic", "aws_kms_key")).toEqual({
    Sid: "AllowEventBridgeToEncryptedTopic",
    Effect: "Allow",
    Principal: { Service: "events.amazonaws.com" },
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Resource: "*",
  });
});

test("an organization uploads through S3 of the key's Region into one bucket, and looks the key up", () => {
  const stack = granting((key) => {
    key.grantOrganizationUploads("arn:aws:s3:::acme", "o-abcdefghij");
    key.grantOrganizationLookup("o-abcdefghij");
  });
  expect(stack.statement("AllowOrganizationUploads", "aws_kms_key")).toMatchObject({
    Action: ["kms:GenerateDataKey", "kms:Decrypt"],
    Condition: {
      StringEquals: {
        "aws:PrincipalOrgID": "o-abcdefghij",
        "kms:ViaService": "s3.eu-west-1.amazonaws.com",
        "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::acme",
      },
    },
  });
  expect(stack.statement("AllowOrganizationToResolveAlias", "aws_kms_key")).toMatchObject({
    Action: "kms:DescribeKey",
    Condition: { StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" } },
  });
});

test.each<[string, (key: IEncryptionKey) => void]>([
  ["CloudWatch Logs", (key) => key.grantCloudWatchLogs(group)],
  ["CloudTrail", (key) => key.grantCloudTrail(trail)],
  ["EventBridge", (key) => key.grantEventBridge()],
  ["organization", (key) => key.grantOrganizationUploads("arn:aws:s3:::acme", "o-abcdefghij")],
])("the same %s grant twice changes nothing", (_, grant) => {
  const once = granting(grant).statements("aws_kms_key");
  const twice = granting((key) => {
    grant(key);
    grant(key);
  }).statements("aws_kms_key");
  expect(once.length).toBeGreaterThan(1);
  expect(twice).toEqual(once);
});

test("grants of one name that cannot be one statement stay apart", () => {
  const stack = granting((key) => {
    key.grantOrganizationUploads("arn:aws:s3:::acme", "o-abcdefghij");
    key.grantOrganizationUploads("arn:aws:s3:::other", "o-zzzzzzzzzz");
    key.grantOrganizationUploads("arn:aws:s3:::other", "o-zzzzzzzzzz");
  });
  const uploads = stack.statements("aws_kms_key").filter(({ Sid }) => Sid.startsWith("AllowOrganizationUploads"));
  expect(
    uploads.map(({ Sid, Condition }) => [
      Sid,
      Condition!.StringEquals!["aws:PrincipalOrgID"],
      Condition!.StringEquals!["kms:EncryptionContext:aws:s3:arn"],
    ]),
  ).toEqual([
    ["AllowOrganizationUploads", "o-abcdefghij", "arn:aws:s3:::acme"],
    ["AllowOrganizationUploads2", "o-zzzzzzzzzz", "arn:aws:s3:::other"],
  ]);
});

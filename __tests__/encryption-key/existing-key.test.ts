import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { TerraformStack } from "cdktf";
import { TerraformVariable } from "cdktf";
import { EncryptionKey, type IEncryptionKey } from "../../modules/encryption-key";
import { LogGroup } from "../../modules/log-group";
import { build, expectRefusal } from "../support/refusals";
import { ACCOUNT, newStack, synthIn, warnings } from "../support/synth";

const keyArn = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const from = (scope: TerraformStack, arn = keyArn) => EncryptionKey.fromArn(scope, "Key", arn);

test("an existing key is handed on by its ARN and creates nothing", () => {
  const { json } = synthIn("eu-west-1", (scope) => {
    const key = from(scope);
    expect(key).toMatchObject({ keyArn, region: "eu-west-1", ready: [] });
  });
  expect(json.resource).toBeUndefined();
});

test("an existing key may be a multi-Region one", () => {
  const arn = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/mrk-1234abcd12ab34cd56ef1234567890ab`;
  expect(build((scope) => from(scope, arn)).keyArn).toBe(arn);
});

test.each<[string, (key: IEncryptionKey) => void, string[]]>([
  [
    "CloudWatch Logs",
    (key) => key.grantCloudWatchLogs("arn:aws:logs:eu-west-1:111122223333:log-group:/acme"),
    ["AllowCloudWatchLogsForGroups"],
  ],
  [
    "CloudTrail",
    (key) => key.grantCloudTrail("arn:aws:cloudtrail:eu-west-1:111122223333:trail/acme"),
    ["AllowCloudTrailEncrypt", "AllowCloudTrailDescribeAndDecrypt"],
  ],
  ["EventBridge", (key) => key.grantEventBridge(), ["AllowEventBridgeToEncryptedTopic"]],
])("a %s grant on an existing key is printed, ready to paste", (_, grant, sids) => {
  const stack = build((scope) => {
    grant(from(scope));
    return scope;
  });
  const [warning, ...more] = warnings(stack);
  expect(more).toEqual([]);
  expect(warning).toContain(`add to the key policy of ${keyArn}, unless it is there:`);
  const policy = JSON.parse(warning!.slice(warning!.indexOf("{")));
  expect(policy.Statement.map(({ Sid }: { Sid: string }) => Sid)).toEqual(sids);
});

test("asks for exactly what a key of ours grants itself: there is one policy for one feature", () => {
  const grant = (key: IEncryptionKey) => {
    key.grantCloudWatchLogs("arn:aws:logs:eu-west-1:111122223333:log-group:/acme");
    key.grantCloudTrail("arn:aws:cloudtrail:eu-west-1:111122223333:trail/acme");
    key.grantEventBridge();
    key.grantOrganizationUploads("arn:aws:s3:::acme", "o-abcdefghij");
  };
  const own = synthIn("eu-west-1", (scope) =>
    grant(new EncryptionKey(scope, "Key", { alias: "alias/a", description: "d", removal: "destroy" })),
  );
  const stack = build((scope) => {
    grant(from(scope));
    return scope;
  });
  const printed = warnings(stack).flatMap((text) => JSON.parse(text.slice(text.indexOf("{"))).Statement);
  expect(printed).toEqual(own.statements("aws_kms_key").slice(1));
});

test("a key of our own prints no warning", () => {
  const stack = newStack();
  new EncryptionKey(stack, "Key", { alias: "alias/acme", description: "d" }).grantEventBridge();
  expect(warnings(stack)).toEqual([]);
});

test("the statement to paste names Logs of the key's Region, whatever the Region of the stack", () => {
  const stack = build((scope) => {
    from(scope, keyArn.replace("eu-west-1", "us-east-1")).grantCloudWatchLogs(
      "arn:aws:logs:eu-west-1:111122223333:log-group:/acme",
    );
    return scope;
  });
  expect(warnings(stack)[0]).toContain('"Service": "logs.us-east-1.amazonaws.com"');
});

test("a log group takes its full ARN", () => {
  const stack = synthIn(
    "eu-west-1",
    (scope) => new LogGroup(scope, "Group", { name: "/acme", encryptionKey: from(scope) }),
  );
  expect(stack.only("aws_cloudwatch_log_group").kms_key_id).toBe(keyArn);
});

test("a key known to Terraform only passes, and is taken for one of this Region", () => {
  const stack = newStack();
  const arn = new TerraformVariable(stack, "key", { type: "string" }).stringValue;
  const key = EncryptionKey.fromArn(stack, "Key", arn);
  expect(() => new LogGroup(stack, "Group", { name: "/acme", encryptionKey: key })).not.toThrow();
});

test("a key found by its alias is looked up where the alias is, and its owner gave the grants", () => {
  const alias = "arn:aws:kms:us-east-1:444455556666:alias/acme-logs";
  const { json } = synthIn("eu-west-1", (scope) => {
    const encryptionKey = EncryptionKey.fromAliasArn(scope, "Key", alias);
    new LogGroup(scope, "Group", { name: "/acme", region: "us-east-1", encryptionKey });
    expect(warnings(scope)).toEqual([]);
  });
  expect(json.data.aws_kms_key.key).toMatchObject({ key_id: alias, region: "us-east-1" });
  expect(json.resource.aws_cloudwatch_log_group.group.kms_key_id).toBe("${data.aws_kms_key.key.arn}");
});

test("a key found by its alias is looked up by the given provider", () => {
  const { json } = synthIn("eu-west-1", (scope) => {
    const provider = new AwsProvider(scope, "Other", { alias: "other", region: "us-east-1" });
    EncryptionKey.fromAliasArn(scope, "Key", "arn:aws:kms:us-east-1:444455556666:alias/acme-logs", { provider });
  });
  expect(json.data.aws_kms_key.key.provider).toBe("aws.other");
});

test("refuses the ARN of an alias, which another account would resolve to another key", () => {
  const got = `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/acme`;
  expectRefusal((scope) => from(scope, got), {
    prop: "keyArn",
    allowed: "an ARN of kms, like arn:<partition>:kms:<region>:<account>:key/<id>",
    got,
    fix: "an alias would resolve in the account of each caller",
  });
});

test("refuses a key of another partition", () => {
  const got = `arn:aws-us-gov:kms:us-gov-west-1:${ACCOUNT}:key/1`;
  expectRefusal((scope) => from(scope, got), {
    prop: "keyArn",
    allowed: "an ARN of partition aws",
    got,
    fix: "name one of this partition",
  });
});

test("refuses the ARN of a key where that of an alias is asked for", () => {
  expectRefusal((scope) => EncryptionKey.fromAliasArn(scope, "Key", keyArn), {
    prop: "aliasArn",
    allowed: "an ARN of kms, like arn:<partition>:kms:<region>:<account>:alias/<name>",
    got: keyArn,
    fix: "copy the full ARN",
  });
});

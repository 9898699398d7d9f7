import { TerraformVariable } from "cdktf";
import { arns, parseArn } from "../../modules/core";
import { build, expectRefusal } from "../support/refusals";
import { newStack } from "../support/synth";

const ireland = { account: "111122223333", region: "eu-west-1", partition: "aws", dnsSuffix: "amazonaws.com" };
const china = { account: "111122223333", region: "cn-north-1", partition: "aws-cn", dnsSuffix: "amazonaws.com.cn" };
const key = { service: "kms", resource: /^key\/[\w-]+$/, example: "arn:<partition>:kms:<region>:<account>:key/<id>" };
const role = { service: "iam", resource: /^role\/.+$/, example: "arn:<partition>:iam::<account>:role/<name>" };

test.each([
  ["account root", arns.accountRoot(china), "arn:aws-cn:iam::111122223333:root"],
  ["role", arns.role(china, "r"), "arn:aws-cn:iam::111122223333:role/r"],
  ["bucket", arns.bucket(china, "b"), "arn:aws-cn:s3:::b"],
  [
    "log group, without the trailing :*",
    arns.logGroup(ireland, "/a/b"),
    "arn:aws:logs:eu-west-1:111122223333:log-group:/a/b",
  ],
  ["trail", arns.trail(ireland, "t"), "arn:aws:cloudtrail:eu-west-1:111122223333:trail/t"],
  ["trails of the account", arns.trailsOfAccount(ireland), "arn:aws:cloudtrail:*:111122223333:trail/*"],
  ["topic", arns.topic(ireland, "t"), "arn:aws:sns:eu-west-1:111122223333:t"],
  ["queue", arns.queue(ireland, "q"), "arn:aws:sqs:eu-west-1:111122223333:q"],
  ["rule", arns.rule(ireland, "r"), "arn:aws:events:eu-west-1:111122223333:rule/r"],
  ["rule of a bus", arns.rule(ireland, "r", "b"), "arn:aws:events:eu-west-1:111122223333:rule/b/r"],
  ["document of AWS, of no account", arns.awsDocument(ireland, "AWS-X"), "arn:aws:ssm:eu-west-1::document/AWS-X"],
  ["policy", arns.policy(china, "p"), "arn:aws-cn:iam::111122223333:policy/p"],
  ["key alias", arns.keyAlias(ireland, "alias/a"), "arn:aws:kms:eu-west-1:111122223333:alias/a"],
  ["document", arns.document(ireland, "D"), "arn:aws:ssm:eu-west-1:111122223333:document/D"],
])("composes the ARN of a %s", (_, composed, expected) => {
  expect(composed).toBe(expected);
});

test("takes a well-formed ARN apart, colons of the resource included", () => {
  const group = { service: "logs", resource: /^log-group:.+$/, example: "" };
  expect(parseArn(newStack(), "p", "arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group:/a:*", group)).toEqual({
    partition: "aws-us-gov",
    service: "logs",
    region: "us-gov-west-1",
    account: "111122223333",
    resource: "log-group:/a:*",
  });
});

test.each([
  ["no ARN", "1234abcd"],
  ["the wrong service", "arn:aws:sns:eu-west-1:111122223333:key/1234abcd"],
  ["an unknown partition", "arn:azure:kms:eu-west-1:111122223333:key/1234abcd"],
  ["a Region of another partition", "arn:aws:kms:cn-north-1:111122223333:key/1234abcd"],
  ["a Region that is none", "arn:aws:kms:ireland:111122223333:key/1234abcd"],
  ["no Region", "arn:aws:kms::111122223333:key/1234abcd"],
  ["no account", "arn:aws:kms:eu-west-1::key/1234abcd"],
  ["an account of 11 digits", "arn:aws:kms:eu-west-1:11112222333:key/1234abcd"],
  ["an account of 13 digits", "arn:aws:kms:eu-west-1:1111222233334:key/1234abcd"],
  ["an alias instead of a key", "arn:aws:kms:eu-west-1:111122223333:alias/acme"],
  ["the partition of elsewhere", "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd"],
])("refuses %s", (_, got) => {
  expectRefusal((scope) => parseArn(scope, "keyArn", got, key, ireland), {
    prop: "keyArn",
    allowed: `an ARN of kms in partition aws, like ${key.example}`,
    got,
    fix: "copy the full ARN",
  });
});

test("an IAM ARN names no Region", () => {
  expect(build((scope) => parseArn(scope, "p", "arn:aws:iam::111122223333:role/a/b", role))?.region).toBe("");
  expectRefusal((scope) => parseArn(scope, "p", "arn:aws:iam:eu-west-1:111122223333:role/a", role), {
    prop: "p",
    allowed: "an ARN of iam, like arn:<partition>:iam::",
    got: "arn:aws:iam:eu-west-1:111122223333:role/a",
    fix: "copy",
  });
});

test("any partition passes where ours is known to Terraform only", () => {
  const partition = new TerraformVariable(newStack(), "partition", { type: "string" }).stringValue;
  const arn = "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd";
  expect(parseArn(newStack(), "p", arn, key, { ...ireland, partition })?.partition).toBe("aws-cn");
});

test("an unresolved ARN has no parts", () => {
  const stack = newStack();
  const arn = new TerraformVariable(stack, "arn", { type: "string" }).stringValue;
  expect(parseArn(stack, "p", arn, key)).toBeUndefined();
});

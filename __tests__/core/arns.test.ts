import { Token } from "cdktf";
import {
  type ArnRule,
  arn,
  arnParts,
  arns,
  knownArnParts,
  samePartition,
  sameRegion,
  violations,
} from "../../modules/core/internal";

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

test("takes an ARN apart, colons of the resource included", () => {
  expect(arnParts("arn:aws-us-gov:logs:us-gov-west-1:111122223333:log-group:/a:*")).toEqual({
    partition: "aws-us-gov",
    service: "logs",
    region: "us-gov-west-1",
    account: "111122223333",
    resource: "log-group:/a:*",
  });
});

test("takes no ARN apart that only Terraform knows", () => {
  expect(knownArnParts(Token.asString({ a: 1 }))).toBeUndefined();
  expect(knownArnParts("arn:aws:s3:::acme")?.resource).toBe("acme");
});

const violationsOf = (rule: ArnRule, got: string) => violations(arn(rule), got, "p");

test.each([
  ["of any partition", "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd", key],
  ["without a Region, where the service has none", "arn:aws:iam::111122223333:role/a/b", role],
])("takes an ARN %s", (_, got, rule) => {
  expect(violationsOf(rule, got)).toEqual([]);
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
])("refuses %s", (_, got) => {
  expect(violationsOf(key, got)).toEqual([
    {
      prop: "p",
      allowed: `an ARN of kms, like ${key.example}`,
      got,
      fix: "copy the full ARN from the AWS console or a Terraform output",
    },
  ]);
});

test.each([
  ["a Region", "arn:aws:iam:eu-west-1:111122223333:role/a"],
  ["no account", "arn:aws:iam:::role/a"],
  ["another kind of principal", "arn:aws:iam::111122223333:group/a"],
])("refuses an ARN of IAM with %s", (_, got) => {
  expect(violationsOf(role, got)).toHaveLength(1);
});

test("compares partitions where both are known", () => {
  const chinese = "arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd";
  expect(samePartition("p", chinese, china)).toEqual([]);
  expect(samePartition("p", chinese, ireland)).toMatchObject([
    { prop: "p", allowed: "an ARN of partition aws, as this construct is" },
  ]);
  expect(samePartition("p", chinese, { ...ireland, partition: Token.asString({ a: 1 }) })).toEqual([]);
  expect(samePartition("p", Token.asString({ a: 1 }), ireland)).toEqual([]);
});

test("compares Regions where both are known", () => {
  const unknown = Token.asString({ a: 1 });
  expect(sameRegion("key", unknown, "eu-west-1")).toEqual([]);
  expect(sameRegion("key", "eu-west-1", unknown)).toEqual([]);
  expect(sameRegion("key", "eu-west-1", "eu-west-1")).toEqual([]);
  expect(sameRegion("key", "us-east-1", "eu-west-1")).toEqual([
    {
      prop: "key",
      allowed: "in Region eu-west-1, as this construct is",
      got: "us-east-1",
      fix: "pass one of the same Region",
    },
  ]);
});

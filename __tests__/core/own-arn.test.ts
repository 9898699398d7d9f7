import { Token } from "cdktf";
import { lambdaFunctions, lambdaParts, nameOrArn, ownArn, ownedHere, violations } from "../../modules/core/internal";
import { ACCOUNT } from "../support/synth";

const here = { account: ACCOUNT, region: "eu-west-1", partition: "aws", dnsSuffix: "amazonaws.com" };
const arn = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:notify`;
const unknown = Token.asString({ a: 1 });
const rule = nameOrArn(lambdaFunctions);

test.each([
  ["a name", "notify", arn],
  ["a name with an alias", "notify:live", `${arn}:live`],
  ["a name with a version", "notify:$LATEST", `${arn}:$LATEST`],
  ["an ARN", arn, arn],
  ["an ARN with an alias", `${arn}:live`, `${arn}:live`],
  ["what only Terraform knows, which is taken for an ARN,", unknown, unknown],
])("%s leads to the ARN in this account and Region", (_, given, expected) => {
  expect(violations(rule, given, "p")).toEqual([]);
  expect(ownedHere("p", given, here)).toEqual([]);
  expect(ownArn(here, given, lambdaFunctions)).toBe(expected);
});

test.each(["my function", "a".repeat(65), "", "notify:"])("is refused as a name: %p", (got) => {
  expect(violations(rule, got, "p")).toEqual([
    {
      prop: "p",
      allowed: "a name or an ARN of lambda",
      got,
      fix: "write the name, or an ARN like arn:<partition>:lambda:<region>:<account>:function:<name>",
    },
  ]);
});

test("is refused of another service", () => {
  expect(violations(rule, `arn:aws:sns:eu-west-1:${ACCOUNT}:function:notify`, "p")).toMatchObject([
    { prop: "p", allowed: expect.stringContaining("an ARN of lambda") },
  ]);
});

test.each([
  ["partition", arn.replace("aws:lambda:eu-west-1", "aws-cn:lambda:cn-north-1"), "an ARN of partition aws"],
  ["Region", arn.replace("eu-west-1", "us-east-1"), "in Region eu-west-1"],
  ["account", arn.replace(ACCOUNT, "444455556666"), `of account ${ACCOUNT}, as this construct is`],
])("is refused of another %s", (_, got, allowed) => {
  expect(ownedHere("p", got, here)[0]).toMatchObject({ prop: "p", allowed: expect.stringContaining(allowed) });
});

test("an account that only Terraform knows is not compared", () => {
  expect(ownedHere("p", arn, { ...here, account: unknown })).toEqual([]);
});

test("a function is named by its name and alias, or by its whole ARN where that is not known", () => {
  expect(lambdaParts(`${arn}:live`)).toEqual({ functionName: "notify", qualifier: "live" });
  expect(lambdaParts(arn)).toEqual({ functionName: "notify", qualifier: undefined });
  expect(lambdaParts(unknown)).toEqual({ functionName: unknown, qualifier: undefined });
});

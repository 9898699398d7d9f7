import { TerraformVariable } from "cdktf";
import { lambdaFunctions, ownArn } from "../../modules/core";
import { build, expectRefusal } from "../support/refusals";
import { ACCOUNT, newStack } from "../support/synth";

const here = { account: ACCOUNT, region: "eu-west-1", partition: "aws", dnsSuffix: "amazonaws.com" };
const arn = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:notify`;
const own = (nameOrArn: string, aws = here) => build((scope) => ownArn(scope, aws, "p", nameOrArn, lambdaFunctions));

test.each([
  ["a name", "notify", arn],
  ["a name with an alias", "notify:live", `${arn}:live`],
  ["a name with a version", "notify:$LATEST", `${arn}:$LATEST`],
  ["an ARN", arn, arn],
  ["an ARN with an alias", `${arn}:live`, `${arn}:live`],
])("%s leads to the ARN in this account and Region", (_, given, expected) => {
  expect(own(given)).toBe(expected);
});

test.each(["my function", "a".repeat(65), "", "notify:"])("is refused as a name: %p", (got) => {
  expectRefusal((scope) => ownArn(scope, here, "p", got, lambdaFunctions), {
    prop: "p",
    allowed: "a name or an ARN of lambda",
    got,
    fix: "write the name, or an ARN like arn:<partition>:lambda:<region>:<account>:function:<name>",
  });
});

test.each([
  ["another service", `arn:aws:sns:eu-west-1:${ACCOUNT}:function:notify`, "an ARN of lambda in partition aws"],
  ["another partition", `arn:aws-cn:lambda:cn-north-1:${ACCOUNT}:function:notify`, "an ARN of lambda in partition aws"],
])("is refused of %s", (_, got, allowed) => {
  expectRefusal((scope) => ownArn(scope, here, "p", got, lambdaFunctions), {
    prop: "p",
    allowed,
    got,
    fix: "copy the full ARN",
  });
});

test("is refused of another Region, or another account", () => {
  const elsewhere = (given: string) => (scope: ReturnType<typeof newStack>) =>
    ownArn(scope, here, "p", given, lambdaFunctions);
  expectRefusal(elsewhere(arn.replace("eu-west-1", "us-east-1")), {
    prop: "p",
    allowed: "in Region eu-west-1",
    got: "us-east-1",
    fix: "pass one of the same Region",
  });
  const foreign = arn.replace(ACCOUNT, "444455556666");
  expectRefusal(elsewhere(foreign), {
    prop: "p",
    allowed: `of account ${ACCOUNT}, as this construct is`,
    got: foreign,
    fix: "forward the events to a bus of the other account",
  });
});

test("what only Terraform knows is taken for an ARN, and an account it knows is not compared", () => {
  const stack = newStack();
  const unknown = new TerraformVariable(stack, "x", { type: "string" }).stringValue;
  expect(ownArn(stack, here, "p", unknown, lambdaFunctions)).toBe(unknown);
  expect(ownArn(stack, { ...here, account: unknown }, "p", arn, lambdaFunctions)).toBe(arn);
});

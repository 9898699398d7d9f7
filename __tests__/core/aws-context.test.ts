import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { setAwsContext } from "../../modules/core";
import { LogGroup } from "../../modules/log-group";
import { ACCOUNT, newStack, synth, synthIn, synthStack } from "../support/synth";

test("is looked up once per stack, by three data sources that every module shares", () => {
  const { json } = synth((scope) => {
    new LogGroup(scope, "One", { name: "/one" });
    new LogGroup(scope, "Two", { name: "/two" });
  });
  const ids = Object.entries<object>(json.data).map(([type, byId]) => [type, Object.keys(byId)]);
  expect(Object.fromEntries(ids)).toEqual({
    aws_caller_identity: ["session_audit"],
    aws_partition: ["session_audit"],
    aws_region: ["session_audit"],
  });
});

test("is looked up once per provider", () => {
  const stack = newStack();
  const west = new AwsProvider(stack, "West", { alias: "us-west", region: "us-west-2" });
  const here = new LogGroup(stack, "Here", { name: "/one" });
  const there = new LogGroup(stack, "There", { name: "/two", provider: west });
  new LogGroup(stack, "ThereToo", { name: "/three", provider: west });
  expect(synthStack(stack).json.data.aws_region).toMatchObject({
    session_audit: expect.not.objectContaining({ provider: expect.anything() }),
    session_audit_us_west: { provider: "aws.us-west" },
  });
  expect(here.region).not.toBe(there.region);
});

test("is one for the default provider, named or not", () => {
  const stack = newStack();
  const provider = stack.node.findChild("Aws") as AwsProvider;
  const named = new LogGroup(stack, "Named", { name: "/one", provider });
  const unnamed = new LogGroup(stack, "Unnamed", { name: "/two" });
  expect(named.aws).toBe(unnamed.aws);
  expect(Object.keys(synthStack(stack).json.data.aws_region)).toEqual(["session_audit"]);
});

describe("stated beforehand", () => {
  test("needs no data source and gives plain ARNs", () => {
    const { json } = synthIn("eu-west-1", (scope) => {
      const group = new LogGroup(scope, "Sessions", { name: "/acme" });
      expect(group.logGroupArn).toBe(`arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/acme`);
      expect(group.aws).toEqual({
        account: ACCOUNT,
        region: "eu-west-1",
        partition: "aws",
        dnsSuffix: "amazonaws.com",
      });
    });
    expect(json.data).toBeUndefined();
  });

  test("holds below its scope, the nearest one first", () => {
    const stack = newStack();
    setAwsContext(stack, { account: ACCOUNT, region: "eu-west-1" });
    const inner = new Construct(stack, "Inner");
    setAwsContext(inner, { account: "444455556666", region: "us-gov-west-1" });
    expect(new LogGroup(inner, "Group", { name: "/acme" }).logGroupArn).toContain(":us-gov-west-1:444455556666:");
    expect(new LogGroup(stack, "Group", { name: "/acme" }).logGroupArn).toContain(`:eu-west-1:${ACCOUNT}:`);
  });

  test("holds for the default provider, named or not", () => {
    const stack = newStack();
    setAwsContext(stack, { account: ACCOUNT, region: "eu-west-1" });
    const provider = stack.node.findChild("Aws") as AwsProvider;
    expect(new LogGroup(stack, "Group", { name: "/acme", provider }).aws.account).toBe(ACCOUNT);
  });

  test("does not hold for another provider, whose account may be another", () => {
    const stack = newStack();
    setAwsContext(stack, { account: ACCOUNT, region: "eu-west-1" });
    const provider = new AwsProvider(stack, "Other", { alias: "other", region: "us-west-2" });
    expect(new LogGroup(stack, "Group", { name: "/acme", provider }).aws.account).not.toBe(ACCOUNT);
  });

  test("gives way to the region of a module, within the partition", () => {
    synthIn("us-gov-west-1", (scope) => {
      const { aws } = new LogGroup(scope, "Group", { name: "/acme", region: "us-gov-east-1" });
      expect(aws).toMatchObject({ region: "us-gov-east-1", partition: "aws-us-gov" });
    });
  });

  test.each([
    [{ account: undefined, region: "eu-west-1" }, "setAwsContext.account"],
    [{ account: "", region: "eu-west-1" }, "setAwsContext.account"],
    [{ account: "1111-2222-3333", region: "eu-west-1" }, "setAwsContext.account"],
    [{ account: ACCOUNT, region: undefined }, "setAwsContext.region"],
    [{ account: ACCOUNT, region: "" }, "setAwsContext.region"],
    [{ account: ACCOUNT, region: "eu-wset-1" }, "setAwsContext.region"],
    [{ account: ACCOUNT, region: Token.asString({ some: "token" }) }, "setAwsContext.region"],
    [undefined, "setAwsContext"],
  ])("refuses %j", (context, prop) => {
    expect(() => setAwsContext(newStack(), context as never)).toThrow(`test: \`${prop}\` must be `);
  });

  test("is stated once", () => {
    const stack = newStack();
    const context = { account: ACCOUNT, region: "eu-west-1" };
    setAwsContext(stack, context);
    expect(() => setAwsContext(stack, context)).toThrow("call it once only");
  });

  test("is stated before the first module that it is for, and of no account besides", () => {
    const stack = newStack();
    new LogGroup(new Construct(stack, "Inner"), "Group", { name: "/acme" });
    const context = { account: ACCOUNT, region: "eu-west-1" };
    expect(() => setAwsContext(stack, context)).toThrow("call it earlier: a module below has looked it up already");
    expect(() => setAwsContext(new Construct(stack, "Other"), context)).not.toThrow();
  });
});

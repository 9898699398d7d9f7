import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { checked, policyVariable, setAwsContext } from "../../modules/core";
import { awsContext, checkPolicySize, policySize } from "../../modules/core/internal";
import { limits } from "../../modules/facts";
import { Guardrail, NodeAccess } from "../../modules/session-access";
import { SessionDocument } from "../../modules/session-document";
import { sink } from "../support/documents";
import { newStack } from "../support/synth";

describe("the size of a policy", () => {
  test("counts what only Terraform knows at its longest", () => {
    const stack = newStack();
    const { account, region, partition } = awsContext(stack);
    expect(policySize(stack, `[${account}]`)).toBe(2 + 12);
    expect(policySize(stack, `[${region}]`)).toBe(2 + 15);
    expect(policySize(stack, `[${partition}]`)).toBe(2 + 10);
    expect(policySize(stack, `[${new KmsKey(stack, "Key").arn}]`)).toBe(2 + 87);
  });

  test("leaves out what a caller passes unresolved", () => {
    const stack = newStack();
    expect(policySize(stack, `[${new KmsKey(stack, "Other").description}]`)).toBe(2);
  });

  test("counts a variable of IAM as IAM reads it", () => {
    expect(policySize(newStack(), policyVariable("aws:userid"))).toBe("${aws:userid}".length);
  });

  test("passes at the limit, and is refused with the size one beyond", () => {
    const stack = newStack();
    const rule = { prop: "documents", range: limits.managedPolicySize, fix: "split them" };
    checkPolicySize(stack, "x".repeat(6144), rule);
    expect(() => checkPolicySize(stack, "x".repeat(6145), rule)).toThrow(
      "`documents` must be few enough for a policy of at most 6144 characters, got: 6145; split them",
    );
  });
});

describe("a policy over its limit", () => {
  test("of nodes says to split the documents", () => {
    const stack = newStack();
    setAwsContext(stack, { account: "111122223333", region: "eu-west-1" });
    const { bucket } = sink(stack, "s3Bucket");
    const documents = Array.from({ length: 60 }, (_, index) => {
      return new SessionDocument(stack, `D${index}`, { name: `Acme-${index}`, bucket, prefix: `team-${index}` });
    });
    expect(() => new NodeAccess(stack, "Nodes", { name: "acme", documents: checked.atLeastOne(documents) })).toThrow(
      /`documents` must be few enough for a policy of at most 6144 characters, got: \d+; make a NodeAccess for each part/,
    );
  });

  test.each([
    ["identity-policy", 60, 6144],
    ["service-control-policy", 120, 10240],
  ] as const)("of a guardrail that is a %s says to split the chain", (kind, many, limit) => {
    const topics = Array.from({ length: many }, (_, index) => ({
      topicArn: `arn:aws:sns:eu-west-1:111122223333:a-topic-${1000 + index}`,
    }));
    const more = { logGroups: topics.map(({ topicArn }) => ({ logGroupArn: topicArn })) };
    const administrators = ["arn:aws:iam::*:role/acme-audit"];
    const build = () =>
      new Guardrail(newStack(), "G", { name: "acme", kind, administrators, protects: { topics, ...more } });
    expect(build).toThrow(new RegExp(`at most ${limit} characters, got: \\d+; split the chain`));
  });
});

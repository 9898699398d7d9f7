import type { PlanJson } from "./plan-json";
import { namesOnlyKeys, policyAttributes, unknownPolicies } from "./plan-policies";

type Expressions = Record<string, { references?: string[]; constant_value?: string }>;

/** A plan of one bucket policy beside a key whose ARN, and a topic whose ARN, are known after apply. */
function plan(policy: Expressions[string], known: boolean): PlanJson {
  const managed = (address: string, expressions: Expressions) =>
    ({ address, mode: "managed", type: address.split(".")[0]!, expressions }) as const;
  const change = (address: string, after_unknown: Record<string, unknown>) => {
    const type = address.split(".")[0]!;
    return { address, type, change: { actions: ["create"] as const, after: {}, after_unknown } };
  };
  return {
    resource_changes: [
      change("aws_kms_key.logs", { arn: true, description: false }),
      change("aws_sns_topic.alerts", { arn: true }),
      change("aws_s3_bucket.trail", { policy: true }),
      change("aws_s3_bucket_policy.trail", known ? {} : { policy: true }),
    ],
    configuration: {
      root_module: {
        resources: [
          managed("aws_s3_bucket.trail", { bucket: { constant_value: "trail" } }),
          managed("aws_s3_bucket_policy.trail", { policy }),
          {
            address: "data.aws_iam_policy_document.trail",
            mode: "data",
            type: "aws_iam_policy_document",
            expressions: { statement: [{ resources: { references: ["aws_kms_key.logs.arn", "aws_kms_key.logs"] } }] },
          },
        ],
      },
    },
  };
}

describe("unknownPolicies", () => {
  const key = ["aws_kms_key.logs.arn", "aws_kms_key.logs"];
  const document = ["data.aws_iam_policy_document.trail.json", "data.aws_iam_policy_document.trail"];

  it("looks only at policies that the configuration sets", () => {
    expect(policyAttributes(plan({ references: [] }, true))).toEqual(["aws_s3_bucket_policy.trail.policy"]);
  });

  it("finds nothing where a policy is known", () => {
    expect(unknownPolicies(plan({ constant_value: "{}" }, true))).toEqual([]);
  });

  it.each([
    ["directly", key],
    ["through a policy document", document],
  ])("allows the ARN of a key, named %s", (_, references) => {
    const [policy] = unknownPolicies(plan({ references }, false));
    expect(policy).toEqual({ attribute: "aws_s3_bucket_policy.trail.policy", because: ["aws_kms_key.logs.arn"] });
    expect(namesOnlyKeys(policy!)).toBe(true);
  });

  it("does not allow another ARN beside it", () => {
    const [policy] = unknownPolicies(plan({ references: [...key, "aws_sns_topic.alerts.arn"] }, false));
    expect(namesOnlyKeys(policy!)).toBe(false);
  });

  it("does not allow a policy that is unknown for no visible reason", () => {
    const [policy] = unknownPolicies(plan({ references: ["aws_kms_key.logs.description"] }, false));
    expect(namesOnlyKeys(policy!)).toBe(false);
  });
});

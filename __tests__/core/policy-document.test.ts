import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { type PolicyStatement, policyVariable } from "../../modules/core";
import { PolicyDocument } from "../../modules/core/internal";
import { synth } from "../support/synth";

const write: PolicyStatement = {
  sid: "AllowWrite",
  principals: { Service: ["logs.amazonaws.com"] },
  actions: ["s3:PutObject"],
  resources: ["a"],
  conditions: { StringEquals: { "aws:SourceArn": ["one"], "aws:SourceAccount": ["1"] } },
};

function rendered(...statements: PolicyStatement[]) {
  return JSON.parse(new PolicyDocument(...statements).toJson()).Statement;
}

describe("renders", () => {
  test("the version and keys as IAM spells them, in capitals", () => {
    expect(JSON.parse(new PolicyDocument(write).toJson())).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "AllowWrite",
          Effect: "Allow",
          Principal: { Service: "logs.amazonaws.com" },
          Action: "s3:PutObject",
          Resource: "a",
          Condition: { StringEquals: { "aws:SourceArn": "one", "aws:SourceAccount": "1" } },
        },
      ],
    });
  });

  test("several values as a list and one as a text, as AWS returns them", () => {
    const [statement] = rendered({ sid: "A", actions: ["a:b"], resources: ["x", "y"] });
    expect(statement).toMatchObject({ Action: "a:b", Resource: ["x", "y"] });
  });

  test("an effect of Deny, everyone, and NotResource", () => {
    const [statement] = rendered({ sid: "D", effect: "Deny", principals: "*", actions: ["*"], notResources: ["x"] });
    expect(statement).toEqual({ Sid: "D", Effect: "Deny", Principal: "*", Action: "*", NotResource: "x" });
  });

  test("in a line for each statement, where every character counts", () => {
    const document = new PolicyDocument(
      { sid: "A", actions: ["a:b"], resources: ["x"] },
      { sid: "B", actions: ["*"], resources: ["y", "z"] },
    );
    expect(document.toCompactJson()).toBe(
      '{"Version":"2012-10-17","Statement":[\n{"Sid":"A","Effect":"Allow","Action":"a:b","Resource":"x"},\n{"Sid":"B","Effect":"Allow","Action":"*","Resource":["y","z"]}\n]}',
    );
    expect(JSON.parse(document.toCompactJson())).toEqual(JSON.parse(document.toJson()));
  });

  test("statements in the order they came in", () => {
    const sids = rendered({ sid: "B", actions: ["a"] }, { sid: "A", actions: ["a"] }).map(
      ({ Sid }: { Sid: string }) => Sid,
    );
    expect(sids).toEqual(["B", "A"]);
  });
});

describe("merges statements of one name", () => {
  test("the same statement twice is one", () => {
    expect(rendered(write, { ...write })).toEqual(rendered(write));
  });

  test("an effect spelt out or not, and conditions in another order, make no difference", () => {
    const { "aws:SourceArn": arn, "aws:SourceAccount": account } = write.conditions!.StringEquals!;
    const reordered = { StringEquals: { "aws:SourceAccount": account!, "aws:SourceArn": arn! } };
    expect(rendered(write, { ...write, effect: "Allow", conditions: reordered })).toEqual(rendered(write));
  });

  test.each<[string, PolicyStatement, object]>([
    ["resources", { ...write, resources: ["b"] }, { Resource: ["a", "b"] }],
    ["actions", { ...write, actions: ["s3:GetObject"] }, { Action: ["s3:PutObject", "s3:GetObject"] }],
    [
      "the values of one condition",
      { ...write, conditions: { StringEquals: { "aws:SourceArn": ["two"], "aws:SourceAccount": ["1"] } } },
      { Condition: { StringEquals: { "aws:SourceArn": ["one", "two"], "aws:SourceAccount": "1" } } },
    ],
  ])("that differ in %s only", (_, other, expected) => {
    const statements = rendered(write, other);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatchObject(expected);
  });

  test("without repeating a value", () => {
    const [statement] = rendered(write, { ...write, resources: ["a", "b"] }, { ...write, resources: ["b"] });
    expect(statement.Resource).toEqual(["a", "b"]);
  });

  const negated = (operator: string, value: string): PolicyStatement => ({
    ...write,
    conditions: { [operator]: { "aws:SourceArn": [value] } },
  });

  test.each<[string, PolicyStatement, PolicyStatement]>([
    ["another effect", write, { ...write, effect: "Deny" }],
    ["another principal", write, { ...write, principals: { Service: ["sns.amazonaws.com"] } }],
    ["another condition", write, { ...write, conditions: { StringEquals: { "aws:SourceArn": ["one"] } } }],
    ["no condition", write, { ...write, conditions: undefined }],
    ["two lists", write, { ...write, actions: ["s3:GetObject"], resources: ["b"] }],
    [
      "NotResource",
      { sid: "N", actions: ["a"], notResources: ["a"] },
      { sid: "N", actions: ["a"], notResources: ["b"] },
    ],
    ["StringNotEquals", negated("StringNotEquals", "a"), negated("StringNotEquals", "b")],
    ["ForAllValues", negated("ForAllValues:StringLike", "a"), negated("ForAllValues:StringLike", "b")],
    ["Null", negated("Null", "true"), negated("Null", "false")],
  ])("but not where the union would allow something else: %s", (_, one, other) => {
    expect(() => new PolicyDocument(one, other)).toThrow(
      `two different statements are called ${one.sid}: give one of them another sid`,
    );
  });
});

describe("refuses what would open a policy without a word", () => {
  const nothing = undefined as unknown as string;
  const holes: [what: string, part: string, hole: Partial<PolicyStatement>][] = [
    ["no actions", "Action", { actions: [] }],
    ["an action that is not there", "Action", { actions: [nothing] }],
    ["no resources", "Resource", { resources: [] }],
    ["an empty resource", "Resource", { resources: [""] }],
    ["no NotResource", "NotResource", { notResources: [] }],
    ["an ARN with a part that was not there", "Resource", { resources: [`arn:x:sns:eu-west-1:${nothing}:acme`] }],
    ["a path with a part that was not there", "Resource", { resources: [`arn:x:s3:::acme/${nothing}/*`] }],
    ["an object in an ARN", "Resource", { resources: [`arn:x:s3:::${{}}`] }],
    ["a list with a gap", "Resource", { resources: Array.from({ length: 1 }) }],
    ["no principal", "Principal", { principals: {} }],
    ["a principal without values", "Principal AWS", { principals: { AWS: [] } }],
    ["a principal that is not there", "Principal AWS", { principals: { AWS: [nothing] } }],
    ["no condition in its object", "Condition", { conditions: {} }],
    ["a condition without a key", "Condition StringEquals", { conditions: { StringEquals: {} } }],
    [
      "a condition without values",
      "Condition StringEquals aws:PrincipalOrgID",
      { conditions: { StringEquals: { "aws:PrincipalOrgID": [] } } },
    ],
    [
      "a condition on nothing",
      "Condition StringEquals aws:PrincipalOrgID",
      { conditions: { StringEquals: { "aws:PrincipalOrgID": [nothing] } } },
    ],
    [
      "a condition on a number",
      "Condition StringEquals aws:PrincipalOrgID",
      { conditions: { StringEquals: { "aws:PrincipalOrgID": [5 as never] } } },
    ],
  ];

  test.each(holes)("%s", (_what, part, hole) => {
    const message = `statement AllowWrite: \`${part}\` must be `;
    expect(() => new PolicyDocument({ ...write, ...hole })).toThrow(message);
    expect(() => new PolicyDocument(write).add({ ...write, ...hole })).toThrow(message);
  });

  test("but not a name that only contains such a word", () => {
    expect(() => new PolicyDocument({ ...write, resources: ["arn:x:s3:::undefined-things/nullable"] })).not.toThrow();
  });
});

test("IAM policy variables reach IAM instead of Terraform", () => {
  const stack = synth((scope) => {
    const policy = new PolicyDocument({
      sid: "OwnSessions",
      actions: ["ssm:TerminateSession"],
      resources: [`arn:x:ssm:*:*:session/${policyVariable("aws:userid")}-*`],
    });
    new IamPolicy(scope, "Policy", { policy: policy.toJson() });
  });
  expect(stack.statement("OwnSessions", "aws_iam_policy").Resource).toBe("arn:x:ssm:*:*:session/$${aws:userid}-*");
});

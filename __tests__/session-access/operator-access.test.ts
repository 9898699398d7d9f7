import type { TerraformStack } from "cdktf";
import { checked, policyVariable, setAwsContext } from "../../modules/core";
import { OperatorAccess, type OperatorAccessProps, sessionTargets } from "../../modules/session-access";
import { SessionDocument } from "../../modules/session-document";
import { document, sink } from "../support/documents";
import { newStack, synthIn, warnings } from "../support/synth";

const full = document(["bucket", "logGroup", "key"]);

function operators(props: Partial<OperatorAccessProps> = {}) {
  return synthIn("eu-west-1", (scope) => void create(scope, props));
}

function create(scope: TerraformStack, props: Partial<OperatorAccessProps> = {}) {
  const documents = props.documents ?? [full(scope)];
  return new OperatorAccess(scope, "Operators", {
    name: "acme-operators",
    targets: sessionTargets.all(),
    ...props,
    documents,
  });
}

const statement = (sid: string, props?: Partial<OperatorAccessProps>) =>
  operators(props).statement(sid, "aws_iam_policy");

test("asks for the document check where AWS offers it, on the node's statement alone", () => {
  expect(statement("StartOnAnyNode").Condition).toEqual({ BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } });
  expect(statement("UseTheseDocuments").Condition).toBeUndefined();
});

test("denies every other document, and spares whatever a session may be on", () => {
  expect(statement("DenyOtherDocuments").NotResource).toEqual([
    "arn:aws:ssm:eu-west-1:111122223333:document/SSM-SessionManagerRunShell",
    "arn:aws:ec2:*:111122223333:instance/*",
    "arn:aws:ssm:*:111122223333:managed-instance/*",
    "arn:aws:ecs:*:111122223333:task/*",
  ]);
});

describe("targets", () => {
  test("by tag: each tag, with one of its values, and never by wildcard", () => {
    const targets = sessionTargets.byTag({ team: ["web", "search"], stage: ["test"] });
    expect(statement("StartOnTaggedNodes", { targets })).toMatchObject({
      Resource: ["arn:aws:ec2:*:111122223333:instance/*", "arn:aws:ssm:*:111122223333:managed-instance/*"],
      Condition: { StringEquals: { "ssm:resourceTag/team": ["web", "search"], "ssm:resourceTag/stage": "test" } },
    });
  });

  test("by the operator's own tag", () => {
    const targets = sessionTargets.byTag({ team: [policyVariable("aws:PrincipalTag/team")] });
    expect(statement("StartOnTaggedNodes", { targets }).Condition?.StringEquals).toEqual({
      "ssm:resourceTag/team": "$${aws:PrincipalTag/team}",
    });
  });

  test("by id, instances and hybrid nodes", () => {
    const targets = sessionTargets.byId(["i-0123456789abcdef0", "mi-0123456789abcdef0"]);
    expect(statement("StartOnListedNodes", { targets }).Resource).toEqual([
      "arn:aws:ec2:*:111122223333:instance/i-0123456789abcdef0",
      "arn:aws:ssm:*:111122223333:managed-instance/mi-0123456789abcdef0",
    ]);
  });
});

describe("one's own session", () => {
  test("of a role: by the tag that Systems Manager puts on it", () => {
    expect(statement("ResumeOrTerminateOwnSession")).toMatchObject({
      Resource: "arn:aws:ssm:*:111122223333:session/*",
      Condition: { StringEquals: { "ssm:resourceTag/aws:ssmmessages:session-id": "$${aws:userid}" } },
    });
    expect(statement("OpenDataChannels").Resource).toBe("arn:aws:ssm:*:111122223333:session/*");
  });

  test("of an IAM user: by the name that it starts with", () => {
    const own = "arn:aws:ssm:*:111122223333:session/$${aws:username}-*";
    expect(statement("ResumeOrTerminateOwnSession", { principals: "users" }).Resource).toBe(own);
    expect(statement("OpenDataChannels", { principals: "users" }).Resource).toBe(own);
  });
});

describe("conditions on the caller", () => {
  const sids = (props: Partial<OperatorAccessProps>) =>
    operators(props)
      .statements("aws_iam_policy")
      .map(({ Sid }) => Sid);

  test("are none by default", () => {
    expect(sids({})).not.toEqual(expect.arrayContaining([expect.stringMatching(/Mfa|Login|Networks|SourceIdentity/)]));
  });

  test("MFA, missing counts as without", () => {
    expect(sids({ mfa: "required" })).toContain("DenyWithoutMfa");
    expect(sids({ mfa: "required" })).not.toContain("DenyAfterOldLogin");
    const condition = statement("DenyWithoutMfa", { mfa: "required" }).Condition;
    expect(condition).toEqual({ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } });
  });

  test("the age of the sign-in, in seconds", () => {
    const condition = statement("DenyAfterOldLogin", { mfa: { maxAgeMinutes: 60 } }).Condition;
    expect(condition).toEqual({ NumericGreaterThan: { "aws:MultiFactorAuthAge": "3600" } });
  });

  test.each([
    [{ cidrs: ["203.0.113.0/24"] }, { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }],
    [{ vpcIds: ["vpc-0123456789abcdef0"] }, { StringNotEquals: { "aws:SourceVpc": "vpc-0123456789abcdef0" } }],
  ])("the network: %j", (sourceNetwork, condition) => {
    expect(statement("DenyFromOtherNetworks", { sourceNetwork }).Condition).toEqual(condition);
  });
});

test("port forwarding is open by name only, and warned of", () => {
  const stack = newStack();
  setAwsContext(stack, { account: "111122223333", region: "eu-west-1" });
  const access = create(stack, { unloggedDocuments: ["AWS-StartSSHSession"] });
  expect(warnings(access)).toEqual([expect.stringContaining("AWS-StartSSHSession are never logged")]);
  expect(access.policyJson).toContain("arn:aws:ssm:*::document/AWS-StartSSHSession");
  expect(operators().only("aws_iam_policy").policy).not.toContain("AWS-Start");
});

test.each([
  ["roles", "aws_iam_role_policy_attachment", "role"],
  ["users", "aws_iam_group_policy_attachment", "group"],
] as const)("attaches the policy of %s to %s", (principals, type, attribute) => {
  const stack = operators({ principals, attachTo: ["engineers"] });
  expect(stack.only(type)).toMatchObject({ [attribute]: "engineers", policy_arn: "${aws_iam_policy.operators.arn}" });
});

describe("documents of several Regions", () => {
  const documentsIn = (scope: TerraformStack, places: readonly (readonly [string, string])[]) => {
    const { bucket } = sink(scope, "s3Bucket");
    return checked.atLeastOne(
      places.map(([name, region]) => new SessionDocument(scope, `${name}-${region}`, { name, bucket, region })),
    );
  };
  const across = (places: readonly (readonly [string, string])[]) =>
    synthIn("eu-west-1", (scope) => void create(scope, { documents: documentsIn(scope, places) }));

  test("are written once where all Regions have them, and sessions elsewhere are denied", () => {
    const stack = across([
      ["Shell", "eu-west-1"],
      ["Shell", "eu-central-1"],
    ]);
    expect(stack.statement("UseTheseDocuments", "aws_iam_policy").Resource).toBe(
      "arn:aws:ssm:*:111122223333:document/Shell",
    );
    expect(stack.statement("DenyOtherRegions", "aws_iam_policy").Condition).toEqual({
      StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1"] },
    });
  });

  test("are written one by one where a Region lacks some, and sessions elsewhere are denied all the same", () => {
    const stack = across([
      ["Shell", "eu-west-1"],
      ["Shell", "eu-central-1"],
      ["Tail", "us-east-1"],
    ]);
    expect(stack.statement("UseTheseDocuments", "aws_iam_policy").Resource).toHaveLength(3);
    expect(stack.statement("DenyOtherRegions", "aws_iam_policy").Condition).toEqual({
      StringNotEquals: { "aws:RequestedRegion": ["eu-west-1", "eu-central-1", "us-east-1"] },
    });
  });
});

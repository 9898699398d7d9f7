import { runUnsafeSimulation } from "@cloud-copilot/iam-simulate";
import { conditionHolds } from "../../src/doctor/policies/conditions";
import { admits, type Call, grants } from "../../src/doctor/policies/evaluate";

const account = "111122223333";
const other = "222233334444";
const role = `arn:aws:iam::${account}:role/path/Nodes`;
const session = `arn:aws:sts::${account}:assumed-role/Nodes/i-0123456789abcdef0`;
const bucket = "arn:aws:s3:::acme";
const object = `${bucket}/sessions/a.log`;
const key = `arn:aws:kms:eu-west-1:${account}:key/k`;

const upload: Call = {
  principal: role,
  action: "s3:PutObject",
  resource: object,
  owner: account,
  context: { "s3:x-amz-acl": "bucket-owner-full-control" },
};
const fromOutside: Call = { ...upload, owner: other };
const decrypt: Call = { principal: role, action: "kms:Decrypt", resource: key, owner: account };
const publish: Call = {
  principal: "events.amazonaws.com",
  action: "sns:Publish",
  resource: `arn:aws:sns:eu-west-1:${account}:alerts`,
  owner: account,
};

const allow = (fields: object) => ({ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", ...fields });
const deny = (fields: object) => ({ ...allow(fields), Effect: "Deny" });
const of = (...Statement: object[]) => ({ Version: "2012-10-17", Statement });
const header = "s3:x-amz-server-side-encryption";

/** Statements of real policies, and calls that they are about. */
const statements: readonly object[] = [
  allow({}),
  allow({ Principal: { AWS: role } }),
  allow({ Principal: { AWS: session } }),
  allow({ Principal: { AWS: account } }),
  allow({ Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*" }),
  allow({ Principal: { AWS: `arn:aws:iam::${account}:role/Other` } }),
  allow({ Principal: { Service: "events.amazonaws.com" }, Action: "sns:Publish" }),
  allow({ Principal: { Service: ["sns.amazonaws.com", "events.amazonaws.com"] } }),
  allow({ Action: ["s3:Put*", "kms:decrypt"] }),
  allow({ Resource: `${bucket}/*` }),
  allow({ Resource: `${bucket}/sess?ons/*` }),
  allow({ Resource: bucket }),
  allow({ Action: undefined, NotAction: "s3:*" }),
  allow({ Resource: undefined, NotResource: `${bucket}/*` }),
  allow({ Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } } }),
  allow({ Condition: { StringEquals: { "s3:x-amz-acl": "private" } } }),
  allow({ Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/path/*" } } }),
  deny({ Condition: { Bool: { "aws:SecureTransport": "false" } } }),
  deny({ Condition: { StringNotEquals: { [header]: "aws:kms" } } }),
  deny({ Condition: { StringNotEqualsIfExists: { [header]: "aws:kms" } } }),
  deny({ Condition: { StringNotEquals: { [header]: "aws:kms" }, Null: { [header]: "false" } } }),
  deny({ Condition: { Null: { [header]: "true" } } }),
  deny({ Condition: { StringNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/path/*" } } }),
  deny({ Action: "s3:DeleteObject" }),
  deny({ Principal: { AWS: role }, Action: "s3:PutObjectAcl" }),
];
const calls: readonly Call[] = [
  upload,
  fromOutside,
  decrypt,
  publish,
  { ...upload, context: { ...upload.context, [header]: "aws:kms" } },
  { ...upload, context: { ...upload.context, [header]: "AES256" } },
  { ...upload, action: "s3:PutObjectAcl" },
  { ...decrypt, action: "kms:GenerateDataKey" },
];

/** What a simulator of IAM says of the same question. */
function simulated(policy: object, call: Call, isEverythingAllowed: boolean): "yes" | "no" {
  const isService = !call.principal.startsWith("arn:");
  const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
  const result = runUnsafeSimulation(
    {
      request: {
        principal: isService ? call.principal : session,
        action: call.action,
        resource: { resource: call.resource, accountId: call.owner },
        contextVariables: {
          "aws:SecureTransport": "true",
          ...(!isService && { "aws:PrincipalArn": role, "aws:PrincipalAccount": account }),
          ...(call.context as Record<string, string>),
        },
      },
      identityPolicies: isEverythingAllowed && !isService ? [{ name: "all", policy: everything }] : [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      // In this form the simulator keeps the name that it looks for.
      resourcePolicy: { __validated: true, policyDocument: policy, metadata: { name: "policy" }, errors: [] } as never,
    },
    {},
  );
  return result === "Allowed" ? "yes" : "no";
}

describe("agrees with a simulator of IAM", () => {
  const policies = statements.flatMap((statement) => [of(statement), of(allow({}), statement)]);

  test.each(policies.map((policy) => [JSON.stringify(policy.Statement), policy] as const))("%s", (_, policy) => {
    for (const call of calls) {
      const isService = !call.principal.startsWith("arn:");
      const answer = isService ? grants(policy, call) : admits(policy, call);
      expect([call, answer]).toEqual([call, simulated(policy, call, true)]);
    }
  });
});

describe("says that it is unsure", () => {
  test.each<[string, object]>([
    ["of networks", allow({ Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } })],
    [
      "of units of an organization",
      allow({ Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-1/*" } } }),
    ],
    ["of tags of the caller", allow({ Condition: { StringEquals: { "aws:PrincipalTag/team": "ops" } } })],
    ["of an operator that came later", allow({ Condition: { StringSounds: { "s3:x-amz-acl": "loud" } } })],
  ])("%s", (_, statement) => {
    expect(grants(of(statement), fromOutside)).toBe("unsure");
    expect(grants(of(allow({}), { ...statement, Effect: "Deny" }), fromOutside)).toBe("unsure");
    expect(grants(of(allow({}), statement), fromOutside)).toBe("yes");
  });

  test("but not where the answer is the same either way", () => {
    const inNetwork = { Condition: { StringEquals: { "aws:SourceVpce": "vpce-1" } } };
    expect(grants(of(allow({ ...inNetwork, Action: "s3:GetObject" })), fromOutside)).toBe("no");
    expect(grants(of(deny({}), allow(inNetwork)), fromOutside)).toBe("no");
  });
});

describe("a condition", () => {
  const context = new Map([
    ["kms:encryptioncontextkeys", ["a", "b"]],
    ["aws:principalaccount", [account]],
    ["n", ["5"]],
  ]);

  test.each<[object, boolean]>([
    [{ "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["a", "b", "c"] } }, true],
    [{ "ForAllValues:StringEquals": { "kms:EncryptionContextKeys": ["a"] } }, false],
    [{ "ForAllValues:StringEquals": { absent: ["a"] } }, true],
    [{ "ForAnyValue:StringEquals": { "kms:EncryptionContextKeys": ["b"] } }, true],
    [{ "ForAnyValue:StringEquals": { absent: ["b"] } }, false],
    [{ StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } }, true],
    [{ StringEqualsIfExists: { absent: "x" } }, true],
    [{ StringEquals: { absent: "x" } }, false],
    [{ StringNotEquals: { absent: "x" } }, true],
    [{ NumericLessThan: { n: "6" } }, true],
    [{ NumericGreaterThanEquals: { n: "6" } }, false],
    [{ Null: { absent: "true", n: "false" } }, true],
    [{ Null: { n: "true" } }, false],
  ])("%j is %s", (condition, expected) => {
    expect(conditionHolds(condition, context)).toBe(expected);
  });
});

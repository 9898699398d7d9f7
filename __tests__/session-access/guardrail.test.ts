import { setAwsContext } from "../../modules/core";
import { Guardrail, type GuardrailForm, type GuardrailProps, waysRound } from "../../modules/session-access";
import { document } from "../support/documents";
import { build } from "../support/refusals";
import { newStack, synthIn, warnings } from "../support/synth";

const administrators = ["arn:aws:iam::111122223333:role/acme-audit"];
const name = "acme-guardrail";

function guardrail(props: Partial<GuardrailProps> = {}) {
  return synthIn("eu-west-1", (scope) => {
    const protects = { documents: [document(["s3Bucket"])(scope)] };
    new Guardrail(scope, "Guardrail", { name, protects, ...props } as GuardrailProps & GuardrailForm);
  });
}

const sidsOf = (props: Partial<GuardrailProps>) =>
  guardrail(props)
    .statements("aws_iam_policy")
    .map(({ Sid }) => Sid);

describe("an identity policy", () => {
  test("protects itself, and what it is told to", () => {
    expect(sidsOf({})).toEqual([
      "DenyDocumentChanges",
      "DenyIamChanges",
      "DenyPolicyDetachment",
      "DenyAccountWideChanges",
    ]);
    const own = guardrail().statement("DenyIamChanges", "aws_iam_policy");
    expect(own.Resource).toBe("arn:aws:iam::111122223333:policy/acme-guardrail");
  });

  test("is attached to roles by name", () => {
    expect(guardrail({ attachTo: ["platform"] }).only("aws_iam_role_policy_attachment")).toMatchObject({
      role: "platform",
    });
  });

  test("spares nobody unless told whom", () => {
    const statements = (props: Partial<GuardrailProps>) => guardrail(props).statements("aws_iam_policy");
    expect(statements({}).filter(({ Condition }) => Condition?.ArnNotLike)).toEqual([]);
    for (const { Condition } of statements({ administrators })) {
      expect(Condition?.ArnNotLike).toEqual({ "aws:PrincipalArn": administrators[0] });
    }
  });

  test("denies the same where somebody is spared, in fewer statements", () => {
    const several = [...administrators, "arn:aws:iam::111122223333:role/acme-break-glass"];
    const lists = (props: Partial<GuardrailProps>, list: "Action" | "Resource") =>
      new Set(
        guardrail(props)
          .statements("aws_iam_policy")
          .flatMap((statement) => statement[list]!),
      );
    expect(sidsOf({ administrators: several })).toEqual([
      "DenyAuditChainChanges",
      "DenyPolicyDetachment",
      "DenyRoleTakeover",
      "DenyAccountWideChanges",
    ]);
    const denied = lists({ administrators: several }, "Action");
    expect([...lists({}, "Action")].filter((action) => !denied.has(action))).toEqual([]);
    expect([...lists({ administrators: several }, "Resource")].sort()).toEqual(
      [...lists({}, "Resource"), ...several].sort(),
    );
    for (const { Condition } of guardrail({ administrators: several }).statements("aws_iam_policy")) {
      expect(Condition?.ArnNotLike).toEqual({ "aws:PrincipalArn": several });
    }
  });
});

test("warns of administrators of any account", () => {
  const stack = newStack();
  setAwsContext(stack, { account: "111122223333", region: "eu-west-1" });
  const make = (id: string, account: string) =>
    new Guardrail(stack, id, {
      name: `acme-${id}`,
      protects: { trails: [{ trailArn: "arn:aws:cloudtrail:*:*:trail/acme" }] },
      administrators: [`arn:aws:iam::${account}:role/acme-audit`],
    });
  expect(warnings(make("named", "111122223333"))).toEqual([]);
  expect(warnings(make("any", "*"))).toEqual([
    expect.stringContaining("exempts any role of this name in every account"),
  ]);
});

describe("what does not fit into one policy", () => {
  const many = Array.from({ length: 60 }, (_, index) => `acme-${index}`);
  const wide = () => ({
    protects: {
      trails: many.map((trail) => ({ trailArn: `arn:aws:cloudtrail:eu-west-1:111122223333:trail/${trail}` })),
    },
    closes: Object.values(waysRound),
    administrators,
  });

  test("goes on in another, and neither exceeds what IAM stores", () => {
    const policies = guardrail(wide()).all("aws_iam_policy");
    expect(Object.values(policies).map(({ name: part }) => part)).toEqual([name, `${name}-2`]);
    for (const { policy } of Object.values(policies)) {
      expect(JSON.stringify(JSON.parse(policy)).length).toBeLessThanOrEqual(6144);
    }
  });
});

test("takes links by ARN too, wildcards included", () => {
  const protects = {
    keyAliases: ["arn:aws:kms:*:111122223333:alias/acme-logs"],
    logGroups: [{ logGroupArn: "arn:aws:logs:*:*:log-group:/acme/sessions" }],
  };
  const stack = guardrail({ protects });
  expect(stack.statement("DenyChangesOfKeysByAlias", "aws_iam_policy")).toMatchObject({
    Resource: "arn:aws:kms:*:111122223333:key/*",
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/acme-logs" } },
  });
  expect(stack.statement("DenyLogGroupChanges", "aws_iam_policy").Resource).toEqual([
    "arn:aws:logs:*:*:log-group:/acme/sessions",
    "arn:aws:logs:*:*:log-group:/acme/sessions:*",
  ]);
});

describe("a permissions boundary", () => {
  test("starts from everything, and is not taken off by its bearer", () => {
    expect(sidsOf({ kind: "permissions-boundary" })).toEqual([
      "AllowEverythingElse",
      "DenyBoundaryRemoval",
      "DenyPrincipalsWithoutBoundary",
      "DenySigningInAsOthers",
      "DenyDocumentChanges",
      "DenyIamChanges",
      "DenyPolicyDetachment",
      "DenyAccountWideChanges",
    ]);
  });
});

describe("a service control policy", () => {
  const scp = (props: Partial<GuardrailProps> = {}) =>
    guardrail({ kind: "service-control-policy", administrators, ...props });

  test("is stored without white space inside statements, since each character counts", () => {
    const { content, type } = scp().only("aws_organizations_policy");
    expect(type).toBe("SERVICE_CONTROL_POLICY");
    expect(content.split("\n")).toHaveLength(JSON.parse(content).Statement.length + 2);
  });

  test("holds in every account, for ways round the audit", () => {
    const stack = scp({ closes: [waysRound.newDocuments, waysRound.otherDocuments] });
    const statement = (sid: string) => stack.statement(sid, "aws_organizations_policy", "", "content");
    expect(statement("DenyNewSessionDocuments").Resource).toBe("arn:aws:ssm:*:*:document/*");
    expect(statement("DenyOtherDocuments").NotResource).toContain("arn:aws:ec2:*:*:instance/*");
  });

  test("is attached to roots, organizational units and accounts", () => {
    const targets = ["r-a1b2", "ou-a1b2-c3d4e5f6", "111122223333"];
    const attached = Object.values(scp({ attachTo: targets }).all("aws_organizations_policy_attachment"));
    expect(attached.map(({ target_id }) => target_id)).toEqual(targets.sort());
  });

  test("has no ARN of a managed policy", () => {
    const made = build((scope) => {
      const documents = [document(["s3Bucket"])(scope)];
      return new Guardrail(scope, "G", {
        name,
        protects: { documents },
        kind: "service-control-policy",
        administrators,
      });
    });
    expect(made.policyArn).toBeUndefined();
  });
});

describe("a guardrail with a fixed spread", () => {
  const sids = (props: Partial<GuardrailProps>, chosenName: string) => {
    const made = build((scope) => {
      const protects = { documents: [document(["s3Bucket"])(scope)] };
      return new Guardrail(scope, "G", { name: chosenName, protects, ...props } as GuardrailProps & GuardrailForm);
    });
    return made.policyJsons.map((json) => [...json.matchAll(/"Sid": ?"(\w+)"/g)].map(([, sid]) => sid));
  };

  test("keeps links in one policy and all else in the next, whatever the names", () => {
    const [links, others, ...more] = sids({ spread: "fixed" }, "g");
    expect(links).toEqual(["DenyAuditChainChanges"]);
    expect(others).toContain("DenyPolicyDetachment");
    expect(more).toEqual([]);
    expect(sids({ spread: "fixed", administrators }, "g".repeat(100))[0]).toEqual(links);
    expect(sids({}, "g")).toHaveLength(1);
  });

  test("calls its statements the same however many links there are, and whoever is spared", () => {
    const named = (protects: GuardrailProps["protects"], props: Partial<GuardrailProps> = {}) =>
      sids({ ...props, protects, administrators, spread: "fixed", kind: "service-control-policy" }, "g")[0];
    const topics = [{ topicArn: "arn:aws:sns:*:111122223333:acme-*" }];
    const trails = [{ trailArn: "arn:aws:cloudtrail:*:111122223333:trail/acme" }];
    expect(named({ topics })).toEqual(["DenyAuditChainChanges"]);
    expect(named({ topics, trails })).toEqual(["DenyAuditChainChanges"]);
  });

  test("is one policy all the same as a permissions boundary", () => {
    const boundary = { spread: "fixed", kind: "permissions-boundary" } as const;
    const [sparesNobody, ...more] = sids(boundary, "g");
    expect(more).toEqual([]);
    expect(sparesNobody).toContain("DenyAuditChainChanges");
    expect(sids({ ...boundary, administrators }, "g")).toEqual([
      sparesNobody!.flatMap((sid) => (sid === "DenyAccountWideChanges" ? ["DenyRoleTakeover", sid] : sid)),
    ]);
  });
});

describe("ways round the audit", () => {
  test.each(Object.entries(waysRound))("%s adds one statement, which is off by default", (_, way) => {
    expect(sidsOf({ closes: [way] })).toHaveLength(sidsOf({}).length + 1);
  });
});

import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import type { TerraformStack } from "cdktf";
import { checked, setAwsContext } from "../../modules/core";
import {
  Guardrail,
  type GuardrailForm,
  type GuardrailProps,
  NodeAccess,
  type NodeAccessProps,
  OperatorAccess,
  type OperatorAccessProps,
  type SessionTargets,
  sessionTargets,
} from "../../modules/session-access";
import { document } from "../support/documents";
import { build, expectRefusal } from "../support/refusals";
import { newStack } from "../support/synth";

const shell = document(["s3Bucket"]);
const nodes = (props: Partial<NodeAccessProps>) => (scope: TerraformStack) =>
  new NodeAccess(scope, "Nodes", { name: "acme-nodes", documents: [shell(scope)], ...props });
const operators = (props: Partial<OperatorAccessProps>) => (scope: TerraformStack) =>
  new OperatorAccess(scope, "Operators", {
    name: "acme",
    documents: [shell(scope)],
    targets: sessionTargets.all(),
    ...props,
  });
const guardrail = (props: Partial<GuardrailProps>) => (scope: TerraformStack) =>
  new Guardrail(scope, "Guardrail", {
    name: "acme",
    protects: { documents: [shell(scope)] },
    ...props,
  } as GuardrailProps & GuardrailForm);
const on = (targets: SessionTargets) => operators({ targets });

describe("documents", () => {
  test("none", () => {
    const refusal = { prop: "documents", allowed: "at least one", got: [], fix: "pass the SessionDocument" };
    expectRefusal(nodes({ documents: [] as never }), refusal);
    expectRefusal(operators({ documents: [] as never }), refusal);
  });

  test("of another account than the policy", () => {
    const elsewhere = (scope: TerraformStack) => ({ ...shell(scope), account: "999988887777" });
    expectRefusal((scope) => new NodeAccess(scope, "Nodes", { name: "acme", documents: [elsewhere(scope)] }), {
      prop: "documents[0]",
      allowed: "of account 111122223333",
      got: "999988887777",
      fix: "one policy per account",
    });
  });

  test("of several accounts, where the policy's own is unknown", () => {
    const stack = newStack();
    const made = shell(stack);
    const documents = ["111122223333", "999988887777"].map((account) => ({ ...made, account }));
    expect(() => new NodeAccess(stack, "Nodes", { name: "acme", documents: checked.atLeastOne(documents) })).toThrow(
      "`documents[1]` must be of account 111122223333",
    );
  });

  test("of sessions that are never logged", () => {
    const port = (scope: TerraformStack) => ({ ...shell(scope), sessionType: "Port" as "Standard_Stream" });
    expectRefusal((scope) => new NodeAccess(scope, "Nodes", { name: "acme", documents: [port(scope)] }), {
      prop: "documents[0].sessionType",
      allowed: "one of Standard_Stream, InteractiveCommands, NonInteractiveCommands",
      got: "Port",
      fix: "choose",
    });
  });
});

describe("names", () => {
  test("are attached to once", () => {
    const attachTo = ["web", "web"];
    expectRefusal(nodes({ attachTo }), {
      prop: "attachTo[1]",
      allowed: "named once",
      got: "web",
      fix: "leave the second",
    });
  });

  test("belong to one policy of the account", () => {
    const twice = (scope: TerraformStack) => {
      const documents = [shell(scope)] as const;
      new NodeAccess(scope, "One", { name: "acme", documents });
      new NodeAccess(scope, "Two", { name: "acme", documents });
    };
    expectRefusal(twice, { prop: "name", allowed: "unique among the IAM policy names", got: "acme", fix: "test/One" });
  });
});

describe("targets", () => {
  test.each<[string, SessionTargets, string, string, unknown]>([
    ["no tag", sessionTargets.byTag({}), "targets", "at least one tag", {}],
    ["a tag without values", sessionTargets.byTag({ team: [] }), "targets.team", "at least one value", []],
    ["a tag of AWS", sessionTargets.byTag({ "aws:x": ["a"] }), "targets.aws:x", "not starting with aws:", "aws:x"],
    ["a wildcard", sessionTargets.byTag({ team: ["web*"] }), "targets.team[0]", "without wildcards", "web*"],
    [
      "an unescaped variable",
      sessionTargets.byTag({ t: ["${aws:x}"] }),
      "targets.t[0]",
      "policyVariable()",
      "${aws:x}",
    ],
    ["no id", sessionTargets.byId([]), "targets", "at least one node", []],
    ["a name", sessionTargets.byId(["web-1"]), "targets[0]", "the id of an EC2 instance", "web-1"],
    ["a short id", sessionTargets.byId(["mi-01234567"]), "targets[0]", "the id of", "mi-01234567"],
  ])("%s", (_, targets, prop, allowed, got) => {
    expectRefusal(on(targets), { prop, allowed, got, fix: /./ });
  });

  test.each([1, 128])("a key of %d characters passes", (length) => {
    build(on(sessionTargets.byTag({ ["k".repeat(length)]: ["v".repeat(256)] })));
  });

  test("a key of 129 and a value of 257 characters do not", () => {
    const [key, value] = ["k".repeat(129), "v".repeat(257)];
    expectRefusal(on(sessionTargets.byTag({ [key]: ["v"] })), {
      prop: `targets.${key}`,
      allowed: "128",
      got: key,
      fix: "129",
    });
    expectRefusal(on(sessionTargets.byTag({ k: [value] })), {
      prop: "targets.k[0]",
      allowed: "256",
      got: value,
      fix: "257",
    });
  });
});

describe("conditions on operators", () => {
  test("no network", () => {
    const got = { cidrs: [], vpcIds: [] };
    expectRefusal(operators({ sourceNetwork: {} }), {
      prop: "sourceNetwork",
      allowed: "at least one",
      got,
      fix: "name",
    });
  });
});

describe("guardrails", () => {
  const kind = "service-control-policy";

  test("that guard nothing", () => {
    expectRefusal(guardrail({ protects: {} }), {
      prop: "protects",
      allowed: "at least one piece",
      got: {},
      fix: "name",
    });
  });

  test("of resources, over none that such a policy protects", () => {
    const protects = { topics: [{ topicArn: "arn:aws:sns:*:111122223333:acme-*" }] };
    const administrators = ["arn:aws:iam::*:role/acme-audit"];
    expectRefusal(guardrail({ kind: "resource-control-policy", administrators, protects }), {
      prop: "protects",
      allowed: "given buckets, keys, keyAliases, recordingKeyAliases, logGroups, events, ledgers, buses",
      got: protects,
      fix: "another kind",
    });
  });

  test("of an organization that spare nobody", () => {
    const refusal = {
      prop: "administrators",
      allowed: "given for a policy of the organization",
      got: [],
      fix: "Terraform",
    };
    expectRefusal(guardrail({ kind }), refusal);
  });

  test("that are boundaries, attached", () => {
    expectRefusal(guardrail({ kind: "permissions-boundary", attachTo: ["web"] }), {
      prop: "attachTo",
      allowed: "left out",
      got: ["web"],
      fix: "permissions_boundary",
    });
  });

  test("of an organization, attached to a role", () => {
    const administrators = ["arn:aws:iam::*:role/acme-audit"];
    expectRefusal(guardrail({ kind, administrators, attachTo: ["web"] }), {
      prop: "attachTo[0]",
      allowed: "the id of a root, an organizational unit or an account",
      got: "web",
      fix: "r-a1b2",
    });
  });
});

test("what only Terraform knows passes", () => {
  const stack = newStack();
  setAwsContext(stack, { account: "111122223333", region: "eu-west-1" });
  const { accountId } = new DataAwsCallerIdentity(stack, "Me");
  nodes({ attachTo: [accountId], name: `acme-${accountId}` })(stack);
});

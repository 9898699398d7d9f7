import { SessionAudit, type SessionAuditProps, sessionTargets } from "../../modules";
import { checked } from "../../modules/core";
import { type Block, synth, synthIn } from "../support/synth";

const audit = (props: Partial<SessionAuditProps> = {}) =>
  synthIn("eu-west-1", (scope) => void new SessionAudit(scope, "SessionAudit", { name: "acme", ...props }));

describe("by default an account has", () => {
  const stack = audit();

  test("a policy each for nodes, operators and against meddling", () => {
    const names = Object.values(stack.all("aws_iam_policy")).map(({ name }) => name);
    expect(names.sort()).toEqual(["acme-guardrail", "acme-nodes", "acme-operators"]);
  });

  test("a role and an instance profile to launch instances with, and nobody else's role touched", () => {
    expect(stack.only("aws_iam_instance_profile").name).toBe("acme-nodes");
    expect(Object.keys(stack.all("aws_iam_role_policy_attachment"))).toEqual([
      "session_audit_node_access_role_attachment",
    ]);
  });

  test("public sharing of documents blocked", () => {
    expect(stack.only("aws_ssm_service_setting").setting_value).toBe("Disable");
  });

  test("no VPC endpoints", () => {
    expect(stack.all("aws_vpc_endpoint")).toEqual({});
  });

  test("outputs under readable ids", () => {
    const outputs = Object.entries<Block>(stack.json.output).sort(([a], [b]) => (a < b ? -1 : 1));
    expect(outputs.map(([id, { value }]) => [id, value])).toEqual([
      ["session_audit_access_log_bucket_name", "acme-access-logs-111122223333-eu-west-1"],
      ["session_audit_document_name", "SSM-SessionManagerRunShell"],
      ["session_audit_guardrail_policy_arn", "arn:aws:iam::111122223333:policy/acme-guardrail"],
      ["session_audit_integrity_topic_arn", "arn:aws:sns:eu-west-1:111122223333:acme-integrity-alerts"],
      ["session_audit_logs_key_arn", "${aws_kms_key.session_audit_logs_key.arn}"],
      ["session_audit_next_steps", expect.any(Array)],
      ["session_audit_node_instance_profile_name", "acme-nodes"],
      ["session_audit_node_policy_arn", "arn:aws:iam::111122223333:policy/acme-nodes"],
      ["session_audit_operator_policy_arn", "arn:aws:iam::111122223333:policy/acme-operators"],
      ["session_audit_refusal_topic_arn", "arn:aws:sns:eu-west-1:111122223333:acme-session-refusals"],
      ["session_audit_session_key_arn", "${aws_kms_key.session_audit_session_key.arn}"],
      ["session_audit_session_log_group_name", "/acme/sessions"],
      ["session_audit_topic_arn", "arn:aws:sns:eu-west-1:111122223333:acme-session-alerts"],
      ["session_audit_trail_bucket_name", "acme-trail-111122223333-eu-west-1"],
      ["session_audit_trail_log_group_name", "/acme/trail"],
      ["session_audit_transcript_bucket_name", "acme-transcripts-111122223333-eu-west-1"],
    ]);
  });
});

describe("a user decides", () => {
  test("which roles have the policies, and that none is made", () => {
    const stack = audit({
      nodes: { attachTo: ["web"], roleFor: "none" },
      operators: { attachTo: ["engineers"], targets: sessionTargets.byTag({ team: ["web"] }) },
      guardrail: { attachTo: ["platform"] },
    });
    const roles = Object.values(stack.all("aws_iam_role_policy_attachment")).map(({ role }) => role);
    expect(roles.sort()).toEqual(["engineers", "platform", "web"]);
    expect(stack.all("aws_iam_instance_profile")).toEqual({});
    expect(stack.json.output.session_audit_node_instance_profile_name).toBeUndefined();
    expect(stack.statement("StartOnTaggedNodes", "aws_iam_policy", "operator_access")).toBeDefined();
  });

  test("on roles besides the one that is made, which stays until somebody says none", () => {
    const stack = audit({ nodes: { attachTo: ["web"] } });
    const { role } = stack.only("aws_iam_role_policy_attachment", "node_access_role_attachment");
    expect(role).toBe("${aws_iam_role.session_audit_node_access_role.name}");
    expect(stack.only("aws_iam_role_policy_attachment", "_web").role).toBe("web");
    expect(Object.keys(stack.all("aws_iam_instance_profile"))).toHaveLength(1);
  });

  test("that nodes have no way to the internet", () => {
    const endpoints = {
      vpcId: "vpc-0123456789abcdef0",
      subnetIds: ["subnet-0123456789abcdef0"],
      nodeCidrs: ["10.0.0.0/16"],
    };
    expect(Object.keys(audit({ endpoints }).all("aws_vpc_endpoint"))).toHaveLength(5);
  });
});

test("seventeen Regions and five administrators fit into the policies", () => {
  const administrators = [1, 2, 3, 4, 5].map((n) => `arn:aws:iam::111122223333:role/platform-administrator-${n}`);
  const regions =
    "eu-west-1 eu-west-2 eu-west-3 eu-central-1 eu-north-1 us-east-1 us-east-2 us-west-1 us-west-2 ca-central-1 sa-east-1 " +
    "ap-south-1 ap-northeast-1 ap-northeast-2 ap-northeast-3 ap-southeast-1 ap-southeast-2";
  const stack = synth((scope) => {
    new SessionAudit(scope, "SessionAudit", {
      name: "twenty-two-characters1",
      regions: checked.atLeastOne(regions.split(" ")),
      guardrail: { administrators },
    });
  });
  expect(stack.statement("DenyOtherRegions", "aws_iam_policy", "operator_access").Condition).toEqual({
    StringNotEquals: { "aws:RequestedRegion": regions.split(" ") },
  });
  expect(stack.statement("DenyChangesOfKeysByAlias", "aws_iam_policy", "guardrail").Resource).toMatch(/:kms:\*:/);
});

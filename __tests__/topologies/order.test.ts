/** Terraform creates along its references, and destroys in reverse: no operator may come in before, or stay after, the record. */
import { SessionAudit } from "../../modules/topologies/session-audit";
import { referencesIn } from "../support/reference-graph";
import { synthIn } from "../support/synth";

const stack = synthIn("eu-west-1", (scope) => {
  new SessionAudit(scope, "Audit", {
    name: "acme",
    regions: ["eu-west-1", "eu-central-1"],
    objectLock: { mode: "GOVERNANCE", retentionDays: 365 },
    nodes: { attachTo: ["web"], roleFor: "ec2" },
    operators: { attachTo: ["engineers"], roleFor: "users" },
  });
});

const references = referencesIn(stack.json);

function waitsFor(address: string, found = new Set<string>()): Set<string> {
  for (const next of references.get(address) ?? []) {
    if (found.has(next)) continue;
    found.add(next);
    waitsFor(next, found);
  }
  return found;
}

const attachments = Object.keys(stack.all("aws_iam_role_policy_attachment"));
const ofOperators = attachments.filter((id) => id.includes("operator_access"));

test("operators get their policy last, and lose it first", () => {
  expect(ofOperators).toHaveLength(2);
  const before = [
    "aws_ssm_document.audit_document",
    "aws_ssm_document.audit_eu_central_1_document",
    "aws_s3_bucket_object_lock_configuration.audit_transcript_bucket_object_lock",
    "aws_s3_bucket_policy.audit_transcript_bucket_policy",
    "aws_cloudwatch_log_group.audit_session_log_group",
    "aws_cloudwatch_log_group.audit_eu_central_1_session_log_group",
    "aws_cloudtrail.audit_trail",
    ...attachments.filter((id) => id.includes("node_access")).map((id) => `aws_iam_role_policy_attachment.${id}`),
  ];
  for (const id of ofOperators) {
    const waited = waitsFor(`aws_iam_role_policy_attachment.${id}`);
    expect([id, before.filter((address) => !waited.has(address))]).toEqual([id, []]);
  }
});

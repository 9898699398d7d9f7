import { limits } from "../../../modules/facts";
import type { Choice } from "../conditions";
import type { DerivedFeature } from "../definition";

export const isOfOrganization = "local.of_organization";

/** What decides whether statements are there, where several inputs do. */
export const locals = {
  of_organization: 'contains(["service-control-policy", "resource-control-policy"], var.kind)',
  kept_roles: "concat(var.protects.nodes.role_arns, compact(var.protects.policies[*].role_arn))",
  trusted_roles: "concat(var.administrators, var.protects.roles)",
  schedules: "concat(var.protects.ledgers[*].schedule_arn, var.protects.tables[*].schedule_arn)",
  knows_writers: 'var.kind == "identity-policy" || length(var.protects.nodes.role_arns) > 0',
  protects_records: "local.knows_writers && length(var.protects.buckets) + length(var.protects.log_groups) > 0",
  protects_more:
    'var.kind != "resource-control-policy" || local.protects_records || length(var.protects.key_aliases) + length(var.protects.recording_key_aliases) > 0',
  size_limit: `lookup({
  service-control-policy  = ${limits.serviceControlPolicySize.max}
  resource-control-policy = ${limits.resourceControlPolicySize.max}
}, var.kind, ${limits.managedPolicySize.max})`,
  policy_sizes:
    "[for policy in concat(aws_iam_policy.this, aws_iam_policy.part2) : length(jsonencode(jsondecode(policy.policy)))]",
  organization_policy_sizes:
    "[for policy in concat(aws_organizations_policy.this, aws_organizations_policy.part2) : length(jsonencode(jsondecode(policy.content)))]",
};

const isGiven = (choice: Choice, name: string) => choice[`protects.${name}`] !== "none";

export const derived: readonly DerivedFeature[] = [
  derivedFeature(isOfOrganization, "of organization", ({ kind }) => kind!.endsWith("control-policy")),
  derivedFeature(
    "length(local.kept_roles) > 0",
    "kept roles",
    (choice) => isGiven(choice, "nodes.role_arns") || choice["protects.policies"] === "roles",
  ),
  derivedFeature(
    "length(local.trusted_roles) > 0",
    "trusted roles",
    (choice) => choice.administrators === "some" || isGiven(choice, "roles"),
  ),
  derivedFeature(
    "length(local.schedules) > 0",
    "schedules",
    (choice) => isGiven(choice, "ledgers") || isGiven(choice, "tables"),
  ),
  derivedFeature("local.protects_records", "records", (choice) => {
    const knowsWriters = choice.kind === "identity-policy" || isGiven(choice, "nodes.role_arns");
    return knowsWriters && (isGiven(choice, "buckets") || isGiven(choice, "log_groups"));
  }),
  derivedFeature(
    "local.protects_more",
    "more",
    (choice) =>
      choice.kind !== "resource-control-policy" ||
      choice.records === "yes" ||
      isGiven(choice, "key_aliases") ||
      isGiven(choice, "recording_key_aliases"),
  ),
];

function derivedFeature(when: string, name: string, holds: (choice: Choice) => boolean): DerivedFeature {
  return {
    name,
    states: { no: { when: when.startsWith("local.") ? `!${when}` : when.replace("> 0", "== 0") }, yes: { when } },
    stateFor: (choice) => (holds(choice) ? "yes" : "no"),
  };
}

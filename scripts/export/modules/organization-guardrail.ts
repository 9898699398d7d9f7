import { OrganizationGuardrail, type OrganizationGuardrailProps } from "../../../modules";
import { limits } from "../../../modules/facts";
import { landingZoneSchema } from "../../../modules/topologies/landing-zone/landing-zone-schema";
import { organizationGuardrailSchema } from "../../../modules/topologies/landing-zone/organization-guardrail-schema";
import type { ModuleDefinition } from "../definition";
import { told } from "../validations";
import { ledgerFlag } from "./evidence-inputs";
import { namedTrail, otherPieces } from "./existing-trail";
import {
  administratorsGiven,
  administratorsInput,
  closesInput,
  fits,
  manyAdministrators,
  targetsInput,
  waysNamed,
} from "./guardrail-parts";
import { isAtHome, omittedOfAccounts, planInputs, planOf } from "./landing-zone";

const schema = organizationGuardrailSchema.rules;
// A delegated administrator of policies may apply it, so it is told which account the management account is.
const plan = planInputs("name", "managementAccountId", "logArchiveAccountId", "securityAccountId");

const ledger = ledgerFlag("Whether the log archive has a ledger of sessions, which is then protected too.");

const { serviceControlPolicySize, resourceControlPolicySize } = limits;
const policies = [
  ["service_control_policy_id", "service_control", serviceControlPolicySize],
  ["service_control_policy2_id", "service_control_part2", serviceControlPolicySize],
  ["resource_control_policy_id", "resource_control", resourceControlPolicySize],
  ["resource_control_policy2_id", "resource_control_part2", resourceControlPolicySize],
] as const;

export const organizationGuardrail: ModuleDefinition = {
  name: "organization-guardrail",
  summary:
    "The organization policies that protect the audit of every account against the account's own administrators: for principals and for resources, two each. Apply it last, in the management account or its delegated administrator.",
  id: "OrganizationGuardrail",
  rules: {
    ...plan.rules,
    nodeRoles: landingZoneSchema.rules.nodeRoles,
    trailArn: namedTrail.rule,
    evidence: ledger.rule,
    administrators: schema.administrators,
    closes: closesInput.rule,
    attachTo: schema.attachTo,
    attachResourcesTo: schema.attachResourcesTo,
  },
  docs: { "": ["OrganizationGuardrailProps", "LandingZoneProps"] },
  overrides: {
    ...plan.overrides,
    nodeRoles: {
      description:
        "Names of node roles in any workload account, in addition to `<name>-nodes`, as in `log-archive`. Only these write records. Default: only `<name>-nodes`.",
    },
    trailArn: namedTrail.override,
    evidence: ledger.override,
    administrators: administratorsGiven,
    closes: closesInput.override,
    attachTo: targetsInput("attach_to", "r-zzprincipals"),
    attachResourcesTo: targetsInput("attach_resources_to", "r-zzresources"),
  },
  base: { spread: "fixed" },
  literals: { ...namedTrail.literals, ...plan.literals },
  locals: namedTrail.locals,
  part: isAtHome,
  relations: [
    {
      variable: "administrators",
      condition: "length(var.administrators) > 0",
      message: told(
        "administrators",
        "given for a policy of the organization",
        "var.administrators",
        "name the role that runs Terraform, or nobody can change the audit any more",
      ),
    },
  ],
  preconditions: [
    ...namedTrail.preconditions,
    ...policies.map(([output, policy, limit]) =>
      fits({
        output,
        policy: `aws_organizations_policy.${policy}.content`,
        limit,
        variable: "administrators",
        fix: "name fewer of them, fewer node roles, or close fewer ways",
        refused: { administrators: manyAdministrators },
      }),
    ),
  ],
  props: Object.keys({ ...schema, ...landingZoneSchema.rules }),
  omitted: {
    ...omittedOfAccounts,
    organizationId: undefined,
    existing: otherPieces,
    spread: 'it is `"fixed"`, since a module does not know how long names are.',
  },
  create(stack, { closes, ...props }) {
    const { administrators, attachTo, attachResourcesTo, spread } = props as Partial<OrganizationGuardrailProps>;
    new OrganizationGuardrail(stack, "OrganizationGuardrail", {
      plan: planOf("workload", props),
      administrators: administrators!,
      closes: waysNamed(closes),
      attachTo,
      attachResourcesTo,
      spread,
    });
  },
  example: {
    name: "acme-audit",
    management_account_id: "111111111111",
    log_archive_account_id: "222222222222",
    security_account_id: "333333333333",
    administrators: ["arn:aws:iam::*:role/TerraformDeployment"],
    attach_to: ["ou-a1b2-c3d4e5f6"],
  },
  refused: [
    ...plan.refused,
    ["node_roles", ["arn:aws:iam::111122223333:role/web"]],
    administratorsInput.refused,
    ["administrators", []],
    closesInput.refused,
    namedTrail.refused,
    ["attach_to", ["Workloads"]],
    ["attach_resources_to", ["Archive"]],
  ],
};

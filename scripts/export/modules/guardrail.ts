import { TerraformOutput } from "cdktf";
import { Guardrail, type GuardrailForm, type GuardrailProps } from "../../../modules";
import { ValidationError } from "../../../modules/core/validation-error";
import { guardrailSchema } from "../../../modules/session-access/guardrail/guardrail-schema";
import type { ModuleDefinition, Precondition } from "../definition";
import { told } from "../validations";
import { anyInResourcePolicies, chainInput, chainOf } from "./guardrail-chain";
import { derived, isOfOrganization, locals } from "./guardrail-derived";
import { administratorsInput, closesInput, listed, manyAdministrators, waysNamed } from "./guardrail-parts";

const { rules } = guardrailSchema;

function size(output: string, sizes: string, max: string, refused: Precondition["refused"]): Precondition {
  const largest = `max(0, local.${sizes}...)`;
  return {
    output,
    condition: `${largest} <= ${max}`,
    message: `"\`protects\` must be few enough for a policy of at most \${${max}} characters, got: \${${largest}}; split the chain: make one guardrail for trail, buckets and keys, and one for the rest"`,
    refused,
  };
}

const quoted = (value: string) => JSON.stringify(value);

export const guardrail: ModuleDefinition = {
  name: "guardrail",
  summary:
    "Denies what would disable, empty or bypass an audit to everyone but named administrators: as policy of roles, as permissions boundary, or as policy of the organization.",
  id: "Guardrail",
  rules: {
    name: rules.name,
    kind: rules.kind,
    protects: chainInput.rule,
    administrators: rules.administrators,
    closes: closesInput.rule,
    remoteDesktop: rules.remoteDesktop,
    attachTo: rules.attachTo,
  },
  docs: { "": "GuardrailProps", ...chainInput.docs },
  overrides: {
    ...chainInput.overrides,
    administrators: {
      ...administratorsInput.override,
      description: `${administratorsInput.override.description} Default: nobody is exempt; a policy of the organization requires one.`,
    },
    closes: closesInput.override,
    kind: {
      description:
        '`"identity-policy"` denies to the roles it is attached to. `"permissions-boundary"` does too; its principals cannot remove it, create principals without it or sign in as others, but may use roles without it that trust them or that they may pass to a service. `"service-control-policy"` denies to everyone in accounts of the organization. `"resource-control-policy"` protects buckets, keys, log groups, rules and queues of those accounts against everyone, wherever they are. Apply the last two in the management account or its delegated administrator.',
    },
    name: {
      description:
        "Name of the policy: 1 to 128 letters, digits and `+=,.@_-`. It denies changes of what is protected; another with the suffix `-2` denies all else. A permissions boundary is one policy.",
    },
    attachTo: {
      ...listed("attach_to", "role", "r-zztarget"),
      type: "set(string)",
      description:
        "Names of existing roles for an identity policy, which must not be node roles; ids of roots, organizational units or accounts for a policy of the organization. A permissions boundary is an argument of the role itself: set it there to `policy_arns[0]`. Default: none.",
    },
  },
  base: { spread: "fixed" },
  mixes: { learned: 800, proven: 400 },
  derived,
  locals,
  relations: chainInput.relations,
  preconditions: [
    {
      output: "policy_arns",
      condition: `var.kind != "resource-control-policy" || ${anyInResourcePolicies}`,
      message: told(
        "protects",
        "given buckets, keys, log groups, events, ledgers or buses for a resource control policy",
        "var.protects",
        "name some of these, or choose another kind",
      ),
      refused: {
        kind: quoted("resource-control-policy"),
        administrators: '["arn:aws:iam::*:role/terraform"]',
        protects: '{ documents = ["arn:aws:ssm:*:*:document/SSM-SessionManagerRunShell"] }',
        attach_to: "[]",
      },
    },
    {
      output: "policy_arns",
      condition: `!${isOfOrganization} || length(var.administrators) > 0`,
      message: told(
        "administrators",
        "given for a policy of the organization",
        "var.administrators",
        "name the role that runs Terraform, or nobody can change the audit any more",
      ),
      refused: { kind: quoted("service-control-policy"), administrators: "[]", attach_to: "[]" },
    },
    {
      output: "policy_arns",
      condition: `${isOfOrganization} || alltrue([for arn in var.administrators : contains(["*", local.account_id], split(":", arn)[4])])`,
      message: told(
        "administrators",
        "ARNs of roles of this account, whose principals the policy is for",
        "var.administrators",
        "name the roles of this account",
      ),
      refused: { administrators: '["arn:aws:iam::999999999999:role/terraform"]' },
    },
    {
      output: "policy_arns",
      condition: 'var.kind != "permissions-boundary" || length(var.attach_to) == 0',
      message: told(
        "attach_to",
        "left out for a permissions boundary",
        "var.attach_to",
        "set policy_arns[0] as the permissions_boundary of each role",
      ),
      refused: { kind: quoted("permissions-boundary"), attach_to: '["developers"]' },
    },
    {
      output: "policy_arns",
      condition: `!${isOfOrganization} || alltrue([for target in var.attach_to : can(regex("^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\\\\d{12})$", target))])`,
      message: told(
        "attach_to",
        "ids of roots, organizational units or accounts for a policy of the organization",
        "var.attach_to",
        "write them like r-a1b2, ou-a1b2-c3d4e5f6 or 111122223333",
      ),
      refused: { kind: quoted("service-control-policy"), attach_to: '["developers"]' },
    },
    {
      output: "policy_arns",
      condition: '!(var.remote_desktop && contains(var.closes, "gui_connect"))',
      message: told(
        "remote_desktop",
        "false where closes has gui_connect",
        "var.remote_desktop",
        "take gui_connect out of closes, or leave remote_desktop out",
      ),
      refused: { remote_desktop: "true", closes: '["gui_connect"]' },
    },
    size("policy_arns", "policy_sizes", "local.size_limit", { administrators: manyAdministrators }),
    size("policy_ids", "organization_policy_sizes", "local.size_limit", {
      kind: quoted("resource-control-policy"),
      administrators: manyAdministrators,
      attach_to: "[]",
    }),
  ],
  props: Object.keys(rules),
  omitted: {
    provider: undefined,
    tags: "set `default_tags` in the provider.",
    moveFrom: "write a `moved` block.",
    spread: 'it is `"fixed"`, since a module does not know how long ARNs are.',
  },
  differences: ["A guardrail that closes ways and protects nothing: name the document, at least."],
  create(stack, { protects, closes, ...props }) {
    const chain = chainOf((protects ?? {}) as Record<string, unknown>, props.kind);
    if (!chain) throw new ValidationError("Guardrail", [{ prop: "protects", allowed: "given", got: {}, fix: "" }]);
    const { resources } = new Guardrail(stack, "Guardrail", {
      ...props,
      // Refused by a precondition.
      attachTo: props.kind === "permissions-boundary" ? undefined : props.attachTo,
      protects: chain,
      closes: waysNamed(closes),
    } as unknown as GuardrailProps & GuardrailForm);
    const policies = [resources.policy, ...resources.furtherPolicies];
    const isOfOrganization = String(props.kind).endsWith("control-policy");
    new TerraformOutput(stack, isOfOrganization ? "policy_ids" : "policy_arns", {
      value: policies.map(({ id, arn }) => (isOfOrganization ? id : arn)),
      description: isOfOrganization
        ? "Attach all of them to the roots, organizational units or accounts that they are for"
        : "Attach all of them to everyone who must not change the audit; a permissions boundary is one policy",
    });
  },
  example: {
    name: "acme-shop-guardrail",
    protects: {
      documents: ["arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell"],
      buckets: ["arn:aws:s3:::acme-shop-transcripts"],
      key_aliases: ["arn:aws:kms:*:111122223333:alias/acme-shop-transcripts"],
      log_groups: ["arn:aws:logs:*:111122223333:log-group:/acme/sessions"],
    },
    administrators: ["arn:aws:iam::111122223333:role/terraform"],
    attach_to: ["developers"],
  },
  refused: [
    ["name", "acme/guardrail"],
    ["kind", "iam-policy"],
    ["protects", {}],
    ["protects", { documents: ["SSM-SessionManagerRunShell"] }],
    ["protects", { key_aliases: ["alias/acme"] }],
    ["protects", { policies: [{ policy_arn: "acme-nodes" }] }],
    [
      "protects",
      {
        tables: [
          {
            workgroup_arn: "arn:aws:athena:*:*:workgroup/acme",
            table_arns: [],
            schedule_arn: "arn:aws:scheduler:*:*:schedule/default/acme",
          },
        ],
      },
    ],
    administratorsInput.refused,
    closesInput.refused,
    ["attach_to", ["arn:aws:iam::111122223333:role/web"]],
  ],
};

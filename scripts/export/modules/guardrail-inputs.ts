import { limits } from "../../../modules/facts";
import type { Relation } from "../definition";
import { told } from "../validations";
import type { Override } from "../variables";

export const guardrailDifferences = [
  "`guardrail.kind`, `guardrail.closes` and `guardrail.remoteDesktop`: the module makes an identity policy on the audit chain.",
  '`guardrail.spread` and `watches.spread`: they are `"fixed"`, since a module does not know how long names are.',
];

const administrators = "var.guardrail.administrators";

/** What fits into the policies of a guardrail beside the longest name of the module. */
const nodeNames = 5 * limits.roleNameLength.max;

/** @param account of the roles that stand for the administrators */
export function guardrailInputs({ account = "111122223333", partition = "aws" } = {}) {
  const names = ["one", "two", "three"].map((name) => name.padEnd(limits.roleNameLength.max, "x"));
  const roles = names.map((name) => `arn:${partition}:iam::${account}:role/${name}`);
  // Each role counts with the longest partition.
  const room = roles.join("").length;
  return {
    docs: { guardrail: "GuardrailProps" },
    overrides: {
      "guardrail.attachTo": {
        description: "Names of existing roles that get the policies. They must not be node roles. Default: none.",
      },
      "guardrail.administrators": {
        description:
          "ARNs of the exempt roles, including the one that runs Terraform. `*` is allowed in the name, and as the account: it then exempts a role of that name in every account. Nobody else may create, change or pass a role that matches. Its trust policy decides who may assume it: name people or pipelines there, not an account. Default: nobody is exempt.",
        features: [
          {
            name: "guardrail.administrators",
            states: {
              none: { when: `length(${administrators}) == 0` },
              some: { when: `length(${administrators}) > 0`, value: () => roles },
            },
          },
        ],
        placeholders: roles.flatMap((literal, index) => [
          { literal, list: index === 0 ? administrators : "", item: "role" },
          // Where roles are watched they are known by their names.
          { literal: names[index]!, list: index === 0 ? watchedAdministrators : "", of: administrators, item: "role" },
        ]),
      },
    } satisfies Record<string, Override>,
    relations: [
      {
        variable: "guardrail",
        condition: `length(join("", ${administrators})) <= ${room}`,
        message: told(
          "guardrail.administrators",
          `of at most ${room} characters altogether, or the policies would not fit`,
          administrators,
          "name fewer roles, or use the construct",
        ),
      },
    ] satisfies Relation[],
  };
}

/** The roles of a guardrail's administrators as rules know them. Those named like the audit are watched with it. */
export const administratorNames = {
  administrator_names: `distinct([
  for arn in ${administrators} : regex("[^/]+$", arn)
  if !startswith(regex("[^/]+$", arn), "\${var.name}-")
])`,
};

const watchedAdministrators = `concat(
  [for name in local.administrator_names : name if !strcontains(name, "*")],
  [for name in local.administrator_names : { wildcard = name } if strcontains(name, "*")],
)`;

/** The guardrail of an account names its node roles. */
export const nodeNamesRelation: Relation = {
  variable: "nodes",
  condition: `length(join("", var.nodes.attach_to)) <= ${nodeNames}`,
  message: told(
    "nodes.attach_to",
    `of at most ${nodeNames} characters altogether, or the guardrail would not fit`,
    "var.nodes.attach_to",
    "name fewer roles, or use the construct",
  ),
};

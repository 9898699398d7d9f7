import { sessionTargets } from "../../../modules";
import { addressRange, tagKey } from "../../../modules/core/internal";
import { limits, unloggedDocumentNames } from "../../../modules/facts";
import { nodeId, tagValue as sessionTagValue } from "../../../modules/session-access/operator/session-targets";
import type { Relation } from "../definition";
import { listToken } from "../tokens";
import { patternHolds, told } from "../validations";
import type { Override } from "../variables";

export const operatorDifference = "`operators.roleFor`: name your own roles in `operators.attach_to`.";

/** As Terraform has it: a policy variable needs no second dollar sign in a value. */
const tagValue = {
  ...sessionTagValue,
  pattern: new RegExp(sessionTagValue.pattern!.source.replace("\\$\\$", "\\$"), "u"),
};

/** Which nodes operators reach is said by functions in TypeScript: here by tags or by ids. */
export function operatorInputs(within: "operators." | "") {
  const targets = `var.${within}targets`;
  const mfaAge = `var.${within}mfa.max_age_minutes`;
  const variable = (name: string) => (within === "" ? name : "operators");
  return {
    docs: {
      [within.replace(".", "")]: "OperatorAccessProps",
      [`${within}sourceNetwork`]: "SourceNetwork",
    },
    literals: { "119940": `tostring(${mfaAge} * 60)` },
    overrides: {
      [`${within}targets`]: {
        type: "object({\ntags = optional(map(list(string)), {})\nids = optional(list(string), [])\n})",
        default: "{}",
        description:
          'The nodes that sessions may be started on: by `tags`, each with the values that it may have, such as `{ tags = { team = ["shop"] } }`, or by `ids` of instances (`i-`) and hybrid nodes (`mi-`). Default: every node of the account.',
        features: [
          {
            name: `${within}targets`,
            states: {
              all: { when: `length(${targets}.tags) + length(${targets}.ids) == 0` },
              tags: {
                when: `length(${targets}.tags) > 0`,
                value: () => sessionTargets.byTag({ "each-tag": listToken("values") }),
              },
              ids: {
                when: `length(${targets}.ids) > 0`,
                value: () => sessionTargets.byId(["i-00000000000000001", "mi-00000000000000001"]),
              },
            },
          },
        ],
        placeholders: [
          { literal: "each-tag", list: `${targets}.tags`, item: "tag", values: "values" },
          { literal: "mi-00000000000000001", list: `${targets}.ids`, item: "id", only: 'startswith(id, "mi-")' },
          { literal: "i-00000000000000001", list: `${targets}.ids`, item: "id", only: '!startswith(id, "mi-")' },
        ],
      },
      [`${within}unloggedDocuments`]: {
        description: `Port forwarding and SSH, by the names of AWS's documents: ${unloggedDocumentNames.join(", ")}. Such sessions are never logged. Default: none.`,
      },
      [`${within}attachTo`]: {
        description:
          'Names of existing roles that get the policy, or of groups if `principals` is "users". A permission set takes the policy by its name. Default: none.',
      },
      [`${within}mfa`]: {
        description:
          "Refuses callers without MFA: `{}`; or with a sign-in by MFA older than 1 to 2160 minutes: `{ max_age_minutes = 60 }`. IAM sees MFA of users and of AssumeRole only: leave it out for Identity Center, and limit the session duration of the permission set instead. Default: MFA is not asked for.",
        type: "object({ max_age_minutes = optional(number) })",
        default: "null",
        features: [
          {
            name: `${within}mfa`,
            states: {
              none: { when: `var.${within}mfa == null` },
              required: { when: `try(${mfaAge}, null) == null`, value: () => "required" },
              recent: { when: `try(${mfaAge}, null) != null`, value: () => ({ maxAgeMinutes: 1999 }) },
            },
          },
        ],
      },
    } satisfies Record<string, Override>,
    relations: [
      {
        variable: variable("targets"),
        condition: `length(${targets}.tags) == 0 || length(${targets}.ids) == 0`,
        message: told(`${within}targets`, "tags or ids, not both", targets, "make a policy for each"),
      },
      {
        variable: variable("targets"),
        condition: `alltrue([for tag in keys(${targets}.tags) : ${patternHolds(tagKey, "tag")}])`,
        message: told(`${within}targets.tags`, tagKey.words, `keys(${targets}.tags)`, tagKey.fix),
      },
      {
        variable: variable("targets"),
        condition: `alltrue([for value in flatten(values(${targets}.tags)) : ${patternHolds(tagValue, "value")}])`,
        message: told(
          `${within}targets.tags`,
          "lists of values without wildcards, or of policy variables of IAM",
          `values(${targets}.tags)`,
          "list each value; StringEquals takes * literally",
        ),
      },
      {
        variable: variable("targets"),
        condition: `alltrue([for id in ${targets}.ids : ${patternHolds(nodeId, "id")}])`,
        message: told(`${within}targets.ids`, `a list, each of it ${nodeId.words}`, `${targets}.ids`, nodeId.fix),
      },
      {
        variable: variable("source_network"),
        condition: `alltrue([for range in var.${within}source_network.cidrs : can(cidrhost(range, 0)) && (strcontains(range, ":") ? true : cidrsubnet(range, 0, 0) == range)])`,
        message: told(
          `${within}source_network.cidrs`,
          `a list, each of it ${addressRange.allowed}`,
          `var.${within}source_network.cidrs`,
          addressRange.fix,
        ),
      },
      {
        variable: variable("mfa"),
        condition: `try(${mfaAge}, null) == null ? true : ${mfaAge} >= ${limits.mfaAgeMinutes.min} && ${mfaAge} <= ${limits.mfaAgeMinutes.max} && floor(${mfaAge}) == ${mfaAge}`,
        message: told(
          `${within}mfa.max_age_minutes`,
          `a whole number of ${limits.mfaAgeMinutes.unit} from ${limits.mfaAgeMinutes.min} to ${limits.mfaAgeMinutes.max}`,
          `try(${mfaAge}, null)`,
          "choose a value in that range",
        ),
      },
    ] satisfies Relation[],
  };
}

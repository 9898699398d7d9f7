import { sessionTargets, waysRound } from "../../../modules";
import * as addresses from "../../../modules/alert-topic/subscribers/address-subscriber";
import { type AnyRule, addressRange, listOf, type ObjectRule, oneOf, tagKey } from "../../../modules/core/internal";
import { limits, maxDurationGaps, unloggedDocumentNames } from "../../../modules/facts";
import { nodeId, tagValue as sessionTagValue } from "../../../modules/session-access/operator/session-targets";
import type { Relation } from "../definition";
import { listToken } from "../tokens";
import { patternHolds, told } from "../validations";
import { type Feature, memberFeature, type Override, type Placeholder, snake } from "../variables";

/** Inputs that are no data in TypeScript, or that need more than one case of their own. */

/** The rules of an object without some of its fields. */
export function without<P>(rule: AnyRule, ...fields: readonly (keyof P & string)[]): AnyRule {
  const { rules } = rule as ObjectRule<Record<string, unknown>>;
  const kept = Object.entries(rules).filter(([name]) => !(fields as readonly string[]).includes(name));
  return { ...rule, rules: Object.fromEntries(kept) } as AnyRule;
}

/** The base of all names. It becomes part of ids, which must not hold the name that a user chooses. */
export const baseNameLiteral = "zz-base-name";

export const nameInput: Override = {
  features: [{ name: "name", states: { set: { when: "true", value: () => baseNameLiteral } } }],
};

/** A list whose items each make a resource, with a placeholder that its rule accepts. */
function each(path: string, literal: string): Pick<Override, "features" | "placeholders"> {
  const at = `var.${path}`;
  const states = {
    none: { when: `length(${at}) == 0` },
    some: { when: `length(${at}) > 0`, value: () => [literal] },
  };
  return { features: [{ name: path, states }], placeholders: [{ literal, list: at, item: "item" }] };
}

/** Subscribers are made by functions in TypeScript: here each kind of address is a list. */
export const alertInputs = {
  rules: {
    alertEmails: listed(addresses.emailAddress),
    alertPhoneNumbers: listed(addresses.phoneNumber),
    alertUrls: listed(addresses.httpsUrl),
  },
  overrides: {
    alertEmails: {
      ...each("alert_emails", "each.email@example.com"),
      description:
        "E-mail addresses that are told when a session is started, resumed or terminated. Each must confirm the mail that AWS sends to it.",
    },
    alertPhoneNumbers: {
      ...each("alert_phone_numbers", "+491111111111"),
      description: "Phone numbers in E.164 that get a text message when a session is started, resumed or terminated.",
    },
    alertUrls: {
      ...each("alert_urls", "https://each.example.com/url"),
      description:
        "HTTPS URLs that are called when a session is started, resumed or terminated, and that confirm their subscription themselves.",
    },
  },
};

function listed(rule: AnyRule): AnyRule {
  return { ...listOf(rule, { unique: true }), optional: true } as AnyRule;
}

export const sessionInputs = {
  docs: { session: "SessionDocumentProps", "session.shellProfile": "ShellProfile" },
  overrides: {
    "session.runAs.defaultUser": {
      description: "Name of the user. It must exist on every node, or each session fails.",
    },
  },
  relations: maxDurationGaps.map(([from, to]): Relation => {
    const minutes = "var.session.max_duration_minutes";
    const gap = `outside ${from} to ${to}, which the pattern of the Systems Manager API leaves out`;
    return {
      variable: "session",
      condition: `${minutes} == null ? true : ${minutes} < ${from} || ${minutes} > ${to}`,
      message: told("session.max_duration_minutes", gap, minutes, `use ${from - 1} or ${to + 1}`),
    };
  }),
};

const expires = "var.bucket_retention.expire_after_days";
const archives = "var.bucket_retention.archive_after_days";

export const retentionRelation: Relation = {
  variable: "bucket_retention",
  condition: `${expires} == null || ${archives} == null ? true : ${expires} > ${archives}`,
  message: told(
    "bucket_retention.expire_after_days",
    "more than bucket_retention.archive_after_days",
    expires,
    "expire later, or leave archive_after_days out",
  ),
};

/** As Terraform has it: a policy variable needs no second dollar sign in a value. */
const tagValue = {
  ...sessionTagValue,
  pattern: new RegExp(sessionTagValue.pattern!.source.replace("\\$\\$", "\\$"), "u"),
};

const targets = "var.operators.targets";
const mfaAge = "var.operators.mfa.max_age_minutes";

/** Which nodes operators reach is said by functions in TypeScript: here by tags or by ids. */
export const operatorInputs = {
  docs: { operators: "OperatorAccessProps", "operators.sourceNetwork": "SourceNetwork" },
  literals: { "119940": `tostring(${mfaAge} * 60)` },
  overrides: {
    "operators.targets": {
      type: "object({\ntags = optional(map(list(string)), {})\nids = optional(list(string), [])\n})",
      default: "{}",
      description:
        "The nodes that sessions may be started on: `tags`, each with the values that it may have, or `ids` of instances (`i-`) and hybrid nodes (`mi-`). Default: every node of the account.",
      features: [
        {
          name: "operators.targets",
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
    "operators.unloggedDocuments": {
      description: `Port forwarding and SSH, by the names of AWS's documents: ${unloggedDocumentNames.join(", ")}. Such sessions are never logged. Default: none.`,
    },
    "operators.attachTo": {
      description:
        'Names of existing roles that get the policy; of groups where `principals` is "users". A permission set takes the policy by its name. Default: none.',
    },
    "operators.mfa": {
      description:
        "Refuses callers without MFA: `{}`; or with a sign-in by MFA older than 1 to 2160 minutes: `{ max_age_minutes = 60 }`. IAM sees MFA of users and of AssumeRole only: leave it out for Identity Center, and limit the session duration of the permission set instead. Default: MFA is not asked for.",
      type: "object({ max_age_minutes = optional(number) })",
      default: "null",
      features: [
        {
          name: "operators.mfa",
          states: {
            none: { when: "var.operators.mfa == null" },
            required: { when: `try(${mfaAge}, null) == null`, value: () => "required" },
            recent: { when: `try(${mfaAge}, null) != null`, value: () => ({ maxAgeMinutes: 1999 }) },
          },
        },
      ],
    },
  } satisfies Record<string, Override>,
  relations: [
    {
      variable: "operators",
      condition: `length(${targets}.tags) == 0 || length(${targets}.ids) == 0`,
      message: told("operators.targets", "tags or ids, not both", targets, "make a policy for each"),
    },
    {
      variable: "operators",
      condition: `alltrue([for tag in keys(${targets}.tags) : ${patternHolds(tagKey, "tag")}])`,
      message: told("operators.targets.tags", tagKey.words, `keys(${targets}.tags)`, tagKey.fix),
    },
    {
      variable: "operators",
      condition: `alltrue([for value in flatten(values(${targets}.tags)) : ${patternHolds(tagValue, "value")}])`,
      message: told(
        "operators.targets.tags",
        "lists of values without wildcards, or of policy variables of IAM",
        `values(${targets}.tags)`,
        "list each value; StringEquals takes * literally",
      ),
    },
    {
      variable: "operators",
      condition: `alltrue([for id in ${targets}.ids : ${patternHolds(nodeId, "id")}])`,
      message: told("operators.targets.ids", `a list, each of it ${nodeId.words}`, `${targets}.ids`, nodeId.fix),
    },
    {
      variable: "operators",
      condition: `alltrue([for range in var.operators.source_network.cidrs : can(cidrhost(range, 0)) && (strcontains(range, ":") ? true : cidrsubnet(range, 0, 0) == range)])`,
      message: told(
        "operators.source_network.cidrs",
        `a list, each of it ${addressRange.allowed}`,
        "var.operators.source_network.cidrs",
        addressRange.fix,
      ),
    },
    {
      variable: "operators",
      condition: `try(${mfaAge}, null) == null ? true : ${mfaAge} >= ${limits.mfaAgeMinutes.min} && ${mfaAge} <= ${limits.mfaAgeMinutes.max} && floor(${mfaAge}) == ${mfaAge}`,
      message: told(
        "operators.mfa.max_age_minutes",
        `a whole number of ${limits.mfaAgeMinutes.unit} from ${limits.mfaAgeMinutes.min} to ${limits.mfaAgeMinutes.max}`,
        `try(${mfaAge}, null)`,
        "choose a value in that range",
      ),
    },
  ] satisfies Relation[],
};

const administrators = "var.guardrail.administrators";
const someRole = "arn:aws:iam::111122223333:role/one";
const otherRole = "arn:aws:iam::111122223333:role/two";
const ways = Object.entries(waysRound);

export const guardrailInputs = {
  docs: { guardrail: "GuardrailProps" },
  overrides: {
    "guardrail.kind": {
      without: ["service-control-policy"],
      description:
        '"identity-policy" denies to the roles it is attached to; "permissions-boundary" does, and its bearer cannot take it off, nor make principals without it, but may use roles without it that trust him.',
    },
    "guardrail.attachTo": {
      description:
        "Names of existing roles for an identity policy. A permissions boundary is an argument of the role itself: give it the ARN of the policy there. Default: none.",
    },
    "guardrail.administrators": {
      features: [
        {
          // Several are named in fewer statements, so that the policy stays within its limit.
          name: "guardrail.administrators",
          states: {
            none: { when: `length(${administrators}) == 0` },
            one: { when: `length(${administrators}) == 1`, value: () => [someRole] },
            several: { when: `length(${administrators}) > 1`, value: () => [someRole, otherRole] },
          },
        },
      ],
      placeholders: [
        { literal: someRole, list: administrators, item: "role" },
        { literal: otherRole, list: "", item: "role" },
      ] satisfies Placeholder[],
    },
    "guardrail.closes": {
      description: `Ways round the audit to close too: ${ways.map(([name]) => snake(name)).join(", ")}. Default: none, since each would take something away that somebody may be using.`,
      rule: { ...listOf(oneOf(ways.map(([name]) => snake(name)))), optional: true },
      features: ways.map(
        ([name, way]): Feature => memberFeature("guardrail.closes", "guardrail.closes", snake(name), () => way),
      ),
    },
  } satisfies Record<string, Override>,
  relations: [
    {
      variable: "guardrail",
      condition: 'var.guardrail.kind != "permissions-boundary" || length(var.guardrail.attach_to) == 0',
      message: told(
        "guardrail.attach_to",
        "left out for a permissions boundary",
        "var.guardrail.attach_to",
        "set the ARN of the policy as the permissions_boundary of each role",
      ),
    },
  ] satisfies Relation[],
};

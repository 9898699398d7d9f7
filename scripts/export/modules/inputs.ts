import { type Subscriber, sessionTargets, subscribers } from "../../../modules";
import * as addresses from "../../../modules/alert-topic/subscribers/address-subscriber";
import {
  type AnyRule,
  addressRange,
  listOf,
  type ObjectRule,
  object,
  type RulesOf,
  snake,
  tagKey,
} from "../../../modules/core/internal";
import { limits, unloggedDocumentNames } from "../../../modules/facts";
import { nodeId, tagValue as sessionTagValue } from "../../../modules/session-access/operator/session-targets";
import type { Relation } from "../definition";
import { listToken } from "../tokens";
import { patternHolds, told } from "../validations";
import type { Override } from "../variables";

/** Inputs that are no data in TypeScript, or that need more than one case of their own. */

export const removalReason =
  "Terraform allows no variable in `prevent_destroy`, so the module always protects audit data. To destroy it, take the `lifecycle` blocks out of a copy.";

/** A module does not know how long names are. */
export const fixedSpread = { guardrail: { spread: "fixed" }, watches: { spread: "fixed" } } as const;

export const deletionProtectionReason = "it needs AWS provider 6.25.";

export const sessionDifferences = [
  "`session.justInTimeAccess`: its key needs tags of its own.",
  "`session.adopt`: where the account has the document `SSM-SessionManagerRunShell` already, write an `import` block for `aws_ssm_document.document` of the module.",
];

export const operatorDifference = "`operators.roleFor`: name roles of yours in `operators.attach_to`.";

export const guardrailDifferences = [
  "`guardrail.kind`, `guardrail.closes` and `guardrail.remoteDesktop`: the module makes an identity policy on the audit chain.",
  '`guardrail.spread` and `watches.spread`: they are `"fixed"`, since a module does not know how long names are.',
];

/** The rules of an object without some of its fields. */
export function without<P>(rule: AnyRule, ...fields: readonly (keyof P & string)[]): AnyRule {
  const { rules } = rule as ObjectRule<Record<string, unknown>>;
  const kept = Object.entries(rules).filter(([name]) => !(fields as readonly string[]).includes(name));
  return { ...rule, rules: Object.fromEntries(kept) } as AnyRule;
}

/** The base of all names. It becomes part of ids, which must not hold the name that a user chooses. */
export const baseNameLiteral = "zz-name-of-the-longest";

export const nameInput: Override = {
  features: [{ name: "name", states: { set: { when: "true", value: () => baseNameLiteral } } }],
};

/** Whom a topic tells. Subscribers are made by functions in TypeScript: here each kind of address is a list. */
function subscriberInputs(prop: string, list = `var.${snake(prop)}`) {
  const kinds = {
    emails: {
      rule: addresses.emailAddress,
      literal: `each.${snake(prop)}@example.com`,
      description: "E-mail addresses. Each must confirm the mail that AWS sends to it.",
    },
    phoneNumbers: {
      rule: addresses.phoneNumber,
      literal: { alerts: "+491111111111", refusals: "+492222222222" }[prop] ?? "+493333333333",
      description: "Phone numbers in E.164, for text messages.",
    },
    urls: {
      rule: addresses.httpsUrl,
      literal: `https://each.example.com/${snake(prop)}`,
      description: "HTTPS URLs that are called, and that confirm their subscription themselves.",
    },
  };
  const lists = Object.entries(kinds);
  const overrides = lists.map(([kind, { literal, description }]): [string, Override] => {
    const path = `${snake(prop)}.${snake(kind)}`;
    const at = `${list}.${snake(kind)}`;
    const states = {
      none: { when: `length(${at}) == 0` },
      some: { when: `length(${at}) > 0`, value: () => [literal] },
    };
    const features = [{ name: path, states }];
    return [`${prop}.${kind}`, { description, features, placeholders: [{ literal, list: at, item: "item" }] }];
  });
  const rules = lists.map(([kind, { rule }]) => [kind, { ...listOf(rule, { unique: true }), optional: true }] as const);
  return {
    rule: { ...object<object>(Object.fromEntries(rules) as RulesOf<object>), optional: true } as AnyRule,
    overrides: Object.fromEntries(overrides),
  };
}

interface Addresses {
  readonly emails?: readonly string[];
  readonly phoneNumbers?: readonly string[];
  readonly urls?: readonly string[];
}

function subscribersAt(value: unknown): Subscriber[] {
  const { emails = [], phoneNumbers = [], urls = [] } = (value ?? {}) as Addresses;
  return [
    ...emails.map((address) => subscribers.email(address)),
    ...phoneNumbers.map((number) => subscribers.sms(number)),
    ...urls.map((url) => subscribers.https(url)),
  ];
}

const topics = {
  alerts: subscriberInputs("alerts"),
  refusals: subscriberInputs("refusals"),
  // Who is told of sessions is told of the audit itself, too, unless others are.
  integrityAlerts: subscriberInputs("integrityAlerts", "coalesce(var.integrity_alerts, var.alerts)"),
};

/** Whom a module that notifies people tells of what. */
export const alertInputs = {
  rules: {
    alerts: topics.alerts.rule,
    refusals: topics.refusals.rule,
    integrityAlerts: topics.integrityAlerts.rule,
  },
  overrides: {
    ...topics.alerts.overrides,
    ...topics.refusals.overrides,
    ...topics.integrityAlerts.overrides,
    integrityAlerts: { default: "null" },
  } as Readonly<Record<string, Override>>,
  props: ({ alerts, refusals, integrityAlerts }: Readonly<Record<string, unknown>>) => ({
    alerts: subscribersAt(alerts),
    refusals: subscribersAt(refusals),
    integrityAlerts: subscribersAt(integrityAlerts),
  }),
  refused: [
    ["alerts", { emails: ["Security <security@example.com>"] }],
    ["alerts", { phone_numbers: ["0170 1234567"] }],
    ["refusals", { emails: ["security"] }],
    ["integrity_alerts", { urls: ["http://hooks.example.com/sessions"] }],
  ] as const,
  difference:
    "Subscribers that are functions or queues, and filters of messages: subscribe them to the topics yourself.",
};

export const sessionInputs = {
  docs: { session: "SessionDocumentProps", "session.shellProfile": "ShellProfile" },
  overrides: {
    "session.runAs.defaultUser": {
      description: "Name of the user. It must exist on every node, or each session fails.",
    },
  },
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
          "The nodes that sessions may be started on: `tags`, each with the values that it may have, or `ids` of instances (`i-`) and hybrid nodes (`mi-`). Default: every node of the account.",
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
          'Names of existing roles that get the policy; of groups where `principals` is "users". A permission set takes the policy by its name. Default: none.',
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
        description: "Names of existing roles that get the policies. They must not be roles of nodes. Default: none.",
      },
      "guardrail.administrators": {
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

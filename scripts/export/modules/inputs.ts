import type { AnyRule, ObjectRule } from "../../../modules/core/internal";
import type { Relation } from "../definition";
import { told } from "../validations";
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

/** Whoever applies a module knows no stack. */
export const watchOverrides: Readonly<Record<string, Override>> = {
  "watches.tampering": {
    description:
      "Whether people are notified of calls that disable, empty or open a piece of the audit. An apply that changes a piece is such a call too.",
  },
};

export const sessionInputs = {
  docs: { session: "SessionDocumentProps", "session.shellProfile": "ShellProfile" },
  overrides: {
    "session.maxDurationMinutes": {
      description: "Minutes after which the service ends any session, 1 to 1440. Default: no limit.",
    },
    "session.runAs": {
      description:
        "The operating system user of sessions on Linux and macOS. The caller's IAM tag `SSMSessionRunAs` overrides it, so the operators' policy refuses callers with that tag. Default: `ssm-user`, which the agent creates with sudo rights.",
    },
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

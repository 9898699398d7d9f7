import type {
  AnyRule,
  ArnTextRule,
  ListRule,
  MapRule,
  NumberRule,
  SetRule,
  TextRule,
} from "../../modules/core/internal";
import type { Variable } from "./variables";

export interface Validation {
  /** In Terraform. */
  readonly condition: string;
  /** An expression, in the words of a ValidationError. */
  readonly message: string;
}

/** What the rules of an input and its fields ask, as `validation` blocks. */
export function validations({ path, rule, nullable, fields }: Variable, isReached = true): Validation[] {
  const at = `var.${path}`;
  // A field of an object that may be null is reached through `try`.
  const value = isReached ? at : `try(${at}, null)`;
  const own = demands(rule, path).map(({ holds, allowed, fix }) => {
    const condition = holds(at);
    const guarded = nullable || !isReached ? `${value} == null ? true : ${condition}` : condition;
    return { condition: guarded, message: told(path, allowed, value, fix) };
  });
  return [...own, ...fields.flatMap((field) => validations(field, isReached && !nullable))];
}

export function told(path: string, allowed: string, value: string, fix: string): string {
  const text = (words: string) => JSON.stringify(words).slice(1, -1).replaceAll("${", "$${").replaceAll("%{", "%%{");
  return `"\`${path}\` must be ${text(allowed)}, got: \${jsonencode(${value})}; ${text(fix)}"`;
}

interface Demand {
  readonly allowed: string;
  readonly fix: string;
  /** The condition for an expression that is not null. */
  readonly holds: (expression: string) => string;
}

function demands(rule: AnyRule, path: string): Demand[] {
  switch (rule.kind) {
    case "text":
      return textDemands(rule as TextRule);
    case "arn":
      return arnDemands(rule as ArnTextRule);
    case "number": {
      const { range, allowed, fix } = rule as NumberRule;
      const { min, max } = range;
      return [{ allowed, fix, holds: (at) => `${at} >= ${min} && ${at} <= ${max} && floor(${at}) == ${at}` }];
    }
    case "set": {
      const { values, allowed, fix } = rule as SetRule<string | number>;
      return [
        {
          allowed,
          fix,
          holds: (at) => `contains([${values.map((value) => JSON.stringify(value)).join(", ")}], ${at})`,
        },
      ];
    }
    case "list": {
      const { of } = rule as ListRule<unknown>;
      const each = demands(of, path).map((demand) => ({
        ...demand,
        allowed: `a list, each of it ${demand.allowed}`,
        holds: (at: string) => `alltrue([for item in ${at} : ${demand.holds("item")}])`,
      }));
      return [...sizeDemands(rule as ListRule<unknown>), ...each];
    }
    default:
      return [];
  }
}

function sizeDemands({ range, some, allowed, fix }: ListRule<unknown> | MapRule<unknown>): Demand[] {
  if (!range && !some) return [];
  const { min, max } = range ?? { min: 1, max: undefined };
  return [
    { allowed, fix, holds: (at) => `length(${at}) >= ${min}${max === undefined ? "" : ` && length(${at}) <= ${max}`}` },
  ];
}

function textDemands({ length, pattern, not, words, fix }: TextRule): Demand[] {
  const size: Demand[] = length
    ? [
        {
          allowed: `${length.min} to ${length.max} ${length.unit} long`,
          fix: "choose a text of that length",
          holds: (at) => `length(${at}) >= ${length.min} && length(${at}) <= ${length.max}`,
        },
      ]
    : [];
  if (!pattern && not.length === 0) return size;
  return [...size, { allowed: words, fix, holds: (at) => patternHolds({ pattern, not }, at) }];
}

/** That a text looks as its rule says. */
export function patternHolds({ pattern, not }: Pick<TextRule, "pattern" | "not">, expression: string): string {
  return [
    ...(pattern ? [`can(regex(${regex(pattern)}, ${expression}))`] : []),
    ...not.map((other) => `!can(regex(${regex(other)}, ${expression}))`),
  ].join(" && ");
}

/** As `isArn` has it, but that the Region is of the partition, which Terraform learns from AWS only. */
function arnDemands({ arn, allowed, fix }: ArnTextRule): Demand[] {
  const { service, resource } = arn;
  const region = ["iam", "s3"].includes(service) ? "" : "[a-z]{2,4}(-[a-z]+)+-\\d";
  const account = service === "s3" ? "" : "\\d{12}";
  const tail = resource.source.replace(/^\^/, "").replace(/\$$/, "");
  const pattern = new RegExp(`^arn:aws(-[a-z]+)*:${service}:${region}:${account}:${tail}$`, resource.flags);
  return [{ allowed, fix, holds: (at) => `can(regex(${regex(pattern)}, ${at}))` }];
}

/** A pattern as RE2 reads it, between the quotes of Terraform. */
function regex({ source, flags }: RegExp): string {
  const pattern = `${flags.includes("i") ? "(?i)" : ""}${source.replaceAll("\\/", "/")}`;
  return JSON.stringify(pattern).replaceAll("${", "$${").replaceAll("%{", "%%{");
}

import { type AnyRule, type ListRule, type NumberRule, type SetRule, snake } from "../../modules/core/internal";
import type { PropDoc } from "../docs/module-docs";

/** How inputs are described: by the doc comments of props, in the words of Terraform. */

/** What `@default` says, where it says a value: `365`, `"roles"`. */
export function literalDefault(text: string | undefined): string | undefined {
  return /^(\d+|true|false|"[^"]*")(?=$| - )/.exec(text ?? "")?.[1];
}

export function described(doc: PropDoc | undefined): string {
  if (!doc) return "";
  const fallback = /^- ([\s\S]+)$/.exec(doc.default ?? "")?.[1];
  const text = fallback ? `${doc.description} Default: ${fallback.replace(/\.?$/, ".")}` : doc.description;
  return inTerraformWords(text);
}

/** Names of props as variables are called. */
function inTerraformWords(text: string): string {
  return text.replace(/`([a-z]+(?:[A-Z][a-z]+)+)`/g, (_, name: string) => `\`${snake(name)}\``);
}

/** All Regions need no list. */
const MOST_VALUES = 30;

/** No number of days is more than this in practice. */
const NO_LIMIT = 2 ** 31 - 1;

/** The description with the values that are accepted, before the default. It may say several of them itself. */
export function withAllowed(description: string, rule: AnyRule): string {
  const allowed = allowedValues(rule);
  const isSaid = allowed.every((value) => description.includes(value.replaceAll(/[`"]/g, "")));
  if (allowed.length === 0 || (isSaid && (allowed.length > 1 || description.includes(allowed[0]!)))) return description;
  const [text, ...fallback] = description.split(/ (?=Default: )/);
  return [text, told(allowed, rule), ...fallback].join(" ");
}

function told(allowed: readonly string[], { kind }: AnyRule): string {
  const isSingle = allowed.length === 1;
  if (kind === "number") return isSingle ? `${allowed[0]} or more.` : `${allowed.join(" to ")}.`;
  if (isSingle) return `The only value is ${allowed[0]}.`;
  return `${kind === "list" ? "Any" : "One"} of ${allowed.join(", ")}.`;
}

function allowedValues(rule: AnyRule): string[] {
  switch (rule.kind) {
    case "number": {
      const { min, max } = (rule as NumberRule).range;
      return [min, ...(max < NO_LIMIT ? [max] : [])].map(String);
    }
    case "set": {
      const { values } = rule as SetRule<string | number>;
      if (values.length > MOST_VALUES) return [];
      return values.map((value) => (typeof value === "number" ? String(value) : `\`"${value}"\``));
    }
    case "list":
      return allowedValues((rule as ListRule<unknown>).of).filter((value) => value.startsWith("`"));
    default:
      return [];
  }
}

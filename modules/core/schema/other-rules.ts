import type { Violation } from "../validation-error";
import { fieldViolations, isObject, type ObjectRule, object, type RulesOf } from "./collection-rules";
import { type AnyRule, anyValue, type Rule } from "./rule";

export function optional<T>(rule: Rule<T>): Rule<T | undefined> {
  // Only the phantom type differs: `undefined` never reaches the check.
  return { ...rule, optional: true } as unknown as Rule<T | undefined>;
}

/**
 * Refuses a value known only to Terraform where the value decides what is created, becomes part of an id or is
 * calculated with. CDKTF holds only a placeholder, so the result would be nonsense.
 */
export function known<T>(rule: Rule<T>): Rule<T> {
  return { ...rule, token: undefined };
}

/**
 * A construct, recognized by the members that its consumers use and not by its class, because two copies of a package
 * have two classes.
 */
export function construct<T extends object>(
  allowed: string,
  members: readonly (keyof T & string)[],
  fix = "pass the construct itself",
): Rule<T> {
  const fits = (value: unknown) => isObject(value) && members.every((member) => value[member] !== undefined);
  return { ...anyValue, kind: "construct", allowed, fix, fits, check: () => [] };
}

/** Makes the rule itself check a string that Terraform knows in part. */
export function partlyKnown<T>(rule: Rule<T>): Rule<T> {
  return { ...rule, partly: true };
}

/** For a type that expresses a relation between fields which a wider type's rule or a relation checks. */
export function narrowed<T>(rule: AnyRule): Rule<T> {
  return rule;
}

export interface EitherRule<T> extends Rule<T> {
  readonly kind: "either";
  readonly alternatives: readonly Rule<T>[];
}

/**
 * The first alternative that a value fits decides what is wrong with it. For objects, it is the first that knows one of
 * its fields.
 */
export function either<A, B>(
  one: Rule<A>,
  other: Rule<B>,
  words: Partial<Pick<Rule<A>, "allowed" | "fix">> = {},
): EitherRule<A | B> {
  const alternatives = [one, other] as unknown as readonly Rule<A | B>[];
  const fitting = (value: unknown) => {
    const candidates = alternatives.filter((rule) => rule.fits(value));
    return candidates.find((rule) => knowsField(rule, value)) ?? candidates[0];
  };
  return {
    ...anyValue,
    kind: "either",
    alternatives,
    token: one.token ?? other.token,
    allowed: words.allowed ?? `${one.allowed}, or ${other.allowed}`,
    fix: words.fix ?? `${one.fix}, or ${other.fix}`,
    fits: (value) => fitting(value) !== undefined,
    check: (value, path) => fitting(value)!.check(value, path),
  };
}

function knowsField(rule: object, value: unknown): boolean {
  const { rules = {} } = rule as Partial<ObjectRule<object>>;
  return isObject(value) && Object.keys(rules).some((field) => field in value);
}

/** Free-form data with its own grammar, such as an event pattern. */
export function data<T>(
  kind: string,
  allowed: string,
  fix: string,
  check: (value: T, path: string) => Violation[],
): Rule<T> {
  return { ...anyValue, kind, allowed, fix, fits: (value) => isObject(value) && isTree(value), check };
}

/** Whether JSON can represent it: no cycles, functions, symbols or big integers. */
function isTree(value: unknown, above: unknown[] = []): boolean {
  if (typeof value !== "object" || value === null) return !notJson.includes(typeof value);
  if (above.includes(value)) return false;
  above.push(value);
  const isWhole = Object.values(value).every((part) => isTree(part, above));
  above.pop();
  return isWhole;
}

const notJson: readonly string[] = ["function", "symbol", "bigint"];

/** Something of which a consumer needs only some members: a construct of this library, or a plain object. */
export function having<T extends object>(allowed: string, rules: RulesOf<T>): Rule<T> {
  return { ...object<T>(rules), allowed, check: (value, path) => fieldViolations(value, rules, `${path}.`) };
}

import type { Limit } from "../../facts";
import type { AtLeastOne } from "../lists";
import type { Violation } from "../validation-error";
import { anyValue, type Rule, violations } from "./rule";

interface SizeOptions {
  /** How many items are allowed, if AWS has a limit. */
  readonly range?: Limit;
  /** Set if at least one item is required. */
  readonly some?: boolean;
  /** The name of one item, such as `tag` or `Region`, if AWS has no limit. */
  readonly unit?: string;
  /** What to do about too few or too many items. */
  readonly resize?: string;
}

export interface ListRule<T> extends Rule<readonly T[]>, SizeOptions {
  readonly kind: "list";
  readonly of: Rule<T>;
  readonly unique: boolean;
}

interface ListOptions extends SizeOptions {
  readonly unique?: boolean;
  /**
   * Whether a list known only to Terraform is accepted: AWS must take it as a whole, and nothing may be created per
   * item.
   */
  readonly unknown?: boolean;
}

export function listOf<T>(of: Rule<T>, options: ListOptions = {}): ListRule<T> {
  const { unique = false, unknown = false, ...size } = options;
  const allowed = `a list of ${amount(options)}`;
  return {
    ...anyValue,
    ...size,
    kind: "list",
    token: unknown ? "list" : undefined,
    of,
    unique,
    allowed,
    fix: "write [value]",
    fits: Array.isArray,
    check: (values, path) => {
      const wrongSize = misfit(values, values.length, allowed, path, options);
      if (wrongSize.length > 0) return wrongSize;
      const found = Array.from(values).flatMap((value, index) => violations(of, value, `${path}[${index}]`));
      return unique && found.length === 0 ? repeated(values, path) : found;
    },
  };
}

/** A list whose type, like the rule, requires at least one item. */
export function someOf<T>(of: Rule<T>, options: Omit<ListOptions, "some" | "unknown"> = {}): Rule<AtLeastOne<T>> {
  return listOf(of, { some: true, ...options }) as unknown as Rule<AtLeastOne<T>>;
}

function repeated(values: readonly unknown[], path: string): Violation[] {
  return values.flatMap((got, index) => {
    if (values.indexOf(got) === index) return [];
    return [{ prop: `${path}[${index}]`, allowed: "named once", got, fix: "leave the second one out" }];
  });
}

export interface MapRule<T> extends Rule<Readonly<Record<string, T>>>, SizeOptions {
  readonly kind: "map";
  readonly key: Rule<string>;
  readonly of: Rule<T>;
}

export function mapOf<T>(key: Rule<string>, of: Rule<T>, options: SizeOptions = {}): MapRule<T> {
  const allowed = `an object of ${amount(options)}`;
  return {
    ...anyValue,
    ...options,
    kind: "map",
    key,
    of,
    allowed,
    fix: "write { name: value }",
    fits: isObject,
    check: (values, path) => {
      const entries = Object.entries(values);
      const wrongSize = misfit(values, entries.length, allowed, path, options);
      if (wrongSize.length > 0) return wrongSize;
      return entries.flatMap(([name, value]) => [
        ...violations(key, name, `${path}.${name}`),
        ...violations(of, value, `${path}.${name}`),
      ]);
    },
  };
}

function amount({ range, some = false, unit = "value" }: SizeOptions): string {
  if (range) return `${range.min} to ${range.max} ${range.unit}`;
  return some ? `at least one ${unit}` : `${unit}s`;
}

function misfit(values: unknown, size: number, allowed: string, prop: string, options: SizeOptions): Violation[] {
  const { range, some = false, resize } = options;
  const { min, max } = range ?? { min: some ? 1 : 0, max: Number.POSITIVE_INFINITY };
  if (size >= min && size <= max) return [];
  const fix = resize ?? (size < min ? "name one" : "leave some out");
  return [{ prop, allowed, got: size === 0 ? values : size, fix }];
}

/** A rule for every key of a type, optional keys included. A missing rule does not compile. */
export type RulesOf<P> = { readonly [K in keyof Required<P>]: Rule<P[K & keyof P]> };

export interface ObjectRule<P> extends Rule<P> {
  readonly kind: "object";
  readonly rules: RulesOf<P>;
}

/** @param relate what must hold between the fields; runs once each field is valid by itself */
export function object<P extends object>(
  rules: RulesOf<P>,
  relate: (value: P, path: string) => Violation[] = () => [],
): ObjectRule<P> {
  const names = Object.keys(rules) as (keyof P & string)[];
  return {
    ...anyValue,
    kind: "object",
    rules,
    allowed: `an object of ${names.join(", ")}`,
    fix: `write { ${names[0]}: ... }`,
    fits: isObject,
    check: (value, path) => {
      const prefix = path === "" ? "" : `${path}.`;
      const found = [...unknownFields(value, rules, prefix), ...fieldViolations(value, rules, prefix)];
      return found.length > 0 ? found : relate(value, path);
    },
  };
}

/** What is wrong with the fields that have rules. */
export function fieldViolations<P extends object>(value: P, rules: RulesOf<P>, prefix: string): Violation[] {
  const found: Violation[] = [];
  for (const name of Object.keys(rules) as (keyof P & string)[]) {
    // Most props are left out, and this runs for each construct.
    if (value[name] === undefined && rules[name].optional) continue;
    found.push(...violations(rules[name], value[name], `${prefix}${name}`));
  }
  return found;
}

/** A misspelt field would pass for one that was left out: TypeScript overlooks those that are spread, JavaScript all. */
function unknownFields(value: object, rules: object, prefix: string): Violation[] {
  const found: Violation[] = [];
  for (const [name, got] of Object.entries(value)) {
    if (name in rules || got === undefined) continue;
    const fix = `leave it out, or use ${Object.keys(rules).join(", ")}`;
    found.push({ prop: `${prefix}${name}`, allowed: "the name of a prop", got, fix });
  }
  return found;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

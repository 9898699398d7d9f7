import type { IResolvable } from "cdktf";
import type { Limit } from "../../facts";
import { anyValue, type Rule } from "./rule";

export interface TextRule extends Rule<string> {
  readonly kind: "text";
  readonly length?: Limit;
  /** What it must look like. */
  readonly pattern?: RegExp;
  /** What it must not look like, if one simple pattern cannot say it. */
  readonly not: readonly RegExp[];
  /** Describes both patterns in words. */
  readonly words: string;
}

interface TextOptions {
  readonly length?: Limit;
  readonly pattern?: RegExp;
  readonly not?: readonly RegExp[];
  /** A check that no pattern can express. */
  readonly holds?: (value: string) => boolean;
  /** Describes all of them in words. Follows "must be". */
  readonly allowed?: string;
  readonly fix?: string;
}

export function text({ length, pattern, not = [], holds, allowed: words = "a text", fix }: TextOptions): TextRule {
  const instruction = fix ?? "write a text";
  return {
    ...anyValue,
    kind: "text",
    token: "string",
    length,
    pattern,
    not,
    words,
    allowed: length ? `a text of ${length.min} to ${length.max} ${length.unit}` : words,
    fix: instruction,
    fits: (value) => typeof value === "string",
    check: (value, prop) => {
      if (length && (value.length < length.min || value.length > length.max)) {
        const { min, max, unit } = length;
        const choose = `it has ${value.length}; choose a ${value.length > max ? "shorter" : "longer"} one`;
        return [{ prop, allowed: `${min} to ${max} ${unit} long`, got: value, fix: choose }];
      }
      const isFine =
        (!pattern || pattern.test(value)) && !not.some((other) => other.test(value)) && (!holds || holds(value));
      return isFine ? [] : [{ prop, allowed: words, got: value, fix: instruction }];
    },
  };
}

export interface NumberRule extends Rule<number> {
  readonly kind: "number";
  readonly range: Limit;
}

export function wholeNumber(range: Limit): NumberRule {
  const { min, max, unit } = range;
  const allowed = `a whole number of ${unit} from ${min} to ${max}`;
  const fix = "choose a value in that range";
  return {
    ...anyValue,
    kind: "number",
    token: "number",
    range,
    allowed,
    fix,
    fits: (value) => typeof value === "number",
    check: (got, prop) => (Number.isInteger(got) && got >= min && got <= max ? [] : [{ prop, allowed, got, fix }]),
  };
}

export interface SetRule<T> extends Rule<T> {
  readonly kind: "set";
  readonly values: readonly T[];
}

export function oneOf<const T extends string | number>(
  values: readonly T[],
  { fix = "choose one of them" } = {},
): SetRule<T> {
  return {
    ...anyValue,
    kind: "set",
    token: typeof values[0] as "string" | "number",
    values,
    allowed: `one of ${values.join(", ")}`,
    fix,
    fits: (value) => (values as readonly unknown[]).includes(value),
    check: () => [],
  };
}

export interface FlagRule extends Rule<boolean> {
  readonly kind: "flag";
}

/** Most flags decide what is created, so they must be known at synthesis. */
export function flag(): FlagRule {
  return {
    ...anyValue,
    kind: "flag",
    allowed: "true or false",
    fix: "write one of them",
    fits: (value) => typeof value === "boolean",
    check: () => [],
  };
}

/** A flag that decides nothing here and is only passed on. */
export function writtenFlag(): Rule<boolean | IResolvable> {
  return { ...flag(), token: "flag" } as unknown as Rule<boolean | IResolvable>;
}

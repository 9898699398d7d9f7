import { data, distinct, isObject, isPrefixed, isUnknown, json, type Violation } from "../../core/internal";
import { limits } from "../../facts";
import { type EventPattern, matchesAt, type PatternFields, sizeAtMost, sizeOf } from "./event-pattern";

const isText = (value: unknown) => typeof value === "string";
const isWildcard = (value: unknown) => isText(value) && !(value as string).includes("**");
const oneOrMore = (test: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) ? value.length > 0 && value.every(test) : test(value);
const textOrIgnoreCase = (value: unknown) =>
  isText(value) || (isSingle(value, "equals-ignore-case") && isText(value["equals-ignore-case"]));

/** What each operator accepts, and its description. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const operands: Readonly<Record<string, { readonly test: (value: unknown) => boolean; readonly allowed: string }>> = {
  prefix: { test: textOrIgnoreCase, allowed: "a text or { equals-ignore-case }" },
  suffix: { test: textOrIgnoreCase, allowed: "a text or { equals-ignore-case }" },
  "equals-ignore-case": { test: isText, allowed: "a text" },
  wildcard: { test: isWildcard, allowed: "a text without two asterisks in a row" },
  exists: { test: (value) => typeof value === "boolean", allowed: "true or false" },
  cidr: {
    test: (value) => isUnknown(value) || (typeof value === "string" && isPrefixed(value)),
    allowed: "a CIDR block",
  },
  numeric: { test: isComparison, allowed: 'one or two comparisons, like [">", 0, "<=", 5]' },
  "anything-but": {
    test: isExclusion,
    allowed: "texts, numbers, or one of prefix, suffix, equals-ignore-case, wildcard",
  },
};

/** Everything that EventBridge would refuse or, worse, would accept and never match. */
export const eventPattern = data<EventPattern>(
  "event pattern",
  "an event pattern",
  "take one of sessionPatterns, or write { source: [...], detail: { ... } }",
  (pattern, path) => {
    const found = fieldViolations(path, pattern);
    if (found.length > 0) return found;
    const ways = combinations(pattern);
    const most = limits.eventPatternCombinations.max;
    if (ways > most) return [wrong(path, `at most ${most} combinations of $or`, ways, "split it over two rules")];
    return [...anonymous(path, pattern), ...tooLong(path, pattern)];
  },
);

/** Calls of different services share names. */
function anonymous(prop: string, pattern: EventPattern): Violation[] {
  if (namesSource(pattern)) return [];
  const without = flatten(pattern, "").find((paths) => paths.get("source") === undefined)!;
  const fix = `name \`source\`, like ["aws.ssm"]: calls of different services have the same names, such as StartSession of Athena`;
  return [wrong(prop, "clear about the source of every event", [...without.keys()], fix)];
}

/** Whether each combination does. */
function namesSource({ source, $or }: EventPattern): boolean {
  return source !== undefined || ($or?.every(namesSource) ?? false);
}

function tooLong(prop: string, pattern: EventPattern): Violation[] {
  const { max } = limits.eventPatternLength;
  if (sizeAtMost(pattern) <= max) return [];
  const size = sizeOf(json(pattern, { compact: true }));
  if (size <= max) return [];
  return [wrong(prop, `at most ${max} characters long`, size, "split it over two rules, or name fewer resources")];
}

/** By default a rule sees no read-only calls. */
export function readOnlyCallViolations(prop: string, pattern: EventPattern): Violation[] {
  return distinct(matchesAt("detail.eventName", pattern)).flatMap((match) => {
    const text = typeof match === "string" ? match : Object.values(match ?? {})[0];
    if (typeof text !== "string" || !/^(Get|List|Describe)/i.test(text)) return [];
    const fix = "EventBridge sees no Get*, List* or Describe* calls by default; set readOnlyCalls, and mind its volume";
    return [wrong(`${prop}.detail.eventName`, "names of write calls", text, fix)];
  });
}

function fieldViolations(path: string, fields: PatternFields): Violation[] {
  const names = Object.keys(fields).filter((name) => fields[name] !== undefined);
  if (names.length === 0) return [wrong(path, "an object with at least one field", fields, "leave it out")];
  return names.flatMap((name) => {
    const [inner, value] = [`${path}.${name}`, fields[name] as unknown];
    if (name === "$or") return alternativeViolations(inner, value);
    if (isObject(value)) return fieldViolations(inner, value as PatternFields);
    if (!Array.isArray(value)) {
      return [wrong(inner, "a list of values, or an object of fields", value, "write [value]")];
    }
    if (value.length > 0) return value.flatMap((match) => matchViolations(inner, match));
    return [wrong(inner, "a list of at least one value", value, "leave the field out to match any value")];
  });
}

function alternativeViolations(path: string, value: unknown): Violation[] {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isObject)) {
    const fix = "write the one alternative without $or";
    return [wrong(path, "a list of at least two objects of fields", value, fix)];
  }
  return value.flatMap((fields, index) => fieldViolations(`${path}[${index}]`, fields as PatternFields));
}

function matchViolations(path: string, match: unknown): Violation[] {
  if (match === null || ["string", "boolean"].includes(typeof match) || isNumber(match)) return [];
  const [operator, ...more] = isObject(match) ? Object.keys(match) : [];
  const known = operator === undefined || more.length > 0 ? undefined : operands[operator];
  if (!known) {
    const allowed = `a value or one operator of ${Object.keys(operands).join(", ")}`;
    return [wrong(path, allowed, match, 'write it like { "prefix": "i-" }')];
  }
  if (known.test((match as Record<string, unknown>)[operator!])) return [];
  return [wrong(path, `\`${operator}\` with ${known.allowed}`, match, "see the operators of EventBridge")];
}

function wrong(prop: string, allowed: string, got: unknown, fix: string): Violation {
  return { prop, allowed, got, fix };
}

/** EventBridge counts one combination for each path through all `$or`. */
function combinations(fields: PatternFields): number {
  return Object.entries(fields).reduce((product, [name, value]) => {
    if (name === "$or") return product * (value as PatternFields[]).reduce((sum, one) => sum + combinations(one), 0);
    return isObject(value) ? product * combinations(value) : product;
  }, 1);
}

/** The fields of each combination, by path. */
function flatten(fields: PatternFields, path: string): ReadonlyMap<string, unknown>[] {
  return Object.entries(fields).reduce<ReadonlyMap<string, unknown>[]>(
    (found, [name, value]) => {
      const inner = path ? `${path}.${name}` : name;
      const choices =
        name === "$or"
          ? (value as PatternFields[]).flatMap((alternative) => flatten(alternative, path))
          : isObject(value)
            ? flatten(value, inner)
            : [new Map([[inner, value]])];
      return found.flatMap((known) => choices.map((choice) => new Map([...known, ...choice])));
    },
    [new Map()],
  );
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html#eb-filtering-numeric-matching */
const isNumber = (value: unknown) =>
  typeof value === "number" && (isUnknown(value) || Math.abs(value) <= 5_000_000_000);

function isComparison(value: unknown): boolean {
  if (!Array.isArray(value) || ![2, 4].includes(value.length)) return false;
  return value.every((part, index) => (index % 2 === 0 ? ["<", "<=", "=", ">=", ">"].includes(part) : isNumber(part)));
}

function isExclusion(value: unknown): boolean {
  if (!isObject(value)) return oneOrMore((part) => isText(part) || isNumber(part))(value);
  return (
    ["prefix", "suffix", "equals-ignore-case"].some(
      (name) => isSingle(value, name) && oneOrMore(isText)(value[name]),
    ) ||
    (isSingle(value, "wildcard") && oneOrMore(isWildcard)(value.wildcard))
  );
}

function isSingle<T extends string>(value: unknown, name: T): value is Record<T, unknown> {
  return isObject(value) && Object.keys(value).length === 1 && name in value;
}

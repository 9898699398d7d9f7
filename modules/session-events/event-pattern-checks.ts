import type { Construct } from "constructs";
import { ValidationError } from "../core";
import { limits } from "../facts";
import { type EventPattern, isFields, type PatternFields, sizeOf } from "./event-pattern";

const isText = (value: unknown) => typeof value === "string";
const isWildcard = (value: unknown) => isText(value) && !(value as string).includes("**");
const oneOrMore = (test: (value: unknown) => boolean) => (value: unknown) =>
  Array.isArray(value) ? value.length > 0 && value.every(test) : test(value);
const textOrIgnoreCase = (value: unknown) =>
  isText(value) || (isSingle(value, "equals-ignore-case") && isText(value["equals-ignore-case"]));

/** What each operator takes, with the words for it. @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const operands: Readonly<Record<string, { readonly test: (value: unknown) => boolean; readonly allowed: string }>> = {
  prefix: { test: textOrIgnoreCase, allowed: "a text or { equals-ignore-case }" },
  suffix: { test: textOrIgnoreCase, allowed: "a text or { equals-ignore-case }" },
  "equals-ignore-case": { test: isText, allowed: "a text" },
  wildcard: { test: isWildcard, allowed: "a text without two asterisks in a row" },
  exists: { test: (value) => typeof value === "boolean", allowed: "true or false" },
  cidr: { test: (value) => isText(value) && /^[\da-f.:]+\/\d{1,3}$/i.test(value as string), allowed: "a CIDR block" },
  numeric: { test: isComparison, allowed: 'one or two comparisons, like [">", 0, "<=", 5]' },
  "anything-but": {
    test: isExclusion,
    allowed: "texts, numbers, or one of prefix, suffix, equals-ignore-case, wildcard",
  },
};

/** Everything that EventBridge would refuse or, worse, would take and never match. */
export function checkEventPattern(scope: Construct, prop: string, pattern: EventPattern, readOnlyCalls: boolean): void {
  checkFields(scope, prop, pattern);
  const ways = combinations(pattern);
  const { max } = limits.eventPatternCombinations;
  if (ways > max) refuse(scope, prop, `at most ${max} combinations of $or`, ways, "split it over two rules");
  const alternatives = flatten(pattern, "");
  const anonymous = alternatives.find((paths) => !paths.has("source"));
  if (anonymous) {
    throw new ValidationError(scope, {
      prop,
      allowed: "clear about the source of every event",
      got: [...anonymous.keys()],
      fix: 'name `source`, like ["aws.ssm"]: calls of different services have the same names, such as StartSession of Athena',
    });
  }
  if (!readOnlyCalls) for (const paths of alternatives) checkWriteCalls(scope, prop, paths.get("detail.eventName"));
  const size = sizeOf(JSON.stringify(pattern));
  if (size <= limits.eventPatternLength.max) return;
  throw new ValidationError(scope, {
    prop,
    allowed: `at most ${limits.eventPatternLength.max} characters long`,
    got: size,
    fix: "split it over two rules, or name fewer resources",
  });
}

function checkFields(scope: Construct, prop: string, fields: PatternFields): void {
  const names = Object.keys(fields).filter((name) => fields[name] !== undefined);
  if (names.length === 0) refuse(scope, prop, "an object with at least one field", fields, "leave it out");
  for (const name of names) {
    const path = `${prop}.${name}`;
    const value: unknown = fields[name];
    if (name === "$or") checkAlternatives(scope, path, value);
    else if (isFields(value)) checkFields(scope, path, value);
    else if (!Array.isArray(value))
      refuse(scope, path, "a list of values, or an object of fields", value, "write [value]");
    else if (value.length === 0)
      refuse(scope, path, "a list of at least one value", value, "leave the field out to match any value");
    else for (const match of value) checkMatch(scope, path, match);
  }
}

function checkAlternatives(scope: Construct, path: string, value: unknown): void {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isFields)) {
    refuse(scope, path, "a list of at least two objects of fields", value, "write the one alternative without $or");
  }
  for (const [index, fields] of (value as PatternFields[]).entries()) checkFields(scope, `${path}[${index}]`, fields);
}

function checkMatch(scope: Construct, path: string, match: unknown): void {
  if (match === null || ["string", "number", "boolean"].includes(typeof match)) return;
  const [operator, ...more] = isFields(match) ? Object.keys(match) : [];
  const known = operator === undefined || more.length > 0 ? undefined : operands[operator];
  if (!known) {
    refuse(
      scope,
      path,
      `a value or one operator of ${Object.keys(operands).join(", ")}`,
      match,
      'write it like { "prefix": "i-" }',
    );
  } else if (!known.test((match as Record<string, unknown>)[operator!])) {
    refuse(scope, path, `\`${operator}\` with ${known.allowed}`, match, "see the operators of EventBridge");
  }
}

/** EventBridge counts one combination for each way through all `$or`. */
function combinations(fields: PatternFields): number {
  return Object.entries(fields).reduce((product, [name, value]) => {
    if (name === "$or") return product * (value as PatternFields[]).reduce((sum, one) => sum + combinations(one), 0);
    return isFields(value) ? product * combinations(value) : product;
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
          : isFields(value)
            ? flatten(value, inner)
            : [new Map([[inner, value]])];
      return found.flatMap((known) => choices.map((choice) => new Map([...known, ...choice])));
    },
    [new Map()],
  );
}

function checkWriteCalls(scope: Construct, prop: string, names: unknown): void {
  for (const match of (names ?? []) as readonly unknown[]) {
    const text = typeof match === "string" ? match : Object.values(match ?? {})[0];
    if (typeof text !== "string" || !/^(Get|List|Describe)/i.test(text)) continue;
    refuse(
      scope,
      `${prop}.detail.eventName`,
      "names of write calls",
      text,
      "EventBridge sees no Get*, List* or Describe* calls by default; set readOnlyCalls, and mind its volume",
    );
  }
}

function isComparison(value: unknown): boolean {
  if (!Array.isArray(value) || ![2, 4].includes(value.length)) return false;
  return value.every((part, index) =>
    index % 2 === 0 ? ["<", "<=", "=", ">=", ">"].includes(part) : typeof part === "number",
  );
}

function isExclusion(value: unknown): boolean {
  if (!isFields(value)) return oneOrMore((part) => isText(part) || typeof part === "number")(value);
  return (
    ["prefix", "suffix", "equals-ignore-case"].some(
      (name) => isSingle(value, name) && oneOrMore(isText)(value[name]),
    ) ||
    (isSingle(value, "wildcard") && oneOrMore(isWildcard)(value.wildcard))
  );
}

function isSingle<T extends string>(value: unknown, name: T): value is Record<T, unknown> {
  return isFields(value) && Object.keys(value).length === 1 && name in value;
}

function refuse(scope: Construct, prop: string, allowed: string, got: unknown, fix: string): never {
  throw new ValidationError(scope, { prop, allowed, got, fix });
}

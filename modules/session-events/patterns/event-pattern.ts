import { isDeepStrictEqual } from "node:util";
import { data, distinct, given, isObject, json, listOf } from "../../core/internal";
import { limits, longest } from "../../facts";

type Texts = string | readonly string[];
type Excluded =
  | string
  | number
  | readonly (string | number)[]
  | { readonly prefix: Texts }
  | { readonly suffix: Texts }
  | { readonly "equals-ignore-case": Texts }
  | { readonly wildcard: Texts };

/** How EventBridge compares a field other than with a fixed value: one operator per object. */
export type Operator =
  | { readonly prefix: string | { readonly "equals-ignore-case": string } }
  | { readonly suffix: string | { readonly "equals-ignore-case": string } }
  | { readonly "equals-ignore-case": string }
  | { readonly wildcard: string }
  | { readonly "anything-but": Excluded }
  | { readonly numeric: readonly (string | number)[] }
  | { readonly exists: boolean }
  | { readonly cidr: string };

export type Match = string | number | boolean | null | Operator;

/** Fields of an event, each with a list of accepted values or with nested fields; `$or` lists alternatives. */
export interface PatternFields {
  readonly [field: string]: readonly Match[] | PatternFields | readonly PatternFields[] | undefined;
}

/**
 * The events that a rule matches, as plain data. An event matches when every field named here has one of its values.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
export interface EventPattern extends PatternFields {
  readonly source?: readonly Match[];
  readonly "detail-type"?: readonly Match[];
  readonly account?: readonly Match[];
  readonly region?: readonly Match[];
  readonly detail?: PatternFields;
  readonly $or?: readonly PatternFields[];
}

/** Rules validate patterns. */
const patternList = listOf(
  data<EventPattern>("pattern", "an event pattern", "take one of sessionPatterns", () => []),
  { unit: "pattern", some: true },
);

/**
 * Matches events that match at least one of the patterns. What they have in common is stated once, because space is
 * limited.
 */
export function anyOf(...patterns: readonly EventPattern[]): EventPattern {
  return merged(given("anyOf", patternList, patterns, "patterns"));
}

function merged(patterns: readonly EventPattern[]): EventPattern {
  const alternatives = patterns.flatMap(alternativesOf);
  const [first, ...others] = alternatives;
  const common = Object.fromEntries(
    Object.entries(first!).filter(([field, value]) => others.every((other) => isDeepStrictEqual(other[field], value))),
  );
  const rest = alternatives.map((alternative) =>
    Object.fromEntries(Object.entries(alternative).filter(([field]) => !(field in common))),
  );
  const widest = rest.some((fields) => Object.keys(fields).length === 0);
  return widest ? common : { ...common, $or: rest };
}

/**
 * Merges the patterns into as few as possible, in order, each short enough for a rule. A pattern that is too long by
 * itself is returned unchanged, and the rule refuses it.
 */
export function packed(patterns: readonly EventPattern[]): EventPattern[] {
  if (Array.isArray(patterns) && patterns.length === 0) return [];
  return packedBy(fitsRule, given("packed", patternList, patterns, "patterns"));
}

/** The same by another measure. */
export function packedBy(fits: Fit, patterns: readonly EventPattern[]): EventPattern[] {
  const found: EventPattern[] = [];
  for (const pattern of patterns) {
    const last = found.at(-1);
    const both = last ? merged([last, pattern]) : pattern;
    if (last && fits(both)) found[found.length - 1] = both;
    else found.push(pattern);
  }
  return found;
}

/** Whether a pattern is short enough for a rule. */
export type Fit = (pattern: EventPattern) => boolean;

export const fitsRule: Fit = (pattern) => sizeOf(JSON.stringify(pattern)) <= limits.eventPatternLength.max;

/**
 * Whether it would be with the longest name, partition and Region in place of these, and the longest name of a trail that is
 * not named `name`. What each rule has depends on none then.
 */
export function fitsWithLongestNames(name: string): Fit {
  const longestName = name.padEnd(limits.baseNameLength.max, "-");
  const longestTrail = "-".repeat(limits.trailNameLength.max);
  const [, partition, , region] = longest.keyArn.split(":");
  return (pattern) => {
    const text = JSON.stringify(pattern);
    const [, trail = name] = /":trail\/([^"]+)"/.exec(text) ?? [];
    const stretched = (trail === name ? text : renamed(text, trail, longestTrail))
      .replaceAll(name, longestName)
      .replaceAll(/arn:aws[a-z-]*:([a-z]+):[a-z]+-[a-z-]+-\d:/g, `arn:${partition}:$1:${region}:`);
    return sizeOf(stretched) <= limits.eventPatternLength.max;
  };
}

/** With another name of the trail, which stands by itself and at the end of an ARN. */
function renamed(text: string, trail: string, other: string): string {
  return text.replaceAll(`"${trail}"`, `"${other}"`).replaceAll(`":trail/${trail}"`, `":trail/${other}"`);
}

function alternativesOf({ $or, ...common }: EventPattern): readonly EventPattern[] {
  return $or ? $or.map((alternative) => ({ ...common, ...alternative })) : [common];
}

/** Indented so that a plan is readable, unless only the compact form fits. */
export function renderPattern(pattern: EventPattern): string {
  const sorted = inOrder(pattern);
  const readable = json(sorted);
  return sizeOf(readable) <= limits.eventPatternLength.max ? readable : json(sorted, { compact: true });
}

/** The order in which people read an event: source, call, other fields by name, alternatives last. */
const leading = ["source", "detail-type", "detail", "eventSource", "eventName", "errorCode", "userIdentity"];

/** The result does not depend on the order in which the fields were written, which has no meaning. */
function inOrder(fields: PatternFields): PatternFields {
  const names = Object.keys(fields).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(
    names.map((name) => {
      const value = fields[name];
      if (isObject(value)) return [name, inOrder(value as PatternFields)];
      return [name, name === "$or" ? (value as readonly PatternFields[]).map(inOrder) : value];
    }),
  );
}

function rank(name: string): number {
  if (name === "$or") return leading.length + 1;
  const index = leading.indexOf(name);
  return index < 0 ? leading.length : index;
}

/**
 * Length of a rendered pattern. Values that Terraform fills in later, such as a key ARN or a Region, count as the
 * longest possible.
 */
export function sizeOf(json: string): number {
  if (!json.includes("${TfToken[")) return json.length;
  return json
    .replace(/"\$\{TfToken\[[^\]]*\]\}"/g, "k".repeat(longest.keyArn.length + 2))
    .replace(/\$\{TfToken\[[^\]]*\]\}/g, "r".repeat(longest.region.length)).length;
}

/** At least as much, without rendering the pattern. */
export function sizeAtMost(pattern: EventPattern): number {
  const text = JSON.stringify(pattern);
  const count = (mark: string) => text.split(mark).length - 1;
  return text.length + count("${") * longest.keyArn.length + count("%{");
}

/** The calls that a pattern lists, in its order. */
export function callNames(pattern: EventPattern): string[] {
  return distinct(matchesAt("detail.eventName", pattern).filter((name): name is string => typeof name === "string"));
}

/** What any combination wants of a field. */
export function matchesAt(field: string, fields: PatternFields): unknown[] {
  return Object.entries(fields).flatMap(([name, value]): unknown[] => {
    if (name === "$or") return (value as PatternFields[]).flatMap((alternative) => matchesAt(field, alternative));
    if (name === field) return (value ?? []) as unknown[];
    return isObject(value) && field.startsWith(`${name}.`)
      ? matchesAt(field.slice(name.length + 1), value as PatternFields)
      : [];
  });
}

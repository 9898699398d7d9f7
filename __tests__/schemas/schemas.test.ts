/** Every rule of every schema: both limits and one beyond, each pattern, each set, what is required. */
import {
  type AnyRule,
  type ArnTextRule,
  type ListRule,
  type NumberRule,
  type ObjectRule,
  type SetRule,
  type TextRule,
  text,
  violations,
} from "../../modules/core/internal";
import { rulesWithin, schemasOf } from "../../scripts/schemas";
import { root } from "../support/sources";
import { textExamples } from "./text-examples";

const schemas = schemasOf(root);
const all = schemas.flatMap(({ folder, props, rule }) =>
  rulesWithin(rule).map((found) => ({ ...found, name: `${folder.split("/").at(-1)} ${props} ${found.path}` })),
);

function ofKind<R extends AnyRule>(kind: R["kind"]): [name: string, rule: R][] {
  const wanted = all.filter(({ rule }) => rule.kind === kind).map(({ name, rule }): [string, R] => [name, rule as R]);
  expect(wanted.length).toBeGreaterThan(0);
  return wanted;
}

const takes = (rule: AnyRule, value: unknown) => expect(violations(rule, value, "p")).toEqual([]);
const refuses = (rule: AnyRule, value: unknown, allowed: string) =>
  expect(violations(rule, value, "p")).toContainEqual(expect.objectContaining({ prop: "p", allowed, got: value }));

test("there is a schema for every props type that users fill in", () => {
  expect(schemas.length).toBeGreaterThan(28);
});

describe("a whole number: both limits, one beyond on both sides, a fraction", () => {
  test.each(ofKind<NumberRule>("number"))("%s", (_, rule) => {
    const { min, max, unit } = rule.range;
    for (const value of [min, max]) takes(rule, value);
    for (const value of [min - 1, max + 1, min + 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      refuses(rule, value, `a whole number of ${unit} from ${min} to ${max}`);
    }
  });
});

describe("a text with a length: one beyond on both sides", () => {
  const limited = ofKind<TextRule>("text").filter(([, { length }]) => length);

  test.each(limited)("%s", (_, rule) => {
    const { min, max, unit } = rule.length!;
    const allowed = `${min} to ${max} ${unit} long`;
    refuses(rule, "a".repeat(max + 1), allowed);
    if (min > 0) refuses(rule, "a".repeat(min - 1), allowed);
  });

  test.each(limited)("%s takes both limits", (_, rule) => {
    const { min, max } = rule.length!;
    // The first example shows how a text of this kind starts; letters and digits may go on anywhere.
    const [start = ""] = rule.pattern ? textExamples[rule.words]!.takes : [];
    for (const length of [min, max]) takes(rule, start.padEnd(length, "a").slice(0, length));
  });
});

describe("a text with a pattern", () => {
  const patterned = ofKind<TextRule>("text").filter(([, { pattern, not }]) => pattern || not.length > 0);
  const byWords = new Map(patterned.map(([name, rule]) => [rule.words, [name, rule] as const]));

  test("has examples, and every example a pattern", () => {
    expect(Object.keys(textExamples).sort()).toEqual([...byWords.keys()].sort());
  });

  test.each([...byWords.values()])("%s", (_, rule) => {
    // Examples are about the pattern: any length will do.
    const anyLength = text({ pattern: rule.pattern, not: rule.not, allowed: rule.words, fix: rule.fix });
    const { takes: good, refuses: bad } = textExamples[rule.words]!;
    for (const value of good) takes(anyLength, value);
    for (const value of bad) refuses(anyLength, value, rule.words);
  });

  test("is one that Go's RE2 can read, for Terraform: it looks neither ahead nor behind", () => {
    const patterns = patterned.flatMap(([, { pattern, not }]) => [...(pattern ? [pattern] : []), ...not]);
    expect(patterns.map(({ source }) => source).filter((source) => /\(\?[=!<]/.test(source))).toEqual([]);
  });
});

describe("a set: each of its values, and none besides", () => {
  test.each(ofKind<SetRule<string | number>>("set"))("%s", (_, rule) => {
    for (const value of rule.values) takes(rule, value);
    for (const value of ["something-else", "", 0]) refuses(rule, value, rule.allowed);
  });
});

describe("an ARN: of its own service, with every part in its place", () => {
  test.each(ofKind<ArnTextRule>("arn"))("%s", (_, rule) => {
    for (const value of ["", "acme", "*", rule.arn.example, "arn:aws:other:eu-west-1:111122223333:thing"]) {
      refuses(rule, value, rule.allowed);
    }
  });
});

describe("a list with a size: one beyond on both sides", () => {
  const sized = ofKind<ListRule<unknown>>("list").filter(([, { range, some }]) => range || some);

  test.each(sized)("%s", (_, rule) => {
    const { min, max } = rule.range ?? { min: 1, max: undefined };
    const found = (length: number) => violations(rule, Array.from({ length }), "p")[0];
    expect(found(min - 1)).toMatchObject({ prop: "p", allowed: rule.allowed });
    expect(found(min)).not.toMatchObject({ prop: "p" });
    if (max === undefined) return;
    expect(found(max + 1)).toMatchObject({ prop: "p", allowed: rule.allowed });
    expect(found(max)).not.toMatchObject({ prop: "p" });
  });
});

describe("an object: what is required, and nothing else", () => {
  test.each(ofKind<ObjectRule<Record<string, unknown>>>("object"))("%s", (_, rule) => {
    const required = Object.keys(rule.rules).filter((name) => !rule.rules[name]!.optional);
    const missing = violations(rule, {}, "p").filter(({ got, fix }) => got === undefined && fix.startsWith("give it"));
    expect(missing.map(({ prop }) => prop)).toEqual(required.map((name) => `p.${name}`));
  });
});

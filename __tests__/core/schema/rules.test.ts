import { Token } from "cdktf";
import {
  type AnyRule,
  arn,
  construct,
  data,
  either,
  flag,
  having,
  known,
  listOf,
  mapOf,
  object,
  oneOf,
  optional,
  text,
  violations,
  wholeNumber,
} from "../../../modules/core/internal";
import { zoo } from "../../support/zoo";

const range = { min: 2, max: 4, unit: "minutes", source: "" };
const lower = { pattern: /^[a-z]+$/, allowed: "lower case", fix: "write it small" };
const words = text({ length: { ...range, unit: "characters" }, not: [/^ab/], ...lower });
const pair = object<{ a: string; b?: number }>({ a: words, b: optional(wholeNumber(range)) }, ({ a, b }, path) =>
  a === "xx" && b === 2 ? [{ prop: path, allowed: "no pair of xx and 2", got: { a, b }, fix: "change one" }] : [],
);

const found = (rule: AnyRule, value: unknown) => violations(rule, value, "p");

/** The violation of a value that has one, and one only. */
function only(rule: AnyRule, value: unknown) {
  const all = found(rule, value);
  expect(all).toHaveLength(1);
  return all[0]!;
}

test.each<[string, AnyRule, readonly unknown[]]>([
  ["a text within its length and pattern", words, ["xy", "xyzz"]],
  ["a text of any form", text({}), ["", "anything"]],
  ["a whole number within its range", wholeNumber(range), [2, 3, 4]],
  ["one of a set", oneOf(["a", "b"]), ["a", "b"]],
  ["a flag", flag(), [true, false]],
  ["a list", listOf(words), [[], ["xy"], ["xy", "xy"]]],
  ["a list within its range", listOf(words, { range }), [["xy", "xz"]]],
  ["a map", mapOf(words, wholeNumber(range)), [{}, { xy: 3 }]],
  ["an object, with and without what may be left out", pair, [{ a: "xy" }, { a: "xy", b: 2 }]],
  ["one of two alternatives", either(oneOf(["none"]), pair), ["none", { a: "xy" }]],
  ["what has the members of a construct", construct<{ arn: string }>("a thing", ["arn"]), [{ arn: "x" }]],
  ["an ARN", arn({ service: "sns", resource: /^t$/, example: "" }), ["arn:aws:sns:eu-west-1:111122223333:t"]],
])("takes %s", (_, rule, values) => {
  for (const value of values) expect(found(rule, value)).toEqual([]);
});

describe("refuses", () => {
  test("a text that is too short or too long, with its length", () => {
    expect(only(words, "x")).toEqual({
      prop: "p",
      allowed: "2 to 4 characters long",
      got: "x",
      fix: "it has 1; choose a longer one",
    });
    expect(only(words, "xxxxx").fix).toBe("it has 5; choose a shorter one");
  });

  test("a text that does not look as it must, or looks as it must not", () => {
    const refusal = { prop: "p", allowed: "lower case", fix: "write it small" };
    expect(only(words, "XY")).toEqual({ ...refusal, got: "XY" });
    expect(only(words, "abc")).toEqual({ ...refusal, got: "abc" });
  });

  test.each([1, 5, 2.5, Number.NaN, Number.POSITIVE_INFINITY, "3"])("%p for a whole number", (got) => {
    const refusal = { allowed: "a whole number of minutes from 2 to 4", fix: "choose a value in that range" };
    expect(only(wholeNumber(range), got)).toEqual({ prop: "p", got, ...refusal });
  });

  test("what is not in a set, and lists it", () => {
    expect(only(oneOf([1, 3]), 2)).toEqual({ prop: "p", allowed: "one of 1, 3", got: 2, fix: "choose one of them" });
  });

  test("what is wrong in a list, by its place", () => {
    expect(found(listOf(words), ["xy", "X", "x"]).map(({ prop }) => prop)).toEqual(["p[1]", "p[2]"]);
  });

  test("a list with too few or too many, and says how many it has", () => {
    expect(only(listOf(words, { range }), ["xy"])).toMatchObject({ allowed: "a list of 2 to 4 minutes", got: 1 });
    expect(only(listOf(words, { some: true, unit: "tag" }), [])).toMatchObject({
      allowed: "a list of at least one tag",
      got: [],
    });
  });

  test("what a list names twice, at the second place", () => {
    expect(only(listOf(words, { unique: true }), ["xy", "xz", "xy"])).toEqual({
      prop: "p[2]",
      allowed: "named once",
      got: "xy",
      fix: "leave the second one out",
    });
  });

  test("the keys and the values of a map, by their keys", () => {
    const props = found(mapOf(words, wholeNumber(range)), { xy: 9, X: 3 }).map(({ prop, got }) => [prop, got]);
    expect(props).toEqual([
      ["p.xy", 9],
      ["p.X", "X"],
    ]);
  });

  test("all that is wrong in an object, by dotted paths", () => {
    expect(found(listOf(pair), [{ b: 9 }]).map(({ prop }) => prop)).toEqual(["p[0].a", "p[0].b"]);
  });

  test("a field that an object has no rule for, which may be one that is misspelt", () => {
    expect(only(pair, { a: "xy", c: 2 })).toEqual({
      prop: "p.c",
      allowed: "the name of a prop",
      got: 2,
      fix: "leave it out, or use a, b",
    });
    expect(found(pair, { a: "xy", c: undefined })).toEqual([]);
    expect(found(having<{ arn: string }>("a thing", { arn: words }), { arn: "xy", name: 5 })).toEqual([]);
  });

  test("fields that do not go together, once each is right by itself", () => {
    expect(only(pair, { a: "xx", b: 2 }).allowed).toBe("no pair of xx and 2");
    expect(found(pair, { a: "XX", b: 2 }).map(({ prop }) => prop)).toEqual(["p.a"]);
  });

  test("what fits no alternative, and else says what is wrong with the one that it fits", () => {
    const rule = either(oneOf(["none"]), pair, { allowed: "none, or a pair" });
    expect(only(rule, 5)).toMatchObject({ prop: "p", allowed: "none, or a pair" });
    expect(only(rule, { a: "X" }).prop).toBe("p.a");
    const objects = either(object<{ ids: string }>({ ids: words }), object<{ tag: string }>({ tag: words }));
    expect(only(objects, { tag: "X" }).prop).toBe("p.tag");
  });

  test("what lacks a member of a construct, an own words for plain objects included", () => {
    expect(only(construct<{ arn: string }>("a thing", ["arn"]), { name: "x" }).allowed).toBe("a thing");
    expect(only(having<{ arn: string }>("a thing", { arn: words }), 5).allowed).toBe("a thing");
  });

  test("data that contains itself, or what JSON cannot say", () => {
    const rule = data("pattern", "a pattern", "write one", () => []);
    expect(found(rule, { a: [{ b: null }] })).toEqual([]);
    for (const value of [zoo["an object that contains itself"], { f: () => 1 }, { n: 1n }]) {
      expect(only(rule, value).allowed).toBe("a pattern");
    }
  });
});

describe("what is not there", () => {
  test("is missing where it is required, and never unknown", () => {
    expect(only(words, undefined)).toEqual({
      prop: "p",
      allowed: "a text of 2 to 4 characters",
      got: undefined,
      fix: "give it; an environment variable that is not set reads as nothing",
    });
  });

  test("may be left out where it is optional, but is not null", () => {
    expect(found(optional(words), undefined)).toEqual([]);
    expect(only(optional(words), null).got).toBeNull();
  });
});

describe("what only Terraform knows", () => {
  const value = { resolve: () => "x", creationStack: [], toString: () => "token" };
  const [asText, asNumber, asList] = [Token.asString(value), Token.asNumber(value), Token.asList(value)];

  test("is taken as it is, whole or in a text, in the form of the prop", () => {
    expect(found(words, asText)).toEqual([]);
    expect(found(words, `acme-${asText}`)).toEqual([]);
    expect(found(wholeNumber(range), asNumber)).toEqual([]);
    expect(found(oneOf(["a"]), asText)).toEqual([]);
    expect(found(listOf(words), [asText])).toEqual([]);
    expect(found(listOf(words, { unknown: true }), asList)).toEqual([]);
  });

  test.each<[string, AnyRule, unknown]>([
    ["a flag", flag(), value],
    ["a list that something is made for each of", listOf(words), asList],
    ["a number that is calculated with", known(wholeNumber(range)), asNumber],
    ["a text that ids are made of", known(words), asText],
    ["a construct", construct("a thing", []), value],
  ])("is refused as %s", (_, rule, got) => {
    expect(only(rule, got)).toMatchObject({ allowed: "known when the stack is synthesized", got });
  });

  test.each<[string, AnyRule, unknown, string]>([
    ["an object for a text", words, value, "Token.asString()"],
    ["a number for a text", words, asNumber, "Token.asString()"],
    ["a text for a number", wholeNumber(range), asText, "Token.asNumber()"],
    ["a text for a list", listOf(words, { unknown: true }), asText, "Token.asList()"],
  ])("is refused in another form: %s", (_, rule, got, form) => {
    expect(only(rule, got).fix).toBe(`pass it by ${form}`);
  });
});

const everyRule: Readonly<Record<string, AnyRule>> = {
  text: words,
  number: wholeNumber(range),
  set: oneOf(["a"]),
  flag: flag(),
  list: listOf(pair, { range, unique: true }),
  map: mapOf(words, pair, { range }),
  object: pair,
  construct: construct<{ arn: string }>("a thing", ["arn"]),
  either: either(oneOf(["a"]), pair),
  arn: arn({ service: "sns", resource: /^t$/, example: "" }),
  data: data("pattern", "a pattern", "write one", () => []),
  "known and optional": known(optional(words)),
};

test.each(Object.entries(everyRule))("a rule of kind %s finds, and never throws", (_, rule) => {
  for (const value of Object.values(zoo)) {
    for (const { prop, allowed, fix } of found(rule, value)) {
      expect([typeof prop, allowed.length > 0, fix.length > 0]).toEqual(["string", true, true]);
    }
  }
});

import { type AwsContext, listOf, optional, Schema, text, wholeNumber } from "../../../modules/core/internal";

interface Props {
  readonly name: string;
  readonly from?: number;
  readonly to?: number;
}

const range = { min: 1, max: 9, unit: "days", source: "" };
const word = text({ pattern: /^[a-z]+$/, allowed: "lower case", fix: "write it small" });
const aws: AwsContext = { account: "1", region: "eu-west-1", partition: "aws", dnsSuffix: "amazonaws.com" };

const schema = Schema.for<Props>({ name: word, from: optional(wholeNumber(range)), to: optional(wholeNumber(range)) })
  .relate(["from", "to"], ({ from = 1, to = 9 }) =>
    from <= to ? [] : [{ prop: "to", allowed: `at least ${from}`, got: to, fix: "end later" }],
  )
  .relate(["name"], ({ name }, { region }) =>
    name === region ? [{ prop: "name", allowed: "no Region", got: name, fix: "choose another" }] : [],
  );

const propsOf = (violations: readonly { readonly prop: string }[]) => violations.map(({ prop }) => prop);
const allOf = (props: Props) => {
  const found = schema.violations(props);
  return propsOf([...found, ...schema.relations(props, aws, found)]);
};

test("finds what is wrong with each prop by itself", () => {
  expect(propsOf(schema.violations({ name: "A", from: 0, to: 10 }))).toEqual(["name", "from", "to"]);
});

test("finds what is wrong between props", () => {
  expect(allOf({ name: "a", from: 5, to: 4 })).toEqual(["to"]);
  expect(allOf({ name: "a", from: 5, to: 5 })).toEqual([]);
});

test("asks how props relate only where each of them is right by itself", () => {
  expect(allOf({ name: "A", from: 5, to: 4 })).toEqual(["name", "to"]);
  expect(allOf({ name: "a", from: 5, to: 0 })).toEqual(["to"]);
});

test("knows a wrong item of a list for the list", () => {
  const lists = Schema.for<{ names: readonly string[] }>({ names: listOf(word) }).relate(["names"], () => {
    throw new Error("asked");
  });
  const props = { names: ["a", "B"] };
  expect(lists.relations(props, aws, lists.violations(props))).toEqual([]);
});

test("asks nothing about props that are no object", () => {
  expect(propsOf(schema.violations(null))).toEqual(["props"]);
  expect(schema.relations(null as never, aws, schema.violations(null))).toEqual([]);
});

test("tells a module where it is placed, from its provider and Region or from what else its props say", () => {
  const regional = Schema.for<{ region?: string; regions?: readonly string[] }>({
    region: optional(word),
    regions: optional(listOf(word)),
  });
  expect(regional.of({ region: "a" }).placement()).toEqual({ provider: undefined, region: "a" });
  expect(regional.of({ regions: ["b"] }, ({ regions }) => ({ region: regions?.[0] })).placement()).toEqual({
    region: "b",
  });
});

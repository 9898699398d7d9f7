/** `cdktf synth --hcl` says the same as the JSON that is written without it. */
import { parse } from "@cdktf/hcl2json";
import { synthExamples } from "../support/examples";
import { examples as inJson } from "../support/examples.world";

const inHcl = synthExamples({ hcl: true });

test("every stack is written as HCL", () => {
  expect(Object.keys(inHcl)).toEqual(Object.keys(inJson));
});

test.each(Object.keys(inHcl))("%s is HCL that says the same as its JSON", async (id) => {
  const { "//": _metadata, ...json } = JSON.parse(inJson[id]!);
  expect(comparable(await parse("cdk.tf", inHcl[id]!))).toEqual(comparable(json));
});

/**
 * The two syntaxes differ in what is a list of one, in metadata, in the line break at the end of a heredoc, and in how they
 * write an address.
 */
function comparable(value: unknown): unknown {
  if (typeof value === "string") return comparableText(value);
  if (Array.isArray(value)) return value.length === 1 ? comparable(value[0]) : value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, inner]) => [key, comparable(inner)]));
}

function comparableText(text: string): string {
  const [, whole] = /^\$\{join\("", \[("(?:[^"\\]|\\.)*")\]\)\}$/.exec(text) ?? [];
  if (whole) return JSON.parse(whole);
  const [, address] = /^\$\{(aws_\w+\.\w+)\}$/.exec(text) ?? [];
  if (address) return address;
  // In JSON a line break at the end says nothing.
  return /^\{.*\}\n$/s.test(text) ? text.slice(0, -1) : text;
}

/**
 * The examples as Terraform will see them, so that an unintended replacement shows in review. After an intended change:
 * `npx jest --selectProjects unit --testPathPatterns snapshot -u`. With CI=true jest writes none, and fails where one is missing.
 */
import { blocksOf, synthExamples } from "../support/examples";
import type { Block } from "../support/synth";

const stacks = Object.entries(synthExamples()).map(([id, text]) => [id, JSON.parse(text) as Block] as const);

/** Metadata of CDKTF dropped, policies and other JSON texts as objects, keys sorted (by jest). */
function normalized(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("{") ? decoded(value) : value;
  if (Array.isArray(value)) return value.map(normalized);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, inner]) => [key, normalized(inner)]));
}

function decoded(text: string): unknown {
  try {
    return { "json of": normalized(JSON.parse(text)) };
  } catch {
    return text;
  }
}

const physicalNames = ["name", "bucket", "alias", "endpoint", "rule", "target_id"];

/** Address and physical name of each resource: where one changes, Terraform replaces what it names. */
function addresses(stack: Block): string[] {
  return Object.entries(blocksOf(stack))
    .map(([address, block]) => {
      const name = physicalNames.map((attribute) => block[attribute]).find((value) => typeof value === "string");
      return name === undefined ? address : `${address} = ${name}`;
    })
    .sort();
}

describe.each(stacks)("%s", (_id, stack) => {
  test("addresses and physical names are stable", () => {
    expect(addresses(stack)).toMatchSnapshot();
  });

  test("is synthesized as reviewed", () => {
    expect(normalized(stack)).toMatchSnapshot();
  });
});

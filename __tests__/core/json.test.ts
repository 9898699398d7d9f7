import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { TerraformVariable } from "cdktf";
import { freeText, json, jsonText } from "../../modules/core/internal";
import { newStack, synthStack } from "../support/synth";

/** What Terraform reads where this JSON was written. */
function written(build: (unknown: TerraformVariable) => string): string {
  const stack = newStack();
  const unknown = new TerraformVariable(stack, "unknown", {});
  new SsmParameter(stack, "P", { name: "p", type: "String", value: build(unknown) });
  return synthStack(stack).only("aws_ssm_parameter").value;
}
const compact = (value: (unknown: TerraformVariable) => unknown) =>
  written((unknown) => json(value(unknown), { compact: true }));

describe("a value that only Terraform knows", () => {
  test.each<[what: string, value: (unknown: TerraformVariable) => unknown, written: string]>([
    ["a flag, without quotes", ({ booleanValue }) => booleanValue, "${var.unknown}"],
    ["a number, without quotes", ({ numberValue }) => numberValue, "${var.unknown}"],
    ["a list, as a list", ({ listValue }) => listValue, "${jsonencode(var.unknown)}"],
    ["a name, in quotes", ({ stringValue }) => `acme-${stringValue}`, '"acme-${var.unknown}"'],
    [
      "a text of the caller's, with quotes of its own",
      ({ stringValue }) => freeText(stringValue),
      "${jsonencode(var.unknown)}",
    ],
    [
      "part of such a text",
      ({ stringValue }) => freeText(`"${stringValue}" \\ \${HOME}`),
      '${jsonencode(join("", ["\\"", var.unknown, "\\" \\\\ $${HOME}"]))}',
    ],
    [
      "a value after a dollar sign",
      ({ stringValue }) => freeText(`$${stringValue}`),
      '${jsonencode(join("", ["$", var.unknown]))}',
    ],
  ])("is written as %s", (_, value, expected) => {
    expect(compact((unknown) => ({ a: value(unknown), b: [value(unknown)] }))).toBe(
      `{\n"a":${expected},"b":[${expected}]}`,
    );
  });

  test("stands in a line of its own, as HCL wants it: one with quotes and an expression is none", () => {
    expect(written(({ listValue }) => json({ a: listValue, b: 1 }))).toBe(
      '{\n  "a": ${jsonencode(var.unknown)},\n  "b": 1\n}',
    );
    expect(compact(() => ({ a: 1 }))).toBe('{"a":1}');
  });
});

test("what is known is written as JSON.stringify would", () => {
  const value = { a: [1, "two", null, true, { b: undefined, c: "“quoted” \\ <a>\n" }], d: undefined };
  expect(json(value)).toBe(JSON.stringify(value, null, 2));
  expect(json(value, { compact: true })).toBe(JSON.stringify(value));
});

describe("templates of Terraform", () => {
  test("are none in texts", () => {
    expect(json({ a: "${HOME} %{if}" }, { compact: true })).toBe('{"a":"$${HOME} %%{if}"}');
    expect(json({ a: freeText("${HOME}") }, { compact: true })).toBe('{"a":"$${HOME}"}');
  });

  test("are left alone in texts that are escaped already", () => {
    expect(json({ a: "$${aws:userid}" }, { compact: true, escaped: true })).toBe('{"a":"$${aws:userid}"}');
  });

  test("whose escape would be ambiguous become an expression", () => {
    expect(compact(() => ({ a: "$${PID}", b: freeText("%%{x}") }))).toBe(
      '{\n"a":${jsonencode(join("", ["$$${PID}"]))},"b":${jsonencode(join("", ["%%%{x}"]))}}',
    );
  });
});

test("a text alone is JSON too, and one with a value in it", () => {
  expect(jsonText('a "b"')).toBe('"a \\"b\\""');
  expect(written(({ stringValue }) => jsonText(`a ${stringValue}`))).toBe(
    '${jsonencode(join("", ["a ", var.unknown]))}',
  );
});

import { TerraformVariable } from "cdktf";
import {
  checkIntegerInRange,
  checkLength,
  checkOneOf,
  checkRegion,
  checkSameRegion,
  checkText,
  isUnknown,
} from "../../modules/core";
import { expectRefusal } from "../support/refusals";
import { newStack } from "../support/synth";

const range = { min: 2, max: 4, unit: "minutes", source: "" };
const text = { pattern: /^[a-z]+$/, allowed: "lower case", fix: "write it small" };

describe("a whole number in a range", () => {
  test.each([2, 3, 4, undefined])("takes %p", (value) => {
    expect(() => checkIntegerInRange(newStack(), "p", value, range)).not.toThrow();
  });

  test.each([1, 5, 2.5, Number.NaN, Number.POSITIVE_INFINITY])("refuses %p", (got) => {
    expectRefusal((scope) => checkIntegerInRange(scope, "p", got, range), {
      prop: "p",
      allowed: "a whole number of minutes from 2 to 4",
      got,
      fix: "choose a value in that range",
    });
  });
});

describe("a length", () => {
  test.each(["ab", "abcd"])("takes %p", (value) => {
    expect(() => checkLength(newStack(), "p", value, range)).not.toThrow();
  });

  test.each([
    ["a", "it has 1; choose a longer one"],
    ["abcde", "it has 5; choose a shorter one"],
  ])("refuses %p", (got, fix) => {
    expectRefusal((scope) => checkLength(scope, "p", got, range), {
      prop: "p",
      allowed: "2 to 4 minutes long",
      got,
      fix,
    });
  });
});

test("a text is held against its pattern", () => {
  expect(() => checkText(newStack(), "p", "abc", text)).not.toThrow();
  expectRefusal((scope) => checkText(scope, "p", "Abc", text), {
    prop: "p",
    allowed: "lower case",
    got: "Abc",
    fix: "small",
  });
});

test("one of a set is listed in the refusal", () => {
  expect(() => checkOneOf(newStack(), "p", 3, [1, 3])).not.toThrow();
  expectRefusal((scope) => checkOneOf(scope, "p", 2, [1, 3]), {
    prop: "p",
    allowed: "one of 1, 3",
    got: 2,
    fix: "choose",
  });
});

test.each(["eu-west-1", "us-gov-east-1", "cn-northwest-1", "us-isob-east-1", "eusc-de-east-1", "ap-southeast-7"])(
  "%s is the name of a Region",
  (region) => {
    expect(() => checkRegion(newStack(), "region", region)).not.toThrow();
  },
);

test.each(["eu-west", "EU-WEST-1", "eu_west_1", "eu-west-1a", ""])("%p is not the name of a Region", (got) => {
  expectRefusal((scope) => checkRegion(scope, "region", got), {
    prop: "region",
    allowed: "the name of an AWS Region",
    got,
    fix: "eu-west-1",
  });
});

test("two Regions are compared only where both are known", () => {
  const unknown = new TerraformVariable(newStack(), "region", { type: "string" }).stringValue;
  expect(() => checkSameRegion(newStack(), "key", unknown, "eu-west-1")).not.toThrow();
  expect(() => checkSameRegion(newStack(), "key", "eu-west-1", unknown)).not.toThrow();
  expectRefusal((scope) => checkSameRegion(scope, "key", "us-east-1", "eu-west-1"), {
    prop: "key",
    allowed: "in Region eu-west-1",
    got: "us-east-1",
    fix: "pass one of the same Region",
  });
});

test("what only Terraform knows is not judged", () => {
  const stack = newStack();
  const text1 = new TerraformVariable(stack, "text", { type: "string" }).stringValue;
  const number = new TerraformVariable(stack, "number", { type: "number" }).numberValue;
  expect([text1, `a ${text1} b`, number, undefined].map(isUnknown)).toEqual([true, true, true, true]);
  expect(["", "a", 0, 1, "${var.x}"].map(isUnknown)).toEqual([false, false, false, false, false]);
  expect(() => checkIntegerInRange(stack, "p", number, range)).not.toThrow();
  expect(() => checkLength(stack, "p", text1, range)).not.toThrow();
  expect(() => checkText(stack, "p", text1, text)).not.toThrow();
  expect(() => checkOneOf(stack, "p", number, [1])).not.toThrow();
});

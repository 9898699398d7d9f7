import { Construct } from "constructs";
import { ValidationError } from "../../modules/core";
import { newStack } from "../support/synth";

function message(got: unknown): string {
  const scope = new Construct(new Construct(newStack(), "Audit"), "Document");
  return new ValidationError(scope, { prop: "a.b", allowed: "even", got, fix: "add one" }).message;
}

test("says where, which prop, what is allowed, what came and what to do", () => {
  expect(message(3)).toBe("test/Audit/Document: `a.b` must be even, got: 3; add one");
});

test.each([
  ["a text in quotes, so that blanks and an empty text show", " x", '" x"'],
  ["an empty text", "", '""'],
  ["nothing at all", undefined, "nothing"],
  ["a fraction", 1.5, "1.5"],
  ["what is not a number", Number.NaN, "NaN"],
  ["a list", ["a"], '["a"]'],
])("shows %s", (_, got, shown) => {
  expect(message(got)).toContain(`got: ${shown};`);
});

test("says several things at once, each on a line of its own", () => {
  const violation = { prop: "p", allowed: "even", got: 1, fix: "add one" };
  const error = new ValidationError("plan", violation, { ...violation, prop: "q" });
  expect(error.message).toBe("plan: `p` must be even, got: 1; add one\nplan: `q` must be even, got: 1; add one");
  expect(error.violations.map(({ prop }) => prop)).toEqual(["p", "q"]);
});

test("is told from other errors by class and name", () => {
  const error = new ValidationError(newStack(), { prop: "p", allowed: "a", got: 1, fix: "f" });
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe("ValidationError");
});

import { isNativeError } from "node:util/types";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { ValidationError } from "../../modules/core";
import { newStack } from "../support/synth";
import { zoo } from "../support/zoo";

function message(got: unknown): string {
  const scope = new Construct(new Construct(newStack(), "Audit"), "Document");
  return new ValidationError(scope, [{ prop: "a.b", allowed: "even", got, fix: "add one" }]).message;
}

test("says where, which prop, what is allowed, what came and what to do", () => {
  expect(message(3)).toBe("test/Audit/Document: `a.b` must be even, got: 3; add one");
});

test.each([
  ["a text in quotes, so that blanks and an empty text show", " x", '" x"'],
  ["an empty text", "", '""'],
  ["nothing at all", undefined, "nothing"],
  ["null", null, "null"],
  ["a fraction", 1.5, "1.5"],
  ["what is not a number", Number.NaN, "NaN"],
  ["a big integer", 10n, "10n"],
  ["a symbol", Symbol("s"), "Symbol(s)"],
  ["a function", () => 1, "a function"],
  ["a list", ["a"], '["a"]'],
  ["an object", { a: [1] }, '{"a":[1]}'],
  ["what contains itself", zoo["an object that contains itself"], '{"name":"round","itself":itself}'],
  ["what only Terraform knows", Token.asString({ a: 1 }), "a value that only Terraform knows"],
])("shows %s", (_, got, shown) => {
  expect(message(got)).toContain(`got: ${shown};`);
});

test("shows a construct by its class and path, and not all that it holds", () => {
  const stack = newStack();
  expect(message(stack)).toContain("got: TerraformStack at test;");
  expect(message({ scope: stack })).toContain('got: {"scope":TerraformStack at test};');
});

test.each(Object.entries(zoo))("can show %s", (_, got) => {
  expect(message(got)).toMatch(/^test\/Audit\/Document: `a\.b` must be even, got: .+; add one$/s);
});

test("cuts a value that would fill the screen, and says how long it is", () => {
  expect(message("x".repeat(5000)).length).toBeLessThan(1200);
  expect(message("x".repeat(5000))).toContain('xxx... (5002 characters); add one"'.slice(0, -1));
});

const violation = { prop: "p", allowed: "even", got: 1, fix: "add one" };

test("says several things at once, each on a line of its own", () => {
  const error = new ValidationError("plan", [violation, { ...violation, prop: "q" }]);
  expect(error.message).toBe("plan: `p` must be even, got: 1; add one\nplan: `q` must be even, got: 1; add one");
  expect(error.violations.map(({ prop }) => prop)).toEqual(["p", "q"]);
});

test("says fifty things, and how many more there are", () => {
  const error = new ValidationError(
    "plan",
    Array.from({ length: 200_000 }, () => violation),
  );
  expect(error.message.split("\n")).toHaveLength(51);
  expect(error.message).toMatch(/plan: and 199950 more of the kind$/);
  expect(error.violations).toHaveLength(200_000);
});

test("is told from other errors by class and name", () => {
  const error = new ValidationError(newStack(), [violation]);
  expect(isNativeError(error)).toBe(true);
  expect(error).toBeInstanceOf(ValidationError);
  expect(error.name).toBe("ValidationError");
});

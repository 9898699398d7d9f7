/** Every construct holds its props against its schema, before anything else. */
import type { TerraformStack } from "cdktf";
import { ValidationError } from "../../modules/core";
import { schemasOf } from "../../scripts/schemas";
import { makers } from "../support/makers";
import { build } from "../support/refusals";
import { root } from "../support/sources";
import { zoo } from "../support/zoo";

const schemas = schemasOf(root);
const propsOf = (props: string) =>
  Object.keys((schemas.find((schema) => schema.props === props)!.rule as { rules?: object }).rules!);

function errorOf(action: (scope: TerraformStack) => unknown): unknown {
  try {
    build(action);
  } catch (error) {
    return error;
  }
  return undefined;
}

test("every schema has a construct here", () => {
  expect(Object.keys(makers).sort()).toEqual(schemas.map(({ props }) => props).sort());
});

describe.each(Object.entries(makers))("%s", (props, { valid, make }) => {
  const withProp = (prop: string, value: unknown) => (scope: TerraformStack) =>
    make(scope, { ...valid(scope), [prop]: value });

  test("are taken where they are right", () => {
    expect(errorOf((scope) => make(scope, valid(scope)))).toBeUndefined();
  });

  test.each(propsOf(props))("refuse what cannot be right for %s, under its name", (prop) => {
    const error = errorOf(withProp(prop, Symbol("wrong"))) as ValidationError;
    expect(error).toBeInstanceOf(ValidationError);
    expect(error.violations.map((violation) => violation.prop)).toEqual([prop]);
  });

  test.each(propsOf(props))("take or refuse any value for %s, and never break", (prop) => {
    for (const [name, value] of Object.entries({ ...zoo, nothing: undefined })) {
      const error = errorOf(withProp(prop, value));
      expect([name, error === undefined || error instanceof ValidationError ? "fine" : error]).toEqual([name, "fine"]);
    }
  });

  // Functions such as fromArn take the value itself.
  if (props.startsWith("Existing") || props === "KeyByAliasProps") return;

  test.each([null, undefined, 5, "text", [], () => 1])("refuse %p in place of all props", (value) => {
    // Where every prop may be left out, so may all of them.
    if (value === undefined && props === "AccountSettingsProps") return;
    const error = errorOf((scope) => make(scope, value)) as ValidationError;
    expect(error).toBeInstanceOf(ValidationError);
    expect(error.violations[0]!.prop).toBe("props");
  });
});

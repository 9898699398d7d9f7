import { TerraformOutput } from "cdktf";
import { type AnyRule, flag, optional } from "../../modules/core/internal";
import { ValidationError } from "../../modules/core/validation-error";
import { holds } from "../../scripts/export/conditions";
import type { ModuleDefinition } from "../../scripts/export/definition";
import { mergeModule } from "../../scripts/export/module";

const definition = (create: ModuleDefinition["create"]): ModuleDefinition => ({
  name: "flags",
  summary: "",
  id: "Flags",
  rules: Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, optional(flag()) as AnyRule])),
  docs: {},
  props: ["a", "b", "c", "d"],
  omitted: {},
  create,
  example: {},
  refused: [],
});

describe("a module of several inputs", () => {
  test("has each block where the construct makes it, also where inputs decide it together", () => {
    const { elements } = mergeModule(
      definition((stack, { b, d }) => {
        if (b && d) new TerraformOutput(stack, "both", { value: "x" });
        if (b || d) new TerraformOutput(stack, "either", { value: "x" });
      }),
      () => [],
    );
    const made = (name: string) => {
      const { when } = elements.find((element) => element.name === name)!;
      const of = (b: string, d: string) => holds(when!, { a: "off", b, c: "on", d });
      return [of("off", "off"), of("on", "off"), of("off", "on"), of("on", "on")];
    };
    expect(made("both")).toEqual([false, false, false, true]);
    expect(made("either")).toEqual([false, true, true, true]);
  });

  test("asks for nothing within an input that is not there", () => {
    const states = (value: () => unknown) => ({ none: { when: "none" }, some: { when: "some", value } });
    const within = definition((stack, { a }) => {
      const given = a as { readonly list?: readonly string[] } | undefined;
      if (given) new TerraformOutput(stack, "outer", { value: "x" });
      if (given?.list) new TerraformOutput(stack, "inner", { value: "x" });
    });
    const { elements } = mergeModule(
      {
        ...within,
        overrides: {
          a: {
            features: [
              { name: "a", states: states(() => ({})) },
              { name: "a.list", prop: "a.list", states: states(() => ["x"]) },
            ],
          },
        },
      },
      () => [],
    );
    const condition = (name: string) => elements.find((element) => element.name === name)!.when!.literals;
    expect(condition("outer")).toEqual([{ feature: "a", state: "some", negated: false }]);
    expect(condition("inner")).toEqual([{ feature: "a.list", state: "some", negated: false }]);
  });

  test("has what needs a feature that follows from several inputs", () => {
    const halves: ModuleDefinition["create"] = (stack, { a, b, c, d }) => {
      if ((a || b) && (c || d)) new TerraformOutput(stack, "of_each_half", { value: "x" });
    };
    const either = (name: string, one: string, other: string) => ({
      name,
      states: { no: { when: `!local.${name}` }, yes: { when: `local.${name}` } },
      stateFor: (choice: Readonly<Record<string, string>>) =>
        [choice[one], choice[other]].includes("on") ? "yes" : "no",
    });
    const mixes = { learned: 30, proven: 30 };
    const derived = [either("first", "a", "b"), either("second", "c", "d")];
    const { elements } = mergeModule({ ...definition(halves), mixes, derived }, () => []);
    expect(elements[0]!.when!.literals.map(({ feature }) => feature)).toEqual(["first", "second"]);
    expect(() => mergeModule({ ...definition(halves), mixes }, () => [])).toThrow("no simple condition");
  });

  test("is refused where the construct refuses a call with nothing set", () => {
    const never = definition(() => {
      throw new ValidationError("Flags", [{ prop: "a", allowed: "nothing", got: true, fix: "" }]);
    });
    expect(() => mergeModule(never, () => [])).toThrow("flags: the construct refuses a call with nothing set");
  });

  test("is refused where a prop of the construct is neither an input nor left out with a reason", () => {
    const forgetful = { ...definition(() => {}), props: ["a", "b", "c", "d", "e"] };
    expect(() => mergeModule(forgetful, () => [])).toThrow("flags: make inputs of e, or say in omitted why not");
  });
});

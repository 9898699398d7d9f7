import type { IConstruct } from "constructs";
import { isObject, type Rule, violations } from "./schema";
import { refuse } from "./validation-error";

/** Checks an argument of a function against its rule, as props are checked against theirs. */
export function given<T>(where: IConstruct | string, rule: Rule<T>, value: T, prop: string): T {
  refuse(where, violations(rule, value, prop));
  return value;
}

/** An object that may be left out, and whose fields are checked where they are used. */
const someOptions: Rule<object> = {
  kind: "options",
  allowed: "an object, or left out",
  fix: "write { name: value }, or leave it out",
  optional: true,
  token: undefined,
  fits: isObject,
  check: () => [],
};

/** The options of a function: refuses what is no object. */
export function givenOptions<T extends object>(where: string, options: T | undefined): T {
  return given<object>(where, someOptions, options === undefined ? {} : options, "options") as T;
}

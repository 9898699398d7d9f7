import type { IConstruct } from "constructs";
import { type Rule, violations } from "./schema";
import { refuse } from "./validation-error";

/** Checks an argument of a function against its rule, as props are checked against theirs. */
export function given<T>(where: IConstruct | string, rule: Rule<T>, value: T, prop: string): T {
  refuse(where, violations(rule, value, prop));
  return value;
}

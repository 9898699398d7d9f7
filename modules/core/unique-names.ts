import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { refuse } from "./validation-error";

const taken = new WeakMap<TerraformStack, Map<string, string>>();

/**
 * Reserves a name in the stack. CDKTF merges two resources of one logical id silently, and AWS refuses the second of two
 * equal physical names at apply only: both are refused here.
 * @param where the account and Region in which the name must be unique; without it the whole stack
 */
export function claimName(scope: IConstruct, kind: string, name: string, prop: string, where = ""): void {
  const stack = TerraformStack.of(scope);
  const names = taken.get(stack) ?? new Map<string, string>();
  taken.set(stack, names);
  const key = `${kind} ${where} ${name}`;
  const owner = names.get(key);
  if (owner !== undefined) {
    const allowed = `unique among the ${kind} names of the stack`;
    refuse(scope, [{ prop, allowed, got: name, fix: `${owner} has this name already; choose another` }]);
  }
  names.set(key, scope.node.path);
}

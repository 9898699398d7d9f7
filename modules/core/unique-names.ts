import { TerraformDataSource, type TerraformElement, TerraformOutput, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { refuse } from "./validation-error";

/** By kind and place, then by name: the path of the construct that holds the name. */
const taken = new WeakMap<TerraformStack, Map<string, Map<string, string>>>();

/**
 * Reserves a name in the stack. AWS refuses a duplicate physical name only at apply; it is refused here.
 * @param where the account and Region in which the name must be unique; without it the whole stack
 */
export function claimName(
  scope: IConstruct,
  kind: string,
  { name, compared }: { readonly name: string; readonly compared: string },
  prop: string,
  where = "",
): void {
  const stack = TerraformStack.of(scope);
  const kinds = taken.get(stack) ?? new Map<string, Map<string, string>>();
  taken.set(stack, kinds);
  const names = kinds.get(`${kind} ${where}`) ?? new Map<string, string>();
  kinds.set(`${kind} ${where}`, names);
  const owner = names.get(compared);
  if (owner !== undefined) {
    const allowed = `unique among the ${kind} names of the stack`;
    refuse(scope, [{ prop, allowed, got: name, fix: `${owner} has this name already; choose another` }]);
  }
  names.set(compared, scope.node.path);
}

/**
 * Gives an element a logical id without CDKTF's hash and reserves the id, because CDKTF silently merges two elements
 * with one id.
 */
export function nameInTerraform(element: TerraformElement, logicalId: string): void {
  claimName(element, kindOf(element), { name: logicalId, compared: logicalId }, "id");
  element.overrideLogicalId(logicalId);
}

/** The path of the element that reserved the logical id of this one, if any did. */
export function claimantOf(element: TerraformElement): string | undefined {
  const names = taken.get(TerraformStack.of(element))?.get(`${kindOf(element)} `);
  return names?.get(element.friendlyUniqueId);
}

/** How Terraform addresses elements of a kind. */
export function kindOf(element: TerraformElement): string {
  if (TerraformOutput.isTerraformOutput(element)) return "output";
  const { terraformResourceType = "" } = element as { terraformResourceType?: string };
  return TerraformDataSource.isTerraformDataSource(element) ? `data.${terraformResourceType}` : terraformResourceType;
}

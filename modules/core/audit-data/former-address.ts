import { type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { logicalIdOf } from "../logical-id";

/** By construct: its former path below its stack. */
const formerPaths = new WeakMap<IConstruct, string>();
const stacksWithMoves = new WeakSet<TerraformStack>();

/** Records where a construct, with everything below it, was before. */
export function setFormerPath(construct: IConstruct, path: string): void {
  formerPaths.set(construct, path);
  stacksWithMoves.add(TerraformStack.of(construct));
}

/** The previous logical id of a resource, if its nearest construct with a recorded former path has moved. */
export function formerLogicalId(resource: TerraformResource): string | undefined {
  if (!stacksWithMoves.has(TerraformStack.of(resource))) return undefined;
  const scopes = resource.node.scopes;
  const at = scopes.findLastIndex((scope) => formerPaths.has(scope));
  if (at < 0) return undefined;
  const below = scopes.slice(at + 1).map(({ node }) => node.id);
  return logicalIdOf([formerPaths.get(scopes[at]!)!, ...below]);
}

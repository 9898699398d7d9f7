import { type TerraformResource, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { logicalIdOf } from "../logical-id";

/** By construct: the path that it had below its stack. */
const formerPaths = new WeakMap<IConstruct, string>();
const stacksWithMoves = new WeakSet<TerraformStack>();

/** Says where a construct, with everything below it, stood before. */
export function setFormerPath(construct: IConstruct, path: string): void {
  formerPaths.set(construct, path);
  stacksWithMoves.add(TerraformStack.of(construct));
}

/** The logical id that a resource had before, where its nearest construct that says so has another place now. */
export function formerLogicalId(resource: TerraformResource): string | undefined {
  if (!stacksWithMoves.has(TerraformStack.of(resource))) return undefined;
  const scopes = resource.node.scopes;
  const at = scopes.findLastIndex((scope) => formerPaths.has(scope));
  if (at < 0) return undefined;
  const below = scopes.slice(at + 1).map(({ node }) => node.id);
  return logicalIdOf([formerPaths.get(scopes[at]!)!, ...below]);
}

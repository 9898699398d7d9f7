import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { snake } from "./names";

/**
 * The construct path in snake case, without the word Resource: `session_audit_transcript_bucket_versioning`. It is a
 * contract: a different id would replace the resource.
 */
export function readableId(construct: IConstruct): string {
  const scopes = construct.node.scopes;
  return logicalIdOf(scopes.slice(scopes.indexOf(TerraformStack.of(construct)) + 1).map(({ node }) => node.id));
}

/** @param path the ids of a construct and of those above it, below the stack */
export function logicalIdOf(path: readonly string[]): string {
  const id = snake(path.filter((part) => part !== "Resource").join("_"));
  return /^[a-z_]/.test(id) ? id : `_${id}`;
}

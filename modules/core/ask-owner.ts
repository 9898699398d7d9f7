import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";
import { PolicyDocument, type PolicyStatement } from "./policy-document";

/**
 * A grant on what exists already, whose policy is not ours to write: a warning with the statements to paste.
 * @param resource what it is and how it is called, such as `bucket acme-transcripts`
 * @param more what else the owner must do, to follow "unless it is there"
 */
export function askOwner(
  scope: IConstruct,
  resource: string,
  statements: readonly PolicyStatement[],
  more: string = "",
): void {
  Annotations.of(scope).addWarning(
    `add to the policy of ${resource}, unless it is there${more}: ${new PolicyDocument(...statements).toJson()}`,
  );
}

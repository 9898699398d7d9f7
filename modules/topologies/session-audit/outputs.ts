import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** What an operator looks up after an apply: a value, and what to do with it. */
export type Outputs = Readonly<Record<string, readonly [value: string | undefined, description: string]>>;

/** Outputs under readable ids that say whose they are, `session_audit_node_policy_arn`. Those without a value are left out. */
export function createOutputs(scope: Construct, outputs: Outputs): void {
  const scopes = scope.node.scopes;
  const path = scopes.slice(scopes.indexOf(TerraformStack.of(scope)) + 1).map(({ node }) => node.id);
  for (const [id, [value, description]] of Object.entries(outputs)) {
    if (value === undefined) continue;
    new TerraformOutput(scope, id, { value, description }).overrideLogicalId(snakeCase([...path, id].join("_")));
  }
}

function snakeCase(text: string): string {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/\W+/g, "_")
    .toLowerCase();
}

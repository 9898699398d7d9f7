import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { Violation } from "./validation-error";

/** Where JSII keeps the full name of a class, `cdktf.TerraformStack`. Subclasses inherit it. */
const runtimeType = Symbol.for("jsii.rtti");

interface NamedClass {
  readonly [runtimeType]?: { readonly fqn: string };
}

/**
 * CDKTF and CDK Terrain accept each other's constructs until synthesis, then fail somewhere inside. This library is
 * published once for each.
 */
export function foreignFramework(scope: IConstruct): Violation[] {
  const ours = frameworkOf(TerraformStack);
  const theirs = frameworkOf(TerraformStack.of(scope).constructor);
  if (!ours || !theirs || ours === theirs) return [];
  const fix = "with CDKTF import cdktf-session-audit, with CDK Terrain cdktf-session-audit/cdktn";
  return [{ prop: "scope", allowed: `in a stack of ${ours}`, got: `a stack of ${theirs}`, fix }];
}

function frameworkOf(stackClass: object): string | undefined {
  return (stackClass as NamedClass)[runtimeType]?.fqn.split(".")[0];
}

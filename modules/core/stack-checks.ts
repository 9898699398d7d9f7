import { readFileSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformElement, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { removeOtherSyntax } from "./other-syntax";
import { writeOwnerGrants } from "./owner-grants";
import { undecodedTokens } from "./undecoded-tokens";
import { claimantOf, kindOf } from "./unique-names";
import type { Violation } from "./validation-error";

const checked = new WeakSet<IConstruct>();

/** Checks a stack, and what its App writes, at synthesis. Runs once, however many modules the stack has. */
export function checkAtSynthesis(scope: IConstruct): void {
  const stack = TerraformStack.of(scope);
  if (checked.has(stack)) return;
  checked.add(stack);
  stack.node.addValidation({ validate: () => mergedResources(stack) });
  const root = stack.node.root;
  // An App validates itself while its stacks are written.
  if (!App.isApp(root)) return;
  root.node.addValidation({
    validate: () => {
      removeOtherSyntax(root as App, stack);
      return undecoded(root as App, stack);
    },
  });
  if (checked.has(root)) return;
  checked.add(root);
  root.node.addValidation({
    validate: () => {
      writeOwnerGrants(root as App);
      return [];
    },
  });
}

/** CDKTF silently merges two elements with the same logical id, and the later one wins. */
function mergedResources(stack: TerraformStack): string[] {
  return stack.node.findAll().flatMap((node) => {
    if (!TerraformElement.isTerraformElement(node)) return [];
    const owner = claimantOf(node);
    if (owner === undefined || owner === node.node.path) return [];
    return [
      `${node.node.path} has the logical id ${kindOf(node)}.${node.friendlyUniqueId} of ${owner}, and the two would become one: give it another id`,
    ];
  });
}

/** What is written is what Terraform reads, so no CDKTF placeholder may remain in it. */
function undecoded(app: App, stack: TerraformStack): string[] {
  const { synthesizedStackPath } = app.manifest.forStack(stack);
  const written = readFileSync(join(app.outdir, synthesizedStackPath), "utf8");
  return undecodedTokens(written).map(
    (place) =>
      `${stack.node.path}: ${place} holds a value that only Terraform knows, in a form that Terraform cannot read: pass it by Token.asString, Token.asNumber or Token.asList`,
  );
}

/** Props with constructs of another stack: a reference to their resources would resolve to nothing here. */
export function ofOtherStacks(scope: IConstruct, props: unknown): Violation[] {
  const stack = TerraformStack.of(scope);
  const allowed = `made in stack ${stack.node.id}, as this construct is`;
  const fix =
    "a stack refers to nothing of another: take what exists there in by name or ARN, such as EncryptionKey.fromArn or LogBucket.fromName";
  return constructsIn(props)
    .filter(([, found]) => !found.node.scopes.includes(stack))
    .map(([prop, got]) => ({ prop, allowed, got, fix }));
}

function constructsIn(value: unknown, path = "", above: readonly unknown[] = []): [path: string, found: IConstruct][] {
  if (Construct.isConstruct(value)) return [[path, value]];
  // Other objects, such as the plan of a landing zone, belong to no stack.
  if (above.includes(value) || !(Array.isArray(value) || isPlain(value))) return [];
  const at = (key: string) => (Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`);
  return Object.entries(value).flatMap(([key, inner]) => constructsIn(inner, at(key), [...above, value]));
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  // Not compared with `Object.prototype`, because an object may come from another realm, such as the sandbox of a test.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

import {
  Aspects,
  DefaultTokenResolver,
  dependable,
  StringConcat,
  TerraformResource,
  TerraformStack,
  Tokenization,
} from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { snake } from "./names";

const modulesOf = new WeakMap<TerraformStack, Construct[]>();

/**
 * Makes the user's own resources depend on what they name. `topicArn: audit.topic.topicArn` is plain text, so policies
 * are readable in the first plan, but it tells Terraform nothing about the topic.
 *
 * A member such as `topicArn` or `topicName` stands for the resource `topic` of its module. An ARN counts where it is a
 * whole argument; a name counts in arguments of that kind, such as `log_group_name`. Neither counts within a policy:
 * what a policy names may have to be created after it.
 */
export function orderDependents(module: Construct): void {
  const stack = TerraformStack.of(module);
  const modules = modulesOf.get(stack);
  if (modules) return void modules.push(module);
  const first = [module];
  modulesOf.set(stack, first);
  Aspects.of(stack).add({ visit: (node) => node === stack && order(stack, first) });
}

function order(stack: TerraformStack, modules: readonly Construct[]): void {
  const own = new Set<IConstruct>(modules);
  const theirs = stack.node
    .findAll()
    .filter((node) => TerraformResource.isTerraformResource(node))
    .filter(({ node }) => !node.scopes.some((scope) => own.has(scope)));
  if (theirs.length === 0) return;
  const exposed = exposedBy(stack, modules);
  for (const resource of theirs) {
    const named = textsOf(resolved(stack, resource.toTerraform())).flatMap(([argument, text]) =>
      (exposed.get(text) ?? []).filter(({ isArn, kind }) => isArn || argument.includes(kind)),
    );
    const made = [...new Set(named.map((one) => one.made))];
    if (made.length > 0) resource.dependsOn = [...(resource.dependsOn ?? []), ...made.map(dependable)];
  }
}

/** Something that a module exposes by ARN or name. */
interface Exposed {
  readonly made: TerraformResource;
  /** `log_group` in `logGroupArn` and `logGroupName`. */
  readonly kind: string;
  readonly isArn: boolean;
}

function exposedBy(stack: TerraformStack, modules: readonly Construct[]): ReadonlyMap<string, readonly Exposed[]> {
  const found = new Map<string, Exposed[]>();
  for (const module of modules) {
    const { resources = {} } = module as { resources?: Readonly<Record<string, unknown>> };
    for (const [member, value] of Object.entries(module)) {
      const [, stem = "", form] = /^(\w+)(Arn|Name)$/.exec(member) ?? [];
      const made = resources[stem];
      if (typeof value !== "string" || !TerraformResource.isTerraformResource(made)) continue;
      const text = String(resolved(stack, value));
      found.set(text, [...(found.get(text) ?? []), { made, kind: snake(stem), isArn: form === "Arn" }]);
    }
  }
  return found;
}

function resolved(scope: TerraformStack, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope, resolver, preparing: false });
}

/** The strings of a resource, each with the name of its argument. */
function textsOf(value: unknown, argument = ""): [argument: string, text: string][] {
  if (typeof value === "string") return [[argument, value]];
  if (Array.isArray(value)) return value.flatMap((item) => textsOf(item, argument));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === "tags" ? [] : textsOf(inner, name)));
}

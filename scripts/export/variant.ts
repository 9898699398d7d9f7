import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  App,
  DefaultTokenResolver,
  StringConcat,
  TerraformElement,
  TerraformOutput,
  TerraformProvider,
  TerraformStack,
  Tokenization,
} from "cdktf";
import { AuditModule } from "../../modules/core/internal";
import type { Choice } from "./conditions";
import type { ModuleDefinition } from "./definition";
import { parseBody } from "./parse";
import { type Places, placed } from "./places";
import { always, type Entries, type Value } from "./value";
import type { Feature } from "./variables";
import { snake } from "./variables";

/** A block of Terraform as one choice of features makes it. */
export interface Element {
  readonly block: "resource" | "data" | "output";
  readonly type: string;
  readonly name: string;
  /** The id in the stack of the construct. */
  readonly logicalId: string;
  /** The construct that made it: `TrailBucket`, of class `LogBucket`. */
  readonly owner: { readonly id: string; readonly className: string };
  /** The list that it is made for each item of. */
  readonly forEach?: string;
  readonly body: Value;
}

export function addressOf({ block, type, name }: Pick<Element, "block" | "type" | "name">): string {
  return [block, type, name].filter(Boolean).join(".");
}

/** Creates the construct with the features as chosen. Throws the ValidationError of a choice that it refuses. */
export function synthesizeVariant(
  definition: ModuleDefinition,
  features: readonly Feature[],
  choice: Choice,
  places: Places,
): Element[] {
  const app = new App({ outdir: "unused" });
  const stack = new TerraformStack(app, "export");
  new AwsProvider(stack, "Aws", {});
  definition.create(stack, propsFor(definition, features, choice));
  return stack.node.findAll().flatMap((node) => {
    if (node === stack || !TerraformElement.isTerraformElement(node) || TerraformProvider.isTerraformProvider(node))
      return [];
    return [elementOf(stack, node, definition, places)];
  });
}

export function propsFor(
  { base = {} }: ModuleDefinition,
  features: readonly Feature[],
  choice: Choice,
): Record<string, unknown> {
  const props: Record<string, unknown> = structuredClone(base);
  for (const { name, prop, states } of features) {
    const value = states[choice[name]!]!.value?.();
    if (value !== undefined) setAt(props, prop.split("."), value);
  }
  return props;
}

/** Lists of several features become one. */
function setAt(target: Record<string, unknown>, [first, ...rest]: readonly string[], value: unknown): void {
  if (rest.length > 0) {
    target[first!] ??= {};
    setAt(target[first!] as Record<string, unknown>, rest, value);
    return;
  }
  const before = target[first!];
  target[first!] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
}

function elementOf(
  stack: TerraformStack,
  node: TerraformElement,
  definition: ModuleDefinition,
  places: Places,
): Element {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const options = { scope: stack, resolver, preparing: false };
  const owner = node.node.scopes.filter((scope) => scope instanceof AuditModule).at(-1);
  const described = TerraformOutput.isTerraformOutput(node) ? node.toTerraform() : node.toHclTerraform();
  const resolved = Tokenization.resolve(described, options) as Record<string, Record<string, unknown>>;
  const [[block, byType]] = Object.entries(resolved).filter(([, value]) => value) as [[Element["block"], object]];
  const [[type, byName]] = (block === "output" ? [["", byType]] : Object.entries(byType)) as [[string, object]];
  const [[logicalId, attributes]] = Object.entries(byName) as [[string, Record<string, unknown>]];
  return placed(
    {
      block,
      type,
      name: logicalId,
      logicalId,
      owner: { id: owner?.node.id ?? "", className: owner?.constructor.name ?? "" },
      body: { kind: "object", entries: withDependencies(parseBody(attributes)) },
    },
    `${snake(definition.id)}`,
    places,
  );
}

function withDependencies(body: Entries): Entries {
  return body.map(([key, part]) => {
    if (key !== "depends_on" || part.value.kind !== "list") return [key, part] as const;
    const items = part.value.items.map(({ value }) =>
      always({ kind: "expression", code: (value as Extract<Value, { kind: "text" }>).text }),
    );
    return [key, always({ kind: "list", items })] as const;
  });
}

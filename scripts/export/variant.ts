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
import { AuditModule, snake } from "../../modules/core/internal";
import type { Choice } from "./conditions";
import type { ModuleDefinition } from "./definition";
import { lookedUp } from "./lookups";
import { parseBody } from "./parse";
import { type Places, placed } from "./places";
import { onlyExpression } from "./templates";
import { always, type Entries, type Value } from "./value";
import type { Feature } from "./variables";

/** A block of Terraform as one choice of features makes it. */
export interface Element {
  readonly block: "resource" | "data" | "output";
  readonly type: string;
  readonly name: string;
  /** The id in the stack of the construct. */
  readonly logicalId: string;
  /** The construct that made it: `TrailBucket`, of class `LogBucket`, with the ids of all constructs that hold it. */
  readonly owner: { readonly id: string; readonly className: string; readonly within: readonly string[] };
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
  const stack = withoutStackTraces(() => {
    const created = new TerraformStack(new App({ outdir: "unused" }), "export");
    new AwsProvider(created, "Aws", {});
    definition.create(created, propsFor(definition, features, choice));
    return created;
  });
  const { part = () => true } = definition;
  const nodes = stack.node.findAll().filter((node): node is TerraformElement => {
    return node !== stack && TerraformElement.isTerraformElement(node) && part(node.node.path);
  });
  const ids = new Set(nodes.map(({ friendlyUniqueId }) => friendlyUniqueId));
  return withoutStackTraces(() =>
    nodes.flatMap((node) => {
      if (TerraformProvider.isTerraformProvider(node)) return [];
      const element = elementOf(stack, node, definition, places, ids);
      return element.block === "data" && lookedUp(element.type) ? [] : [element];
    }),
  );
}

/** CDKTF takes one for each token, and mapping them to the sources costs as much as all the rest. */
function withoutStackTraces<T>(run: () => T): T {
  const { prepareStackTrace } = Error;
  Error.prepareStackTrace = () => "";
  try {
    return run();
  } finally {
    Error.prepareStackTrace = prepareStackTrace;
  }
}

export function propsFor(
  { base = {} }: ModuleDefinition,
  features: readonly Feature[],
  choice: Choice,
): Record<string, unknown> {
  const props: Record<string, unknown> = structuredClone(base);
  for (const feature of features) {
    if (isWithinNothing(feature, features, choice)) continue;
    const { name, prop, states } = feature;
    const value = states[choice[name]!]!.value?.();
    if (value !== undefined) setAt(props, prop.split("."), value);
  }
  return props;
}

/** Whether a feature is about something within an input that is not there. */
export function isWithinNothing({ prop }: Feature, features: readonly Feature[], choice: Choice): boolean {
  return features.some((other) => {
    return prop.startsWith(`${other.prop}.`) && other.states[choice[other.name]!]!.value === undefined;
  });
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
  ids: ReadonlySet<string>,
): Element {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const options = { scope: stack, resolver, preparing: false };
  const owner = node.node.scopes.filter((scope) => scope instanceof AuditModule).at(-1);
  const described = TerraformOutput.isTerraformOutput(node) ? node.toTerraform() : node.toHclTerraform();
  const resolved = Tokenization.resolve(described, options) as Record<string, Record<string, unknown>>;
  const [[block, byType]] = Object.entries(resolved).filter(([, value]) => value) as [[Element["block"], object]];
  const [[type, byName]] = (block === "output" ? [["", byType]] : Object.entries(byType)) as [[string, object]];
  const [[logicalId, attributes]] = Object.entries(byName) as [[string, Record<string, unknown>]];
  const body = withDependencies(parseBody(attributes), ids);
  const isOfIam = body.some(([key, { value }]) => {
    return key === "region" && value.kind === "text" && value.text === definition.iamRegion;
  });
  return placed(
    {
      block,
      type,
      name: logicalId,
      logicalId,
      owner: {
        id: owner?.node.id ?? "",
        className: owner?.constructor.name ?? "",
        within: node.node.scopes.map((scope) => scope.node.id),
      },
      body: { kind: "object", entries: inItsRegion(body, isOfIam) },
    },
    snake(definition.id),
    isOfIam ? placesOfIam(definition.iamRegion!, places) : places,
  );
}

/** There, the Region is that of the provider, whatever its name stands for elsewhere. */
function placesOfIam(region: string, { placeholders, literals, ...others }: Places): Places {
  return {
    ...others,
    placeholders: placeholders.filter(({ literal }) => literal !== region),
    literals: { [region]: "local.iam_region", ...literals },
  };
}

/** The Region of a resource in a module is that of its provider. */
function inItsRegion(body: Entries, isOfIam: boolean): Entries {
  const usual = body.filter(([key]) => key !== "region");
  return isOfIam ? [["provider", always({ kind: "expression", code: "aws.iam" })], ...usual] : usual;
}

/** What another module makes is waited for through the inputs that come from there. */
function withDependencies(body: Entries, ids: ReadonlySet<string>): Entries {
  return body.flatMap(([key, part]): Entries => {
    if (key !== "depends_on" || part.value.kind !== "list") return [[key, part]];
    const items = part.value.items.flatMap(({ value }) => {
      const { text } = value as Extract<Value, { kind: "text" }>;
      const code = onlyExpression(text) ?? text;
      return ids.has(code.slice(code.lastIndexOf(".") + 1)) ? [always({ kind: "expression", code })] : [];
    });
    return items.length === 0 ? [] : [[key, always({ kind: "list", items })]];
  });
}

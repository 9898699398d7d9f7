import { type AnyRule, type ListRule, type ObjectRule, type SetRule, snake } from "../../modules/core/internal";
import type { PropDoc } from "../docs/module-docs";
import { described, literalDefault, withAllowed } from "./descriptions";
import { listToken, numberToken, textToken } from "./tokens";

/** One state of a feature: when a module is in it, in Terraform, and what the construct is given then. */
export interface State {
  readonly when: string;
  /** The value of the prop; left out where there is none. */
  readonly value?: () => unknown;
}

/** Something that decides what is created, or how it is written. The first state is that of a module with nothing set. */
export interface Feature {
  readonly name: string;
  /** The props whose value it decides: `operators.attachTo`. */
  readonly prop: string;
  readonly states: Readonly<Record<string, State>>;
}

/** A text that stands for each item of a list, until the resource or list with it becomes one of all items. */
export interface Placeholder {
  readonly literal: string;
  /** The list in Terraform; empty for a second item, which is left out. */
  readonly list: string;
  /** As a list, where it is a set. */
  readonly items?: string;
  /** The list that this one is made of, if it is not the input itself: it is empty where that is. */
  readonly of?: string;
  /** Whether an object with the text stands for all items, whatever else it has. */
  readonly whole?: true;
  /** How the item is called where the list is walked within a value. */
  readonly item: string;
  /** Which items these are. */
  readonly only?: string;
  /** Of a map, whose keys these are: how the value of a key is called. */
  readonly values?: string;
  /** An item that somebody may have, for blocks that move what each has. */
  readonly sample?: string;
}

/** An input of a module, or a field of one. */
export interface Variable {
  /** `operators.attach_to` */
  readonly path: string;
  /** `operators.attachTo` */
  readonly prop: string;
  readonly rule: AnyRule;
  readonly type: string;
  /** As Terraform writes it; none of what must be given. */
  readonly default: string | undefined;
  readonly description: string;
  readonly fields: readonly Variable[];
  readonly features: readonly Feature[];
  readonly placeholders: readonly Placeholder[];
  /** Whether null is a value of it. */
  readonly nullable: boolean;
}

/** What a definition says otherwise about an input than the schema and the doc comment do. */
export interface Override {
  readonly rule?: AnyRule;
  readonly type?: string;
  readonly default?: string;
  readonly description?: string;
  readonly features?: readonly (Omit<Feature, "prop"> & Partial<Feature>)[];
  readonly placeholders?: readonly Placeholder[];
  /** Values of a set that the module does not offer. */
  readonly without?: readonly string[];
}

export interface Source {
  /** Doc comments of the props within a path; "" for the props themselves. */
  readonly docs: (path: string) => readonly PropDoc[];
  readonly overrides: Readonly<Record<string, Override>>;
}

/** The input for a prop, from its rule and its doc comment. */
export function variableFor(prop: string, rule: AnyRule, source: Source): Variable {
  const override = source.overrides[prop] ?? {};
  const found = derive(prop, override.rule ?? rule, source);
  const ofFeature = override.features?.map((feature) => ({ prop, ...feature }));
  return {
    ...found,
    ...(override.type && { type: override.type }),
    ...("default" in override && { default: override.default, nullable: override.default === "null" }),
    description: withAllowed(override.description ?? found.description, found.rule),
    ...(ofFeature && { features: ofFeature }),
    ...(override.placeholders && { placeholders: override.placeholders }),
  };
}

function derive(prop: string, rule: AnyRule, source: Source): Variable {
  const path = snakePath(prop);
  const within = prop.includes(".") ? prop.slice(0, prop.lastIndexOf(".")) : "";
  const doc = source.docs(within).find(({ name }) => name === last(prop));
  const base = { path, prop, rule, description: described(doc), fields: [], features: [], placeholders: [] };
  const at = `var.${path}`;
  const isUnset = `${at} == null`;
  const isSet = `${at} != null`;
  const written = rule.optional ? literalDefault(doc?.default) : undefined;
  const feature = (states: Feature["states"]): Feature => ({ name: path, prop, states });
  switch (rule.kind) {
    case "object":
      return objectVariable(prop, rule as ObjectRule<Record<string, unknown>>, source, base);
    case "list":
      return listVariable(prop, rule as ListRule<unknown>, base);
    case "flag": {
      const on = { when: at, value: () => true };
      const off = { when: `!${at}`, value: () => false };
      const states: Feature["states"] = written === "true" ? { on, off } : { off, on };
      return { ...base, type: "bool", default: written ?? "false", nullable: false, features: [feature(states)] };
    }
    case "set":
      if (rule.token === undefined) return knownSet(rule as SetRule<string>, source.overrides[prop]?.without ?? []);
  }
  const type = { number: "number", set: typeof (rule as SetRule<unknown>).values?.[0] }[rule.kind] ?? "string";
  const token = () => (type === "number" ? numberToken(at) : textToken(at));
  if (!rule.optional || written !== undefined) {
    const states = { set: { when: "true", value: token } };
    return { ...base, type, default: written, nullable: false, features: [feature(states)] };
  }
  const states = { unset: { when: isUnset }, set: { when: isSet, value: token } };
  return { ...base, type, default: "null", nullable: true, features: [feature(states)] };

  function knownSet({ values }: SetRule<string>, without: readonly string[]): Variable {
    const offered = values.filter((value) => !without.includes(value));
    const state = (value: string): [string, State] => [
      value,
      { when: `${at} == ${JSON.stringify(value)}`, value: () => value },
    ];
    const first = written === undefined ? [] : [JSON.parse(written)];
    const ordered = [...first, ...offered.filter((value) => !first.includes(value))];
    const states = Object.fromEntries([
      ...(first.length > 0 ? [] : [["unset", { when: isUnset }] as [string, State]]),
      ...ordered.map(state),
    ]);
    const narrowed = { ...rule, values: offered, allowed: `one of ${offered.join(", ")}` };
    return {
      ...base,
      rule: narrowed as AnyRule,
      type: "string",
      default: written ?? "null",
      nullable: written === undefined,
      features: [feature(states)],
    };
  }
}

type Base = Omit<Variable, "type" | "default" | "nullable">;

/** An object of which every field may be left out needs no decision of its own. */
function objectVariable(prop: string, rule: ObjectRule<Record<string, unknown>>, source: Source, base: Base): Variable {
  const fields = Object.entries<AnyRule>(rule.rules).map(([name, inner]) =>
    variableFor(`${prop}.${name}`, inner, source),
  );
  const type = objectType(fields);
  if (fields.every((field) => field.default !== undefined)) {
    return { ...base, fields, type, default: "{}", nullable: false };
  }
  const at = `var.${base.path}`;
  const value = () => Object.fromEntries(fields.map((field) => [last(field.prop), set(field)]));
  const states = { unset: { when: `${at} == null` }, set: { when: `${at} != null`, value } };
  const features = rule.optional ? [{ name: base.path, prop, states }] : fields.flatMap((field) => field.features);
  // Fields decide something of their own only where it is said what the object as a whole decides.
  const isSaid = source.overrides[prop]?.features !== undefined;
  return {
    ...base,
    fields: isSaid ? fields : fields.map((field) => ({ ...field, features: [] })),
    type,
    default: rule.optional ? "null" : undefined,
    nullable: rule.optional,
    features,
  };
}

/** The value of a field of an object that is there. */
function set({ features: [feature] }: Variable): unknown {
  return feature && Object.values(feature.states).at(-1)?.value?.();
}

export function objectType(fields: readonly Variable[]): string {
  const field = ({ path, type, default: value }: Variable) => {
    const optional = value === "null" ? `optional(${type})` : `optional(${type}, ${value})`;
    return `${last(path)} = ${value === undefined ? type : optional}`;
  };
  return `object({\n${fields.map(field).join("\n")}\n})`;
}

function listVariable(prop: string, rule: ListRule<unknown>, base: Base): Variable {
  const { path } = base;
  const at = `var.${path}`;
  const type = rule.unique || rule.token === undefined ? "set(string)" : "list(string)";
  const variable = { ...base, type, default: rule.optional ? "[]" : undefined, nullable: false };
  const states = (value: () => unknown): Feature["states"] => ({
    none: { when: `length(${at}) == 0` },
    some: { when: `length(${at}) > 0`, value },
  });
  if (rule.token === "list")
    return { ...variable, features: [{ name: path, prop, states: states(() => listToken(at)) }] };
  if (rule.of.kind === "set") {
    const { values } = rule.of as SetRule<string>;
    return { ...variable, features: values.map((value) => memberFeature(path, prop, value, () => value)) };
  }
  const literal = `each.${path}`;
  return {
    ...variable,
    features: [{ name: path, prop, states: states(() => [literal]) }],
    placeholders: [
      { literal, list: at, item: singular(last(path)), ...(type === "set(string)" && { items: `tolist(${at})` }) },
    ],
  };
}

/** Whether one of a few values is in a list. */
export function memberFeature(
  path: string,
  prop: string,
  name: string,
  value: () => unknown,
  list = `var.${path}`,
): Feature {
  const isMember = `contains(${list}, ${JSON.stringify(name)})`;
  return {
    name: `${path} ${name}`,
    prop,
    states: { without: { when: `!${isMember}` }, with: { when: isMember, value: () => [value()] } },
  };
}

function singular(word: string): string {
  return word.replace(/s$/, "");
}

export function snakePath(prop: string): string {
  return prop.split(".").map(snake).join(".");
}

export function last(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1);
}

/** An input and all its fields. */
export function withFields(variable: Variable): Variable[] {
  return [variable, ...variable.fields.flatMap(withFields)];
}

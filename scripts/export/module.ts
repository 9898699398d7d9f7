import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ValidationError } from "../../modules/core/validation-error";
import { choicesAround, choicesToTry, randomChoices } from "./choices";
import { type Choice, type Condition, holds } from "./conditions";
import type { ModuleDefinition } from "./definition";
import { type Case, inOrder, mergeParts, partFor } from "./merge";
import type { Places } from "./places";
import { inOneOrder, type Value } from "./value";
import { type Feature, type Source, type Variable, variableFor, withFields } from "./variables";
import { addressOf, type Element, isWithinNothing, synthesizeVariant } from "./variant";

/** A block of a module: there under a condition, if it has one. */
export interface MergedElement extends Element {
  readonly when: Condition | undefined;
}

export interface MergedModule {
  readonly definition: ModuleDefinition;
  readonly variables: readonly Variable[];
  readonly features: readonly Feature[];
  readonly elements: readonly MergedElement[];
}

/** One module that is right for whatever features are chosen, from what the construct makes of some choices. */
export function mergeModule(definition: ModuleDefinition, docs: Source["docs"]): MergedModule {
  const overrides = definition.overrides ?? {};
  refuseForgotten(definition);
  const variables = Object.entries(definition.rules).map(([prop, rule]) =>
    variableFor(prop, rule, { docs, overrides }),
  );
  const all = variables.flatMap(withFields);
  const chosen = all.flatMap((variable) => variable.features);
  const derived = definition.derived ?? [];
  const features = [...chosen, ...derived.map((feature) => ({ ...feature, prop: "" }))];
  const places = placesOf(definition, all);
  const variants = (choices: readonly Choice[]) =>
    choices
      .map((choice) => possible(chosen, choice))
      .flatMap((choice): Case<readonly Element[]>[] => {
        const whole: Record<string, string> = { ...choice };
        for (const { name, stateFor } of derived) whole[name] = stateFor(whole);
        const value = variantFor(definition, chosen, whole, places);
        return value ? [{ choices: [whole], value }] : [];
      });
  const { mixes } = definition;
  const [base, ...choices] = choicesToTry(chosen, { inPairs: !mixes, atRandom: mixes?.learned ?? LEARNED });
  const usual = variants([base!]);
  // Where one input decides on all, it must be given.
  if (usual.length === 0 && !mixes)
    throw new Error(`${definition.name}: the construct refuses a call with nothing set`);
  const cases = [...usual, ...variants(choices)];
  for (let round = 1; round <= MOST_ROUNDS; round++) {
    const module = { definition, variables, features, elements: mergeElements(features, cases) };
    const around = mixes ? [] : choicesAround(conditionsIn(module.elements), chosen, round);
    const others = variants([...randomChoices(chosen, mixes?.proven ?? PROVEN, round * 1000), ...around]);
    const wrong = others.filter((other) => divergence(module, other).length > 0);
    if (wrong.length === 0) return module;
    cases.push(...wrong);
  }
  throw new Error(`${definition.name}: no conditions are right for every mix of features`);
}

const LEARNED = 8;
/** Mixes that a module was not made of, of which each must be as the construct makes it. If one is not, it is learned from. */
const PROVEN = 20;
const MOST_ROUNDS = 5;

function conditionsIn(node: unknown): Condition[] {
  if (typeof node !== "object" || node === null) return [];
  return "literals" in node ? [node as Condition] : Object.values(node).flatMap(conditionsIn);
}

/** A prop that is added to a construct must not be missing from its module without a word. */
function refuseForgotten({ name, props, rules, omitted }: ModuleDefinition): void {
  const forgotten = props.filter((prop) => !(prop in rules) && !(prop in omitted));
  if (forgotten.length > 0)
    throw new Error(`${name}: make inputs of ${forgotten.join(", ")}, or say in omitted why not`);
}

export function placesOf(
  { literals = {}, numbers = {}, placeholders = [], files = {} }: ModuleDefinition,
  variables: readonly Variable[],
): Places {
  const hash = (path: string) => createHash("sha256").update(readFileSync(path)).digest("base64");
  return {
    placeholders: [...placeholders, ...variables.flatMap((variable) => variable.placeholders)],
    literals,
    numbers,
    files: Object.fromEntries(Object.entries(files).map(([name, path]) => [hash(path), name])),
  };
}

/** Nothing where the construct refuses what is chosen: such a choice fails in Terraform too. */
function variantFor(definition: ModuleDefinition, features: readonly Feature[], choice: Choice, places: Places) {
  try {
    return synthesizeVariant(definition, features, choice, places);
  } catch (error) {
    if (error instanceof ValidationError) return undefined;
    throw error;
  }
}

/** A choice that Terraform can be given: an input that is not there has nothing within it. */
function possible(features: readonly Feature[], choice: Choice): Choice {
  const result: Record<string, string> = { ...choice };
  for (const feature of features) {
    if (isWithinNothing(feature, features, result)) result[feature.name] = Object.keys(feature.states)[0]!;
  }
  return result;
}

function mergeElements(features: readonly Feature[], cases: readonly Case<readonly Element[]>[]): MergedElement[] {
  const states = Object.fromEntries(features.map((feature) => [feature.name, Object.keys(feature.states)]));
  const byAddress = cases.map(({ choices, value }) => ({
    choices,
    value: new Map(value.map((element) => [addressOf(element), element])),
  }));
  const addresses = inOrder(byAddress.map(({ value }) => [...value.keys()]));
  return addresses.map((address) => {
    const body = byAddress.map(({ choices, value }) => ({ choices, value: value.get(address)?.body }));
    const element = byAddress.map(({ value }) => value.get(address)).find((found) => found)!;
    try {
      const { when, value } = mergeParts(states, body)!;
      return { ...element, when, body: value };
    } catch (error) {
      throw new Error(`${address}: ${(error as Error).message}`);
    }
  });
}

/** Where the merged module differs from what the construct makes of a choice; nowhere, if it is right. */
function divergence({ elements }: MergedModule, { choices, value }: Case<readonly Element[]>): string[] {
  const [choice] = choices as [Choice];
  const expected = new Map(value.map((element) => [addressOf(element), element.body]));
  const found = new Map(
    elements.flatMap((element): [string, Value][] => {
      if (element.when && !holds(element.when, choice)) return [];
      return [[addressOf(element), partFor({ value: element.body }, choice)!]];
    }),
  );
  const addresses = new Set([...expected.keys(), ...found.keys()]);
  const text = (one: Value | undefined) => one && JSON.stringify(inOneOrder(one));
  return [...addresses].filter((address) => text(expected.get(address)) !== text(found.get(address)));
}

import type { Condition } from "./conditions";

/** A part of a module that is there under a condition only; always, without one. */
export interface Part {
  readonly when?: Condition;
  readonly value: Value;
}

/**
 * What stands behind an equals sign, or in a block. Texts are templates: `${...}` in them is an expression of Terraform,
 * `$${` the two characters.
 */
export type Value =
  | { readonly kind: "scalar"; readonly value: number | boolean | null }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "expression"; readonly code: string }
  /** Of an expression that is a list, in a list: all its items. They are made of those of another, if it says so. */
  | { readonly kind: "spread"; readonly code: string; readonly of?: string }
  /** Loose: in a policy, where one value and a list of one say the same. */
  | { readonly kind: "list"; readonly items: readonly Part[]; readonly loose?: true }
  | { readonly kind: "object"; readonly entries: Entries }
  | { readonly kind: "blocks"; readonly items: readonly Part[] }
  | { readonly kind: "json"; readonly value: Value }
  | { readonly kind: "choice"; readonly branches: readonly Branch[]; readonly otherwise: Value };

export type Entries = readonly (readonly [key: string, part: Part])[];

export interface Branch {
  readonly when: Condition;
  readonly value: Value;
}

/** The value of a key, if there is one. */
export function entryOf(value: Value | undefined, key: string): Value | undefined {
  return value?.kind === "object" ? value.entries.find(([name]) => name === key)?.[1].value : undefined;
}

export const always = (value: Value): Part => ({ value });

/** The value with lists and objects in one order: in policies another order says the same. */
export function inOneOrder(value: Value): Value {
  const parts = (items: readonly Part[]) => items.map((item) => always(inOneOrder(item.value)));
  const sorted = <T>(items: readonly T[]) =>
    [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  switch (value.kind) {
    case "json":
      return { kind: "json", value: inOneOrder(value.value) };
    case "object":
      return {
        kind: "object",
        entries: sorted(value.entries.map(([key, part]) => [key, always(inOneOrder(part.value))] as const)),
      };
    case "list":
      return { ...value, items: sorted(parts(value.items)) };
    case "blocks":
      return { ...value, items: parts(value.items) };
    default:
      return value;
  }
}

import { type Choice, conditionFor, holds, type States } from "./conditions";
import { always, type Branch, type Entries, entryOf, type Part, type Value } from "./value";

/** What some choices of features made of one part of a module; nothing where the part is not there. */
export interface Case<T> {
  readonly choices: readonly Choice[];
  readonly value: T;
}

/** One part that is right for all cases. Nothing where no case has it. */
export function mergeParts(states: States, given: readonly Case<Value | undefined>[]): Part | undefined {
  const cases = distinct(given);
  const present = cases.filter((one): one is Case<Value> => one.value !== undefined);
  if (present.length === 0) return undefined;
  const absent = cases.filter(({ value }) => value === undefined);
  const value = mergeValues(states, present);
  return absent.length === 0 ? { value } : { when: conditionFor(states, choices(present), choices(absent)), value };
}

function mergeValues(states: States, cases: readonly Case<Value>[]): Value {
  const [{ value: first }] = cases as readonly [Case<Value>];
  if (cases.length === 1) return first;
  if (allOf("json", cases))
    return {
      kind: "json",
      value: mergeValues(
        states,
        inner(cases, ({ value }) => value),
      ),
    };
  if (allOf("object", cases)) {
    return {
      kind: "object",
      entries: mergeEntries(
        states,
        inner(cases, ({ entries }) => entries),
      ),
    };
  }
  for (const kind of ["list", "blocks"] as const) {
    if (allOf(kind, cases)) {
      if (cases.every(({ value: { items } }) => items.length === 1 && items[0]!.value.kind === "text")) {
        return {
          ...first,
          kind,
          items: [
            always(
              choiceOf(
                states,
                inner(cases, ({ items }) => items[0]!.value),
              ),
            ),
          ],
        };
      }
      const keyed = inner(cases, ({ items }) => items.map((item, index) => [keyOf(item, index, kind), item] as const));
      return { ...first, kind, items: mergeEntries(states, keyed).map(([, part]) => part) };
    }
  }
  return choiceOf(states, cases);
}

function choiceOf(states: States, cases: readonly Case<Value>[]): Value {
  // What most choices have comes last: the others are the exceptions that a reader looks for.
  const [usual, ...special] = [...cases].sort((a, b) => b.choices.length - a.choices.length);
  const branches = special.map((one): Branch => {
    const others = cases.filter((other) => other !== one);
    return { when: conditionFor(states, one.choices, choices(others)), value: one.value };
  });
  return { kind: "choice", branches, otherwise: usual!.value };
}

export function mergeEntries(states: States, cases: readonly Case<Entries>[]): Entries {
  const keys = inOrder(cases.map(({ value }) => value.map(([key]) => key)));
  return keys.map((key) => {
    const ofKey = cases.map(({ choices, value }) => ({
      choices,
      value: value.find(([name]) => name === key)?.[1].value,
    }));
    return [key, mergeParts(states, ofKey)!] as const;
  });
}

/** A statement is known by its Sid, an event pattern by the calls, a block by its place, all else in a list by what it is. */
function keyOf({ value }: Part, index: number, kind: "list" | "blocks"): string {
  if (kind === "blocks") return String(index);
  return JSON.stringify(entryOf(value, "Sid") ?? callsOf(value) ?? value);
}

function callsOf(pattern: Value): Value[] | undefined {
  const calls = entryOf(entryOf(pattern, "detail"), "eventName");
  return calls && [entryOf(pattern, "source") ?? calls, calls];
}

/** All keys of several lists, those of each in its order. */
export function inOrder(lists: readonly (readonly string[])[]): string[] {
  const order: string[] = [];
  for (const list of lists) {
    list.forEach((key, index) => {
      if (order.includes(key)) return;
      const before = list.slice(0, index).findLast((earlier) => order.includes(earlier));
      order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, key);
    });
  }
  return order;
}

function allOf<K extends Value["kind"]>(
  kind: K,
  cases: readonly Case<Value>[],
): cases is readonly Case<Extract<Value, { kind: K }>>[] {
  return cases.every(({ value }) => value.kind === kind);
}

function inner<A, B>(cases: readonly Case<A>[], part: (value: A) => B): Case<B>[] {
  return cases.map(({ choices, value }) => ({ choices, value: part(value) }));
}

/** One case for each value, with all choices that have it. */
export function distinct<T>(cases: readonly Case<T>[]): Case<T>[] {
  const groups = new Map<string, Case<T>>();
  for (const { choices, value } of cases) {
    const key = JSON.stringify(value) ?? "";
    groups.set(key, { choices: [...(groups.get(key)?.choices ?? []), ...choices], value });
  }
  return [...groups.values()];
}

function choices(cases: readonly Case<unknown>[]): Choice[] {
  return cases.flatMap((one) => one.choices);
}

/** What a merged part is for one choice: the way back. */
export function partFor({ when, value }: Part, choice: Choice): Value | undefined {
  return when && !holds(when, choice) ? undefined : valueFor(value, choice);
}

function valueFor(value: Value, choice: Choice): Value {
  switch (value.kind) {
    case "json":
      return { kind: "json", value: valueFor(value.value, choice) };
    case "object": {
      const entries = value.entries.flatMap(([key, part]) => {
        const found = partFor(part, choice);
        return found ? [[key, { value: found }] as const] : [];
      });
      return { kind: "object", entries };
    }
    case "list":
    case "blocks": {
      const items = value.items.flatMap((part) => {
        const found = partFor(part, choice);
        return found ? [{ value: found }] : [];
      });
      return { ...value, items };
    }
    case "choice": {
      return value.branches.find(({ when }) => holds(when, choice))?.value ?? value.otherwise;
    }
    default:
      return value;
  }
}

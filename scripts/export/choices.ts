import type { Choice, Condition, Literal } from "./conditions";
import type { Feature } from "./variables";

/** Nothing set, each state alone, each two states of one input together, and some of everything. */
export function choicesToTry(features: readonly Feature[]): Choice[] {
  const base: Choice = Object.fromEntries(features.map(({ name, states }) => [name, Object.keys(states)[0]!]));
  const single = features.flatMap(({ name, prop, states }) =>
    Object.keys(states)
      .slice(1)
      .map((state) => ({ name, prop, state })),
  );
  const group = (name: string) => name.split(/[. ]/)[0];
  const pairs = single.flatMap((one, index) =>
    single
      .slice(index + 1)
      .filter((other) => other.prop !== one.prop && group(other.name) === group(one.name))
      .map((other) => ({ ...base, [one.name]: one.state, [other.name]: other.state })),
  );
  const everything = Object.fromEntries(features.map(({ name, states }) => [name, Object.keys(states).at(-1)!]));
  return [
    base,
    ...single.map(({ name, state }) => ({ ...base, [name]: state })),
    ...pairs,
    everything,
    ...randomChoices(features, 8, 1),
  ];
}

/** The same ones for the same seed. */
export function randomChoices(features: readonly Feature[], count: number, seed: number): Choice[] {
  const next = randomNumbers(seed);
  return Array.from({ length: count }, () => randomChoice(features, next));
}

/**
 * Choices at the edge of a condition that several features decide, for conditions that were learned by chance: all of it
 * holds but one part, in turn, and everything else is as it comes.
 */
export function choicesAround(conditions: readonly Condition[], features: readonly Feature[], seed: number): Choice[] {
  const next = randomNumbers(seed);
  const states = new Map(features.map((feature) => [feature.name, Object.keys(feature.states)]));
  const held = ({ feature, state, negated }: Literal, holds: boolean): Choice => {
    if (negated !== holds) return { [feature]: state };
    const others = states.get(feature)!.filter((other) => other !== state);
    return { [feature]: others[next(others.length)]! };
  };
  const distinct = new Map(conditions.map((condition) => [JSON.stringify(condition), condition]));
  return [...distinct.values()].flatMap(({ operator, literals }) => {
    if (literals.length === 1) return [];
    return literals.map((odd) => {
      const parts = literals.map((literal) => held(literal, (literal === odd) === (operator === "or")));
      return Object.assign({}, randomChoice(features, next), ...parts);
    });
  });
}

function randomChoice(features: readonly Feature[], next: (below: number) => number): Choice {
  return Object.fromEntries(
    features.map(({ name, states }) => {
      const names = Object.keys(states);
      return [name, names[next(names.length)]!];
    }),
  );
}

function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    // Numerical Recipes' linear congruential generator; its upper bits are the random ones.
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

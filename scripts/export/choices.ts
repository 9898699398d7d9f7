import type { Choice, Condition, Literal } from "./conditions";
import type { Feature } from "./variables";

interface Tried {
  /** Whether each two states of one input are tried together. */
  readonly inPairs: boolean;
  /** How many mixes of everything are tried besides. */
  readonly atRandom: number;
}

/** Nothing set, each state alone, perhaps each two states of one input together, everything, and random mixes. */
export function choicesToTry(features: readonly Feature[], { inPairs, atRandom }: Tried): Choice[] {
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
    ...(inPairs ? pairs : []),
    everything,
    ...randomChoices(features, atRandom, 1),
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
    // Tommy Ettinger's Mulberry32. What a linear generator draws in a row depends on each other, and some mixes never come.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

import type { TerraformStack } from "cdktf";
import fc from "fast-check";
import { ValidationError } from "../../../modules/core";
import { newStack, synthStack } from "../../support/synth";
import { lint } from "./policy-linter";
import type { Block } from "./rendered";
import type { Recipe } from "./values";

/** How a program ended: refused, with the stack that it made, or neither. */
export interface Outcome {
  readonly refused?: ValidationError;
  readonly made?: Block;
  /** What is wrong with the stack, or with the way it ended. */
  readonly problems: readonly string[];
}

export function outcomeOf(build: (stack: TerraformStack) => void): Outcome {
  const stack = newStack();
  try {
    build(stack);
  } catch (error) {
    if (error instanceof ValidationError) return { refused: error, problems: [] };
    return { problems: [String((error as Error).stack)] };
  }
  try {
    const { json } = synthStack(stack);
    return { made: json, problems: lint(json) };
  } catch (error) {
    return { problems: [String((error as Error).stack)] };
  }
}

/** The same programs each time, unless FUZZ_SEED says otherwise; FUZZ_RUNS is how many there are of each kind. */
export const parameters = { seed: Number(process.env.FUZZ_SEED ?? 1), numRuns: Number(process.env.FUZZ_RUNS ?? 15) };

/**
 * Programs from these values are refused, or make a stack in which nothing is wrong.
 * @returns the stacks that were made
 */
export function expectSound(
  values: fc.Arbitrary<readonly (readonly [name: string, value: Recipe])[]>,
  build: (stack: TerraformStack, values: Readonly<Record<string, unknown>>) => void,
  numRuns = parameters.numRuns,
): Block[] {
  const accepted: Block[] = [];
  fc.assert(
    fc.property(values, (recipes) => {
      const { made, problems } = outcomeOf((stack) =>
        build(stack, Object.fromEntries(recipes.map(([name, { make }]) => [name, make(stack)]))),
      );
      if (made) accepted.push(made);
      const described = recipes.map(([name, { what }]) => `${name}: ${what}`);
      if (problems.length > 0) throw new Error([...described, ...problems].join("\n"));
    }),
    { ...parameters, numRuns },
  );
  return accepted;
}

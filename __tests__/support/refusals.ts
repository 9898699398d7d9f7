import type { TerraformStack } from "cdktf";
import { setAwsContext, ValidationError } from "../../modules/core";
import { ACCOUNT, newStack } from "./synth";

/** What a good refusal says: which prop, what would be accepted, what came instead, what to do. */
export interface Refusal {
  readonly prop: string;
  readonly allowed: string | RegExp;
  readonly got: unknown;
  readonly fix: string | RegExp;
}

/** Builds in a stack of eu-west-1 whose account and Region are stated. */
export function build<T>(construct: (stack: TerraformStack) => T, region = "eu-west-1"): T {
  const stack = newStack(region);
  setAwsContext(stack, { account: ACCOUNT, region });
  return construct(stack);
}

/** The construct is refused at once, before synthesis, by an error with all four parts. */
export function expectRefusal(construct: (stack: TerraformStack) => unknown, expected: Refusal): void {
  const error = thrownBy(() => build(construct));
  expect(error).toBeInstanceOf(ValidationError);
  const parts = /: `(.+?)` must be (.+), got: (.+?); (.+)$/s.exec((error as Error).message);
  if (!parts) throw new Error(`not the sentence of a ValidationError: ${(error as Error).message}`);
  const [, prop, allowed, got, fix] = parts;
  expect(prop).toBe(expected.prop);
  expect(allowed).toEqual(containing(expected.allowed));
  expect(got).toBe(shown(expected.got));
  expect(fix).toEqual(containing(expected.fix));
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

function containing(text: string | RegExp): unknown {
  return typeof text === "string" ? expect.stringContaining(text) : expect.stringMatching(text);
}

function thrownBy(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was refused");
}

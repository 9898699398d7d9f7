import type { Feature } from "./variables";

/** What is known about a module while its values are written. */
export interface Scope {
  readonly features: ReadonlyMap<string, Feature>;
  /** References to variables that are numbers. */
  readonly numbers: ReadonlySet<string>;
  /** Addresses of resources that have a count. */
  readonly counted: ReadonlySet<string>;
  /** Why a statement of a policy is there, by its Sid. */
  readonly reasons: ReadonlyMap<string, string>;
}

export interface Spot extends Scope {
  readonly depth: number;
  readonly inJson: boolean;
}

/** One level further in. */
export function deeper(spot: Spot): Spot {
  return { ...spot, depth: spot.depth + 1 };
}

/** A list with at least one item. */
export type AtLeastOne<T> = readonly [T, ...T[]];

/** Each value once, in the order in which it first appears. */
export function distinct<T>(values: readonly (T | undefined)[]): T[] {
  return [...new Set(values)].filter((value) => value !== undefined);
}

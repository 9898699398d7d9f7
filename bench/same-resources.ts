/** How many resources of each type a program emits. */
export type Counts = Readonly<Record<string, number>>;

/** Two programs are compared only while they emit the same resources. Returns how many. */
export function sameResources(where: string, byHand: Counts, library: Counts): number {
  const types = [...new Set([...Object.keys(byHand), ...Object.keys(library)])].sort();
  const different = types.filter((type) => byHand[type] !== library[type]);
  if (different.length > 0) {
    const list = different.map((type) => `${type}: ${byHand[type] ?? 0} by hand, ${library[type] ?? 0} by the library`);
    throw new Error(`${where}:\n  ${list.join("\n  ")}`);
  }
  return Object.values(library).reduce((sum, count) => sum + count, 0);
}

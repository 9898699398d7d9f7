/** How many resources of each type a program emits. */
export type Counts = Readonly<Record<string, number>>;

/** What a program writes. */
export interface Written {
  readonly counts: Counts;
  readonly bytes: number;
}

/** By hand, names in Terraform and descriptions are shorter. Policies, patterns and messages are not. */
const SHORTEST = 0.85;

/** Two programs are compared only while they emit the same resources, with about as much in them. Returns how many. */
export function sameResources(where: string, byHand: Written, library: Written): number {
  const types = [...new Set([...Object.keys(byHand.counts), ...Object.keys(library.counts)])].sort();
  const different = types.filter((type) => byHand.counts[type] !== library.counts[type]);
  if (different.length > 0) {
    const list = different.map(
      (type) => `${type}: ${byHand.counts[type] ?? 0} by hand, ${library.counts[type] ?? 0} by the library`,
    );
    throw new Error(`${where}:\n  ${list.join("\n  ")}`);
  }
  const share = byHand.bytes / library.bytes;
  if (share < SHORTEST || share > 1 / SHORTEST) {
    throw new Error(`${where}: ${byHand.bytes} bytes by hand, ${library.bytes} by the library`);
  }
  return Object.values(library.counts).reduce((sum, count) => sum + count, 0);
}

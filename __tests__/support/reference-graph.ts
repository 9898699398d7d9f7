import { blocksOf, textsOf } from "./examples";
import type { Block } from "./synth";

/** Which resource or data source needs which, through `${...}` or depends_on. */
export function referencesIn(stack: Block): ReadonlyMap<string, ReadonlySet<string>> {
  const blocks = blocksOf(stack);
  return new Map(
    Object.entries(blocks).map(([address, block]) => {
      const { "//": _, ...arguments_ } = block;
      const words = textsOf(arguments_).flatMap(([, text]) => text.match(/\b(?:data\.)?[a-z]\w*\.[\w-]+/g) ?? []);
      return [address, new Set(words.filter((word) => word in blocks))];
    }),
  );
}

/** The first circle of references, as a path that ends where it started. Terraform refuses such a configuration. */
export function findCycle(references: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (address: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(address)) return [...path.slice(path.indexOf(address)), address];
    if (done.has(address)) return undefined;
    for (const next of references.get(address) ?? []) {
      const cycle = visit(next, [...path, address]);
      if (cycle) return cycle;
    }
    done.add(address);
    return undefined;
  };
  for (const address of references.keys()) {
    const cycle = visit(address, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Returns a text, or the equal text that was seen before. */
export type Interning = (text: string | undefined) => string | undefined;

/** Keeps one copy of each text, because a hundred thousand sessions have few people, nodes and addresses. */
export function interning(): Interning {
  const kept = new Map<string, string>();
  return (text) => {
    if (text === undefined) return undefined;
    const known = kept.get(text);
    if (known === undefined) kept.set(text, text);
    return known ?? text;
  };
}

/** Returns every text as it is. */
export const asItComes: Interning = (text) => text;

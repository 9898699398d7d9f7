/** Gives a text back, or the same text as it was seen before. */
export type Interning = (text: string | undefined) => string | undefined;

/** Keeps one copy of each text: a hundred thousand sessions have few people, nodes and addresses. */
export function interning(): Interning {
  const kept = new Map<string, string>();
  return (text) => {
    if (text === undefined) return undefined;
    const known = kept.get(text);
    if (known === undefined) kept.set(text, text);
    return known ?? text;
  };
}

/** Keeps every text as it comes. */
export const asItComes: Interning = (text) => text;

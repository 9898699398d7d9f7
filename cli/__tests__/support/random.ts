/** Numbers that are the same each time: mulberry32. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const letters = (alphabet: string) => (random: () => number, length: number) =>
  Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join("");

export const hex = letters("0123456789abcdef");
/** As the end of a session id. */
export const base32 = (random: () => number) => letters("abcdefghijklmnopqrstuvwxyz234567")(random, 26);

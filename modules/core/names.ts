import { createHash } from "node:crypto";
import { isUnknown } from "./schema";

/** `lost-events` of LostEvents, for names that AWS shows. */
export function kebab(words: string): string {
  return words.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();
}

/** In snake case, using only letters that Terraform accepts. */
export function snake(words: string): string {
  return words
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/\W+/g, "_")
    .toLowerCase();
}

/**
 * Construct ids for things that a caller names. A name known only to Terraform is replaced by its position in the list.
 * Two names that Terraform would merge, such as `a.b` and `a-b`, stay separate: the second gets a number derived from
 * its name.
 */
export function idsFor(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    if (isUnknown(name)) return String(index);
    const id = taken.has(snake(name)) ? `${name}-${hash(name)}` : name;
    taken.add(snake(id));
    return id;
  });
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 8);
}

/** `MissingRecordings` of missing-recordings, for construct ids. */
export function pascal(words: string): string {
  return words.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

import type { Shortening } from "./comparison";

/** What a reader of the output of a synthesis is told. */
export function shorteningText({ entry: { address, name }, prop, before, now }: Shortening): string {
  const what = prop === "retentionDays" ? "events" : "objects";
  const earlier = before === undefined ? "kept forever" : `${before}`;
  return `${address} (${name}): ${prop} goes down to ${now}, before: ${earlier}. AWS deletes all ${what} that are older, for good.`;
}

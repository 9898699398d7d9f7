import type { Shortening } from "./comparison";

/** The message about a shortening in the output of synthesis. */
export function shorteningText({ entry: { address, name }, prop, before, now }: Shortening): string {
  const what = prop === "retentionDays" ? "events" : "objects";
  const earlier = before === undefined ? "kept forever" : `${before}`;
  return `${address} (${name}): ${prop} goes down to ${now}, before: ${earlier}. AWS deletes all ${what} that are older, for good.`;
}

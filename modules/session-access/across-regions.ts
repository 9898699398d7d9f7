import { distinct } from "../core/internal";

/** The position of the Region in an ARN. */
const REGION = 3;

export function inAnyRegion(arn: string): string {
  return arn
    .split(":")
    .map((part, index) => (index === REGION ? "*" : part))
    .join(":");
}

/**
 * Merges ARNs that differ only in the Region into one with `*`. IAM is global and its policies are small, but an
 * account may be audited in seventeen Regions.
 * @param from the number of Regions in which a name must occur
 */
export function acrossRegions(arns: readonly string[], from = 2): string[] {
  const byName = new Map<string, string[]>();
  for (const arn of distinct(arns)) byName.set(inAnyRegion(arn), [...(byName.get(inAnyRegion(arn)) ?? []), arn]);
  return [...byName].flatMap(([name, same]) => (same.length >= from ? [name] : same));
}

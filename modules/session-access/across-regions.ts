import { distinct } from "../core/internal";

/** Where the Region stands in an ARN. */
const REGION = 3;

export function inAnyRegion(arn: string): string {
  return arn
    .split(":")
    .map((part, index) => (index === REGION ? "*" : part))
    .join(":");
}

/**
 * ARNs that differ in the Region only, once, with `*` for it: IAM is global and its policies are small, an account may be
 * audited in seventeen Regions.
 * @param from in how many Regions a name must be
 */
export function acrossRegions(arns: readonly string[], from = 2): string[] {
  const byName = new Map<string, string[]>();
  for (const arn of distinct(arns)) byName.set(inAnyRegion(arn), [...(byName.get(inAnyRegion(arn)) ?? []), arn]);
  return [...byName].flatMap(([name, same]) => (same.length >= from ? [name] : same));
}

import { type AuditDataType, auditDataKinds } from "../../facts";
import { type LockEntry, sameName, samePlace, typeOf } from "./lock-text";

/** Audit data of a stack, as the code declares it now. */
export interface Held extends LockEntry {
  /** Its previous address, if the code states one. */
  readonly movedFrom?: string;
  /** Whether Terraform may delete it. */
  readonly released: boolean;
}

/** A line of the lock that the code no longer accounts for. */
export interface Loss {
  readonly before: LockEntry;
  /** What has its address now, if that is something else. */
  readonly instead?: LockEntry;
}

/** Data that is kept for less time than before: AWS deletes what is older. */
export interface Shortening {
  readonly entry: LockEntry;
  readonly prop: "retentionDays" | "expireAfterDays";
  readonly before: number | undefined;
  readonly now: number;
}

export interface Comparison {
  readonly losses: readonly Loss[];
  readonly shortenings: readonly Shortening[];
}

/** @param forgotten addresses that Terraform is told to forget */
export function compare(
  lock: readonly LockEntry[],
  held: readonly Held[],
  forgotten: ReadonlySet<string> = new Set(),
): Comparison {
  const now = new Map(held.map((entry) => [entry.address, entry]));
  const moved = new Map(held.flatMap((entry) => (entry.movedFrom ? [[entry.movedFrom, entry]] : [])));
  const losses: Loss[] = [];
  const shortenings: Shortening[] = [];
  for (const before of lock) {
    if (forgotten.has(before.address)) continue;
    const after = now.get(before.address) ?? moved.get(before.address);
    if (!after) losses.push({ before });
    else if (after.released) continue;
    else if (isAnother(before, after)) losses.push({ before, instead: after });
    else shortenings.push(...shortened(before, after));
  }
  return { losses, shortenings };
}

/** Whether AWS must create a new resource in place of the old one. */
function isAnother(before: LockEntry, after: LockEntry): boolean {
  const { boundToName } = auditDataKinds[typeOf(before.address) as AuditDataType];
  return !samePlace(before, after) || (boundToName && !sameName(before.name, after.name));
}

function shortened(before: LockEntry, entry: LockEntry): Shortening[] {
  return (["retentionDays", "expireAfterDays"] as const).flatMap((prop) => {
    // A bucket without an expiry keeps objects forever. A group always has a retention, which may be unknown here.
    const known = before[prop] ?? (prop === "expireAfterDays" ? Number.POSITIVE_INFINITY : 0);
    const now = entry[prop];
    return now !== undefined && now < known ? [{ entry, prop, before: before[prop], now }] : [];
  });
}

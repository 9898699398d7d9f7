import type { TerraformStack } from "cdktf";
import type { Held } from "./comparison";
import { heldBy, holdingsOf } from "./holdings";
import { type LockFolder, lockedStacks, lockFile, readLock, writeLock } from "./lock-folder";
import { type LockEntry, parseLock, renderLock, sameName, samePlace, typeOf } from "./lock-text";

/** Updates the locks of stacks that lost nothing, or reports which are outdated. */
export function updateLocks(folder: LockFolder, stacks: readonly TerraformStack[]): string[] {
  if (folder.mode === "compare") return [];
  const ids = new Set(stacks.map(({ node }) => node.id));
  // Read only for stacks without a lock, because there may be hundreds.
  let elsewhere: ReadonlyMap<string, string> | undefined;
  return stacks.flatMap((stack) => {
    const { id } = stack.node;
    const held = holdingsOf(stack)
      .map(heldBy)
      .filter(({ released }) => !released);
    const before = readLock(folder, id);
    if (before === undefined && held.length > 0) {
      elsewhere ??= ownersElsewhere(folder, ids);
      const other = held.map((entry) => elsewhere!.get(identity(entry)!)).find(Boolean);
      if (other) return [renamed(folder, other, id)];
    }
    if (folder.mode === "demand") return outdated(folder, id, before, held);
    const text = held.length > 0 ? renderLock(held) : undefined;
    if (text !== before) writeLock(folder, id, text);
    return [];
  });
}

function outdated(folder: LockFolder, id: string, before: string | undefined, held: readonly Held[]): string[] {
  const { entries } = parseLock(before ?? "");
  const missing = held.filter((entry) => !entries.some((known) => agrees(known, entry)));
  const stale = entries.filter(({ address }) => !held.some((entry) => entry.address === address));
  const differing = [...missing, ...stale].map(({ address }) => address);
  if (differing.length === 0) return [];
  return [
    `${lockFile(folder, id)} is not up to date: synthesize on your own machine and commit the file. It differs in ${differing.join(", ")}`,
  ];
}

function agrees(one: LockEntry, other: LockEntry): boolean {
  return (
    one.address === other.address &&
    sameName(one.name, other.name) &&
    samePlace(one, other) &&
    one.retentionDays === other.retentionDays &&
    one.expireAfterDays === other.expireAfterDays
  );
}

/** Stacks that have a lock but are not in this App, keyed by the AWS names of their data. */
function ownersElsewhere(folder: LockFolder, ids: ReadonlySet<string>): ReadonlyMap<string, string> {
  const others = lockedStacks(folder).filter((id) => !ids.has(id));
  return new Map(
    others.flatMap((id) =>
      parseLock(readLock(folder, id) ?? "").entries.flatMap((entry) => {
        const key = identity(entry);
        return key ? [[key, id] as const] : [];
      }),
    ),
  );
}

/**
 * Names are unique in an account and Region. If only Terraform knows either, equal names may belong to two resources.
 */
function identity({ address, name, account, region }: LockEntry): string | undefined {
  if (account === undefined || region === undefined || name.includes("*")) return undefined;
  return [typeOf(address), name, account, region].join(" ");
}

function renamed(folder: LockFolder, other: string, id: string): string {
  const [from, to] = [lockFile(folder, other), lockFile(folder, id)];
  return `${from} lists audit data that stack ${id} makes now: if the stack was renamed, rename the file to ${to}; if stack ${other} is gone with its data, delete the file`;
}

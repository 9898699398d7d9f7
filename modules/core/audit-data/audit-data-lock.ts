import { Annotations, App, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { readableId } from "../logical-id";
import { type Comparison, compare, type Held } from "./comparison";
import { type Holding, heldBy, holdingsOf } from "./holdings";
import { type LockFolder, lockFile, lockFolderOf, readLock } from "./lock-folder";
import { parseLock } from "./lock-text";
import { updateLocks } from "./lock-update";
import { type Arrival, lossReport } from "./loss-report";
import { shorteningText } from "./shortening";
import { StateChanges } from "./state-changes";

const watched = new WeakSet<IConstruct>();

/**
 * Compares the audit data of a stack with its lock whenever the stack is synthesized, once per stack. An App validates
 * itself only when it synthesizes, after its stacks. Tests that synthesize a single stack change no lock.
 */
export function watchAuditData(scope: IConstruct): void {
  const stack = TerraformStack.of(scope);
  const root = stack.node.root;
  if (watched.has(stack) || !App.isApp(root)) return;
  watched.add(stack);
  stack.node.addValidation({ validate: () => problemsOf(stack, lockFolderOf(root)) });
  if (watched.has(root)) return;
  watched.add(root);
  root.node.addValidation({ validate: () => problemsOfApp(root) });
}

/** A stack whose modules are all gone no longer compares itself. */
function problemsOfApp(app: App): string[] {
  const folder = lockFolderOf(app);
  if (!folder) return [];
  const stacks = stacksBelow(app);
  const emptied = stacks.filter((stack) => !watched.has(stack)).flatMap((stack) => problemsOf(stack, folder));
  return emptied.length > 0 ? emptied : updateLocks(folder, stacks);
}

function stacksBelow(scope: IConstruct): TerraformStack[] {
  return scope.node.children.flatMap((child) => (TerraformStack.isStack(child) ? [child] : stacksBelow(child)));
}

function problemsOf(stack: TerraformStack, folder: LockFolder | undefined): string[] {
  const text = folder && readLock(folder, stack.node.id);
  if (!folder || text === undefined) return [];
  const file = lockFile(folder, stack.node.id);
  const { entries, broken } = parseLock(text);
  if (broken.length > 0)
    return [`${file} has a line that is none of a lock: ${broken[0]}; after a merge, keep the lines of both sides`];
  const holdings = holdingsOf(stack);
  const found = (held: readonly Held[]): Comparison => compare(entries, held, StateChanges.forgottenIn(stack));
  const first = found(holdings.map(heldBy));
  const { losses, shortenings } = first.losses.length > 0 ? found(holdings.map(heldOrMovedBy)) : first;
  for (const shortening of shortenings) Annotations.of(stack).addWarning(shorteningText(shortening));
  if (losses.length === 0) return [];
  const known = new Set(entries.map(({ address }) => address));
  return [
    lossReport(
      file,
      losses,
      holdings.map(arrival).filter(({ address }) => !known.has(address)),
    ),
  ];
}

/** Resources may also be moved one by one by CDKTF's own means. Asking each is expensive. */
function heldOrMovedBy(holding: Holding): Held {
  const { moved } = holding.resource.toTerraform() as { moved?: readonly { readonly from: string }[] };
  const held = heldBy(holding);
  return { ...held, movedFrom: held.movedFrom ?? moved?.[0]?.from };
}

function arrival(holding: Holding): Arrival {
  const { owner } = holding;
  return { ...heldBy(holding), owner: { path: owner.node.path, logicalId: readableId(owner) } };
}

/** The committed locks are the list of everything that no change of this project may lose for users of the examples. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { auditDataKinds, isAuditDataType } from "../../modules/facts";
import { blocksOf } from "../support/examples";
import { examples } from "../support/examples.world";
import { read, root } from "../support/sources";
import type { Block } from "../support/synth";

const resourcesOf = (id: string) => Object.entries(blocksOf({ resource: JSON.parse(examples[id]!).resource }));
const isKept = (block: Block): boolean => block.lifecycle?.prevent_destroy === true;
const pathOf = (block: Block): string => block["//"].metadata.path;

test("each stack of an example has a lock, and each lock a stack", () => {
  expect(readdirSync(join(root, "audit-data-lock")).sort()).toEqual(Object.keys(examples).map((id) => `${id}.txt`));
});

test.each(Object.keys(examples))("all that %s keeps is in its lock, and all in its lock is kept", (id) => {
  const lines = read(`audit-data-lock/${id}.txt`).split("\n");
  const locked = lines.filter((line) => /^\w/.test(line)).map((line) => line.split(" ")[0]!);
  const kept = resourcesOf(id).filter(([, block]) => isKept(block));
  expect(locked.sort()).toEqual(kept.map(([address]) => address).sort());
});

test.each(Object.keys(examples))("all in %s that may hold audit data is kept", (id) => {
  const ofThatKind = resourcesOf(id).filter(([address]) => isAuditDataType(address.split(".")[0]!));
  expect(ofThatKind.filter(([, block]) => !isKept(block)).map(([address]) => address)).toEqual([]);
});

test.each(Object.keys(examples))(
  "what is forgotten with audit data of %s is what its module configures it with",
  (id) => {
    const resources = resourcesOf(id);
    for (const [address, block] of resources.filter(([, kept]) => isKept(kept) && pathOf(kept).endsWith("/Resource"))) {
      const [type, logicalId] = address.split(".") as [string, string];
      if (!isAuditDataType(type)) throw new Error(`${address} is kept without being audit data`);
      const beside = resources.filter(([, other]) => inSameModule(block, other) && !isKept(other));
      const settings: Readonly<Record<string, string>> = auditDataKinds[type].settings;
      const forgotten = Object.entries(settings).map(([suffix, of]) => `${of}.${logicalId}_${suffix}`);
      expect(forgotten).toEqual(expect.arrayContaining(beside.map(([other]) => other)));
    }
  },
);

function inSameModule(one: Block, other: Block): boolean {
  const moduleOf = (block: Block) => pathOf(block).replace(/\/[^/]+$/, "");
  return one !== other && moduleOf(one) === moduleOf(other);
}

/** The examples as Terraform will see them, so that an unintended replacement shows in review. `npm run snapshots` accepts a change. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { examples } from "../support/examples.world";
import { snapshotFolder, snapshotOf } from "../support/snapshots";

test("each stack has a snapshot, and each snapshot a stack", () => {
  expect(readdirSync(snapshotFolder).sort()).toEqual(Object.keys(examples).map((id) => `${id}.json`));
});

test.each(Object.keys(examples))("%s is synthesized as reviewed", (id) => {
  expect(snapshotOf(examples[id]!)).toBe(readFileSync(join(snapshotFolder, `${id}.json`), "utf8"));
});

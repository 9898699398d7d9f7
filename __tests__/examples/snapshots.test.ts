/** The examples as Terraform will see them, so that an unintended replacement shows in review. `npm run snapshots` accepts a change. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { synthExamples } from "../support/examples";
import { snapshotFolder, snapshotOf } from "../support/snapshots";

const stacks = synthExamples();

test("each stack has a snapshot, and each snapshot a stack", () => {
  expect(readdirSync(snapshotFolder).sort()).toEqual(Object.keys(stacks).map((id) => `${id}.json`));
});

test.each(Object.keys(stacks))("%s is synthesized as reviewed", (id) => {
  expect(snapshotOf(stacks[id]!)).toBe(readFileSync(join(snapshotFolder, `${id}.json`), "utf8"));
});

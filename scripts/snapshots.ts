/** `npm run snapshots`: accepts the examples as they are synthesized now. Review the difference before you commit it. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writtenStacks } from "../__tests__/support/examples";
import { snapshotFolder, snapshotOf } from "../__tests__/support/snapshots";
import { root } from "../__tests__/support/sources";

const outdir = mkdtempSync(join(tmpdir(), "snapshots-"));
try {
  const env = { ...process.env, CDKTF_OUTDIR: outdir };
  execFileSync(process.execPath, [require.resolve("tsx/cli"), "main.ts"], { cwd: root, env });
  rmSync(snapshotFolder, { recursive: true, force: true });
  mkdirSync(snapshotFolder);
  for (const [id, written] of Object.entries(writtenStacks(outdir))) {
    writeFileSync(join(snapshotFolder, `${id}.json`), snapshotOf(written));
  }
} finally {
  rmSync(outdir, { recursive: true });
}

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthExamples, writtenStacks } from "../support/examples";
import { root } from "../support/sources";

test("a synthesis from another folder, in another process, writes the same bytes", () => {
  const elsewhere = mkdtempSync(join(tmpdir(), "elsewhere-"));
  try {
    const outdir = join(elsewhere, "out");
    const tsx = [require.resolve("tsx/cli"), "--tsconfig", join(root, "tsconfig.json"), join(root, "main.ts")];
    execFileSync(process.execPath, tsx, { cwd: elsewhere, env: { ...process.env, CDKTF_OUTDIR: outdir } });
    expect(writtenStacks(outdir)).toEqual(synthExamples());
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

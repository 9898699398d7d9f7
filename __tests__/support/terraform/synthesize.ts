import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type TerraformStack } from "cdktf";
import { readConfig, type TerraformConfig } from "./config";

/** The configurations that `cdktf synth` would write, by stack id, all validations included. */
export function synthesize(
  define: (app: App) => TerraformStack | readonly TerraformStack[],
): Record<string, TerraformConfig> {
  const outdir = mkdtempSync(join(tmpdir(), "synth-"));
  try {
    const app = new App({ outdir });
    const stacks = [define(app)].flat();
    app.synth();
    return Object.fromEntries(stacks.map(({ node: { id } }) => [id, readConfig(join(outdir, "stacks", id))]));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type TerraformStack } from "cdktf";
import { hclOutput, withEnvironment } from "../environment";
import { type HclConfig, readConfig, type TerraformConfig } from "./config";

/** The configurations that `cdktf synth` would write, by stack id, all validations included. It prints warnings itself. */
export function synthesize(
  define: (app: App) => TerraformStack | readonly TerraformStack[],
): Record<string, TerraformConfig> {
  return written(define, false, readConfig);
}

/** The same as HCL, as `cdktf synth --hcl` would write it. */
export function synthesizeHcl(define: (app: App) => TerraformStack | readonly TerraformStack[]) {
  return written(define, true, (folder): HclConfig => ({ hcl: readFileSync(join(folder, "cdk.tf"), "utf8") }));
}

function written<T>(
  define: (app: App) => TerraformStack | readonly TerraformStack[],
  hcl: boolean,
  read: (folder: string) => T,
): Record<string, T> {
  const outdir = mkdtempSync(join(tmpdir(), "synth-"));
  try {
    return withEnvironment({ CDKTF_OUTDIR: outdir, ...hclOutput(hcl) }, () => {
      const app = new App({ outdir });
      const stacks = [define(app)].flat();
      app.synth();
      return Object.fromEntries(stacks.map(({ node: { id } }) => [id, read(join(outdir, "stacks", id))]));
    });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

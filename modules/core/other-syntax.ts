import { rmSync } from "node:fs";
import { join } from "node:path";
import type { App, TerraformStack } from "cdktf";

/**
 * Removes what an earlier synthesis wrote of a stack in the other syntax. CDKTF writes `cdk.tf.json`, or `cdk.tf` with `--hcl`,
 * and leaves the other file where it is. Terraform reads both, finds everything twice and stops.
 */
export function removeOtherSyntax(app: App, stack: TerraformStack): void {
  const { synthesizedStackPath: written } = app.manifest.forStack(stack);
  const other = written.endsWith(".json") ? written.slice(0, -".json".length) : `${written}.json`;
  rmSync(join(app.outdir, other), { force: true });
}

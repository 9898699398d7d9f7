import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AssetType, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";

/** What Terraform hands to Lambda. */
export interface CollectorPackage {
  /** Path of the zip, relative to the configuration, so that both can be moved. */
  readonly filename: string;
  /** SHA-256 of the zip as Lambda reports it, so replaced code shows in the next plan. */
  readonly sourceCodeHash: string;
  readonly handler: "index.handler";
  /** The newest runtime that AWS provider 5.100 accepts. Its SDK knows every call that is needed. */
  readonly runtime: "nodejs22.x";
}

const zip = join(__dirname, "collector.zip");
let hash: string | undefined;

/** Copies the zip that this package ships next to the stack's configuration. */
export function collectorPackage(scope: Construct): CollectorPackage {
  const asset = new TerraformAsset(scope, "Code", { path: zip, type: AssetType.FILE });
  hash ??= createHash("sha256").update(readFileSync(zip)).digest("base64");
  return {
    filename: `\${path.module}/${asset.path}`,
    sourceCodeHash: hash,
    handler: "index.handler",
    runtime: "nodejs22.x",
  };
}

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AssetType, TerraformAsset } from "cdktf";
import type { Construct } from "constructs";

/** What Terraform hands to Lambda. */
export interface CollectorPackage {
  /** Path of the zip, beside the configuration, wherever that is moved to. */
  readonly filename: string;
  /** SHA-256 of the zip as Lambda tells it: code that somebody put in its place shows in the next plan. */
  readonly sourceCodeHash: string;
  readonly handler: "index.handler";
  /** The last whose SDK knows everything needed, and which AWS provider 5.100 takes. */
  readonly runtime: "nodejs22.x";
}

const zip = join(__dirname, "collector.zip");
let hash: string | undefined;

/** Puts the zip that this package ships beside the configuration of the stack. */
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

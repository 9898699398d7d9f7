import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The arguments of one block. */
export type Block = Readonly<Record<string, unknown>>;

/** Blocks by type and name: `resource.aws_kms_key.session_data`. */
export type Blocks = Readonly<Record<string, Readonly<Record<string, Block>>>>;

/** A configuration in Terraform's JSON syntax, as CDKTF writes it to `cdk.tf.json`. */
export interface TerraformConfig {
  readonly terraform?: Block;
  readonly provider?: Readonly<Record<string, Block | readonly Block[]>>;
  readonly resource?: Blocks;
  readonly data?: Blocks;
  readonly [other: string]: unknown;
}

/** A configuration in Terraform's own syntax, as CDKTF writes it to `cdk.tf`. */
export interface HclConfig {
  readonly hcl: string;
}

export function readConfig(stackFolder: string): TerraformConfig {
  return JSON.parse(readFileSync(join(stackFolder, "cdk.tf.json"), "utf8"));
}

/** The same configuration with its state in the working directory: a backend points to where real state lives. */
export function withoutBackend(config: TerraformConfig): TerraformConfig {
  const { backend, cloud, ...terraform } = config.terraform ?? {};
  return { ...config, terraform };
}

export function withoutHclBackend({ hcl }: HclConfig): string {
  return hcl.replace(/^backend "\w+" \{[^}]*\}$/m, "");
}

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { userCliConfig } from "./provider-mirrors";

/**
 * The file that tells Terraform where to get the AWS provider. A mirror answers without the network, and unpacked ones are linked
 * rather than copied, so that `init` takes two seconds and no space.
 */
export function cliConfigFile(folder: string, mirrors: readonly string[]): string {
  // A user's own file may name a network mirror or credentials, which only Terraform understands.
  const own = mirrors.length > 0 ? undefined : userCliConfig();
  if (own) return own;
  const file = join(folder, "terraform.rc");
  writeFileSync(file, mirrors.length > 0 ? fromMirrors(mirrors) : fromRegistry());
  return file;
}

/** One more source that does not answer makes `init` fail, so the registry is asked for everything but the mirrored provider. */
function fromMirrors(mirrors: readonly string[]): string {
  const only = `["registry.terraform.io/hashicorp/aws"]`;
  const blocks = mirrors.map(
    (path) => `  filesystem_mirror {\n    path    = ${JSON.stringify(path)}\n    include = ${only}\n  }`,
  );
  return `provider_installation {\n${blocks.join("\n")}\n  direct {\n    exclude = ${only}\n  }\n}\n`;
}

/** Without a cache every workspace would download the provider, 150 MB, anew. */
function fromRegistry(): string {
  const cache = join(__dirname, "..", "..", "..", "node_modules", ".cache", "terraform-plugins");
  mkdirSync(cache, { recursive: true });
  return `plugin_cache_dir = ${JSON.stringify(cache)}\nplugin_cache_may_break_dependency_lock_file = true\n`;
}

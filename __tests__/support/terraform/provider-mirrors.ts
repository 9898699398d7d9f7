import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";

const registry = "registry.terraform.io";
const searchDepth = 4;
/** Folders looked into per root at most: a search that takes long would be worse than a download. */
const searchBudget = 2000;
const neverSearched = new Set(["node_modules", "proc", "sys", "lost+found"]);

/**
 * Folders in which the AWS provider lies as Terraform expects it in a filesystem mirror. Empty when there is none: Terraform then
 * downloads the provider from its registry.
 */
export function awsProviderMirrors(env: NodeJS.ProcessEnv = process.env): string[] {
  const known = [...new Set([...configuredMirrors(env), ...impliedMirrors(env)])].filter(holdsAwsProvider);
  return known.length > 0 ? known : searched(env);
}

/** The file in which a user configures Terraform itself, if it is there. */
export function userCliConfig(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const windowsFile = join(env.APPDATA ?? homedir(), "terraform.rc");
  const file = env.TF_CLI_CONFIG_FILE ?? (process.platform === "win32" ? windowsFile : join(homedir(), ".terraformrc"));
  return existsSync(file) ? file : undefined;
}

/** What the user told Terraform: a plugin cache has the layout of a mirror. */
function configuredMirrors(env: NodeJS.ProcessEnv): string[] {
  const file = userCliConfig(env);
  const text = file ? readFileSync(file, "utf8") : "";
  const inFile = [...text.matchAll(/^[^#\n]*\b(?:path|plugin_cache_dir)\s*=\s*"([^"]+)"/gm)].map(([, path]) => path!);
  return [env.TF_PLUGIN_CACHE_DIR, ...inFile]
    .filter((path) => path !== undefined)
    .map((path) => resolve(path.replace(/^~|^\$HOME/, homedir())));
}

/** Where Terraform itself looks for a mirror, as its manual says ("Implied Local Mirror Directories"). */
function impliedMirrors(env: NodeJS.ProcessEnv): string[] {
  const home = homedir();
  if (process.platform === "win32") return env.APPDATA ? [join(env.APPDATA, "terraform.d", "plugins")] : [];
  const apple = ["Library", "Application Support", "io.terraform", "plugins"];
  const dataFolders = [
    env.XDG_DATA_HOME ?? join(home, ".local", "share"),
    ...(env.XDG_DATA_DIRS ?? ["/usr/local/share", "/usr/share"].join(delimiter)).split(delimiter),
  ];
  return [
    join(home, ".terraform.d", "plugins"),
    ...(process.platform === "darwin" ? [join(home, ...apple), join("/", ...apple)] : []),
    ...dataFolders.map((folder) => join(folder, "terraform", "plugins")),
  ];
}

/** Mirrors elsewhere, as container images and offline machines have them: a search of bounded depth and size. */
function searched(env: NodeJS.ProcessEnv): string[] {
  const roots = [homedir(), "/opt", "/usr/local", "/usr/share", "/usr/lib", env.ProgramData ?? "/srv"];
  for (const root of roots) {
    const found = breadthFirst(root);
    if (found) return [found];
  }
  return [];
}

function breadthFirst(root: string): string | undefined {
  let level = [root];
  let budget = searchBudget;
  for (let depth = 0; depth <= searchDepth; depth++) {
    const next: string[] = [];
    for (const folder of level) {
      if (budget-- <= 0) return undefined;
      const inside = subfolders(folder);
      if (inside.includes(registry) && holdsAwsProvider(folder)) return folder;
      next.push(...inside.filter((name) => !neverSearched.has(name)).map((name) => join(folder, name)));
    }
    level = next;
  }
  return undefined;
}

/** True for both layouts of a mirror: unpacked (`5.100.0/linux_amd64/`) and packed (`..._5.100.0_linux_amd64.zip`). */
function holdsAwsProvider(mirror: string): boolean {
  const provider = join(mirror, registry, "hashicorp", "aws");
  const names = entries(provider).flatMap(({ name }) => [
    name,
    ...entries(join(provider, name)).map((inner) => inner.name),
  ]);
  return names.some((name) => name === platform() || name.endsWith(`_${platform()}.zip`));
}

function platform(): string {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const architectures: Record<string, string> = { x64: "amd64", ia32: "386" };
  return `${os}_${architectures[process.arch] ?? process.arch}`;
}

function subfolders(folder: string): string[] {
  return entries(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // not there, or not ours to read
  }
}

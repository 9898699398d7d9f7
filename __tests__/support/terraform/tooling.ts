import { spawnSync } from "node:child_process";
import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { delimiter, join } from "node:path";
import { awsProviderMirrors, userCliConfig } from "./provider-mirrors";

/** What the Terraform tests and the demo need on a machine. */
export interface Tooling {
  /** The Terraform binary, as a command. */
  readonly terraform: string;
  readonly terraformVersion: string;
  /** Filesystem mirrors that hold the AWS provider; none means that Terraform downloads it. */
  readonly mirrors: readonly string[];
  /** A Python interpreter that can import moto. */
  readonly python: string;
}

/** One line that says what to install. */
export interface MissingTooling {
  readonly missing: string;
}

let found: Tooling | MissingTooling | undefined;

/** Looks for the tools once per process. */
export function findTooling(): Tooling | MissingTooling {
  found ??= discover();
  return found;
}

export function isMissing(tooling: Tooling | MissingTooling): tooling is MissingTooling {
  return "missing" in tooling;
}

function discover(): Tooling | MissingTooling {
  const terraform = process.env.TERRAFORM_BINARY_NAME || "terraform";
  const terraformVersion = versionOf(terraform);
  const python = pythonWithMoto();
  const mirrors = awsProviderMirrors();
  const wanted = [
    terraformVersion
      ? ""
      : `Terraform 1.5 or later on PATH (no "${terraform}" found; TERRAFORM_BINARY_NAME names another binary)`,
    mirrors.length > 0 || canDownload()
      ? ""
      : "a filesystem mirror with the provider hashicorp/aws (registry.terraform.io is out of reach)",
    python ? "" : "moto for Python 3 (pip install 'moto[server]==5.2.1')",
  ].filter(Boolean);
  if (!terraformVersion || !python || wanted.length > 0) return { missing: `please install ${wanted.join(" and ")}` };
  return { terraform, terraformVersion, mirrors, python };
}

/** Asked only where no mirror is found. A proxy or an installation method of the user's own is taken on trust: Terraform knows it. */
function canDownload(): boolean {
  const config = userCliConfig();
  if (config && readFileSync(config, "utf8").includes("provider_installation")) return true;
  if (process.env.HTTPS_PROXY || process.env.https_proxy) return true;
  const ask = `fetch("https://registry.terraform.io/.well-known/terraform.json", { signal: AbortSignal.timeout(8000) })
    .then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))`;
  return output(process.execPath, ["-e", ask]) !== undefined;
}

function versionOf(terraform: string): string | undefined {
  return output(terraform, ["version"])?.match(/v(\d+\.\d+\.\d+)/)?.[1];
}

function pythonWithMoto(): string | undefined {
  const candidates = ["python3", "python", interpreterOf("moto_server")];
  return candidates.find((python) => python && output(python, ["-c", "import moto.server"]) !== undefined);
}

/** The interpreter of a script on PATH: moto installed by pipx or in a virtual environment has one of its own. */
function interpreterOf(script: string): string | undefined {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const firstLine = beginningOf(join(folder, script))?.split("\n")[0];
    const interpreter = firstLine?.match(/^#!\s*(\S*python[\d.]*)\s*$/)?.[1];
    if (interpreter) return interpreter;
  }
  return undefined;
}

function beginningOf(path: string): string | undefined {
  try {
    const file = openSync(path, "r");
    const buffer = Buffer.alloc(256);
    const length = readSync(file, buffer);
    closeSync(file);
    return buffer.toString("utf8", 0, length);
  } catch {
    return undefined;
  }
}

function output(command: string, args: string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, { encoding: "utf8", timeout: 60_000 });
  return status === 0 ? stdout : undefined;
}

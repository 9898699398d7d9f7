import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunResult, run } from "../../support/terraform/child-process";
import { cliConfigFile } from "../../support/terraform/cli-config";
import type { PlanJson, StateJson } from "../../support/terraform/plan-json";
import type { WorkspaceOptions } from "../../support/terraform/workspace";

const root = join(__dirname, "../../..");

/** What a section of terraform/README.md tells its reader to write and to run. */
export function sectionOf(heading: string): { readonly hcl: readonly string[]; readonly commands: readonly string[] } {
  const page = readFileSync(join(root, "terraform/README.md"), "utf8");
  const [, section] = new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(page) ?? [];
  if (section === undefined) throw new Error(`terraform/README.md has no section "${heading}"`);
  const found = section.matchAll(/^( *)```(hcl|sh)\n([\s\S]*?)^\1```|`(terraform [^`]+)`/gm);
  const parts = [...found].map(([, indent = "", language, block = "", inline]) => ({
    isHcl: language === "hcl",
    text: inline ?? block.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
  return {
    hcl: parts.flatMap(({ isHcl, text }) => (isHcl ? [text] : [])),
    commands: parts.flatMap(({ isHcl, text }) => (isHcl ? [] : text.trim().split("\n"))),
  };
}

/** A folder of somebody who follows the page, with Terraform and git only. */
export class ReaderFolder {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), "terraform-page-")));
  private source = "";

  constructor(private readonly options: WorkspaceOptions) {
    cliConfigFile(this.directory, options.tooling.mirrors);
  }

  /** Makes the copy of this repository that the reader takes modules from. */
  async copyRepository(): Promise<void> {
    const copy = join(this.directory, "copy.git");
    mkdirSync(copy);
    cpSync(join(root, "terraform"), join(copy, "terraform"), { recursive: true });
    const author = "-c user.name=reader -c user.email=reader@example.com";
    await this.runs(`git init -q ${copy} && cd ${copy} && git add . && git ${author} commit -q -m modules`);
    const { stdout } = await this.runs(`git -C ${copy} rev-parse HEAD`);
    this.source = `git::file://${copy}//terraform/session-audit?ref=${stdout.trim()}`;
  }

  /** Writes a file as the page shows it, with the address and the commit of the reader's copy. */
  write(name: string, ...blocks: readonly string[]): void {
    const text = blocks.join("\n").replaceAll(/git::https:[^"]+\/session-audit\?ref=<commit>/g, this.source);
    writeFileSync(join(this.directory, name), text);
  }

  /** Runs a command as it stands on the page. Whether AWS is asked for the resources as they are does not matter to each. */
  async runs(command: string, { refresh = true } = {}): Promise<RunResult> {
    const { tooling } = this.options;
    const line = command.replaceAll(/(^|xargs )terraform /g, `$1${tooling.terraform} `);
    const env = {
      ...this.options.env,
      TF_CLI_CONFIG_FILE: join(this.directory, "terraform.rc"),
      TF_CLI_ARGS: "-no-color",
      // Most of an apply is waiting.
      TF_CLI_ARGS_apply: "-parallelism=30",
      TF_CLI_ARGS_plan: `-refresh=${refresh}`,
      TF_CLI_ARGS_destroy: `-refresh=${refresh} -parallelism=30`,
    };
    const result = await run("sh", ["-c", line], { cwd: this.directory, env, timeoutSeconds: 240 });
    if (result.exitCode !== 0) throw new Error(`${command}\n${result.stdout}\n${result.stderr}`);
    return result;
  }

  async plan(file: string): Promise<PlanJson> {
    return JSON.parse((await this.runs(`terraform show -json ${file}`)).stdout);
  }

  async state(): Promise<StateJson> {
    return JSON.parse((await this.runs("terraform show -json")).stdout);
  }

  delete(): void {
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Emulator } from "../../support/emulator/emulator";
import { type RunResult, run } from "../../support/terraform/child-process";
import { cliConfigFile } from "../../support/terraform/cli-config";
import type { PlanJson, StateJson } from "../../support/terraform/plan-json";
import type { WorkspaceOptions } from "../../support/terraform/workspace";

const root = join(__dirname, "../../..");

interface Section {
  readonly hcl: readonly string[];
  readonly programs: readonly string[];
  readonly json: readonly string[];
  readonly commands: readonly string[];
}

/** What a section of a page tells its reader to write and to run. */
export function sectionOf(page: string, heading: string): Section {
  const text = readFileSync(join(root, page), "utf8");
  const [, section] = new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, "m").exec(text) ?? [];
  if (section === undefined) throw new Error(`${page} has no section "${heading}"`);
  const found = section.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```|`(terraform [^`]+)`/gm);
  const parts = [...found].map(([, indent = "", language, block = "", inline]) => ({
    language: language || "sh",
    text: inline ?? block.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
  const inLanguage = (wanted: string) => parts.flatMap(({ language, text }) => (language === wanted ? [text] : []));
  return {
    hcl: inLanguage("hcl"),
    programs: inLanguage("ts"),
    json: inLanguage("json"),
    commands: inLanguage("sh").flatMap((block) => block.trim().split("\n")),
  };
}

interface SettledOptions {
  /** @default - the folder of the reader */
  readonly at?: string;
  /** What the emulator lacked before. */
  readonly gaps?: readonly string[];
}

interface RunsOptions {
  readonly refresh?: boolean;
}

/** A folder of somebody who follows a page. */
export class ReaderFolder {
  readonly directory = realpathSync(mkdtempSync(join(tmpdir(), "page-reader-")));
  private source = "";

  constructor(private readonly options: WorkspaceOptions) {
    cliConfigFile(this.directory, options.tooling.mirrors);
  }

  /** Makes it a project that has installed the library. */
  install(): void {
    symlinkSync(join(root, "node_modules"), join(this.directory, "node_modules"));
    this.write("package.json", JSON.stringify({ scripts: { synth: "tsx main.ts" } }));
    const paths = { "cdktf-session-audit": [join(root, "modules/index.ts")] };
    this.write("tsconfig.json", JSON.stringify({ compilerOptions: { paths } }));
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

  read(name: string): string {
    return readFileSync(join(this.directory, name), "utf8");
  }

  /** Runs a command as it stands on the page. Whether AWS is asked for the resources as they are does not matter to each. */
  async runs(command: string, options: RunsOptions = {}): Promise<RunResult> {
    const result = await this.ends(command, options);
    if (result.exitCode !== 0) throw new Error(`${command}\n${result.stdout}\n${result.stderr}`);
    return result;
  }

  /** The same, where the exit code says something. */
  ends(command: string, { refresh = true }: RunsOptions = {}): Promise<RunResult> {
    const { tooling } = this.options;
    const line = command
      .replaceAll(/(^|xargs |&& )terraform /g, `$1${tooling.terraform} `)
      .replaceAll("npx session-audit ", `${join(root, "node_modules/.bin/tsx")} ${join(root, "cli/src/main.ts")} `);
    const env = {
      ...this.options.env,
      // The reader sits at a terminal: this is no pipeline to the library, and no test.
      CI: undefined,
      JEST_WORKER_ID: undefined,
      TF_CLI_CONFIG_FILE: join(this.directory, "terraform.rc"),
      TF_CLI_ARGS: "-no-color",
      // Most of an apply is waiting.
      TF_CLI_ARGS_apply: "-parallelism=30",
      TF_CLI_ARGS_plan: `-refresh=${refresh}`,
      TF_CLI_ARGS_destroy: `-refresh=${refresh} -parallelism=30`,
    };
    return run("sh", ["-c", line], { cwd: this.directory, env, timeoutSeconds: 240 });
  }

  /** Expects that a second plan changes nothing, and that the emulator has lacked nothing since. */
  async isSettled(emulator: Emulator, { at = ".", gaps = [] }: SettledOptions = {}): Promise<void> {
    const { stdout } = await this.runs(`cd ${at} && terraform plan -detailed-exitcode`);
    expect(stdout).toContain("No changes.");
    expect(stdout).not.toContain("Warning:");
    expect(await emulator.gaps()).toEqual(gaps);
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

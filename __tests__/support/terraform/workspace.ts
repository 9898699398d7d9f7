import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunResult, run } from "./child-process";
import { cliConfigFile } from "./cli-config";
import { type HclConfig, readConfig, type TerraformConfig, withoutBackend, withoutHclBackend } from "./config";
import { atExit } from "./exit-hooks";
import * as messages from "./messages";
import type { PlanJson, StateJson, StateResource } from "./plan-json";
import type { Tooling } from "./tooling";

const planFile = "saved.tfplan";

/** Most of an apply is waiting for queues and lifecycles to settle: more of them wait at once than Terraform's ten. */
const inParallel = "-parallelism=30";

export interface WorkspaceOptions {
  readonly tooling: Tooling;
  /** The environment of every command, see `emulatedEnvironment`. */
  readonly env: NodeJS.ProcessEnv;
}

export interface Plan {
  readonly diagnostics: messages.Diagnostics;
  readonly changes: readonly messages.PlannedChange[];
  /** True when an apply would change neither a resource nor an output. */
  readonly planIsEmpty: boolean;
}

export interface PlanOptions {
  /** Whether AWS is asked for the resources as they are. */
  readonly refresh?: boolean;
}

export interface ApplyOptions {
  /** Only these resources, and what depends on them. */
  readonly targets?: readonly string[];
  /** Called for each message as it comes. */
  readonly onMessage?: (message: messages.Message) => void;
}

/** A temporary working directory of Terraform with one stack and its local state. */
export class TerraformWorkspace {
  readonly directory: string;
  private readonly env: NodeJS.ProcessEnv;
  private readonly terraform: string;
  private readonly forget: () => void;

  /**
   * @param source - the folder of a synthesized stack, or its configuration
   * @param modules - configurations in folders of their own, for `source` to call
   */
  constructor(
    source: string | TerraformConfig | HclConfig,
    options: WorkspaceOptions,
    modules: Readonly<Record<string, TerraformConfig>> = {},
  ) {
    this.directory = realpathSync(mkdtempSync(join(tmpdir(), "terraform-workspace-")));
    this.forget = atExit(() => this.delete());
    this.terraform = options.tooling.terraform;
    this.env = { ...options.env, TF_CLI_CONFIG_FILE: cliConfigFile(this.directory, options.tooling.mirrors) };
    this.change(typeof source === "string" ? readConfig(source) : source);
    for (const [folder, config] of Object.entries(modules)) {
      mkdirSync(join(this.directory, folder));
      writeFileSync(join(this.directory, folder, "cdk.tf.json"), JSON.stringify(config));
    }
  }

  /** Writes another configuration, in the same syntax, over the one before. */
  change(config: TerraformConfig | HclConfig): void {
    const [file, text] = written(config);
    writeFileSync(join(this.directory, file), text);
  }

  async init(): Promise<void> {
    // The registry may have to be asked for the provider, over a slow line.
    const result = await this.run(["init", "-no-color", "-input=false"], 300);
    if (result.exitCode !== 0)
      throw new messages.TerraformError("init", messages.diagnosticsOf([]), result.stderr || result.stdout);
  }

  async validate(): Promise<messages.Diagnostics> {
    const { stdout } = await this.run(["validate", "-json"], 60);
    return messages.diagnosticsOf(JSON.parse(stdout).diagnostics);
  }

  /** Plans and keeps the plan: the next `apply` carries out this one, and `showPlan` tells everything about it. */
  async plan({ refresh = true }: PlanOptions = {}): Promise<Plan> {
    const args = ["plan", "-json", "-input=false", `-out=${planFile}`, `-refresh=${refresh}`];
    const { diagnostics, streamed } = await this.stream(args, 300);
    const changes = messages.plannedChanges(streamed).filter(({ action }) => action !== "noop");
    return {
      diagnostics,
      changes,
      planIsEmpty: changes.length === 0 && messages.changedOutputs(streamed).length === 0,
    };
  }

  showPlan(): Promise<PlanJson> {
    return this.show<PlanJson>([planFile]);
  }

  /** Carries out the plan made last. */
  async apply({ onMessage }: ApplyOptions = {}): Promise<messages.Diagnostics> {
    return (await this.stream(["apply", "-json", "-input=false", inParallel, planFile], 300, onMessage)).diagnostics;
  }

  async destroy({ targets = [], onMessage }: ApplyOptions = {}): Promise<messages.Diagnostics> {
    const only = targets.map((address) => `-target=${address}`);
    const args = ["destroy", "-json", "-input=false", inParallel, "-auto-approve", ...only];
    return (await this.stream(args, 300, onMessage)).diagnostics;
  }

  /** The managed resources in the state, with all their attributes. */
  async resources(): Promise<readonly StateResource[]> {
    const { values } = await this.show<StateJson>([]);
    return (values?.root_module.resources ?? []).filter(({ mode }) => mode === "managed");
  }

  /** Removes the directory and with it the state. What was deployed stays as it is. */
  delete(): void {
    this.forget();
    // A child that was just killed may still be writing.
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  private async show<T>(args: readonly string[]): Promise<T> {
    const result = await this.run(["show", "-json", ...args], 60);
    if (result.exitCode !== 0) throw new messages.TerraformError("show", messages.diagnosticsOf([]), result.stderr);
    return JSON.parse(result.stdout);
  }

  private async stream(
    args: readonly string[],
    timeoutSeconds: number,
    onMessage?: (message: messages.Message) => void,
  ) {
    const onLine = (line: string) => {
      const message = messages.parseMessage(line);
      if (message) onMessage?.(message);
    };
    const result = await this.run(args, timeoutSeconds, onMessage && onLine);
    const streamed = messages.messagesOf(result.stdout);
    return { diagnostics: messages.checked(args[0]!, result, streamed), streamed };
  }

  private run(args: readonly string[], timeoutSeconds: number, onLine?: (line: string) => void): Promise<RunResult> {
    return run(this.terraform, args, { cwd: this.directory, env: this.env, timeoutSeconds, onLine });
  }
}

function written(config: TerraformConfig | HclConfig): [file: string, text: string] {
  if (isHcl(config)) return ["cdk.tf", withoutHclBackend(config)];
  return ["cdk.tf.json", JSON.stringify(withoutBackend(config), undefined, 2)];
}

function isHcl(config: TerraformConfig | HclConfig): config is HclConfig {
  return typeof config.hcl === "string";
}

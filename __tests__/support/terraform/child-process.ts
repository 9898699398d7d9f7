import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { atExit } from "./exit-hooks";

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The child is killed, with all its own children, when it takes longer. */
  readonly timeoutSeconds: number;
  /** Called for each line of standard output as it comes. */
  readonly onLine?: (line: string) => void;
}

export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts a child in a process group of its own, which never outlives this process: Terraform's plugins are children of their own. */
export function startGroup(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const child = spawn(command, args, { ...options, detached: true });
  const forget = atExit(() => killGroup(child));
  child.once("close", forget);
  child.once("error", forget);
  return child;
}

export function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The group has ended by itself.
  }
}

/** Runs a command to its end. Rejects when it cannot be started or takes too long; an exit code is a result like any other. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { cwd, env, timeoutSeconds, onLine } = options;
  return new Promise((resolve, reject) => {
    const child = startGroup(command, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let stdout = "";
    let stderr = "";
    const timer = setTimeout(() => {
      killGroup(child);
      const tail = `${stdout}${stderr}`.trim().split("\n").slice(-20).join("\n");
      reject(new Error(`${command} ${args.join(" ")} was stopped after ${timeoutSeconds} s. It said last:\n${tail}`));
    }, timeoutSeconds * 1000);
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    if (onLine && child.stdout) createInterface({ input: child.stdout }).on("line", onLine);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ exitCode: code ?? 1, stdout, stderr });
    });
  });
}

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { App } from "cdktf";

/** Where the locks of an App are, and what synthesis does with them. */
export interface LockFolder {
  readonly path: string;
  /** The path shown to people, relative to the project. */
  readonly shown: string;
  /** `compare` refuses losses. `demand` also refuses outdated locks. `write` refuses losses and updates the locks. */
  readonly mode: "compare" | "demand" | "write";
}

/** The App context key that names another folder, for instance one per environment. */
const CONTEXT_KEY = "auditDataLock";
const DEFAULT_FOLDER = "audit-data-lock";

/** Set by test runners. Tests may build stacks that were never deployed. */
const testRunners = ["JEST_WORKER_ID", "VITEST", "NODE_TEST_CONTEXT"];

/** Undefined in a test, whose stacks are not deployed. */
export function lockFolderOf(app: App): LockFolder | undefined {
  if (testRunners.some((name) => process.env[name] !== undefined)) return undefined;
  const project = projectOf(app);
  const path = resolve(project, app.node.tryGetContext(CONTEXT_KEY) ?? DEFAULT_FOLDER);
  return { path, shown: relative(project, path).split(sep).join("/"), mode: modeOf(app, project) };
}

function modeOf(app: App, project: string): LockFolder["mode"] {
  const elsewhere = relative(project, resolve(app.outdir)).startsWith("..");
  // A benchmark, a demonstration or another kind of test.
  if (elsewhere) return "compare";
  return ["", "0", "false", undefined].includes(process.env.CI) ? "write" : "demand";
}

/** The folder of `cdktf.json`, found as CDKTF finds it, or else that of `package.json`. */
function projectOf(app: App): string {
  const configuration: string | undefined = app.node.tryGetContext("cdktfJsonPath");
  if (configuration) return dirname(resolve(configuration));
  return folderAbove("cdktf.json") ?? folderAbove("package.json") ?? process.cwd();
}

function folderAbove(file: string, from = process.cwd()): string | undefined {
  if (existsSync(join(from, file))) return from;
  const above = dirname(from);
  return above === from ? undefined : folderAbove(file, above);
}

const ENDING = ".txt";

export function lockFile({ shown }: LockFolder, stackId: string): string {
  return `${shown}/${stackId}${ENDING}`;
}

export function readLock({ path }: LockFolder, stackId: string): string | undefined {
  const file = join(path, `${stackId}${ENDING}`);
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** Without text there is nothing to protect, so no file is written. */
export function writeLock({ path }: LockFolder, stackId: string, text: string | undefined): void {
  const file = join(path, `${stackId}${ENDING}`);
  if (text === undefined) {
    rmSync(file, { force: true });
  } else {
    mkdirSync(path, { recursive: true });
    writeFileSync(file, text);
  }
}

/** The stacks that have a lock. */
export function lockedStacks({ path }: LockFolder): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length));
}

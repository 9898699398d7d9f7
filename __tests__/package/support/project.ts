import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { writtenStacks } from "../../support/examples";
import { filesBelow, read, root } from "../../support/sources";
import { run } from "../../support/terraform/child-process";

/** A project of somebody else, outside this repository, that installs the packed file. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), "project-"));
  readonly installed = join(this.folder, "node_modules/cdktf-session-audit");

  /** `rewrite` turns a program for CDKTF into one for the framework of this project. */
  constructor(private readonly rewrite: (code: string) => string = (code) => code) {}

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** As a user would, without `overrides` or `--force`. What `npm ci` has put into npm's cache is not fetched again. */
  async install(dependencies: Readonly<Record<string, string | undefined>>): Promise<void> {
    this.write("package.json", JSON.stringify({ private: true, dependencies }));
    await this.run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund"]);
  }

  /** The examples as the package has them, the first example of its README, and main.ts. */
  copyExamples(): void {
    const copy = (path: string, code: string) => this.write(path, this.rewrite(code));
    for (const file of filesBelow("examples")) copy(file, readFileSync(join(this.installed, file), "utf8"));
    copy("main.ts", read("main.ts"));
    const [, quickStart] = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(this.installed, "README.md"), "utf8"))!;
    copy("quick-start.ts", quickStart!);
  }

  /** Type-checks and compiles every program, with the project's own TypeScript. */
  async compile(compilerOptions: object): Promise<void> {
    const options = { target: "es2022", strict: true, skipLibCheck: true, types: ["node"], ...compilerOptions };
    this.write("tsconfig.json", JSON.stringify({ compilerOptions: options, exclude: ["node_modules"] }));
    await this.node("node_modules/typescript/lib/tsc.js");
  }

  /** Runs a compiled program, and returns the stacks that it writes. */
  async synth(program: string): Promise<Readonly<Record<string, string>>> {
    const outdir = mkdtempSync(join(this.folder, "out-"));
    await this.node(program, { CDKTF_OUTDIR: outdir });
    return writtenStacks(outdir);
  }

  async node(program: string, env: NodeJS.ProcessEnv = {}): Promise<void> {
    await this.run(process.execPath, [program], env);
  }

  /** The file that an editor opens on "go to definition", at the first place in a file where a name stands. */
  definitionOf(name: string, path: string): string | undefined {
    const file = join(this.folder, path);
    const before = readFileSync(file, "utf8").split(name)[0]!.split("\n");
    const requests = [
      // Else it reads all of the provider, to propose imports.
      { command: "configure", arguments: { preferences: { includePackageJsonAutoImports: "off" } } },
      { command: "open", arguments: { file } },
      { command: "definition", arguments: { file, line: before.length, offset: before.at(-1)!.length + 1 } },
    ].map((request, seq) => `${JSON.stringify({ seq, type: "request", ...request })}\n`);
    const server = [
      join(this.folder, "node_modules/typescript/lib/tsserver.js"),
      "--disableAutomaticTypingAcquisition",
    ];
    const output = execFileSync(process.execPath, server, { input: requests.join(""), encoding: "utf8" });
    const messages = output.split("\n").filter((line) => line.startsWith("{"));
    const answer = messages.map((line) => JSON.parse(line)).find(({ command }) => command === "definition");
    return answer?.body?.[0]?.file;
  }

  private async run(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
    await succeed(command, args, this.folder, { ...process.env, ...env });
  }
}

/** Runs a command to its end, and returns what it prints. */
export async function succeed(
  command: string,
  args: readonly string[],
  cwd = root,
  env = process.env,
): Promise<string> {
  const { exitCode, stdout, stderr } = await run(command, args, { cwd, env, timeoutSeconds: 240 });
  if (exitCode !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${exitCode}:\n${stdout}${stderr}`);
  return stdout;
}

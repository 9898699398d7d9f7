import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { benchCommands } from "./commands";
import { benchDoctor } from "./doctor";
import type { ImportMeasurement } from "./measure-import";
import type { StackMeasurement } from "./measure-stack";
import { alternate, compile, compiled, inFreshProcess, median, root, warnIfBusy } from "./processes";
import { sameResources } from "./same-resources";
import { benchScale } from "./scale";

/** Odd, so that a median is a measurement. A first run of each warms the file cache and does not count. */
const stackRuns = 21;
const importRuns = 7;

/**
 * What holds on an idle machine, with a margin. What the library adds to a single stack is spread over a few hundred functions
 * that run once. A topology has thirty classes of the provider and most modules.
 */
const targets = { constructAndSynth: 1.25, importStack: 1.2, importOneModule: 1.2, importTopology: 1.3 };

interface Line {
  readonly name: string;
  readonly byHand: number;
  readonly library: number;
  readonly unit: "ms" | "MB";
  readonly target?: number;
}

/** The library beside the same resources written by hand: `npm run bench`. With `--check` a missed target fails. */
function main(check: boolean): void {
  compile();
  const lines = [...benchStack(), ...benchImports()];
  const missed = lines
    .filter((line) => line.target !== undefined && line.library / line.byHand > line.target)
    .map(({ name }) => name);
  missed.push(...benchScale(), ...benchCommands(), ...benchDoctor());
  warnIfBusy();
  console.log(missed.length === 0 ? "\nAll targets are met." : `\nOver target: ${missed.join(", ")}.`);
  if (check && missed.length > 0) process.exitCode = 1;
}

function benchStack(): Line[] {
  const program = (file: string, className: string) => () =>
    inFreshProcess<StackMeasurement>("bench/measure-stack.js", join(compiled, file), className);
  const programs = [
    program("bench/hand-written.js", "HandWritten"),
    program("examples/single-account.js", "SingleAccount"),
  ] as const;
  const resources = sameResources(
    "bench/hand-written.ts and examples/single-account.ts differ",
    programs[0](),
    programs[1](),
  );
  const [byHand, library] = alternate(stackRuns, programs);

  const line = (name: string, unit: Line["unit"], of: (run: StackMeasurement) => number, target?: number): Line => ({
    name,
    unit,
    byHand: median(byHand.map(of)),
    library: median(library.map(of)),
    target,
  });
  return print(
    `single-account, ${resources} resources, data sources and outputs, median of ${stackRuns} processes each`,
    [
      line("import", "ms", ({ importMs }) => importMs, targets.importStack),
      line("construct", "ms", ({ constructMs }) => constructMs),
      line("synth", "ms", ({ synthMs }) => synthMs),
      line("construct + synth", "ms", (run) => run.constructMs + run.synthMs, targets.constructAndSynth),
      line("peak memory", "MB", ({ peakMb }) => peakMb),
    ],
  );
}

/** Each built module folder beside the provider classes that it loads, its own and those of core. */
function benchImports(): Line[] {
  const lines = moduleFolders().map((folder): Line => {
    const file = join(root, "lib", folder);
    const classes = inFreshProcess<string[]>("bench/measure-import.js", "--list", file);
    const [byHand, library] = warmAlternate(importRuns, [
      () => inFreshProcess<ImportMeasurement>("bench/measure-import.js", "constructs", "cdktf", ...classes),
      () => inFreshProcess<ImportMeasurement>("bench/measure-import.js", file),
    ]);
    return {
      name: folder,
      unit: "ms",
      byHand: median(byHand.map(({ importMs }) => importMs)),
      library: median(library.map(({ importMs }) => importMs)),
      target: folder.startsWith("topologies") ? targets.importTopology : targets.importOneModule,
    };
  });
  return print(
    `import of one module and of the provider classes it uses, median of ${importRuns} processes each`,
    lines,
  );
}

/** The first run of each warms the file cache. */
function warmAlternate<T>(runs: number, programs: readonly [() => T, () => T]): readonly [T[], T[]] {
  for (const program of programs) program();
  return alternate(runs, programs);
}

function moduleFolders(): string[] {
  return readdirSync(join(root, "lib"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("/index.js"))
    .map((path) => dirname(path))
    .sort();
}

function print(title: string, lines: Line[]): Line[] {
  console.log(`\n${title}\n`);
  console.log(row("", "by hand", "library", "ratio", ""));
  for (const { name, unit, byHand, library, target } of lines) {
    const ratio = library / byHand;
    const verdict = target === undefined ? "" : `${ratio <= target ? "PASS" : "OVER"}, target ${target}`;
    console.log(row(name, `${byHand.toFixed(1)} ${unit}`, `${library.toFixed(1)} ${unit}`, ratio.toFixed(2), verdict));
  }
  return lines;
}

function row(name: string, byHand: string, library: string, ratio: string, verdict: string): string {
  return `${name.padEnd(26)}${byHand.padStart(12)}${library.padStart(12)}${ratio.padStart(8)}  ${verdict}`.trimEnd();
}

try {
  main(process.argv.includes("--check"));
} catch (error) {
  console.error(`bench: ${(error as Error).message}`);
  process.exitCode = 1;
}

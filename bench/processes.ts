import { execFileSync } from "node:child_process";
import { cpus, loadavg } from "node:os";
import { dirname, join, resolve } from "node:path";

export const root = resolve(__dirname, "..");

/** The programs import the package by name, and so get what is published: `lib/`. */
export const compiled = join(root, "bench/dist");

export function compile(): void {
  execFileSync(process.execPath, [require.resolve("tsx/cli"), join(root, "scripts/build.ts")], { stdio: "inherit" });
  const tsc = join(dirname(require.resolve("typescript/package.json")), "bin/tsc");
  execFileSync(process.execPath, [tsc, "--project", join(__dirname, "tsconfig.json")], { stdio: "inherit" });
}

export function inFreshProcess<T>(script: string, ...args: string[]): T {
  const output = execFileSync(process.execPath, [join(compiled, script), ...args], { encoding: "utf8", cwd: root });
  return JSON.parse(output) as T;
}

/** Runs the two in turn, so that both see the same moods of the machine. */
export function alternate<T>(runs: number, [first, second]: readonly [() => T, () => T]): readonly [T[], T[]] {
  const results: [T[], T[]] = [[], []];
  for (let run = 0; run < runs; run++) {
    results[0].push(first());
    results[1].push(second());
  }
  return results;
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

/** The runs themselves keep one core busy. */
export function warnIfBusy(): void {
  const [load = 0] = loadavg();
  if (load < cpus().length) return;
  console.log(
    `\nOther programs were busy (load ${load.toFixed(1)} on ${cpus().length} cores): repeat on an idle machine.`,
  );
}

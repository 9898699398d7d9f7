import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "../cli/__tests__/support/browser";
import { inFreshProcess, root } from "./processes";

const sessions = 100_000;
const targets = { fleetSeconds: 30, ledgerSeconds: 30, reportSeconds: 3, reportMb: 300, filterMs: 100, verifyRatio: 2 };

interface Line {
  readonly name: string;
  readonly values: string;
  /** Undefined where it could not be measured. */
  readonly met: boolean | undefined;
}

/** The commands at scale; names the targets that were missed. */
export function benchCommands(): string[] {
  console.log("\ncommands, one process each\n");
  const folder = mkdtempSync(join(tmpdir(), "session-audit-bench-"));
  try {
    const lines = [
      fleet(),
      ledger(),
      report(folder, "jsonl"),
      report(folder, "csv"),
      report(folder, "html"),
      page(folder),
      verify(),
    ];
    for (const { name, values, met } of lines) {
      const verdict = met === undefined ? "skipped" : met ? "PASS" : "OVER";
      console.log(`${name.padEnd(58)}${values.padStart(28)}  ${verdict}`);
    }
    return lines.filter(({ met }) => met === false).map(({ name }) => name);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each call takes 50 ms, as over a network. */
function fleet(): Line {
  const { ms, sessions, exitCode } = inFreshProcess<{ ms: number; sessions: number; exitCode: number }>(
    "bench/commands/measure-fleet.js",
    "100",
    "17",
    "50",
  );
  if (exitCode !== 0 || sessions !== 3400) throw new Error(`100 x 17: ${sessions} sessions, exit code ${exitCode}`);
  const name = `report over 100 accounts x 17 Regions, target ${targets.fleetSeconds} s`;
  return { name, values: seconds(ms), met: ms <= targets.fleetSeconds * 1000 };
}

/** The same accounts and Regions, read by the function of the ledger: two sessions each, written and looked for. */
function ledger(): Line {
  const { ms, unreadable, written } = inFreshProcess<{ ms: number; unreadable: number; written: number }>(
    "bench/commands/measure-ledger.js",
    "100",
    "17",
    "50",
  );
  if (unreadable > 0 || written !== 3400) throw new Error(`ledger: ${written} lines, ${unreadable} places unreadable`);
  const name = `ledger of 100 accounts x 17 Regions, target ${targets.ledgerSeconds} s`;
  return { name, values: seconds(ms), met: ms <= targets.ledgerSeconds * 1000 };
}

function report(folder: string, format: string): Line {
  const { ms, peakMb, missing } = inFreshProcess<{ ms: number; peakMb: number; missing: number }>(
    "bench/commands/measure-report.js",
    String(sessions),
    format,
    join(folder, `sessions.${format}`),
  );
  if (missing !== sessions / 1000) throw new Error(`${missing} of ${sessions / 1000} missing recordings were found`);
  const name = `report of ${sessions} sessions as ${format}, target ${targets.reportSeconds} s, ${targets.reportMb} MB`;
  const met = ms <= targets.reportSeconds * 1000 && peakMb <= targets.reportMb;
  return { name, values: `${seconds(ms)}, ${peakMb.toFixed(0)} MB`, met };
}

function page(folder: string): Line {
  const name = `page of ${sessions} sessions, slowest of its filters, target ${targets.filterMs} ms`;
  if (!findChromium()) return { name, values: "no Chromium", met: undefined };
  const assets = join(folder, "assets");
  execFileSync(process.execPath, [join(root, "cli/build.js"), assets]);
  const { ms, medianMs } = inFreshProcess<{ ms: number; medianMs: number }>(
    "bench/commands/measure-page.js",
    String(sessions),
    assets,
  );
  return { name, values: `${ms.toFixed(0)} ms, median ${medianMs.toFixed(0)} ms`, met: ms <= targets.filterMs };
}

function verify(): Line {
  const { ms, readMs, findings } = inFreshProcess<{ ms: number; readMs: number; findings: number }>(
    "bench/commands/measure-verify.js",
    String(sessions),
  );
  if (findings > 0) throw new Error(`verify found ${findings} changes in what nobody changed`);
  const name = `verify of ${sessions} objects, beside reading and hashing them, target ${targets.verifyRatio} x`;
  return { name, values: `${seconds(ms)}, ${(ms / readMs).toFixed(2)} x`, met: ms / readMs <= targets.verifyRatio };
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Connection } from "../../cli/src/fleet/clients";

interface Served {
  readonly connection: Connection;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  stop(): void;
}

/** Starts an organization beside this process, of the accounts, Regions and latency that the command line names. */
export async function served(script: "serve-doctor.js" | "serve-fleet.js"): Promise<Served> {
  const server: ChildProcess = spawn(process.execPath, [join(__dirname, script), ...process.argv.slice(2)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve) => createInterface({ input: server.stdout! }).once("line", resolve));
  return { ...JSON.parse(line), stop: () => server.stdin!.end() };
}

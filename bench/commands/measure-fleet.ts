import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { run } from "../../cli/src/program";

/** `report` over a stand-in of so many accounts and Regions, which runs beside it. */
async function main(accounts: string, regions: string, latencyMs: string): Promise<void> {
  const server = spawn(process.execPath, [join(__dirname, "serve-fleet.js"), accounts, regions, latencyMs], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve) => createInterface({ input: server.stdout }).once("line", resolve));
  let sessions = 0;
  const stdout = new Writable({
    write(chunk, _, done) {
      sessions += String(chunk).split("\n").length - 1;
      done();
    },
  });
  const io = {
    stdout,
    stderr: process.stderr,
    now: () => new Date("2026-07-14T12:00:00Z"),
    connection: JSON.parse(line).connection,
  };
  const start = performance.now();
  const args = ["report", "--organization", "--role", "Reader", "--jsonl", "-", "--concurrency", "128"];
  const exitCode = await run(args, io);
  const ms = performance.now() - start;
  server.stdin.end();
  console.log(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024, sessions, exitCode }));
}

main(process.argv[2]!, process.argv[3]!, process.argv[4]!);

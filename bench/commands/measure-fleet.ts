import { Writable } from "node:stream";
import { run } from "../../cli/src/program";
import { served } from "./served";

/** `report` over a stand-in of so many accounts and Regions, which runs beside it. */
async function main(): Promise<void> {
  const { connection, stop } = await served("serve-fleet.js");
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
    connection,
  };
  const start = performance.now();
  const args = ["report", "--organization", "--role", "Reader", "--jsonl", "-", "--concurrency", "128"];
  const exitCode = await run(args, io);
  const ms = performance.now() - start;
  stop();
  console.log(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024, sessions, exitCode }));
}

main();

import { Writable } from "node:stream";
import { run } from "../../cli/src/program";
import { served } from "./served";

/** `doctor` over a stand-in of so many accounts and Regions, which runs beside it. */
async function main(): Promise<void> {
  const { connection, stop } = await served("serve-doctor.js");
  let text = "";
  const stdout = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  const io = { stdout, stderr: process.stderr, now: () => new Date(), connection };
  const start = performance.now();
  const args = ["doctor", "--organization", "--role", "Reader", "--json", "--concurrency", "64"];
  const exitCode = await run(args, io);
  const ms = performance.now() - start;
  stop();
  const { places, findings, unreadable } = JSON.parse(text);
  const report = { places: places.length, findings: findings.length, unreadable: unreadable.length };
  const cpu = process.cpuUsage();
  const cpuMs = (cpu.user + cpu.system) / 1000;
  console.log(
    JSON.stringify({
      ms,
      cpuMs,
      peakMb: process.resourceUsage().maxRSS / 1024,
      exitCode,
      ...report,
    }),
  );
}

main();

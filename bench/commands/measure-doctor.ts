import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { run } from "../../cli/src/program";

/** `doctor` over a stand-in of so many accounts and Regions, which runs beside it. */
async function main(accounts: string, regions: string, latencyMs: string): Promise<void> {
  const server = spawn(process.execPath, [join(__dirname, "serve-doctor.js"), accounts, regions, latencyMs], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve) => createInterface({ input: server.stdout }).once("line", resolve));
  let text = "";
  const stdout = new Writable({
    write(chunk, _, done) {
      text += chunk;
      done();
    },
  });
  const io = { stdout, stderr: process.stderr, now: () => new Date(), connection: JSON.parse(line) };
  const start = performance.now();
  const args = ["doctor", "--organization", "--role", "Reader", "--json", "--concurrency", "64"];
  const exitCode = await run(args, io);
  const ms = performance.now() - start;
  server.stdin.end();
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

main(process.argv[2]!, process.argv[3]!, process.argv[4]!);

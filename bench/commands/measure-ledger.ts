import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { bucketName } from "../../cli/__tests__/support/world";
import { awsBySdk } from "../../collector/src/aws";
import { collect } from "../../collector/src/collect";
import { placesOf } from "../../collector/src/settings";

/** One run of the ledger's function over a stand-in of so many accounts and Regions, which runs beside it. */
async function main(accounts: string, regions: string, latencyMs: string): Promise<void> {
  const server = spawn(process.execPath, [join(__dirname, "serve-fleet.js"), accounts, regions, latencyMs], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const line = await new Promise<string>((resolve) => createInterface({ input: server.stdout }).once("line", resolve));
  const { connection, ...places } = JSON.parse(line);
  const settings = { bucket: bucketName, transcriptBucket: bucketName, readerRole: "arn:aws:iam::*:role/reader" };
  const scheduledTime = "2026-07-14T12:00:00Z";
  const start = performance.now();
  const summary = await collect(awsBySdk(settings, { ...connection, forcePathStyle: true }), {
    scheduledTime,
    places: placesOf({ scheduledTime, places: [places] }),
    now: () => new Date(scheduledTime),
    hasTime: () => true,
  });
  const ms = performance.now() - start;
  server.stdin.end();
  console.log(JSON.stringify({ ms, ...summary }));
}

main(process.argv[2]!, process.argv[3]!, process.argv[4]!);

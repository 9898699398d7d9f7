import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { keepHeapSmall } from "../../cli/src/heap";
import { html } from "../../cli/src/page/html";
import { csv, jsonLines } from "../../cli/src/report/outputs/rows";
import type { Report } from "../../cli/src/report/session";
import { reportOf, sources } from "./many-sessions";

const formats: Readonly<Record<string, (report: Report) => Iterable<string> | AsyncIterable<string>>> = {
  csv: ({ sessions }) => csv(sessions),
  html: (report) => html(report, { script: "", style: "" }),
  jsonl: ({ sessions }) => jsonLines(sessions),
};

/** Joins and judges so many sessions, and writes them in one format to a file. */
async function main(count: number, format: string, file: string): Promise<void> {
  let told: ReturnType<typeof sources> | undefined = sources(count);
  const start = performance.now();
  const report = reportOf(told);
  told = undefined;
  await pipeline(Readable.from(formats[format]!(report)), createWriteStream(file));
  const ms = performance.now() - start;
  const missing = report.sessions.filter(({ verdict }) => verdict === "missing").length;
  console.log(JSON.stringify({ ms, peakMb: process.resourceUsage().maxRSS / 1024, missing }));
}

keepHeapSmall();
main(Number(process.argv[2]), process.argv[3]!, process.argv[4]!);

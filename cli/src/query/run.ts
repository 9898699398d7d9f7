import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { S3Client } from "@aws-sdk/client-s3";
import { type EvidenceQuery, evidenceQueries } from "../../../modules/evidence";
import type { Outcome } from "../exit-codes";
import { openCaller } from "../fleet/caller";
import { type Io, UsageError } from "../io";
import { writeRows } from "../outputs/write-rows";
import { parseSince } from "../report/since";
import { dayOf } from "../seal/days";
import type { QueryFlags } from "./command";
import { Engine, RefusedQueryError } from "./engine";
import { refuseBroken } from "./sources/broken-files";
import { bucketPlace, fetchEvidence } from "./sources/bucket";
import { type EvidenceFiles, together } from "./sources/evidence-files";
import { filesOfFolder } from "./sources/folder";
import { answerTable, queryList } from "./table";

interface QueryCall {
  readonly name: string | undefined;
  readonly parameters: readonly string[];
  readonly flags: QueryFlags;
}

/** `session-audit query`. */
export async function runQuery({ name, parameters, flags }: QueryCall, io: Io): Promise<Outcome> {
  if (flags.list) {
    io.stdout.write(queryList(evidenceQueries));
    return "fine";
  }
  const textFor = question(name, parameters, flags);
  if (!flags.from) throw new UsageError("give --from: a folder, or s3://bucket/prefix, with trail files or a ledger");
  if (flags.csv === "-" && flags.jsonl === "-")
    throw new UsageError("only one of --csv and --jsonl can go to standard output");
  const since = dayOf(parseSince(flags.since, io.now()));
  const temporary = flags.keep ? undefined : mkdtempSync(join(tmpdir(), "session-audit-query-"));
  try {
    const files = await gatherFiles(flags, since, (flags.keep ?? temporary)!, io);
    await refuseBroken(files.trail);
    const engine = await refusing("the evidence cannot be read", () => Engine.open(files));
    try {
      const sql = textFor(await engine.daysSince(since));
      const answer = await refusing("the query was refused", () => engine.ask(sql, parameters));
      await writeRows(answer.columns, answer.rows, flags, io, () => answerTable(answer));
    } finally {
      engine.close();
    }
    return told(files, since, io);
  } finally {
    if (temporary) rmSync(temporary, { recursive: true, force: true });
  }
}

/** The text of the question, once it is known how many days back it goes. */
function question(
  name: string | undefined,
  parameters: readonly string[],
  { sql }: QueryFlags,
): (days: number) => string {
  if ((name === undefined) === (sql === undefined)) {
    throw new UsageError("give the name of a query, or --sql; --list shows the queries");
  }
  if (sql !== undefined) return () => (sql === "-" ? readFileSync(0, "utf8") : sql);
  const query = evidenceQueries.find((candidate) => candidate.name === name);
  if (!query) {
    const names = evidenceQueries.map((candidate) => candidate.name).join(", ");
    throw new UsageError(`there is no query ${name}; choose one of ${names}`);
  }
  checkParameters(query, parameters);
  return (days) => query.sql(days);
}

function checkParameters({ name, parameters: wanted }: EvidenceQuery, given: readonly string[]): void {
  if (given.length === wanted.length) return;
  const what = wanted.length === 0 ? "nothing besides its name" : wanted.join(", ");
  throw new UsageError(`${name} takes ${what}, got: ${given.length === 0 ? "nothing" : given.join(" ")}`);
}

/** What the engine refuses is told in its words. */
async function refusing<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RefusedQueryError) throw new UsageError(`${what}: ${error.message}`);
    throw error;
  }
}

async function gatherFiles(flags: QueryFlags, first: string, folder: string, io: Io): Promise<EvidenceFiles> {
  const places = flags.from!.map((where) => ({ where, bucket: bucketPlace(where) }));
  const found: EvidenceFiles[] = [];
  for (const { where, bucket } of places) {
    if (!bucket) {
      found.push(await filesOfFolder(where, first));
      continue;
    }
    const own = join(folder, bucket.bucket);
    const caller = await openCaller(flags, io);
    try {
      await fetchEvidence(caller.client(S3Client), io, { ...bucket, folder: own, first, last: dayOf(io.now()) });
    } finally {
      caller.close();
    }
    found.push(await filesOfFolder(own, first));
  }
  return together(found);
}

/** Of a table without a file nothing is known, which an empty answer does not say. */
function told(files: EvidenceFiles, since: string, io: Io): Outcome {
  const words = { trail: "trail files", ledger: "ledger files", collections: "files that record what was collected" };
  const absent = (Object.keys(words) as (keyof typeof words)[]).filter((table) => files[table].length === 0);
  for (const table of absent)
    io.stderr.write(`there are no ${words[table]} since ${since}: the answer does not include any\n`);
  return absent.length > 0 ? "incomplete" : "fine";
}

import type { SessionRecord } from "../../../modules/evidence";
import { type Outcome, outcomeOf } from "../exit-codes";
import { parseAccounts } from "../fleet/accounts";
import { Fleet } from "../fleet/fleet";
import { fleetOptions } from "../fleet/options";
import { type Io, UsageError } from "../io";
import { writeTo } from "../outputs/write-rows";
import { pageAssets } from "../page/assets";
import { html as htmlPage } from "../page/html";
import type { ReportFlags } from "./command";
import { gather } from "./gather";
import { csv, jsonLines } from "./outputs/rows";
import { table } from "./outputs/table";
import type { Report } from "./session";
import { parseSince } from "./since";

/** `session-audit report`. */
export async function runReport(flags: ReportFlags, io: Io): Promise<Outcome> {
  const now = io.now();
  const since = parseSince(flags.since, now);
  const [bucketAccount] = flags.bucketAccount ? parseAccounts([flags.bucketAccount]) : [];
  if ([flags.csv, flags.jsonl, flags.html].filter((file) => file === "-").length > 1) {
    throw new UsageError("only one of --csv, --jsonl and --html can go to standard output");
  }
  const fleet = await Fleet.open(fleetOptions(flags), io);
  try {
    const found = await gather(fleet, {
      since,
      now,
      wanted: filter(flags),
      ...(bucketAccount && { bucketAccount }),
      ...(flags.transcripts && { transcriptBytes: flags.transcriptLimit * 1_000_000 }),
    });
    await writeOutputs(found, flags, io);
    return outcome(found);
  } finally {
    fleet.close();
  }
}

/** What is missing, as a whole or in part, is a finding; what is not known is incomplete. */
export function outcome({ sessions, unreadable, gaps }: Report): Outcome {
  return outcomeOf({
    finding: sessions.some(({ verdict }) => verdict === "missing" || verdict === "partial"),
    incomplete: unreadable.length > 0 || gaps.length > 0 || sessions.some(({ verdict }) => verdict === "unknown"),
  });
}

function filter({ user, node }: ReportFlags): (session: SessionRecord) => boolean {
  return ({ person, principal, call, target }) =>
    (!user || [person, principal, call?.sourceIdentity].some((name) => name !== undefined && user.includes(name))) &&
    (!node || node.includes(target));
}

async function writeOutputs(report: Report, { csv: csvFile, jsonl, html }: ReportFlags, io: Io): Promise<void> {
  await writeTo(csvFile, () => csv(report.sessions), io);
  await writeTo(jsonl, () => jsonLines(report.sessions), io);
  await writeTo(html, () => htmlPage(report, pageAssets()), io);
  if (![csvFile, jsonl, html].includes("-")) io.stdout.write(table(report, Boolean(io.stdout.isTTY)));
}

import Table from "cli-table3";
import { createColors } from "picocolors";
import { type Verdict, verdicts } from "../../../../modules/evidence";
import { describeUnreadable } from "../../fleet/place";
import { duration, instant, plural, printable } from "../../terminal/text";
import type { JudgedSession, Report } from "../session";
import { seconds } from "./columns";

/** A terminal is no place for more rows. */
const mostRows = 1000;

/** The report for people: the verdict over all, what is missing first, and what could not be read. */
export function table(report: Report, color: boolean): string {
  const paint = createColors(color);
  const hue: Readonly<Record<Verdict, (text: string) => string>> = {
    missing: (text) => paint.bold(paint.red(text)),
    partial: paint.yellow,
    unknown: paint.magenta,
    unlogged: paint.cyan,
    open: paint.blue,
    refused: paint.dim,
    recorded: paint.green,
  };
  const rows = worstFirst(report.sessions);
  const grid = new Table({
    head: ["verdict", "person", "node", "account", "Region", "started (UTC)", "lasted", "from", "reason"],
    style: { head: color ? ["bold"] : [], border: [], compact: true },
    colWidths: [null, null, null, null, null, null, null, null, 32],
    wordWrap: true,
  });
  for (const session of rows.slice(0, mostRows)) {
    const lasted = seconds(session);
    grid.push([
      hue[session.verdict](session.verdict),
      printable(nameOf(session)),
      printable(session.target),
      session.account,
      session.region,
      instant(session.startedAt),
      lasted === undefined ? "" : duration(lasted),
      printable(session.call?.sourceAddress ?? ""),
      printable(session.reason ?? ""),
    ]);
  }
  return [
    ...(rows.length > 0 ? [grid.toString()] : []),
    ...(rows.length > mostRows
      ? [`... and ${rows.length - mostRows} more: --csv, --jsonl and --html contain all of them.`]
      : []),
    ...findings(rows, hue),
    "",
    summary(report, hue),
    ...report.gaps.map(({ from, to, why }) => `unknown, ${instant(from)} to ${instant(to)}: ${why}`),
    ...report.unreadable.map((unreadable) => printable(describeUnreadable(unreadable))),
    "",
  ].join("\n");
}

/** The name of a role session may be chosen. Who it was before stands beside it. */
function nameOf({ person, call }: JudgedSession): string {
  const { sourceIdentity = person } = call ?? {};
  return sourceIdentity === person ? person : `${person} (${sourceIdentity})`;
}

/** Why each session is missing: the lines that somebody must look at. */
function findings(rows: readonly JudgedSession[], hue: Readonly<Record<Verdict, (text: string) => string>>): string[] {
  const missing = rows.filter(({ verdict }) => verdict === "missing").slice(0, mostRows);
  if (missing.length === 0) return [];
  return [
    "",
    ...missing.map(
      ({ id, person, target, why }) =>
        `${hue.missing("missing")} ${printable(`${id} (${person} on ${target}): ${why}`)}`,
    ),
  ];
}

function summary(
  { sessions, accounts, regions, from, to }: Report,
  hue: Readonly<Record<Verdict, (text: string) => string>>,
): string {
  const counts = Object.keys(verdicts).flatMap((verdict) => {
    const count = sessions.filter((session) => session.verdict === verdict).length;
    return count > 0 ? hue[verdict as Verdict](`${count} ${verdict}`) : [];
  });
  const where = `${plural(accounts.length, "account")}, ${plural(regions.length, "Region")}`;
  const what = `${plural(sessions.length, "session")}, ${instant(from)} to ${instant(to)} UTC, in ${where}`;
  return [what, ...counts].join("; ");
}

/** By verdict as the table of verdicts has them, then newest first. */
function worstFirst(sessions: readonly JudgedSession[]): JudgedSession[] {
  const order = Object.keys(verdicts);
  return [...sessions].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
}

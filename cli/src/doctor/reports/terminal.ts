import { printable } from "../../terminal/text";
import type { Diagnosis } from "../diagnose";
import { severities } from "../rules";
import { badge, bullets, type Colors, colorsOf, type Page, summary, unread, wrap } from "./page";
import { blindSpots, type ReportedFinding, reported } from "./report";

/** For people: the worst first, each with what happens, why, how to fix it and AWS's page. */
export function terminalReport(diagnosis: Diagnosis, page: Page): string {
  const c = colorsOf(page);
  const { findings, gaps } = diagnosis;
  const isFine = findings.length === 0 && gaps.length === 0;
  const lines = [
    ...severities.flatMap((severity) =>
      findings
        .filter((finding) => finding.severity === severity)
        .flatMap((finding) => details(c, reported(finding), page.width)),
    ),
    ...unread(c, diagnosis, page.width),
    ...(isFine ? [c.green("✔ No problem was found in what AWS reports."), ""] : []),
    c.dim("What no AWS call reveals:"),
    ...bullets(blindSpots, "  · ", page.width).map((line) => c.dim(line)),
    "",
    summary(c, diagnosis),
  ];
  return `${lines.join("\n")}\n`;
}

function details(c: Colors, finding: ReportedFinding, width: number): string[] {
  const { id, severity, why, page, account, region } = finding;
  // Names are chosen by those who are watched: a terminal shall not act on them.
  const [resource, effect] = [printable(finding.resource), printable(finding.effect)];
  const text = (value: string) => wrap(`${capitalized(value)}.`, width - indent);
  return [
    `${badge(c, severity)} ${c.bold(id)} ${c.dim(`${account} ${region}`)}`,
    `  ${resource}`,
    ...field(c, "What", text(effect)),
    ...field(c, "Why", text(why)),
    // To be pasted: not wrapped.
    ...field(c, "Fix", finding.fix.split("\n").map(printable)),
    ...field(c, "AWS", [c.dim(page)]),
    "",
  ];
}

const indent = 8;

/** A condition key or the name of a field stays as AWS spells it. */
const capitalized = (text: string) => (/^[a-z]+( |,)/.test(text) ? `${text[0]!.toUpperCase()}${text.slice(1)}` : text);

function field(c: Colors, label: string, lines: readonly string[]): string[] {
  const first = c.dim(`  ${label.padEnd(indent - 2)}`);
  return lines.map((line, index) => `${index === 0 ? first : " ".repeat(indent)}${line}`);
}

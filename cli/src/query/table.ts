import Table from "cli-table3";
import type { EvidenceQuery } from "../../../modules/evidence";
import { printable } from "../terminal/text";
import type { Answer } from "./engine";

/** A terminal is no place for more rows. */
const mostRows = 1000;

/** The answer for people. */
export function answerTable({ columns, rows }: Answer): string {
  const grid = new Table({ head: [...columns], style: { head: [], border: [], compact: true } });
  for (const row of rows.slice(0, mostRows)) grid.push(row.map((value) => printable(String(value ?? ""))));
  const more =
    rows.length > mostRows ? `... and ${rows.length - mostRows} more: --csv and --jsonl contain all of them.\n` : "";
  const count = `${rows.length} ${rows.length === 1 ? "row" : "rows"}\n`;
  return rows.length > 0 ? `${grid.toString()}\n${more}${count}` : count;
}

/** Every question, with what it takes. */
export function queryList(queries: readonly EvidenceQuery[]): string {
  const lines = queries.map(({ name, title, parameters }) =>
    [`${name.padEnd(20)}  ${title}`, ...parameters.map((parameter) => `${" ".repeat(22)}<${parameter}>`)].join("\n"),
  );
  return `${lines.join("\n")}\n`;
}

import { stringify } from "csv-stringify/sync";
import type { JudgedSession } from "../session";
import { columns, row, values } from "./columns";

/** So many rows make one piece of text: fewer would cost more time, more would cost memory. */
const rowsAtOnce = 500;

/** One JSON object a line. What is not known is left out. */
export function* jsonLines(sessions: readonly JudgedSession[]): Generator<string> {
  for (const piece of pieces(sessions)) yield piece.map((session) => `${JSON.stringify(row(session))}\n`).join("");
}

/** RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front: reasons are free text. */
export function* csv(sessions: readonly JudgedSession[]): Generator<string> {
  const form = {
    escape_formulas: true,
    record_delimiter: "windows",
    cast: { boolean: (value: boolean) => (value ? "true" : "false") },
  } as const;
  yield stringify([Object.keys(columns)], form);
  for (const piece of pieces(sessions)) yield stringify(piece.map(values), form);
}

function* pieces(sessions: readonly JudgedSession[]): Generator<readonly JudgedSession[]> {
  for (let start = 0; start < sessions.length; start += rowsAtOnce) yield sessions.slice(start, start + rowsAtOnce);
}

import { stringify } from "csv-stringify";
import type { JudgedSession } from "../session";
import { columns, row } from "./columns";

/** One JSON object a line. What is not known is left out. */
export function* jsonLines(sessions: readonly JudgedSession[]): Generator<string> {
  for (const session of sessions) yield `${JSON.stringify(row(session))}\n`;
}

/** RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front: reasons are free text. */
export async function* csv(sessions: readonly JudgedSession[]): AsyncGenerator<string> {
  const rows = stringify({
    header: true,
    columns: Object.keys(columns),
    escape_formulas: true,
    record_delimiter: "windows",
    cast: { boolean: (value) => (value ? "true" : "false") },
  });
  const feed = (async () => {
    for (const session of sessions) {
      if (!rows.write(row(session))) await new Promise((resolve) => rows.once("drain", resolve));
    }
    rows.end();
  })();
  for await (const chunk of rows) yield String(chunk);
  await feed;
}

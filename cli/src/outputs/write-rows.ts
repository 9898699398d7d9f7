import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { stringify } from "csv-stringify/sync";
import type { Io } from "../io";

export type Value = string | number | boolean | null | undefined;

interface Files {
  readonly csv?: string;
  readonly jsonl?: string;
}

/** Writes rows to the files that are asked for, and, where neither is standard output, a text for people there. */
export async function writeRows(
  columns: readonly string[],
  rows: readonly (readonly Value[])[],
  { csv, jsonl }: Files,
  io: Io,
  text: () => string,
): Promise<void> {
  await writeTo(csv, () => csvOf(columns, rows, (row) => row), io);
  await writeTo(jsonl, () => jsonLinesOf(columns, rows, (row) => row), io);
  if (csv !== "-" && jsonl !== "-") io.stdout.write(text());
}

/** Writes to a file that only its owner may read, to standard output for `-`, or nowhere. */
export async function writeTo(
  file: string | undefined,
  chunks: () => Iterable<string> | AsyncIterable<string>,
  io: Io,
): Promise<void> {
  if (!file) return;
  if (file === "-") for await (const chunk of chunks()) io.stdout.write(chunk);
  else await pipeline(Readable.from(chunks()), createWriteStream(file, { mode: 0o600 }));
}

/** So many rows make one piece of text: fewer would cost more time, more would cost memory. */
const rowsAtOnce = 500;

/** One JSON object a line. What is not known is left out. */
export function* jsonLinesOf<T>(
  columns: readonly string[],
  rows: readonly T[],
  valuesOf: (row: T) => readonly Value[],
): Generator<string> {
  const line = (row: T) => {
    const values = valuesOf(row);
    const known: Record<string, Value> = {};
    for (let index = 0; index < columns.length; index++) {
      if (values[index] !== undefined && values[index] !== null) known[columns[index]!] = values[index];
    }
    return `${JSON.stringify(known)}\n`;
  };
  for (const piece of pieces(rows)) yield piece.map(line).join("");
}

/** RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front: reasons are free text. */
export function* csvOf<T>(
  columns: readonly string[],
  rows: readonly T[],
  valuesOf: (row: T) => readonly Value[],
): Generator<string> {
  const form = {
    escape_formulas: true,
    record_delimiter: "windows",
    cast: { boolean: (value: boolean) => (value ? "true" : "false") },
  } as const;
  yield stringify([[...columns]], form);
  for (const piece of pieces(rows))
    yield stringify(
      piece.map((row) => [...valuesOf(row)]),
      form,
    );
}

function* pieces<T>(rows: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) yield rows.slice(start, start + rowsAtOnce);
}

/** Columns and rows of a terminal. */
export interface TerminalSize {
  readonly cols: number;
  readonly rows: number;
}

const smallest: TerminalSize = { cols: 80, rows: 24 };
const largest: TerminalSize = { cols: 400, rows: 200 };

/**
 * The size of the terminal that a transcript was made on. `script` writes it at the beginning when it runs on a terminal. Otherwise it
 * is as large as the places that programs wrote to.
 */
export function terminalSize(raw: string): TerminalSize {
  const head = raw.slice(0, 1000);
  const told = { cols: number(/COLUMNS="(\d+)"/, head), rows: number(/LINES="(\d+)"/, head) };
  if (told.cols && told.rows) return clamp(told);
  let { cols, rows } = smallest;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that move to a place
  for (const [, first = "", second = "", final] of raw.matchAll(/\x1b\[(\d{1,3})?(?:;(\d{1,3}))?([HfrdG])/g)) {
    if (final === "G") cols = Math.max(cols, Number(first));
    // `r` sets the lines that scroll: first and last.
    else if (final === "r") rows = Math.max(rows, Number(second));
    else {
      rows = Math.max(rows, atMost(Number(first), largest.rows));
      cols = Math.max(cols, atMost(Number(second), largest.cols));
    }
  }
  return clamp({ cols, rows });
}

function number(pattern: RegExp, text: string): number {
  return Number(pattern.exec(text)?.[1] ?? 0);
}

/** Programs ask for the size by moving to row 999, column 999: that is no place. */
const atMost = (value: number, limit: number): number => (value > limit ? 0 : value);

function clamp({ cols, rows }: TerminalSize): TerminalSize {
  return {
    cols: Math.min(Math.max(cols, smallest.cols), largest.cols),
    rows: Math.min(Math.max(rows, smallest.rows), largest.rows),
  };
}

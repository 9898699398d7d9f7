import type { IBuffer, IBufferCell, IBufferLine } from "@xterm/headless";

/** Characters that look alike. */
export interface Run {
  readonly text: string;
  /** Absent where nothing but the default applies. */
  readonly style?: Style;
}

export interface Style {
  /** Number of the palette, 0 to 255, or `#rrggbb`. */
  readonly color?: number | string;
  readonly background?: number | string;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strikethrough?: true;
  /** The person could not see it: written invisibly, or in the colour of its background. */
  readonly concealed?: true;
}

/** The runs of a line of a terminal, without blanks at its end. */
export function styledLine(line: IBufferLine, cell: IBufferCell): Run[] {
  const end = line.translateToString(true).length === 0 ? 0 : lastColumn(line, cell);
  const runs: { text: string; key: string; style: Style | undefined }[] = [];
  for (let column = 0; column < end; column++) {
    line.getCell(column, cell);
    // The second half of a wide character.
    if (cell.getWidth() === 0) continue;
    const key = styleKey(cell);
    const text = cell.getChars() || " ";
    const last = runs.at(-1);
    if (last && last.key === key) last.text += text;
    else runs.push({ text, key, style: key === "" ? undefined : styleOf(cell) });
  }
  return runs.map(({ text, style }) => (style ? { text, style } : { text }));
}

/** The lines of a buffer from one row to another. */
export function styledLines(buffer: IBuffer, from: number, to: number): Run[][] {
  const cell = buffer.getNullCell();
  const lines: Run[][] = [];
  for (let row = from; row < to; row++) {
    const line = buffer.getLine(row);
    lines.push(line ? styledLine(line, cell) : []);
  }
  while (lines.length > 0 && lines.at(-1)!.length === 0) lines.pop();
  return lines;
}

export function plainText(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join("");
}

function lastColumn(line: IBufferLine, cell: IBufferCell): number {
  for (let column = line.length - 1; column >= 0; column--) {
    line.getCell(column, cell);
    if (cell.getChars().trim() !== "") return column + 1;
  }
  return 0;
}

function styleKey(cell: IBufferCell): string {
  if (cell.isAttributeDefault()) return "";
  const colors = `${cell.getFgColorMode()}.${cell.getFgColor()}.${cell.getBgColorMode()}.${cell.getBgColor()}`;
  const flags = [
    cell.isBold(),
    cell.isDim(),
    cell.isItalic(),
    cell.isUnderline(),
    cell.isStrikethrough(),
    cell.isInverse(),
    cell.isInvisible(),
  ];
  return `${colors}.${flags.map((flag) => (flag ? 1 : 0)).join("")}`;
}

function styleOf(cell: IBufferCell): Style {
  const ink = cell.isFgDefault() ? undefined : colorOf(cell.isFgRGB(), cell.getFgColor());
  const paper = cell.isBgDefault() ? undefined : colorOf(cell.isBgRGB(), cell.getBgColor());
  const inverse = cell.isInverse() !== 0;
  const color = inverse ? (paper ?? "paper") : ink;
  const background = inverse ? (ink ?? "ink") : paper;
  return {
    ...(color !== undefined && { color }),
    ...(background !== undefined && { background }),
    ...(cell.isBold() && { bold: true as const }),
    ...(cell.isDim() && { dim: true as const }),
    ...(cell.isItalic() && { italic: true as const }),
    ...(cell.isUnderline() && { underline: true as const }),
    ...(cell.isStrikethrough() && { strikethrough: true as const }),
    ...((cell.isInvisible() || (ink !== undefined && ink === paper)) && { concealed: true as const }),
  };
}

const colorOf = (rgb: boolean, value: number): number | string =>
  rgb ? `#${value.toString(16).padStart(6, "0")}` : value;

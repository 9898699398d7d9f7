import { type IBufferCell, Terminal } from "@xterm/headless";

const cell = { width: 8.4, height: 18, font: 14 };
const margin = 16;
const bar = 28;

/** GitHub's dark theme. */
const background = "#0d1117";
const foreground = "#c9d1d9";
const palette = ["#484f58", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"];
const dimmed = "#8b949e";

/** A terminal that shows a command and what it printed, as a picture. The same text gives the same bytes. */
export async function terminalSvg(command: string, output: string, columns: number): Promise<string> {
  const text = `\x1b[2m$\x1b[22m ${command}\n${output.trimEnd()}`;
  const terminal = new Terminal({ cols: columns, rows: 500, allowProposedApi: true, convertEol: true });
  await new Promise<void>((done) => terminal.write(text, done));
  const rows = terminal.buffer.active.cursorY + 1;
  const lines = Array.from({ length: rows }, (_, row) => lineOf(terminal, row, columns));
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = Math.ceil(rows * cell.height + 2 * margin + bar);
  const dots = ["#ff5f56", "#ffbd2e", "#27c93f"].map(
    (fill, index) => `<circle cx="${margin + index * 18}" cy="${bar / 2 + 2}" r="5" fill="${fill}"/>`,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${cell.font}">`,
    `<title>${escaped(command)}</title>`,
    `<rect width="100%" height="100%" rx="8" fill="${background}"/>`,
    ...dots,
    ...lines.map((line, row) => textElement(line, bar + margin + (row + 0.75) * cell.height)),
    "</svg>",
    "",
  ].join("\n");
}

interface Span {
  readonly style: string;
  readonly column: number;
  readonly text: string;
}

/** Neighbours of one look together. */
function lineOf(terminal: Terminal, row: number, columns: number): Span[] {
  const line = terminal.buffer.active.getLine(row);
  const spans: Span[] = [];
  for (let column = 0; line && column < columns; column++) {
    const found = line.getCell(column);
    if (!found || found.getWidth() === 0) continue;
    const style = styleOf(found);
    const text = found.getChars() || " ";
    const last = spans.at(-1);
    if (last?.style === style) spans[spans.length - 1] = { ...last, text: last.text + text };
    else spans.push({ style, column, text });
  }
  return spans.filter(({ text }) => text.trim() !== "");
}

function styleOf(found: IBufferCell): string {
  const color = found.isFgPalette() ? (palette[found.getFgColor() % 8] ?? foreground) : foreground;
  return [`fill="${found.isDim() ? dimmed : color}"`, ...(found.isBold() ? ['font-weight="bold"'] : [])].join(" ");
}

/** Each span stands at its column, so that no font can push the table apart. */
function textElement(spans: readonly Span[], y: number): string {
  return spans
    .map(({ style, column, text }) => {
      const [, before = "", inner = ""] = /^( *)(.*?) *$/.exec(text) ?? [];
      const x = (margin + (column + before.length) * cell.width).toFixed(1);
      const length = (inner.length * cell.width).toFixed(1);
      return `<text x="${x}" y="${y}" ${style} textLength="${length}" lengthAdjust="spacingAndGlyphs" xml:space="preserve">${escaped(inner)}</text>`;
    })
    .join("\n");
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

import { type IBuffer, type IParser, Terminal } from "@xterm/headless";
import { plainText, type Run, styledLines } from "./styled-line";
import { terminalSize } from "./terminal-size";

/** How the text of a frame went from the screen. */
export type FrameKind =
  /** Erased: `clear`, `ESC[2J`. */
  | "erased"
  /** What had scrolled off was erased. It stays where it is: such a frame has no lines of its own. */
  | "scrollback"
  /** The terminal was reset: everything above went. */
  | "reset"
  /** A full-screen program ended, or the transcript did while it ran. */
  | "full-screen"
  /** Written over from the top, or while a full-screen program ran. */
  | "redrawn";

/** The screen before its text went. */
export interface Frame {
  readonly kind: FrameKind;
  /** Index of the line before which it happened. */
  readonly before: number;
  readonly lines: readonly (readonly Run[])[];
}

export interface RenderedLine {
  readonly runs: readonly Run[];
  /** What the line held before it was written over, oldest first. */
  readonly was?: readonly string[];
}

/** A transcript as its author saw it, with what was no longer to be seen at the end. */
export interface Rendered {
  readonly lines: readonly RenderedLine[];
  readonly frames: readonly Frame[];
  /** The transcript goes on; here, it is cut. */
  readonly cut: boolean;
}

export interface RenderLimits {
  readonly lines?: number;
  readonly frames?: number;
}

/** So much is written between two looks at the screen of a full-screen program. */
const pieceLength = 2048;

/** Where the cursor goes back in its line. An end of line is none. */
const backwards = /[\b]+|\r+(?!\r*\n)/g;

/** Plays a raw transcript on a terminal without a screen. */
export async function renderTranscript(
  raw: string,
  { lines = 20_000, frames = 400 }: RenderLimits = {},
): Promise<Rendered> {
  // What script says at the beginning ends like a line of a file, in the middle of what a terminal shows.
  const shown = raw.replace(/^(Script started on [^\r\n]*)\n/, "$1\r\n");
  const recorder = new Recorder(shown, lines, frames);
  try {
    return await recorder.play(shown);
  } finally {
    recorder.dispose();
  }
}

class Recorder {
  private readonly terminal: Terminal;
  private readonly lines: RenderedLine[] = [];
  private readonly frames: Frame[] = [];
  private lastFrame = "";
  /** What lines of the normal screen held before they were written over, by row. */
  private revisions = new Map<number, string[]>();
  private cut = false;

  constructor(
    raw: string,
    private readonly maxLines: number,
    private readonly maxFrames: number,
  ) {
    // Streamed lines end in a line feed alone; a terminal would not go back to the first column.
    const convertEol = !raw.includes("\r\n");
    this.terminal = new Terminal({ ...terminalSize(raw), scrollback: maxLines, convertEol, allowProposedApi: true });
    this.watch(this.terminal.parser);
  }

  dispose(): void {
    this.terminal.dispose();
  }

  async play(raw: string): Promise<Rendered> {
    for (let start = 0; start < raw.length && !this.full; start += pieceLength) {
      await this.write(raw.slice(start, start + pieceLength), raw[start + pieceLength] ?? "");
      if (this.alternate) this.frame("redrawn");
      if (this.full) this.cut = true;
    }
    if (this.alternate) this.frame("full-screen");
    this.keepLines();
    return { lines: this.lines, frames: this.frames.filter((frame) => this.lost(frame)), cut: this.cut };
  }

  /** Looks at the line each time before the cursor goes back in it. */
  private write(piece: string, next: string): Promise<void> {
    let from = 0;
    for (const { index, 0: back } of piece.matchAll(backwards)) {
      // A carriage return at the end may belong to an end of line.
      if (index + back.length === piece.length && next === "\n") continue;
      this.terminal.write(piece.slice(from, index), () => this.lineChanges());
      from = index;
    }
    return new Promise((resolve) => this.terminal.write(piece.slice(from), resolve));
  }

  private watch(parser: IParser): void {
    const before = (look: (first: number) => void) => (params: (number | number[])[]) => {
      look(typeof params[0] === "number" ? params[0] : 0);
      // The terminal does then what it is told.
      return false;
    };
    for (const prefix of [undefined, "?"]) {
      const id = (final: string) => (prefix ? { prefix, final } : { final });
      parser.registerCsiHandler(
        id("K"),
        before(() => this.lineChanges()),
      );
      parser.registerCsiHandler(id("J"), (params) => this.erases(params[0] as number));
    }
    for (const final of ["P", "X", "@"])
      parser.registerCsiHandler(
        { final },
        before(() => this.lineChanges()),
      );
    for (const final of ["L", "M", "S", "T"])
      parser.registerCsiHandler(
        { final },
        before(() => this.frame("redrawn")),
      );
    for (const final of ["A", "F"])
      parser.registerCsiHandler(
        { final },
        before((rows) => this.goesUp(this.row - (rows || 1))),
      );
    for (const final of ["H", "f", "d"])
      parser.registerCsiHandler(
        { final },
        before((row) => this.goesTo(row || 1)),
      );
    parser.registerCsiHandler({ prefix: "?", final: "l" }, (params) => {
      if (params.some((mode) => mode === 47 || mode === 1047 || mode === 1049)) this.leavesProgram();
      return false;
    });
    parser.registerEscHandler({ final: "c" }, () => this.resets());
    parser.registerEscHandler({ intermediates: "#", final: "8" }, () => {
      this.frame("erased");
      return false;
    });
  }

  private get full(): boolean {
    return this.terminal.buffer.normal.length >= this.maxLines;
  }

  private get alternate(): boolean {
    return this.terminal.buffer.active.type === "alternate";
  }

  /** Row of the cursor on the screen. */
  private get row(): number {
    return this.terminal.buffer.active.cursorY;
  }

  /** ESC[J. What has scrolled off is kept, whoever asks for its removal. */
  private erases(what: number): boolean {
    if (what === 3) {
      this.addFrame({ kind: "scrollback", before: this.position, lines: [] });
      return true;
    }
    const { cursorY, baseY } = this.terminal.buffer.active;
    const below =
      what === 0 ? styledLines(this.terminal.buffer.active, baseY + cursorY, baseY + this.terminal.rows) : undefined;
    if (below?.length === 1) this.lineChanges();
    else if (below === undefined || below.length > 1) this.frame("erased");
    return false;
  }

  private leavesProgram(): void {
    if (this.alternate) this.frame("full-screen");
  }

  private resets(): boolean {
    if (this.alternate) this.frame("full-screen");
    this.keepLines();
    this.addFrame({ kind: "reset", before: this.lines.length, lines: [] });
    return false;
  }

  private goesTo(row: number): void {
    if (row === 1) this.frame("redrawn");
    else this.goesUp(row - 1);
  }

  /** Every line from there down to the cursor may be written over. */
  private goesUp(row: number): void {
    if (this.alternate) return;
    for (let above = Math.max(row, 0); above < this.row; above++) this.lineChanges(above);
  }

  /** Keeps the text of a line that is about to change. */
  private lineChanges(row = this.row): void {
    if (this.alternate) return;
    const buffer = this.terminal.buffer.normal;
    const absolute = buffer.baseY + row;
    const text = buffer.getLine(absolute)?.translateToString(true).trimEnd() ?? "";
    if (text === "") return;
    const before = this.revisions.get(absolute);
    if (!before) this.revisions.set(absolute, [text]);
    // Characters that are taken back one by one are one text, the longest.
    else if (!before.at(-1)!.startsWith(text)) before.push(text);
  }

  private get position(): number {
    const { baseY, cursorY } = this.terminal.buffer.normal;
    return this.lines.length + baseY + cursorY;
  }

  private frame(kind: FrameKind): void {
    const buffer: IBuffer = this.terminal.buffer.active;
    const lines = styledLines(buffer, buffer.baseY, buffer.baseY + this.terminal.rows);
    if (lines.length === 0) return;
    const text = lines.map(plainText).join("\n");
    const last = this.frames.at(-1);
    if (text === this.lastFrame && last) {
      // `clear` goes to the top first and erases then: that it was erased counts.
      if (last.kind === "redrawn") this.frames[this.frames.length - 1] = { ...last, kind };
      return;
    }
    this.lastFrame = text;
    this.addFrame({ kind, before: this.alternate ? this.position : this.lines.length + buffer.baseY, lines });
  }

  private addFrame(frame: Frame): void {
    if (this.frames.length < this.maxFrames) this.frames.push(frame);
    else this.cut = true;
  }

  /** Takes the lines of the normal screen over, with what they held before. */
  private keepLines(): void {
    const buffer = this.terminal.buffer.normal;
    const shown = styledLines(buffer, 0, buffer.length);
    // The last lines may be empty by now.
    const rows = Math.max(shown.length, 1 + ([...this.revisions.keys()].sort((a, b) => a - b).at(-1) ?? -1));
    for (let row = 0; row < rows; row++) {
      const runs = shown[row] ?? [];
      const final = plainText(runs);
      const was = this.revisions.get(row)?.filter((text) => !final.includes(text.trim()));
      this.lines.push(was && was.length > 0 ? { runs, was } : { runs });
    }
    this.revisions = new Map();
  }

  /** A screen that was redrawn is of interest only where some of its text is gone. */
  private lost({ kind, lines }: Frame): boolean {
    if (kind !== "redrawn") return true;
    this.finalText ??= new Set(this.lines.map(({ runs }) => plainText(runs).trim()));
    return lines.some((runs) => !this.finalText!.has(plainText(runs).trim()));
  }
  private finalText: Set<string> | undefined;
}

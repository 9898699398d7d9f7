/** What a terminal showed and then no longer, counted by how it went. */
export interface HiddenText {
  /** The screen, or what had scrolled off it, was erased: `clear`, `reset`, `ESC[2J`, `ESC[3J`. */
  readonly erased: number;
  /** Full-screen programs, whose screen goes when they end: vim, less, tmux. */
  readonly fullScreen: number;
  /** Text of a line was written over or taken back: carriage return, backspace. */
  readonly rewritten: number;
}

/** C0 controls act even in the middle of an escape sequence, so they may stand in it to hide it from a plain search. */
const c0 = "[\\x00-\\x17\\x19\\x1c-\\x1f]*";
const sequences = new RegExp(
  [
    `(?:\\x1b${c0}\\[|\\x9b)([\\x00-\\x17\\x19\\x1c-\\x3f]*)([@-~])`, // CSI: parameters and final character
    `\\x1b${c0}(c|#${c0}8)`, // reset, and the test pattern that fills the screen
    "([\\b]|\\r(?!\\r*\\n))", // goes back in the line
  ].join("|"),
  "g",
);

/** Finds in a raw transcript what hides text. It follows the sequences, not the screen: `renderTranscript` shows what was lost. */
export function hiddenText(raw: string): HiddenText {
  let erased = 0;
  let fullScreen = 0;
  let rewritten = 0;
  let home = false;
  let last = 0;
  for (const match of raw.matchAll(sequences)) {
    const [sequence, parameters, final, reset, back] = match;
    if (match.index > last) home = false;
    last = match.index + sequence.length;
    if (back) rewritten += 1;
    else if (reset) erased += 1;
    else {
      const text = parameters!.replace(/[^\x20-\x3f]/g, "");
      const first = Number.parseInt(text.replace(/^\?/, "") || "0", 10);
      // From the cursor down is everything, when the cursor is at the top.
      if (final === "J" && (first > 0 || home)) erased += 1;
      else if (final === "h" && /^\?(.*;)?0*(47|1047|1049)(;|$)/.test(text)) fullScreen += 1;
      else if (/[KPX]/.test(final!)) rewritten += 1;
      if (final === "H" || final === "f") home = /^0*1?(;0*1?)?$/.test(text);
    }
  }
  return { erased, fullScreen, rewritten };
}

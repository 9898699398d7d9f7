import { h } from "./dom";

const linesPerBlock = 200;

/**
 * Every character of a transcript, those that a terminal acts on made visible, and those that change how text reads: directions and
 * characters without width.
 */
export function rawView(raw: string): HTMLElement {
  const lines = raw.split("\n");
  const blocks: HTMLElement[] = [];
  for (let start = 0; start < lines.length; start += linesPerBlock) {
    const last = start + linesPerBlock >= lines.length;
    const text = lines.slice(start, start + linesPerBlock).join("\n") + (last ? "" : "\n");
    blocks.push(h("pre", { class: "block" }, ...pieces(text)));
  }
  return h("div", { class: "raw" }, ...blocks);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it is about
const invisible = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g;

function pieces(text: string): (Node | string)[] {
  const found: (Node | string)[] = [];
  let from = 0;
  for (const { index, 0: characters } of text.matchAll(invisible)) {
    if (index > from) found.push(text.slice(from, index));
    found.push(h("span", { class: "control" }, [...characters].map(visible).join("")));
    from = index + characters.length;
  }
  found.push(text.slice(from));
  return found;
}

/** C0 controls have pictures of their own in Unicode. */
export function visible(character: string): string {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "␡";
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

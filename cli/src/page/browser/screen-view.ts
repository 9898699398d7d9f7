import type { Frame, FrameKind, Rendered, RenderedLine } from "../../transcript/render";
import type { Run, Style } from "../../transcript/styled-line";
import { h, setText } from "./dom";
import { plural } from "./format";
import { visible } from "./raw-view";

const linesPerBlock = 200;

/** Characters that turn the direction of a text, or have no width. Those that join letters and emoji stay. */
const turning = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

const titles: Readonly<Record<FrameKind, string>> = {
  erased: "Erased from the screen",
  scrollback: "Lines that had scrolled off were erased here; they are kept above",
  reset: "The terminal was reset here; earlier lines are kept above",
  "full-screen": "Screen of a full-screen program",
  redrawn: "Overwritten",
};

/** A rendered transcript: its lines, and between them what was no longer to be seen. */
export function screenView({ lines, frames, cut }: Rendered): { element: HTMLElement; facts: (Node | string)[] } {
  const element = h("div", { class: "played" });
  let from = 0;
  for (const group of grouped(frames)) {
    const to = Math.min(Math.max(group[0]!.before, from), lines.length);
    appendLines(element, lines.slice(from, to));
    element.append(frameView(group));
    from = to;
  }
  appendLines(element, lines.slice(from));
  if (cut) element.append(h("p", { class: "notice muted" }, "The transcript continues: the raw view shows all of it."));
  return { element, facts: facts(lines, frames, element) };
}

/** Screens that were written over one after the other are one film. */
function grouped(frames: readonly Frame[]): Frame[][] {
  const groups: Frame[][] = [];
  for (const frame of frames) {
    const last = groups.at(-1);
    if (frame.kind === "redrawn" && last?.[0]?.kind === "redrawn") last.push(frame);
    else groups.push([frame]);
  }
  return groups;
}

function facts(lines: readonly RenderedLine[], frames: readonly Frame[], element: HTMLElement): (Node | string)[] {
  const of = (...kinds: FrameKind[]) => frames.filter(({ kind }) => kinds.includes(kind)).length;
  const rewritten = lines.filter(({ was }) => was).length;
  const concealed = lines.some(({ runs }) => runs.some(({ style }) => style?.concealed));
  const told = [
    of("erased", "scrollback", "reset") > 0 && plural(of("erased", "scrollback", "reset"), "erase"),
    of("full-screen") > 0 && plural(of("full-screen"), "full-screen program"),
    rewritten > 0 && plural(rewritten, "rewritten line"),
    concealed && "concealed text",
  ].filter((text): text is string => text !== false);
  if (told.length === 0) return ["Nothing was hidden"];
  let next = 0;
  const jump = () => {
    const marks = element.querySelectorAll<HTMLElement>(".frame, .was, .concealed");
    marks[next++ % marks.length]?.scrollIntoView({ block: "center", behavior: "smooth" });
  };
  return [`${told.join(" · ")} `, h("button", { class: "link", type: "button", onclick: jump }, "Next hidden text ↓")];
}

function appendLines(parent: HTMLElement, lines: readonly RenderedLine[]): void {
  for (let start = 0; start < lines.length; start += linesPerBlock) {
    const block = lines.slice(start, start + linesPerBlock);
    parent.append(h("pre", { class: "block" }, ...block.flatMap(lineView)));
  }
}

function lineView({ runs, was }: RenderedLine): (Node | string)[] {
  const before = was?.map((text) => h("del", { class: "was", title: "This text was overwritten" }, text)) ?? [];
  return [...before.flatMap((text) => [text, "\n"]), ...runs.map(runView), "\n"];
}

function frameView(group: readonly Frame[]): HTMLElement {
  const [first] = group as [Frame];
  const screen = h("pre", { class: "block" });
  const show = (index: number) =>
    screen.replaceChildren(...group[index]!.lines.flatMap((runs) => [...runs.map(runView), "\n"]));
  show(0);
  const count = first.lines.length > 0 ? `, ${plural(first.lines.length, "line")}` : "";
  const title = h("header", {}, `${titles[first.kind]}${count}`);
  if (group.length > 1) title.append(film(group.length, show));
  return h("section", { class: `frame frame-${first.kind}` }, title, ...(first.lines.length > 0 ? [screen] : []));
}

/** A slider over the screens of a film. */
function film(length: number, show: (index: number) => void): HTMLElement {
  const place = h("span", { class: "number" }, `1 of ${length}`);
  const slider = h("input", { type: "range", min: "0", max: length - 1, value: "0", "aria-label": "Screen" });
  slider.addEventListener("input", () => {
    show(Number(slider.value));
    setText(place, `${Number(slider.value) + 1} of ${length}`);
  });
  return h("label", { class: "film" }, slider, place);
}

function runView({ text: written, style }: Run): Node | string {
  const text = written.replace(turning, visible);
  if (!style) return text;
  const span = h("span", { class: classes(style) }, text);
  // Colours are numbers by now: nothing of the transcript itself reaches the style.
  const color = paint(style.color);
  const background = paint(style.background);
  if (style.concealed) span.title = "The person could not see this";
  else {
    if (color) span.style.color = color;
    if (background) span.style.backgroundColor = background;
  }
  return span;
}

function classes(style: Style): string {
  const names = (["bold", "dim", "italic", "underline", "strikethrough", "concealed"] as const).filter(
    (name) => style[name],
  );
  const named = (prefix: string, color: Style["color"]) =>
    typeof color === "number" && color < 16
      ? [`${prefix}${color}`]
      : color === "ink" || color === "paper"
        ? [`${prefix}-${color}`]
        : [];
  return [...names, ...named("ink", style.color), ...named("paper", style.background)].join(" ");
}

/** A colour beyond the first sixteen, which the theme has. */
function paint(color: Style["color"]): string | undefined {
  if (typeof color === "string") return /^#[0-9a-f]{6}$/.test(color) ? color : undefined;
  if (color === undefined || color < 16) return undefined;
  if (color >= 232) return rgb(Array<number>(3).fill(8 + (color - 232) * 10));
  // The colour cube of xterm: six steps each of red, green and blue.
  const steps = [0, 95, 135, 175, 215, 255];
  const index = color - 16;
  return rgb([steps[Math.floor(index / 36)]!, steps[Math.floor(index / 6) % 6]!, steps[index % 6]!]);
}

const rgb = (parts: readonly number[]): string => `rgb(${parts.join(" ")})`;

import { h, setText } from "./dom";
import { count, day, duration, instant } from "./format";
import type { Store } from "./store";
import { verdictLabels, verdictOrder } from "./verdict-labels";

const laneHeight = 26;
const labelWidth = 190;
const axisHeight = 24;
const mostVisibleLanes = 6;

type Grouping = "target" | "person";

interface Lane {
  readonly name: string;
  /** Rows of the lane, the worst verdict last, so that it is drawn above the others. */
  readonly rows: readonly number[];
  readonly worst: number;
}

/** Sessions over time, a lane for each node or person; lanes with the worst verdict first. */
export class Timeline {
  readonly element: HTMLElement;
  private readonly canvas = h("canvas", {
    role: "img",
    "aria-label": "Sessions over time; the list below contains all of them",
  });
  private readonly scroller = h("div", { class: "lanes" });
  private readonly spacer = h("div", { class: "lanes-spacer" });
  private readonly tip = h("div", { class: "tip", hidden: true });
  private readonly note = h("span", { class: "muted small" });
  private readonly buttons: ReadonlyMap<Grouping, HTMLElement>;
  /** A canvas knows no variables: what they come to is read from an element. */
  private readonly probe = h("i", { hidden: true });
  private grouping: Grouping = "target";
  private rows: Int32Array = new Int32Array();
  private lanes: readonly Lane[] = [];
  private dragFrom: number | undefined;
  private dragTo = 0;
  private pending = 0;

  constructor(
    private readonly store: Store,
    private readonly open: (row: number) => void,
    private readonly zoom: (between: readonly [number, number] | undefined) => void,
    private range: readonly [number, number],
  ) {
    const button = (grouping: Grouping, label: string) =>
      h(
        "button",
        { type: "button", "aria-pressed": String(grouping === this.grouping), onclick: () => this.group(grouping) },
        label,
      );
    this.buttons = new Map([
      ["target", button("target", "By node")],
      ["person", button("person", "By person")],
    ]);
    this.scroller.append(this.spacer, this.canvas);
    this.element = h(
      "section",
      { class: "timeline card", "aria-label": "Timeline" },
      h(
        "div",
        { class: "card-head" },
        h("h2", {}, "Timeline"),
        this.note,
        h("div", { class: "switch", role: "group", "aria-label": "Lanes" }, ...this.buttons.values()),
      ),
      this.scroller,
      this.tip,
      this.probe,
    );
    this.scroller.addEventListener("scroll", () => this.schedule(), { passive: true });
    addEventListener("resize", () => this.schedule());
    this.canvas.addEventListener("pointermove", (event) => this.hover(event));
    this.canvas.addEventListener("pointerleave", () => this.leave());
    this.canvas.addEventListener("pointerdown", (event) => {
      this.dragFrom = this.dragTo = event.offsetX;
      this.canvas.setPointerCapture(event.pointerId);
    });
    this.canvas.addEventListener("pointerup", (event) => this.release(event));
    this.canvas.addEventListener("dblclick", () => this.zoom(undefined));
  }

  /** Drawn with the next frame: the list comes first. */
  show(rows: Int32Array, range: readonly [number, number]): void {
    this.rows = rows;
    this.range = range;
    this.lanes = [];
    this.schedule();
  }

  /** After a change of colours. */
  schedule(): void {
    cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(() => this.draw());
  }

  private group(grouping: Grouping): void {
    this.grouping = grouping;
    for (const [name, button] of this.buttons) button.setAttribute("aria-pressed", String(name === grouping));
    this.lanes = [];
    this.scroller.scrollTop = 0;
    this.schedule();
  }

  private makeLanes(): readonly Lane[] {
    const { columns } = this.store;
    const { values, at } = columns[this.grouping];
    const severity = columns.verdict.values.map(
      (verdict) => verdictOrder.length - verdictOrder.indexOf(verdict as never),
    );
    const rowsOf: number[][] = values.map(() => []);
    const worst = new Int32Array(values.length);
    for (const row of this.rows) {
      const lane = at[row]!;
      if (lane < 0) continue;
      rowsOf[lane]!.push(row);
      worst[lane] = Math.max(worst[lane]!, severity[columns.verdict.at[row]!]!);
    }
    const lanes = values.map((name, lane): Lane => ({ name, rows: rowsOf[lane]!, worst: worst[lane]! }));
    return lanes
      .filter(({ rows }) => rows.length > 0)
      .sort((a, b) => b.worst - a.worst || b.rows.length - a.rows.length);
  }

  private draw(): void {
    if (this.lanes.length === 0) this.lanes = this.makeLanes();
    const visible = Math.min(Math.max(this.lanes.length, 1), mostVisibleLanes);
    const height = visible * laneHeight + axisHeight;
    const width = this.scroller.clientWidth;
    this.scroller.style.height = `${height}px`;
    this.spacer.style.height = `${this.lanes.length * laneHeight + axisHeight}px`;
    this.canvas.style.width = `${width}px`;
    this.canvas.style.height = `${height}px`;
    this.canvas.width = width * devicePixelRatio;
    this.canvas.height = height * devicePixelRatio;
    const more = this.lanes.length - visible;
    const of = this.grouping === "target" ? "nodes" : "people";
    setText(
      this.note,
      `${count(this.lanes.length)} ${of}, the worst first${more > 0 ? "; scroll for more" : ""} · drag to zoom`,
    );
    const context = this.canvas.getContext("2d")!;
    context.scale(devicePixelRatio, devicePixelRatio);
    const color = (name: string) => {
      this.probe.style.color = `var(${name})`;
      return getComputedStyle(this.probe).color;
    };
    context.font = `12px ${getComputedStyle(this.element).fontFamily}`;
    context.textBaseline = "middle";
    this.drawAxis(context, width, height, color);
    this.drawLanes(context, width, height, color);
    if (this.dragFrom !== undefined) {
      context.fillStyle = color("--accent-soft");
      const from = Math.min(this.dragFrom, this.dragTo);
      context.fillRect(from, 0, Math.abs(this.dragTo - this.dragFrom), height - axisHeight);
    }
  }

  private drawAxis(
    context: CanvasRenderingContext2D,
    width: number,
    height: number,
    color: (name: string) => string,
  ): void {
    const [from, to] = this.range;
    const days = (to - from) / 86_400;
    const step =
      [1 / 24, 0.25, 0.5, 1, 2, 3, 7, 14, 30, 90].find((size) => days / size <= Math.max(width / 110, 2)) ?? 365;
    context.strokeStyle = color("--line");
    context.fillStyle = color("--muted");
    context.textAlign = "center";
    for (let at = Math.ceil(from / (step * 86_400)) * step * 86_400; at <= to; at += step * 86_400) {
      const x = Math.round(this.xOf(at, width)) + 0.5;
      context.beginPath();
      context.moveTo(x, 0);
      context.lineTo(x, height - axisHeight);
      context.stroke();
      context.fillText(step < 1 ? instant(at).replace(/ \d{4} /, " ") : day(at), x, height - axisHeight / 2 + 2);
    }
  }

  private drawLanes(
    context: CanvasRenderingContext2D,
    width: number,
    height: number,
    color: (name: string) => string,
  ): void {
    const { columns } = this.store;
    const first = Math.floor(this.scroller.scrollTop / laneHeight);
    const colors = columns.verdict.values.map((verdict) => color(`--${verdict}`));
    context.textAlign = "left";
    for (let index = 0; (index + 1) * laneHeight <= height - axisHeight; index++) {
      const lane = this.lanes[first + index];
      if (!lane) break;
      const y = index * laneHeight;
      context.fillStyle = color("--text");
      context.fillText(shortened(context, lane.name, labelWidth - 22), 4, y + laneHeight / 2);
      context.fillStyle = color("--lane");
      context.fillRect(labelWidth, y + 4, width - labelWidth - 12, laneHeight - 8);
      // Several passes, so that what is worse lies above.
      for (const verdict of [...verdictOrder].reverse()) {
        const wanted = columns.verdict.values.indexOf(verdict);
        if (wanted < 0) continue;
        context.fillStyle = colors[wanted]!;
        for (const row of lane.rows) {
          if (columns.verdict.at[row] !== wanted) continue;
          const x = this.xOf(columns.started[row]!, width);
          const end = this.xOf(columns.started[row]! + Math.max(columns.lasted[row]!, 0), width);
          const from = Math.max(x, labelWidth);
          context.fillRect(from, y + 6, Math.max(Math.min(end, width - 12) - from, 3), laneHeight - 12);
        }
      }
    }
  }

  private xOf(seconds: number, width: number): number {
    const [from, to] = this.range;
    return labelWidth + ((seconds - from) / (to - from)) * (width - labelWidth - 12);
  }

  private secondsAt(x: number): number {
    const [from, to] = this.range;
    return from + ((x - labelWidth) / (this.canvas.clientWidth - labelWidth - 12)) * (to - from);
  }

  private rowAt({ offsetX, offsetY }: MouseEvent): number | undefined {
    const lane = this.lanes[Math.floor(this.scroller.scrollTop / laneHeight) + Math.floor(offsetY / laneHeight)];
    if (!lane || offsetY > this.canvas.clientHeight - axisHeight) return undefined;
    const { started, lasted, verdict } = this.store.columns;
    const width = this.canvas.clientWidth;
    let best: number | undefined;
    let rank = Number.POSITIVE_INFINITY;
    for (const row of lane.rows) {
      const x = this.xOf(started[row]!, width);
      const end = Math.max(this.xOf(started[row]! + Math.max(lasted[row]!, 0), width), x + 3);
      if (offsetX < x - 3 || offsetX > end + 3) continue;
      const order = verdictOrder.indexOf(verdict.values[verdict.at[row]!] as never);
      if (order < rank) [best, rank] = [row, order];
    }
    return best;
  }

  private hover(event: PointerEvent): void {
    if (this.dragFrom !== undefined) {
      this.dragTo = event.offsetX;
      this.schedule();
      return;
    }
    const row = this.rowAt(event);
    this.canvas.style.cursor = row === undefined ? "crosshair" : "pointer";
    this.tip.hidden = row === undefined;
    if (row === undefined) return;
    const { store } = this;
    const lasted = store.columns.lasted[row]!;
    const verdict = verdictLabels[store.word("verdict", row) as keyof typeof verdictLabels];
    const time = `${instant(store.columns.started[row]!)} UTC${lasted < 0 ? "" : `, ${duration(lasted)}`}`;
    this.tip.replaceChildren(
      h("strong", {}, `${store.word("person", row)} on ${store.word("target", row)}`),
      h("span", {}, time),
      h("span", {}, verdict),
    );
    const box = this.element.getBoundingClientRect();
    this.tip.style.left = `${Math.min(event.clientX - box.left + 14, box.width - 250)}px`;
    this.tip.style.top = `${event.clientY - box.top + 14}px`;
  }

  private leave(): void {
    this.tip.hidden = true;
  }

  private release(event: PointerEvent): void {
    const from = this.dragFrom;
    this.dragFrom = undefined;
    if (from !== undefined && Math.abs(event.offsetX - from) > 8) {
      const ends = [this.secondsAt(from), this.secondsAt(event.offsetX)].sort((a, b) => a - b);
      this.zoom([ends[0]!, ends[1]!]);
      return;
    }
    const row = this.rowAt(event);
    if (row !== undefined) this.open(row);
    this.schedule();
  }
}

function shortened(context: CanvasRenderingContext2D, text: string, width: number): string {
  if (context.measureText(text).width <= width) return text;
  let length = text.length;
  while (length > 1 && context.measureText(`${text.slice(0, length)}…`).width > width) length--;
  return `${text.slice(0, length)}…`;
}

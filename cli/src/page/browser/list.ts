import { h, setText } from "./dom";
import { flags, hasFlag, type SortKey } from "./filter";
import { duration, instant } from "./format";
import type { Store } from "./store";
import { verdictLabels } from "./verdict-labels";

/** Also in the style. */
const rowHeight = 52;
const spare = 6;

const heads: readonly (readonly [key: SortKey | undefined, label: string, name: string])[] = [
  ["verdict", "Verdict", "c-verdict"],
  ["person", "Person", "c-person"],
  ["target", "Node", "c-node"],
  ["started", "Started, UTC", "c-started"],
  ["lasted", "Lasted", "c-lasted"],
  [undefined, "From", "c-from"],
  [undefined, "Reason", "c-reason"],
];

interface Cells {
  readonly element: HTMLElement;
  readonly fill: (row: number, position: number, total: number) => void;
}

/** The list of sessions. However many there are, only those in view are in the document. */
export class List {
  readonly element: HTMLElement;
  private readonly body = h("div", { class: "rows", role: "listbox", tabindex: "0", "aria-label": "Sessions" });
  private readonly heads: ReadonlyMap<SortKey, HTMLElement>;
  private readonly pool: Cells[] = [];
  private rows: Int32Array = new Int32Array();
  private active = 0;

  constructor(
    private readonly store: Store,
    private readonly open: (row: number) => void,
    sort: (key: SortKey) => void,
  ) {
    const labels = heads.map(([key, label, name]) =>
      key
        ? h("button", { class: `head ${name}`, type: "button", onclick: () => sort(key) }, label)
        : h("span", { class: `head ${name}` }, label),
    );
    this.heads = new Map(heads.flatMap(([key], index) => (key ? [[key, labels[index]!]] : [])));
    this.element = h("section", { class: "list" }, h("div", { class: "list-head" }, ...labels), this.body);
    addEventListener("scroll", () => this.draw(), { passive: true });
    addEventListener("resize", () => this.draw(), { passive: true });
    this.body.addEventListener("keydown", (event) => this.key(event));
    this.body.addEventListener("click", (event) => {
      const position = (event.target as Element).closest<HTMLElement>("[data-position]")?.dataset.position;
      if (position !== undefined) this.openAt(Number(position));
    });
  }

  show(rows: Int32Array, sort: SortKey, descending: boolean): void {
    this.rows = rows;
    this.active = Math.min(this.active, Math.max(rows.length - 1, 0));
    for (const [key, head] of this.heads) {
      head.setAttribute("aria-sort", key !== sort ? "none" : descending ? "descending" : "ascending");
    }
    this.body.style.height = `${rows.length * rowHeight}px`;
    this.body.classList.toggle("empty", rows.length === 0);
    this.draw();
  }

  focus(): void {
    this.body.focus({ preventScroll: true });
  }

  /** The row beside another in the order of the list. */
  neighbour(row: number, step: 1 | -1): number | undefined {
    const position = this.rows.indexOf(row) + step;
    if (this.rows[position] === undefined) return undefined;
    this.active = position;
    this.reveal();
    return this.rows[position];
  }

  private key(event: KeyboardEvent): void {
    const page = Math.floor(innerHeight / rowHeight) - 3;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      j: 1,
      ArrowUp: -1,
      k: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.rows.length,
      End: this.rows.length,
    };
    const step = steps[event.key];
    if (event.key === "Enter" || event.key === " ") this.openAt(this.active);
    else if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    else {
      this.active = Math.min(Math.max(this.active + step, 0), this.rows.length - 1);
      this.reveal();
    }
    event.preventDefault();
  }

  private openAt(position: number): void {
    const row = this.rows[position];
    if (row === undefined) return;
    this.active = position;
    this.draw();
    this.open(row);
  }

  private reveal(): void {
    const top = this.body.getBoundingClientRect().top + this.active * rowHeight;
    const sticky = 120;
    if (top < sticky) scrollBy({ top: top - sticky });
    else if (top + rowHeight > innerHeight) scrollBy({ top: top + rowHeight - innerHeight });
    this.draw();
  }

  private draw(): void {
    const top = this.body.getBoundingClientRect().top;
    const first = Math.max(0, Math.floor(-top / rowHeight) - spare);
    const last = Math.min(this.rows.length, Math.ceil((innerHeight - top) / rowHeight) + spare);
    const visible = Math.max(0, last - first);
    while (this.pool.length < visible) {
      const cells = this.cells();
      this.pool.push(cells);
      this.body.append(cells.element);
    }
    this.pool.forEach(({ element, fill }, index) => {
      const position = first + index;
      element.hidden = index >= visible;
      if (element.hidden) return;
      element.style.transform = `translateY(${position * rowHeight}px)`;
      element.setAttribute("aria-selected", String(position === this.active));
      fill(this.rows[position]!, position, this.rows.length);
    });
    const active = this.pool.find(({ element }) => !element.hidden && element.dataset.position === String(this.active));
    if (active) this.body.setAttribute("aria-activedescendant", active.element.id);
    else this.body.removeAttribute("aria-activedescendant");
  }

  private cells(): Cells {
    const text = (name: string) => h("span", { class: name });
    const pill = h("span", { class: "pill" });
    const initials = h("span", { class: "avatar", "aria-hidden": "true" });
    const [person, principal, node, place] = [text("strong"), text("muted small"), text("mono"), text("muted small")];
    const [started, lasted, from, badges, reason] = [
      text("number"),
      text("number"),
      text("mono"),
      text("badges"),
      text("reason"),
    ];
    const element = h(
      "div",
      { class: "row", role: "option", id: `row-${this.pool.length}` },
      h("span", { class: "c-verdict" }, pill),
      h("span", { class: "c-person" }, initials, h("span", { class: "stack" }, person, principal)),
      h("span", { class: "c-node stack" }, node, place),
      h("span", { class: "c-started" }, started),
      h("span", { class: "c-lasted" }, lasted),
      h("span", { class: "c-from" }, from),
      h("span", { class: "c-reason" }, badges, reason),
    );
    const fill = (row: number, position: number, total: number) => {
      const { store } = this;
      const verdict = store.word("verdict", row);
      element.dataset.position = String(position);
      element.setAttribute("aria-posinset", String(position + 1));
      element.setAttribute("aria-setsize", String(total));
      element.className = `row v-${verdict}`;
      setText(pill, verdictLabels[verdict as keyof typeof verdictLabels]);
      const name = store.word("person", row);
      setText(initials, initialsOf(name));
      initials.style.setProperty("--hue", String(hueOf(name)));
      setText(person, name);
      setText(principal, roleOf(store.word("principal", row)));
      setText(node, store.word("target", row));
      setText(place, `${store.word("account", row)} · ${store.word("region", row)}`);
      setText(started, instant(store.columns.started[row]!));
      const seconds = store.columns.lasted[row]!;
      setText(lasted, seconds < 0 ? "" : duration(seconds));
      setText(from, store.word("source", row));
      const found = (Object.keys(flags) as (keyof typeof flags)[]).filter(
        (flag) => (flag === "erased" || flag === "withoutMfa") && hasFlag(store, row, flag),
      );
      setText(badges, found.map((flag) => (flag === "erased" ? "erased" : "no MFA")).join(" · "));
      setText(reason, store.word("reason", row) || store.word("error", row));
    };
    return { element, fill };
  }
}

/** The role or user path of an ARN: `Operator` of `.../assumed-role/Operator/alice`. */
function roleOf(arn: string): string {
  const [kind = "", name = ""] = arn.split(":").slice(5).join(":").split("/");
  return kind === "assumed-role" ? name : kind;
}

export function initialsOf(name: string): string {
  const words = name
    .replace(/@.*/, "")
    .split(/[\s._-]+/)
    .filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0]!.toUpperCase())
    .join("");
}

export function hueOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)!) >>> 0;
  return hash % 360;
}

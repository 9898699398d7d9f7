import type { Verdict } from "../../../../modules/evidence/verdict";
import { h } from "./dom";
import { count, day, instant, plural } from "./format";
import type { Store } from "./store";
import { verdictLabels, verdictMeanings, verdictOrder } from "./verdict-labels";

const mostShown = 3;

export interface Summary {
  readonly element: HTMLElement;
  /** Marks which verdicts the list is narrowed to. */
  select(verdicts: ReadonlySet<string>): void;
}

/** The verdict over all: one sentence, how many of each, and what could not be found out. */
export function summary(store: Store, toggle: (verdict: Verdict) => void, open: (row: number) => void): Summary {
  const counts = new Map<string, number>(verdictOrder.map((verdict) => [verdict, 0]));
  for (const at of store.columns.verdict.at) {
    const verdict = store.columns.verdict.values[at]!;
    counts.set(verdict, counts.get(verdict)! + 1);
  }
  const shown = verdictOrder.filter((verdict) => counts.get(verdict)! > 0 || verdict === "missing");
  const tiles = new Map(
    shown.map((verdict) => {
      const attributes = {
        class: `tile v-${verdict}`,
        type: "button",
        "aria-pressed": "false",
        title: verdictMeanings[verdict],
        onclick: () => toggle(verdict),
      };
      return [
        verdict as string,
        h(
          "button",
          attributes,
          h("span", { class: "tile-count" }, count(counts.get(verdict)!)),
          h("span", { class: "tile-name" }, h("i", { class: "dot" }), verdictLabels[verdict]),
        ),
      ];
    }),
  );
  const bar = h("div", { class: "proportions", "aria-hidden": "true" });
  for (const verdict of shown) {
    const part = h("i", { class: `v-${verdict}` });
    part.style.flexGrow = String(counts.get(verdict)!);
    if (counts.get(verdict)! > 0) bar.append(part);
  }
  const element = h(
    "section",
    { class: `summary ${mood(store, counts)}`, "aria-label": "Verdict" },
    h("div", { class: "headline" }, h("h1", {}, headline(store, counts)), h("p", { class: "muted" }, scope(store))),
    first(store, open),
    bar,
    h("div", { class: "tiles", role: "group", "aria-label": "Show only" }, ...tiles.values()),
    notKnown(store),
  );
  return {
    element,
    select(verdicts) {
      for (const [verdict, tile] of tiles) tile.setAttribute("aria-pressed", String(verdicts.has(verdict)));
    },
  };
}

/** The newest of what is missing: what somebody opens the page for. */
function first(store: Store, open: (row: number) => void): HTMLElement | undefined {
  const { values, at } = store.columns.verdict;
  const missing = values.indexOf("missing");
  const rows = at.flatMap((verdict, row) => (verdict === missing ? row : [])).slice(0, mostShown);
  if (missing < 0 || rows.length === 0) return undefined;
  const lines = rows.map((row) =>
    h(
      "button",
      { class: "missing-line", type: "button", onclick: () => open(row) },
      h("strong", {}, `${store.word("person", row)} on ${store.word("target", row)}`),
      h("span", { class: "muted" }, `${instant(store.columns.started[row]!)} UTC · ${store.word("why", row)}`),
    ),
  );
  return h("div", { class: "missing-lines" }, ...lines);
}

function headline({ rows, data }: Store, counts: ReadonlyMap<string, number>): string {
  const missing = counts.get("missing")!;
  if (missing > 0) return `${plural(missing, "recording")} ${missing === 1 ? "is" : "are"} missing`;
  if (rows === 0) return data.unreadable.length > 0 ? "No sessions could be read" : "No sessions in this period";
  if (data.unreadable.length > 0 || counts.get("unknown")! > 0) return "No recording is known to be missing";
  return "No recording is missing";
}

function mood({ data }: Store, counts: ReadonlyMap<string, number>): string {
  if (counts.get("missing")! > 0) return "mood-missing";
  return data.unreadable.length > 0 || data.gaps.length > 0 || counts.get("unknown")! > 0
    ? "mood-unknown"
    : "mood-fine";
}

function scope({ rows, data }: Store): string {
  const time = `${instant(Date.parse(data.from) / 1000)} to ${instant(Date.parse(data.to) / 1000)} UTC`;
  return `${plural(rows, "session")} in ${plural(data.accounts.length, "account")} and ${plural(data.regions.length, "Region")}, ${time}`;
}

function notKnown({ data: { gaps, unreadable } }: Store): HTMLElement | undefined {
  const lines = [
    ...unreadable,
    ...gaps.map(({ from, to, why }) => `${day(Date.parse(from) / 1000)} to ${day(Date.parse(to) / 1000)}: ${why}`),
  ];
  if (lines.length === 0) return undefined;
  const list = h("ul", {}, ...lines.map((line) => h("li", {}, line)));
  return h("details", { class: "not-known" }, h("summary", {}, `What could not be determined (${lines.length})`), list);
}

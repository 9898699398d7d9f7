import { h, setText } from "./dom";
import { everything, type Filter, type Flag, flags } from "./filter";
import { count, instant } from "./format";
import type { Store } from "./store";
import { verdictLabels } from "./verdict-labels";

/** Search, choices and flags. */
export class FilterBar {
  readonly element: HTMLElement;
  private readonly search: HTMLInputElement;
  private readonly chips: ReadonlyMap<Flag, HTMLElement>;
  private readonly selects: ReadonlyMap<"account" | "region" | "document", HTMLSelectElement>;
  private readonly shown = h("output", { class: "shown", "aria-live": "polite" });
  private readonly active = h("span", { class: "active-filters" });

  constructor(
    private readonly store: Store,
    private readonly change: (change: Partial<Filter>) => void,
    private readonly current: () => Filter,
  ) {
    this.search = h("input", {
      type: "search",
      placeholder: "Search people, nodes, addresses, reasons, ids",
      "aria-label": "Search",
      autocomplete: "off",
      spellcheck: "false",
      oninput: () => this.change({ query: this.search.value }),
    });
    this.selects = new Map((["account", "region", "document"] as const).map((name) => [name, this.select(name)]));
    this.chips = new Map(
      (Object.keys(flags) as Flag[]).map((flag) => [
        flag,
        h(
          "button",
          { class: "chip", type: "button", "aria-pressed": "false", onclick: () => this.toggle(flag) },
          flags[flag],
        ),
      ]),
    );
    this.element = h(
      "div",
      { class: "filters", role: "search" },
      h(
        "div",
        { class: "filter-row" },
        h("label", { class: "search" }, h("kbd", {}, "/"), this.search),
        ...this.selects.values(),
        this.shown,
      ),
      h("div", { class: "filter-row" }, ...this.chips.values(), this.active),
    );
  }

  focus(): void {
    this.search.focus();
    this.search.select();
  }

  show(filter: Filter, found: number): void {
    if (this.search.value !== filter.query) this.search.value = filter.query;
    for (const [name, select] of this.selects) select.value = filter[name];
    for (const [flag, chip] of this.chips) chip.setAttribute("aria-pressed", String(filter.flags.has(flag)));
    setText(this.shown, found === this.store.rows ? count(found) : `${count(found)} of ${count(this.store.rows)}`);
    const { sort, descending } = filter;
    const reset = () => this.change({ ...everything, sort, descending, between: undefined });
    const dropTime = () => this.change({ between: undefined });
    const narrowed =
      filter.query !== "" ||
      filter.verdicts.size > 0 ||
      filter.flags.size > 0 ||
      filter.between ||
      filter.account ||
      filter.region ||
      filter.document;
    this.active.replaceChildren(
      ...[...filter.verdicts].map((verdict) =>
        h("span", { class: `pill small v-${verdict}` }, verdictLabels[verdict as keyof typeof verdictLabels]),
      ),
      ...(filter.between
        ? [
            h(
              "button",
              { class: "chip on", type: "button", onclick: dropTime },
              `${instant(filter.between[0])} to ${instant(filter.between[1])} ✕`,
            ),
          ]
        : []),
      ...(narrowed ? [h("button", { class: "link", type: "button", onclick: reset }, "Show all")] : []),
    );
  }

  private toggle(flag: Flag): void {
    const next = new Set(this.current().flags);
    if (!next.delete(flag)) next.add(flag);
    this.change({ flags: next });
  }

  private select(name: "account" | "region" | "document"): HTMLSelectElement {
    const labels = { account: "All accounts", region: "All Regions", document: "All documents" };
    const values = [...this.store.columns[name].values].sort();
    const select = h("select", { "aria-label": labels[name], onchange: () => this.change({ [name]: select.value }) });
    select.append(h("option", { value: "" }, labels[name]), ...values.map((value) => h("option", { value }, value)));
    return select;
  }
}

import "./page.css";
import { pageData } from "./data";
import { Detail } from "./detail";
import { h } from "./dom";
import { apply, everything, type Filter, type SortKey } from "./filter";
import { FilterBar } from "./filter-bar";
import { List } from "./list";
import { Store } from "./store";
import { summary } from "./summary";
import { themeButton } from "./theme";
import { Timeline } from "./timeline";

/** Puts the page together: one filter, and what shows it. */
function start(store: Store): void {
  let filter = everything;
  const whole: readonly [number, number] = [Date.parse(store.data.from) / 1000, Date.parse(store.data.to) / 1000];
  const oldest = Math.min(whole[0], ...store.columns.started.slice(-1));

  const change = (part: Partial<Filter>) => {
    filter = { ...filter, ...part };
    if ("between" in part && part.between === undefined) {
      const { between: _, ...rest } = filter;
      filter = rest;
    }
    update();
  };
  const detail = new Detail(
    store,
    (row, step) => list.neighbour(row, step),
    () => list.focus(),
  );
  const open = (row: number) => detail.open(row);
  const sort = (key: SortKey) =>
    change({ sort: key, descending: filter.sort === key ? !filter.descending : key === "started" || key === "lasted" });
  const head = summary(
    store,
    (verdict) => {
      const verdicts = new Set(filter.verdicts);
      if (!verdicts.delete(verdict)) verdicts.add(verdict);
      change({ verdicts });
    },
    open,
  );
  const timeline = new Timeline(store, open, (between) => change({ between }), [oldest, whole[1]]);
  const bar = new FilterBar(store, change, () => filter);
  const list = new List(store, open, sort);

  function update(): void {
    const rows = apply(store, filter);
    head.select(filter.verdicts);
    bar.show(filter, rows.length);
    list.show(rows, filter.sort, filter.descending);
    timeline.show(rows, filter.between ?? [oldest, whole[1]]);
  }

  const theme = themeButton(() => timeline.schedule());
  const help = h(
    "span",
    { class: "keys muted small" },
    h("kbd", {}, "/"),
    " search  ",
    h("kbd", {}, "j"),
    h("kbd", {}, "k"),
    " move  ",
    h("kbd", {}, "↵"),
    " open",
  );
  const brand = h("div", { class: "brand" }, h("span", { class: "mark", "aria-hidden": "true" }), "Session evidence");
  document
    .getElementById("app")!
    .append(
      h("nav", {}, brand, help, theme),
      head.element,
      timeline.element,
      bar.element,
      list.element,
      detail.element,
    );
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || detail.element.open || (event.target as Element).matches("input, select")) return;
    event.preventDefault();
    bar.focus();
  });
  update();
  const wanted = store.ids.indexOf(decodeURIComponent(location.hash.slice(1)));
  if (wanted >= 0) open(wanted);
}

pageData().then((data) => {
  start(new Store(data));
  document.documentElement.dataset.ready = "true";
});

import { renderTranscript } from "../../transcript/render";
import { transcriptText } from "./data";
import { h } from "./dom";
import { size } from "./format";
import { rawView } from "./raw-view";
import { screenView } from "./screen-view";

/** A transcript in two ways: as its author saw it, with what was hidden; and byte by byte. */
export function transcriptView(row: number, leftOut: number): HTMLElement {
  const panel = h(
    "div",
    { class: "screen", role: "tabpanel", tabindex: "0" },
    h("p", { class: "muted notice" }, "Reading the transcript…"),
  );
  const tabs = [
    h("button", { type: "button", role: "tab", "aria-selected": "true" }, "Screen"),
    h("button", { type: "button", role: "tab", "aria-selected": "false", tabindex: "-1" }, "Raw"),
  ];
  const facts = h("span", { class: "hidden-facts muted small" });
  const cut =
    leftOut > 0 &&
    h("p", { class: "notice" }, `Only the beginning is shown: another ${size(leftOut)} is in the bucket.`);
  const element = h(
    "section",
    { class: "transcript", "aria-label": "Transcript" },
    h("div", { class: "transcript-head" }, h("div", { class: "switch", role: "tablist" }, ...tabs), facts),
    cut,
    panel,
  );
  void fill(row, panel, facts, tabs);
  return element;
}

async function fill(row: number, panel: HTMLElement, facts: HTMLElement, tabs: readonly HTMLElement[]): Promise<void> {
  const raw = (await transcriptText(row)) ?? "";
  const screen = screenView(await renderTranscript(raw));
  facts.replaceChildren(...screen.facts);
  // Made when it is first looked at.
  let bytes: HTMLElement | undefined;
  const show = (chosen: number) => {
    tabs.forEach((tab, index) => {
      tab.setAttribute("aria-selected", String(index === chosen));
      tab.setAttribute("tabindex", index === chosen ? "0" : "-1");
    });
    bytes ??= chosen === 1 ? rawView(raw) : undefined;
    panel.replaceChildren(chosen === 0 ? screen.element : bytes!);
  };
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => show(index));
    tab.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      tabs[1 - index]!.focus();
      show(1 - index);
    });
  });
  show(0);
}

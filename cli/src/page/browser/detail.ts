import { h } from "./dom";
import { duration, instant, size } from "./format";
import { hueOf, initialsOf } from "./list";
import type { Store } from "./store";
import { transcriptView } from "./transcript-view";
import { verdictLabels } from "./verdict-labels";

/** One session: its verdict, its facts, and its transcript where the page holds it. */
export class Detail {
  readonly element = h("dialog", { class: "detail", "aria-label": "Session" });
  private row: number | undefined;

  constructor(
    private readonly store: Store,
    private readonly neighbour: (row: number, step: 1 | -1) => number | undefined,
    private readonly closed: () => void,
  ) {
    this.element.addEventListener("close", () => {
      this.row = undefined;
      history.replaceState(null, "", "#");
      this.closed();
    });
    // A click beside the panel closes it.
    this.element.addEventListener("click", (event) => {
      if (event.target === this.element) this.element.close();
    });
    this.element.addEventListener("keydown", (event) => this.key(event));
  }

  open(row: number): void {
    this.row = row;
    history.replaceState(null, "", `#${encodeURIComponent(this.store.ids[row]!)}`);
    this.element.replaceChildren(this.content(row));
    if (!this.element.open) this.element.showModal();
    this.element.scrollTop = 0;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || (event.target as Element).matches("input")) return;
    const step = ({ j: 1, ArrowRight: 1, k: -1, ArrowLeft: -1 } as const)[event.key];
    if (step === undefined || (event.target as Element).matches("[role=tab]")) return;
    const next = this.neighbour(this.row!, step);
    if (next !== undefined) this.open(next);
    event.preventDefault();
  }

  private content(row: number): HTMLElement {
    const { store } = this;
    const verdict = store.word("verdict", row);
    const person = store.word("person", row);
    const avatar = h("span", { class: "avatar large", "aria-hidden": "true" }, initialsOf(person));
    avatar.style.setProperty("--hue", String(hueOf(person)));
    const leftOut = store.data.transcripts.find((transcript) => transcript.row === row)?.leftOut;
    return h(
      "div",
      { class: "panel" },
      h(
        "header",
        {},
        avatar,
        h(
          "div",
          { class: "stack" },
          h("h2", {}, `${person} on ${store.word("target", row)}`),
          h("span", { class: "muted mono small" }, store.ids[row]!),
        ),
        h(
          "button",
          {
            class: "icon",
            type: "button",
            "aria-label": "Close",
            autofocus: true,
            onclick: () => this.element.close(),
          },
          "✕",
        ),
      ),
      h(
        "p",
        { class: `verdict v-${verdict}` },
        h("span", { class: "pill" }, verdictLabels[verdict as keyof typeof verdictLabels]),
        sentence(store.word("why", row)),
      ),
      this.facts(row),
      leftOut === undefined ? this.withoutTranscript(row) : transcriptView(row, leftOut),
    );
  }

  private facts(row: number): HTMLElement {
    const { store } = this;
    const { columns } = store;
    const lasted = columns.lasted[row]!;
    const ended = lasted < 0 ? "unknown" : `${instant(columns.started[row]! + lasted)} UTC, after ${duration(lasted)}`;
    const transcript = store.word("transcript", row);
    const stream = store.word("stream", row);
    const facts: readonly (readonly [string, string])[] = [
      ["Started", `${instant(columns.started[row]!)} UTC`],
      ["Ended", store.word("verdict", row) === "open" ? "still open" : ended],
      ["Reason", store.word("reason", row)],
      ["Account", store.word("account", row)],
      ["Region", store.word("region", row)],
      ["Document", store.word("document", row)],
      ["Principal", store.word("principal", row)],
      ["Source identity", store.word("identity", row)],
      ["From", store.word("source", row)],
      ["MFA", { 1: "yes", 0: "no", [-1]: "unknown" }[columns.mfa[row]!] ?? ""],
      ["Client", store.word("agent", row)],
      ["Error", store.word("error", row)],
      ["CloudTrail event", store.event(row)],
      ["Transcript", transcript && `${transcript}${store.ids[row]}.log, ${size(columns.bytes[row]!)}`],
      ["Stream", stream && `${stream}, ${store.ids[row]}`],
    ];
    const known = facts.filter(([, value]) => value !== "");
    return h(
      "dl",
      { class: "facts" },
      ...known.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))),
    );
  }

  private withoutTranscript(row: number): HTMLElement | undefined {
    if (!this.store.word("transcript", row) && !this.store.word("stream", row)) return undefined;
    return h(
      "p",
      { class: "muted notice" },
      "This page was created without transcripts. To include them, run the report with --transcripts.",
    );
  }
}

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

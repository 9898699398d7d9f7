import type { Columns, PageData, Words } from "../page-data";

/** Columns of words by which sessions are found. */
const searched = [
  "person",
  "principal",
  "identity",
  "target",
  "account",
  "region",
  "document",
  "reason",
  "source",
  "error",
] as const;

/** One session, for its details. */
export type Row = { readonly [K in keyof Columns]: string | number };

/** The sessions of the page, by row. */
export class Store {
  readonly rows: number;
  readonly ids: readonly string[];
  readonly columns: Columns;
  private readonly events: readonly string[];
  private readonly lowerIds: readonly string[];
  private readonly lowerWords: ReadonlyMap<string, readonly string[]>;

  constructor(readonly data: PageData) {
    this.columns = data.columns;
    this.rows = data.columns.started.length;
    this.ids = this.rows === 0 ? [] : data.columns.id.split("\n");
    this.events = this.rows === 0 ? [] : data.columns.event.split("\n");
    this.lowerIds = this.ids.map((id) => id.toLowerCase());
    this.lowerWords = new Map(
      searched.map((name) => [name, data.columns[name].values.map((value) => value.toLowerCase())]),
    );
  }

  word(name: { [K in keyof Columns]: Columns[K] extends Words ? K : never }[keyof Columns], row: number): string {
    const { values, at } = this.columns[name];
    return values[at[row]!] ?? "";
  }

  event(row: number): string {
    return this.events[row] ?? "";
  }

  /** For each row whether every word of the query is found somewhere in it. */
  matches(query: string): (row: number) => boolean {
    const tests = query
      .toLowerCase()
      .split(/\s+/)
      .filter(Boolean)
      .map((word) => this.matchesWord(word));
    return (row) => tests.every((test) => test(row));
  }

  private matchesWord(word: string): (row: number) => boolean {
    // Each different text is looked at once, however many rows have it.
    const hits = searched.flatMap((name) => {
      const found = this.lowerWords.get(name)!.map((value) => value.includes(word));
      return found.includes(true) ? [{ found, at: this.columns[name].at }] : [];
    });
    return (row) => hits.some(({ found, at }) => found[at[row]!] === true) || this.lowerIds[row]!.includes(word);
  }
}

import type { Store } from "./store";

export const flags = {
  erased: "erased the screen",
  rewritten: "rewrote lines",
  fullScreen: "full-screen programs",
  withoutMfa: "without MFA",
} as const;

export type Flag = keyof typeof flags;

export type SortKey = "verdict" | "person" | "target" | "started" | "lasted";

/** What is shown of all sessions, and in which order. */
export interface Filter {
  readonly query: string;
  readonly verdicts: ReadonlySet<string>;
  readonly account: string;
  readonly region: string;
  readonly document: string;
  readonly flags: ReadonlySet<Flag>;
  /** Seconds since 1970. */
  readonly between?: readonly [from: number, to: number];
  readonly sort: SortKey;
  readonly descending: boolean;
}

export const everything: Filter = {
  query: "",
  verdicts: new Set(),
  account: "",
  region: "",
  document: "",
  flags: new Set(),
  sort: "started",
  descending: true,
};

/** The rows that pass a filter, in its order. */
export function apply(store: Store, filter: Filter): Int32Array {
  const { columns } = store;
  const tests: ((row: number) => boolean)[] = [];
  if (filter.query.trim() !== "") tests.push(store.matches(filter.query));
  if (filter.verdicts.size > 0) {
    const wanted = columns.verdict.values.map((verdict) => filter.verdicts.has(verdict));
    tests.push((row) => wanted[columns.verdict.at[row]!]!);
  }
  for (const name of ["account", "region", "document"] as const) {
    if (filter[name] === "") continue;
    const wanted = columns[name].values.indexOf(filter[name]);
    tests.push((row) => columns[name].at[row] === wanted);
  }
  for (const flag of filter.flags) tests.push((row) => hasFlag(store, row, flag));
  if (filter.between) {
    const [from, to] = filter.between;
    tests.push(
      (row) => columns.started[row]! <= to && columns.started[row]! + Math.max(columns.lasted[row]!, 0) >= from,
    );
  }
  const found = new Int32Array(store.rows);
  let length = 0;
  for (let row = 0; row < store.rows; row++) if (tests.every((test) => test(row))) found[length++] = row;
  return sorted(store, found.subarray(0, length), filter);
}

export function hasFlag({ columns }: Store, row: number, flag: Flag): boolean {
  return flag === "withoutMfa" ? columns.mfa[row] === 0 : columns[flag][row]! > 0;
}

function sorted(store: Store, rows: Int32Array, { sort, descending }: Filter): Int32Array {
  // The rows come newest first.
  if (sort === "started") return descending ? rows : rows.reverse();
  const rank = ranks(store, sort);
  return rows.sort((a, b) => (descending ? rank[b]! - rank[a]! : rank[a]! - rank[b]!) || a - b);
}

function ranks({ columns }: Store, sort: Exclude<SortKey, "started">): ArrayLike<number> {
  if (sort === "lasted") return columns.lasted;
  const { values, at } = columns[sort];
  const order = new Map([...values].sort().map((value, index) => [value, index]));
  const rankOf = values.map((value) => order.get(value)!);
  return Float64Array.from(at, (word) => rankOf[word] ?? -1);
}

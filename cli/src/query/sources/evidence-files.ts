import { type EvidenceTableName, evidenceTables } from "../../../../modules/evidence";

/** The files of each table, by their paths on this machine. */
export type EvidenceFiles = Readonly<Record<EvidenceTableName, readonly string[]>>;

interface FileKind {
  readonly table: EvidenceTableName;
  /** The year, month and day of a key of this kind. */
  readonly key: RegExp;
}

/** What may stand before is up to whoever downloaded it. Digests and Insights have folders of other names. */
const kinds: readonly FileKind[] = [
  {
    table: "trail",
    key: /(?:^|\/)AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/CloudTrail\/[a-z0-9-]+\/(\d{4})\/(\d{2})\/(\d{2})\/[^/]+\.json\.gz$/,
  },
  {
    table: "ledger",
    key: /(?:^|\/)ledger\/date=(\d{4})-(\d{2})-(\d{2})\/account=\d{12}\/region=[a-z0-9-]+\/[^/]+\.jsonl$/,
  },
  { table: "collections", key: /(?:^|\/)collections\/date=(\d{4})-(\d{2})-(\d{2})\/[^/]+\.jsonl$/ },
];

/** What a key is a file of, and of which day. Undefined for what belongs to no table. */
export function evidenceKey(key: string): { readonly table: EvidenceTableName; readonly day: string } | undefined {
  for (const { table, key: pattern } of kinds) {
    const [, year, month, day] = pattern.exec(key) ?? [];
    if (year) return { table, day: `${year}-${month}-${day}` };
  }
  return undefined;
}

/** Files of several places together. */
export function together(found: readonly EvidenceFiles[]): EvidenceFiles {
  const tables = Object.keys(evidenceTables) as EvidenceTableName[];
  return Object.fromEntries(
    tables.map((table) => [table, found.flatMap((files) => files[table])]),
  ) as unknown as EvidenceFiles;
}

/** Sorts files into tables. What lies before the first day is left out. */
export function sorted(files: Iterable<{ readonly key: string; readonly path: string }>, first: string): EvidenceFiles {
  const found: Record<EvidenceTableName, string[]> = { trail: [], ledger: [], collections: [] };
  for (const { key, path } of files) {
    const kind = evidenceKey(key);
    if (kind && kind.day >= first) found[kind.table].push(path);
  }
  return found;
}

/** First part of the keys of ledger files, and of the files that record what was read and when. */
export const LEDGER_PREFIX = "ledger";
export const COLLECTIONS_PREFIX = "collections";

/** How a ledger is partitioned: a query reads only the days it asks for, and a collector lists only its own account and Region. */
export interface LedgerPartition {
  /** Day on which the sessions started, UTC: `2026-07-14`. */
  readonly date: string;
  readonly account: string;
  readonly region: string;
}

/** `ledger/date=2026-07-14/account=111122223333/region=eu-west-1/`, where the files of a partition are. */
export function ledgerFolder(prefix: string, { date, account, region }: LedgerPartition): string {
  return `${prefix}/date=${date}/account=${account}/region=${region}/`;
}

/** The key of a ledger file: `ledger/date=2026-07-14/account=111122223333/region=eu-west-1/<name>.jsonl`. */
export function ledgerKey(prefix: string, partition: LedgerPartition, name: string): string {
  return `${ledgerFolder(prefix, partition)}${name}.jsonl`;
}

/**
 * The key of the file that records what a run of the collector has read. Its name begins with the time when the run was
 * due: `collections/date=2026-07-14/2026-07-14T06:00:00Z-0123456789abcdef.jsonl`.
 */
export function collectionKey(prefix: string, name: string): string {
  return `${prefix}/date=${name.slice(0, 10)}/${name}.jsonl`;
}

const ledgerPath = /(?:^|\/)date=(\d{4}-\d{2}-\d{2})\/account=(\d{12})\/region=([a-z0-9-]+)\/[^/]+\.jsonl$/;

/** The partition that a key belongs to. Undefined if the key is not that of a ledger file. */
export function ledgerPartition(key: string): LedgerPartition | undefined {
  const [, date, account, region] = ledgerPath.exec(key) ?? [];
  return date && account && region ? { date, account, region } : undefined;
}

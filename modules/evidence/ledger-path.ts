/** What a ledger keeps apart, so that a query reads only the days, accounts and Regions it asks for. */
export interface LedgerPartition {
  /** Day on which the sessions started, UTC: `2026-07-14`. */
  readonly date: string;
  readonly account: string;
  readonly region: string;
}

/** The key of a ledger file: `ledger/date=2026-07-14/account=111122223333/region=eu-west-1/<name>.jsonl`. */
export function ledgerKey(prefix: string, { date, account, region }: LedgerPartition, name: string): string {
  return `${prefix}/date=${date}/account=${account}/region=${region}/${name}.jsonl`;
}

const ledgerPath = /(?:^|\/)date=(\d{4}-\d{2}-\d{2})\/account=(\d{12})\/region=([a-z0-9-]+)\/[^/]+\.jsonl$/;

/** The partition that a key belongs to. Undefined for what is no ledger file. */
export function ledgerPartition(key: string): LedgerPartition | undefined {
  const [, date, account, region] = ledgerPath.exec(key) ?? [];
  return date && account && region ? { date, account, region } : undefined;
}

import type { EvidenceTableName } from "../tables";

/** A question about the evidence, in SQL that Athena (Trino) and DuckDB both run. */
export interface EvidenceQuery {
  /** In kebab case: `missing-recordings`. */
  readonly name: string;
  /** The question. */
  readonly title: string;
  /** The tables that it reads. */
  readonly tables: readonly EvidenceTableName[];
  /** What each `?` in the SQL stands for, in order. Athena asks for the values when the query is run. */
  readonly parameters: readonly string[];
  /** The SQL for the last `days` days. */
  sql(days: number): string;
}

/** How many days a query looks back by default. */
export const defaultDays = 30;

/** A condition for the last `days` days in the table's date format, so that it prunes partitions. */
export function since(days: number, format: "%Y/%m/%d" | "%Y-%m-%d"): string {
  return `day >= date_format(current_date - INTERVAL '${days}' DAY, '${format}')`;
}

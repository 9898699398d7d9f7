import type { EvidenceTableName } from "../tables";

/** A question about the evidence, in SQL that Athena (Trino) and DuckDB both run. */
export interface EvidenceQuery {
  /** In kebab case: `missing-recordings`. */
  readonly name: string;
  /** The question. */
  readonly title: string;
  /** The tables that it asks. */
  readonly tables: readonly EvidenceTableName[];
  /** What each `?` of the text stands for, in their order. Athena asks for them when the query is run. */
  readonly parameters: readonly string[];
  /** The text, for the last so many days. */
  sql(days: number): string;
}

/** How far a query looks back, unless it is told otherwise. */
export const defaultDays = 30;

/** The last so many days, in the way in which a table writes them: a comparison that prunes partitions. */
export function since(days: number, format: "%Y/%m/%d" | "%Y-%m-%d"): string {
  return `day >= date_format(current_date - INTERVAL '${days}' DAY, '${format}')`;
}

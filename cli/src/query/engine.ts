import { type DuckDBConnection, DuckDBInstance, DuckDBTypeId } from "@duckdb/node-api";
import { type Columns, type ColumnType, type EvidenceTableName, evidenceTables } from "../../../modules/evidence";
import type { EvidenceFiles } from "./sources/evidence-files";

export type Value = string | number | boolean | null;

export interface Answer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** A question that the engine refuses, in its words. */
export class RefusedQueryError extends Error {
  override readonly name = "RefusedQueryError";
}

/**
 * What Athena has and DuckDB has not, or has under another name. The queries keep to what is the same in both, and to these.
 *
 * @see https://trino.io/docs/current/functions.html
 */
const athenaFunctions = [
  "CREATE MACRO date_format(t, format) AS strftime(t, format)",
  "CREATE MACRO from_iso8601_timestamp(t) AS CAST(t AS TIMESTAMPTZ)",
  // Of an object or a list, Athena says nothing.
  `CREATE MACRO json_extract_scalar(json, path) AS
     CASE WHEN json_type(json, path) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL ELSE json_extract_string(json, path) END`,
];

/** DuckDB in memory, with the tables that Athena has. */
export class Engine {
  private constructor(
    private readonly instance: DuckDBInstance,
    private readonly connection: DuckDBConnection,
  ) {}

  static async open(files: EvidenceFiles): Promise<Engine> {
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    // Days are those of UTC, as in Athena.
    for (const statement of ["SET TimeZone = 'UTC'", ...athenaFunctions]) await connection.run(statement);
    const views = [
      trailView(files.trail),
      ...(["ledger", "collections"] as const).map((name) => linesView(name, files[name])),
    ];
    try {
      for (const view of views) await connection.run(view);
    } catch (error) {
      throw new RefusedQueryError((error as Error).message);
    }
    return new Engine(instance, connection);
  }

  /** How many days of the engine's calendar lie between a day and today. */
  async daysSince(day: string): Promise<number> {
    const { rows } = await this.ask(`SELECT date_diff('day', DATE '${day}', current_date)`);
    return rows[0]![0] as number;
  }

  async ask(sql: string, parameters: readonly string[] = []): Promise<Answer> {
    try {
      const reader = await this.connection.runAndReadAll(sql, [...parameters]);
      const isNumber = reader.columnTypes().map(({ typeId }) => wideNumbers.includes(typeId));
      const rows = (reader.getRowsJson() as Value[][]).map((row) =>
        row.map((value, index) => plain(value, isNumber[index]!)),
      );
      return { columns: reader.deduplicatedColumnNames(), rows };
    } catch (error) {
      throw new RefusedQueryError((error as Error).message);
    }
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
  }
}

/** Numbers that JavaScript cannot all hold come as texts. */
const wideNumbers: readonly number[] = [DuckDBTypeId.BIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UBIGINT];

function plain(value: unknown, isNumber: boolean): Value {
  if (isNumber && typeof value === "string" && Number.isSafeInteger(Number(value))) return Number(value);
  return typeof value === "object" && value !== null ? JSON.stringify(value) : (value as Value);
}

/** Accounts, Regions and days of trail files stand in their paths, with the organization before them where there is one. */
const trailPath = "AWSLogs/(?:o-[a-z0-9]+/)?([0-9]{12})/CloudTrail/([a-z0-9-]+)/([0-9]{4}/[0-9]{2}/[0-9]{2})/";

function trailView(files: readonly string[]): string {
  const { columns, partitions } = evidenceTables.trail;
  if (files.length === 0) return emptyTable("trail");
  const paths = partitions.map(
    (name, index) => `regexp_extract(filename, ${text(trailPath)}, ${index + 1}) AS ${name}`,
  );
  const records = `{Records: ${text(`${struct(columns)}[]`)}}`;
  // A trail file is one object, of up to 50 MB, on one line.
  const options = `columns = ${records}, format = 'unstructured', maximum_object_size = 536870912, filename = true`;
  return `CREATE VIEW trail AS
    SELECT unnest(record), ${partitions.join(", ")}
    FROM (SELECT unnest(Records) AS record, ${paths.join(", ")} FROM read_json(${list(files)}, ${options}))`;
}

function linesView(name: Exclude<EvidenceTableName, "trail">, files: readonly string[]): string {
  if (files.length === 0) return emptyTable(name);
  const { columns } = evidenceTables[name];
  const types = Object.entries(columns).map(([column, type]) => `${column}: ${text(duckType(type))}`);
  const options = `columns = {${types.join(", ")}}, format = 'newline_delimited', filename = true, hive_partitioning = false`;
  const day = "regexp_extract(filename, 'date=([0-9]{4}-[0-9]{2}-[0-9]{2})/', 1) AS day";
  return `CREATE VIEW ${name} AS SELECT * EXCLUDE (filename), ${day} FROM read_json(${list(files)}, ${options})`;
}

function emptyTable(name: EvidenceTableName): string {
  const { columns, partitions } = evidenceTables[name];
  const all = [...Object.entries(columns), ...partitions.map((partition) => [partition, "string"] as const)];
  return `CREATE TABLE ${name} (${all.map(([column, type]) => `"${column}" ${duckType(type)}`).join(", ")})`;
}

function duckType(type: ColumnType): string {
  if (type === "string") return "VARCHAR";
  if (type === "bigint") return "BIGINT";
  if ("struct" in type) return struct(type.struct);
  return "list" in type ? `${duckType(type.list)}[]` : `MAP(VARCHAR, ${duckType(type.map)})`;
}

const struct = (columns: Columns): string =>
  `STRUCT(${Object.entries(columns)
    .map(([name, type]) => `"${name}" ${duckType(type)}`)
    .join(", ")})`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const list = (values: readonly string[]): string => `[${values.map(text).join(", ")}]`;

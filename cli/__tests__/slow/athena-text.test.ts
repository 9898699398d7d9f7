/** The text of every question is read by the grammar of Trino, which is Athena's; what DuckDB alone reads is not. */
import { buildSync } from "esbuild";
import { evidenceQueries, evidenceTables } from "../../../modules/evidence";

jest.setTimeout(60_000);

interface Parser {
  validate(sql: string): readonly { readonly message: string }[];
}

/** The parser is written for bundlers. */
function trinoParser(): Parser {
  const contents = 'export { TrinoSQL } from "dt-sql-parser/dist/parser/trino"';
  const stdin = { contents, resolveDir: __dirname };
  const { outputFiles } = buildSync({ stdin, bundle: true, format: "cjs", platform: "node", write: false });
  const module = { exports: {} as { TrinoSQL: new () => Parser } };
  new Function("module", "exports", outputFiles[0]!.text)(module, module.exports);
  return new module.exports.TrinoSQL();
}

const parser = trinoParser();

test.each(evidenceQueries.map((query) => [query.name, query] as const))("%s", (_, query) => {
  expect(parser.validate(query.sql(30))).toEqual([]);
});

test.each(["SELECT a::varchar FROM t", "SELECT * EXCLUDE (a) FROM t", "FROM t", "SELECT a FROM t WHERE"])(
  "would refuse %s",
  (sql) => expect(parser.validate(sql)).not.toEqual([]),
);

/** Functions that both engines have under one name, and those that the engine of the commands is taught. */
const known = new Set([
  ...["coalesce", "nullif", "strpos", "split_part", "regexp_replace", "row_number", "date_diff"],
  ...["count", "count_if", "max", "max_by", "date_format", "from_iso8601_timestamp", "json_extract_scalar"],
]);
const keywords = new Set(["in", "as", "by", "and", "or", "over", "from", "where", "join", "on", "then"]);

test.each(evidenceQueries.map((query) => [query.name, query] as const))("%s calls known functions only", (_, query) => {
  const text = query
    .sql(30)
    .replace(/--.*$/gm, "")
    .replace(/'[^']*'/g, "''");
  const called = [...text.matchAll(/\b([a-z_]\w*)\s*\(/gi)].map(([, name]) => name!.toLowerCase());
  expect(called.filter((name) => !known.has(name) && !keywords.has(name))).toEqual([]);
  const tables = [...text.matchAll(/\b(?:from|join) ([a-z]+)\b/gi)].map(([, name]) => name!);
  const own = [...text.matchAll(/\b([a-z]+) AS \(/g)].map(([, name]) => name!);
  expect(tables.filter((name) => !own.includes(name) && !(name in evidenceTables))).toEqual([]);
});

import type { GlueCatalogTableConfig } from "@cdktf/provider-aws/lib/glue-catalog-table";
import { type Columns, type ColumnType, type EvidenceTableName, evidenceTables } from "../evidence";

/** A table as Glue expects it, without database and catalog. */
export type TableContent = Pick<
  GlueCatalogTableConfig,
  "tableType" | "description" | "parameters" | "partitionKeys" | "storageDescriptor"
>;

/** Where the files of a trail are. */
export interface TrailFiles {
  readonly bucketName: string;
  /** The organization, for an organization trail. CloudTrail puts its accounts below this id. */
  readonly organizationId?: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
}

/** How a table is read. @see https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html */
interface Format {
  readonly inputFormat: string;
  readonly serializationLibrary: string;
}

const cloudTrailFiles: Format = {
  inputFormat: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
  serializationLibrary: "org.apache.hive.hcatalog.data.JsonSerDe",
};

const linesOfJson: Format = {
  inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
  serializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
};

/** @see https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html */
export function trailTable(files: TrailFiles, years: number): TableContent {
  const root = trailRoot(files);
  const projection = {
    "projection.account.type": "enum",
    "projection.account.values": files.accounts.join(","),
    "projection.region.type": "enum",
    "projection.region.values": files.regions.join(","),
    ...days("yyyy/MM/dd", years),
  };
  const folder = `${folderOf("account")}/CloudTrail/${folderOf("region")}/${folderOf("day")}`;
  return table("trail", cloudTrailFiles, root, folder, projection);
}

/** `s3://bucket/AWSLogs/` and, for an organization trail, its id. */
function trailRoot({ bucketName, organizationId }: TrailFiles): string {
  return `s3://${bucketName}/AWSLogs/${organizationId === undefined ? "" : `${organizationId}/`}`;
}

/** One folder per day, whatever is below it: Athena lists one folder per day rather than one per account. */
export function linesTable(name: "ledger" | "collections", bucketName: string, years: number): TableContent {
  const root = `s3://${bucketName}/${name}/`;
  return table(name, linesOfJson, root, `date=${folderOf("day")}/`, days("yyyy-MM-dd", years));
}

function table(
  name: EvidenceTableName,
  { inputFormat, serializationLibrary }: Format,
  location: string,
  folder: string,
  projection: Readonly<Record<string, string>>,
): TableContent {
  const { description, columns, partitions } = evidenceTables[name];
  return {
    tableType: "EXTERNAL_TABLE",
    description,
    parameters: {
      EXTERNAL: "TRUE",
      "projection.enabled": "true",
      ...projection,
      "storage.location.template": `${location}${folder}`,
    },
    partitionKeys: partitions.map((partition) => ({ name: partition, type: "string" })),
    storageDescriptor: {
      location,
      inputFormat,
      outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
      serDeInfo: { serializationLibrary, parameters: { "serialization.format": "1" } },
      columns: Object.entries(columns).map(([column, type]) => ({ name: column.toLowerCase(), type: hiveType(type) })),
    },
  };
}

/**
 * Relative to the time at which a query runs. @see
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 */
function days(format: string, years: number): Record<string, string> {
  return {
    "projection.day.type": "date",
    "projection.day.format": format,
    "projection.day.range": `NOW-${years}YEARS,NOW`,
    "projection.day.interval": "1",
    "projection.day.interval.unit": "DAYS",
  };
}

/** A placeholder of Athena, escaped so that Terraform leaves it alone. */
function folderOf(partition: string): string {
  return `$\${${partition}}`;
}

function hiveType(type: ColumnType): string {
  if (typeof type === "string") return type;
  if ("struct" in type) return struct(type.struct);
  return "list" in type ? `array<${hiveType(type.list)}>` : `map<string,${hiveType(type.map)}>`;
}

function struct(columns: Columns): string {
  const fields = Object.entries(columns).map(([name, type]) => `${name.toLowerCase()}:${hiveType(type)}`);
  return `struct<${fields.join(",")}>`;
}

import type { TerraformStack } from "cdktf";
import { EncryptionKey } from "../../modules/encryption-key";
import { evidenceQueries } from "../../modules/evidence";
import { LogBucket } from "../../modules/log-bucket";
import { type ReportQuery, SessionTables, type SessionTablesProps } from "../../modules/session-tables";
import { reportQueries } from "../../modules/session-tables/report-queries";
import { expectRefusal } from "../support/refusals";
import { ACCOUNT, type Synthesized, synthIn } from "../support/synth";

const accounts = ["444455556666", "777788889999"];
const regions = ["eu-west-1", "us-east-1"];

function create(scope: TerraformStack, more: Partial<SessionTablesProps> = {}): SessionTables {
  const encryption = EncryptionKey.fromArn(scope, "Key", `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234`);
  const bucket = (name: string) => LogBucket.fromName(scope, name, { name, encryption });
  return new SessionTables(scope, "Tables", {
    name: "acme-evidence",
    trail: { bucket: bucket("acme-trail"), organizationId: "o-a1b2c3d4e5", accounts, regions },
    ledger: bucket("acme-archive"),
    results: bucket("acme-answers"),
    ...more,
  });
}
const tables = (more: Partial<SessionTablesProps> = {}): Synthesized =>
  synthIn("eu-west-1", (scope) => void create(scope, more));

describe("the table of calls", () => {
  test("is projected over the folders of an organization trail, with placeholders that Terraform leaves to Athena", () => {
    expect(tables().only("aws_glue_catalog_table", "trail_table")).toMatchObject({
      name: "trail",
      parameters: {
        "projection.enabled": "true",
        "projection.account.type": "enum",
        "projection.account.values": "444455556666,777788889999",
        "projection.region.values": "eu-west-1,us-east-1",
        "projection.day.type": "date",
        "projection.day.format": "yyyy/MM/dd",
        "projection.day.range": "NOW-7YEARS,NOW",
        "storage.location.template": "s3://acme-trail/AWSLogs/o-a1b2c3d4e5/$${account}/CloudTrail/$${region}/$${day}",
      },
      partition_keys: ["account", "region", "day"].map((name) => ({ name, type: "string" })),
      storage_descriptor: {
        location: "s3://acme-trail/AWSLogs/o-a1b2c3d4e5/",
        input_format: "com.amazon.emr.cloudtrail.CloudTrailInputFormat",
        ser_de_info: { serialization_library: "org.apache.hive.hcatalog.data.JsonSerDe" },
      },
    });
  });

  test("is projected over the folders of a trail of one account", () => {
    const stack = synthIn("eu-west-1", (scope) => {
      const bucket = LogBucket.fromName(scope, "Trail", { name: "acme-trail", encryption: "s3-managed" });
      create(scope, { trail: { bucket, accounts: [ACCOUNT], regions }, years: 1 });
    });
    const { parameters } = stack.only("aws_glue_catalog_table", "trail_table");
    expect(parameters["storage.location.template"]).toBe(
      "s3://acme-trail/AWSLogs/$${account}/CloudTrail/$${region}/$${day}",
    );
    expect(parameters["projection.day.range"]).toBe("NOW-1YEARS,NOW");
    expect(stack.statement("AllowTrailFiles", "aws_iam_policy").Resource).toBe(
      `arn:aws:s3:::acme-trail/AWSLogs/${ACCOUNT}/*`,
    );
  });

  test("has the columns that AWS gives it, in Glue's lower case", () => {
    const { columns } = tables().only("aws_glue_catalog_table", "trail_table").storage_descriptor;
    const types = Object.fromEntries(columns.map(({ name, type }: Record<string, string>) => [name, type]));
    expect(types.requestparameters).toBe("string");
    expect(types.resources).toBe("array<struct<arn:string,accountid:string,type:string>>");
    expect(types.useridentity).toMatch(
      /^struct<type:string,.*sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>/,
    );
    for (const { name, type } of columns) expect([name, type]).toEqual([name.toLowerCase(), type.toLowerCase()]);
  });
});

test("ledger and collections are projected over days alone: accounts make no more folders to look into", () => {
  for (const name of ["ledger", "collections"]) {
    const { parameters, partition_keys: keys } = tables().only("aws_glue_catalog_table", `${name}_table`);
    expect(keys).toEqual([{ name: "day", type: "string" }]);
    expect(parameters["storage.location.template"]).toBe(`s3://acme-archive/${name}/date=$\${day}/`);
    expect(parameters["projection.day.format"]).toBe("yyyy-MM-dd");
  }
});

test("the workgroup enforces where answers go, their encryption and how much is read", () => {
  expect(tables({ scanLimitGigabytes: 5 }).only("aws_athena_workgroup").configuration).toMatchObject({
    enforce_workgroup_configuration: true,
    publish_cloudwatch_metrics_enabled: true,
    bytes_scanned_cutoff_per_query: 5_000_000_000,
    result_configuration: {
      output_location: "s3://acme-answers/answers/",
      expected_bucket_owner: ACCOUNT,
      encryption_configuration: {
        encryption_option: "SSE_KMS",
        kms_key_arn: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/1234`,
      },
    },
  });
  expect(tables().only("aws_athena_workgroup").configuration.bytes_scanned_cutoff_per_query).toBe(200_000_000_000);
});

describe("questions", () => {
  const names = (stack: Synthesized) =>
    Object.values(stack.all("aws_athena_named_query"))
      .map(({ name }) => name)
      .sort();

  test("are saved in the text that the commands run", () => {
    const stack = tables();
    expect(names(stack)).toEqual(evidenceQueries.map(({ name }) => name).sort());
    const query = evidenceQueries.find(({ name }) => name === "missing-recordings")!;
    expect(stack.only("aws_athena_named_query", "missing_recordings_query")).toMatchObject({
      query: query.sql(30),
      description: query.title,
      workgroup: "${aws_athena_workgroup.tables_workgroup.name}",
    });
  });

  test("are saved where their tables are", () => {
    expect(names(tables({ ledger: undefined }))).toEqual(["preference-changes", "refused", "root", "without-mfa"]);
    expect(names(tables({ trail: undefined }))).toEqual(["unread-places"]);
  });

  test("hold nothing that Terraform would take for a template", () => {
    for (const { query } of Object.values(tables().all("aws_athena_named_query"))) expect(query).not.toMatch(/[$%]\{/);
  });
});

describe("a report", () => {
  const report = { queries: ["missing-recordings", "unread-places"], everyDays: 1 } as const;

  test("is asked by the schedule itself, in the workgroup", () => {
    const stack = tables({ report });
    expect(Object.keys(stack.all("aws_scheduler_schedule"))).toEqual([
      "tables_missing_recordings_report",
      "tables_unread_places_report",
    ]);
    const { target, schedule_expression: expression } = stack.only("aws_scheduler_schedule", "unread_places_report");
    expect(expression).toBe("rate(1 day)");
    expect(target.arn).toBe("arn:aws:scheduler:::aws-sdk:athena:startQueryExecution");
    expect(JSON.parse(target.input)).toEqual({
      QueryString: evidenceQueries.find(({ name }) => name === "unread-places")!.sql(30),
      QueryExecutionContext: { Database: "acme_evidence" },
      WorkGroup: "acme-evidence",
    });
  });

  test("takes every question that needs no value", () => {
    const free = evidenceQueries.filter(({ parameters }) => parameters.length === 0).map(({ name }) => name);
    expect(reportQueries).toEqual(free as ReportQuery[]);
  });

  test("about a table that is not there is refused", () => {
    expectRefusal((scope) => create(scope, { report, ledger: undefined }), {
      prop: "report.queries",
      allowed: "questions whose tables are there",
      got: ["missing-recordings", "unread-places"],
      fix: "name trail and ledger, or leave these questions out",
    });
  });
});

test("neither trail nor ledger is refused", () => {
  expectRefusal((scope) => create(scope, { trail: undefined, ledger: undefined }), {
    prop: "trail",
    allowed: "given where ledger is left out",
    got: undefined,
    fix: "name the bucket to query",
  });
});

test("the policy of auditors is attached to their roles", () => {
  const stack = tables({ attachTo: ["Auditors"] });
  expect(stack.only("aws_iam_role_policy_attachment")).toMatchObject({
    role: "Auditors",
    policy_arn: "${aws_iam_policy.tables_policy.arn}",
  });
});

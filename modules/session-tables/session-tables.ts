import { AthenaNamedQuery } from "@cdktf/provider-aws/lib/athena-named-query";
import { AthenaWorkgroup } from "@cdktf/provider-aws/lib/athena-workgroup";
import { GlueCatalogDatabase } from "@cdktf/provider-aws/lib/glue-catalog-database";
import { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, arns, exactText, PolicyDocument, pascal, type RegionalModuleProps } from "../core/internal";
import { defaultDays, type EvidenceQuery, type EvidenceTableName, evidenceQueries } from "../evidence";
import type { ILogBucket } from "../log-bucket";
import { createReport } from "./report";
import type { ReportQuery } from "./report-queries";
import { consoleStatement, questionStatements } from "./session-tables-policy";
import { sessionTablesSchema } from "./session-tables-schema";
import { tablesByName } from "./tables-by-name";
import { linesTable, type TableContent, trailTable } from "./tables-content";

/** A trail whose files are queried. */
export interface QueriedTrail {
  /** The bucket that the trail delivers to. */
  readonly bucket: ILogBucket;
  /** Accounts whose calls are queried: a few dozen at most, because Athena looks into a folder for each of them. */
  readonly accounts: readonly string[];
  /** Regions whose calls are queried. */
  readonly regions: readonly string[];
  /**
   * Id of the organization, for an organization trail: `o-` and 10 to 32 characters.
   * @default - the trail is of one account
   */
  readonly organizationId?: string;
}

/** Queries that run on a schedule. */
export interface QuestionReport {
  /** The queries. Those that take a person or a node cannot be scheduled. */
  readonly queries: readonly ReportQuery[];
  /** Days between runs, 1 to 30. */
  readonly everyDays: number;
}

export interface SessionTablesProps extends RegionalModuleProps {
  /** Name of the workgroup and, with underscores, of the database: 1 to 45 lower-case letters, digits and inner hyphens. */
  readonly name: string;
  /**
   * The trail.
   * @default - no table of calls, and no queries about them
   */
  readonly trail?: QueriedTrail;
  /**
   * The bucket of the `SessionLedger`.
   * @default - no tables of sessions, and no queries about them
   */
  readonly ledger?: ILogBucket;
  /** The bucket for query results, below `answers/`. Give it a `retention`: results are copies. */
  readonly results: ILogBucket;
  /**
   * Years that queries can reach back, 1 to 100.
   * @default 7
   */
  readonly years?: number;
  /**
   * Gigabytes that one query may read, 1 to 100000. Athena cancels a query at this limit.
   * @default 200
   */
  readonly scanLimitGigabytes?: number;
  /**
   * Names of the auditors' roles, which get the policy.
   * @default - nobody; attach `policyArn`
   */
  readonly attachTo?: readonly string[];
  /**
   * Queries to run on a schedule. Their results are stored with the others, as CSV.
   * @default - none
   */
  readonly report?: QuestionReport;
}

const ANSWERS = "answers";
const GIGABYTE = 1_000_000_000;

/**
 * The evidence as Athena tables, auditors' questions as saved queries, and a policy that allows these queries and
 * nothing else.
 *
 * @example
 * ```ts
 * const tables = new SessionTables(this, "Tables", {
 *   name: "acme-evidence",
 *   trail: {
 *     bucket: trailBucket,
 *     organizationId: "o-a1b2c3d4e5",
 *     accounts: ["444455556666", "777788889999"],
 *     regions: ["eu-west-1", "us-east-1"],
 *   },
 *   ledger: archive,
 *   results: new LogBucket(this, "Answers", {
 *     name: "acme-answers",
 *     encryption,
 *     retention: { expireAfterDays: 30 },
 *   }),
 *   attachTo: ["Auditors"],
 *   report: { queries: ["missing-recordings", "unread-places"], everyDays: 1 },
 * });
 * ```
 */
export class SessionTables extends AuditModule {
  readonly databaseName: string;
  readonly workgroupName: string;
  readonly workgroupArn: string;
  /** ARNs of the database and of its tables, `*`, for a guardrail. */
  readonly tableArns: readonly string[];
  /** ARNs of the schedules of the report, `*`, for a guardrail. */
  readonly scheduleArn: string;
  /** ARN of the role that the report runs with. */
  readonly reportRoleArn: string | undefined;
  /** ARN of the auditors' policy, which allows the queries and nothing else. */
  readonly policyArn: string;
  readonly resources: {
    readonly database: GlueCatalogDatabase;
    readonly tables: readonly GlueCatalogTable[];
    readonly workgroup: AthenaWorkgroup;
    readonly queries: readonly AthenaNamedQuery[];
    readonly policy: IamPolicy;
    readonly attachments: readonly IamRolePolicyAttachment[];
    readonly reportRole?: IamRole;
    readonly schedules: readonly SchedulerSchedule[];
  };

  constructor(scope: Construct, id: string, props: SessionTablesProps) {
    super(scope, id, sessionTablesSchema.of(props));
    const { name, attachTo = [] } = props;
    this.claim("Athena workgroup", name, "name");
    this.workgroupName = name;
    const { databaseName, workgroupArn, tableArns, scheduleArn, reportRoleName } = tablesByName(this.aws, name);
    this.workgroupArn = workgroupArn;
    this.databaseName = databaseName;
    this.tableArns = tableArns;
    this.scheduleArn = scheduleArn;
    this.reportRoleArn = props.report && arns.role(this.aws, reportRoleName);
    this.policyArn = arns.policy(this.aws, `${name}-auditors`);

    const database = this.place(
      new GlueCatalogDatabase(this, "Resource", { name: this.databaseName, description: "Evidence of sessions" }),
    );
    const tables = Object.entries(this.tables(props)).map(([table, content]) =>
      this.place(
        new GlueCatalogTable(this, `${pascal(table)}Table`, { name: table, databaseName: database.name, ...content }),
      ),
    );
    const workgroup = this.createWorkgroup(props);
    const queries = this.queries(props).map((query) => this.createQuery(query, database, workgroup));
    const policy = this.createPolicy(props);
    this.resources = {
      database,
      tables,
      workgroup,
      queries,
      policy,
      attachments: attachTo.map((role) =>
        this.place(new IamRolePolicyAttachment(this, `Attachment-${role}`, { role, policyArn: policy.arn })),
      ),
      ...(props.report ? this.createReport(props, props.report, [database, workgroup]) : { schedules: [] }),
    };
  }

  private tables({ trail, ledger, years = 7 }: SessionTablesProps): Partial<Record<EvidenceTableName, TableContent>> {
    return {
      ...(trail && { trail: trailTable({ ...trail, bucketName: trail.bucket.bucketName }, years) }),
      ...(ledger && {
        ledger: linesTable("ledger", ledger.bucketName, years),
        collections: linesTable("collections", ledger.bucketName, years),
      }),
    };
  }

  /** Queries whose tables exist. */
  private queries({ trail, ledger }: SessionTablesProps): EvidenceQuery[] {
    return evidenceQueries.filter(({ tables }) =>
      tables.every((table) => (table === "trail" ? trail : ledger) !== undefined),
    );
  }

  /** The workgroup's settings override what a client asks for. */
  private createWorkgroup({ name, results, scanLimitGigabytes = 200 }: SessionTablesProps): AthenaWorkgroup {
    return this.place(
      new AthenaWorkgroup(this, "Workgroup", {
        name,
        description: "Questions about sessions",
        configuration: {
          enforceWorkgroupConfiguration: true,
          publishCloudwatchMetricsEnabled: true,
          bytesScannedCutoffPerQuery: scanLimitGigabytes * GIGABYTE,
          engineVersion: { selectedEngineVersion: "Athena engine version 3" },
          resultConfiguration: {
            outputLocation: `s3://${results.bucketName}/${ANSWERS}/`,
            expectedBucketOwner: this.aws.account,
            encryptionConfiguration: encryptionOf(results),
          },
        },
        dependsOn: results.ready,
      }),
    );
  }

  private createQuery(query: EvidenceQuery, database: GlueCatalogDatabase, workgroup: AthenaWorkgroup) {
    return this.place(
      new AthenaNamedQuery(this, `${pascal(query.name)}Query`, {
        name: query.name,
        description: query.title,
        database: database.name,
        workgroup: workgroup.name,
        query: exactText(this, query.sql(defaultDays)),
      }),
    );
  }

  private createPolicy(props: SessionTablesProps): IamPolicy {
    const name = `${props.name}-auditors`;
    this.claim("IAM policy", name, "name", "account");
    return this.place(
      new IamPolicy(this, "Policy", {
        name,
        description: "Questions about sessions",
        policy: new PolicyDocument(...questionStatements(this.questions(props)), consoleStatement()).toJson(),
      }),
    );
  }

  private createReport(props: SessionTablesProps, report: QuestionReport, before: readonly ITerraformDependable[]) {
    const { workgroupName: workgroup, databaseName: database } = this;
    const statements = questionStatements(this.questions(props));
    this.claim("IAM role", tablesByName(this.aws, workgroup).reportRoleName, "name", "account");
    return createReport(this, report, { aws: this.aws, workgroup, database, statements, before }, (resource) =>
      this.place(resource),
    );
  }

  private questions({ trail, ledger, results }: SessionTablesProps) {
    return {
      aws: this.aws,
      workgroup: this.workgroupName,
      database: this.databaseName,
      trail: trail?.bucket,
      trailOwners: trail ? (trail.organizationId ? [trail.organizationId] : trail.accounts) : [],
      ledger,
      results,
      resultsPrefix: ANSWERS,
    };
  }
}

/** Where neither a key nor SSE-S3 is stated, the default of the bucket applies. */
function encryptionOf({ encryption }: ILogBucket): { encryptionOption: string; kmsKeyArn?: string } | undefined {
  if (typeof encryption !== "string") return { encryptionOption: "SSE_KMS", kmsKeyArn: encryption.keyArn };
  return encryption === "s3-managed" ? { encryptionOption: "SSE_S3" } : undefined;
}

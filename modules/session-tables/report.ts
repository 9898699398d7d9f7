import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import {
  type AwsContext,
  arns,
  json,
  PolicyDocument,
  type PolicyStatement,
  pascal,
  schedulerTrust,
} from "../core/internal";
import { defaultDays, evidenceQueries } from "../evidence";
import type { QuestionReport } from "./session-tables";
import { tablesByName } from "./tables-by-name";

interface ReportContext {
  readonly aws: AwsContext;
  readonly workgroup: string;
  readonly database: string;
  /** The permissions that the queries need. */
  readonly statements: readonly PolicyStatement[];
  readonly before: readonly ITerraformDependable[];
}

export interface ReportResources {
  readonly reportRole: IamRole;
  readonly schedules: readonly SchedulerSchedule[];
}

/**
 * Queries that EventBridge Scheduler starts in Athena directly, without a function in between.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html
 */
export function createReport(
  scope: Construct,
  { queries, everyDays }: QuestionReport,
  { aws, workgroup, database, statements, before }: ReportContext,
  place: <T extends TerraformResource>(resource: T) => T,
): ReportResources {
  const { reportRoleName: name } = tablesByName(aws, workgroup);
  const reportRole = place(
    new IamRole(scope, "ReportRole", { name, assumeRolePolicy: new PolicyDocument(schedulerTrust(aws)).toJson() }),
  );
  const policy = place(
    new IamRolePolicy(scope, "ReportPolicy", {
      name: "questions",
      role: reportRole.name,
      policy: new PolicyDocument(...statements).toJson(),
    }),
  );
  const asked = evidenceQueries.filter((query) => (queries as readonly string[]).includes(query.name));
  const schedules = asked.map((query) => {
    const input = {
      QueryString: query.sql(defaultDays),
      QueryExecutionContext: { Database: database },
      WorkGroup: workgroup,
    };
    return place(
      new SchedulerSchedule(scope, `${pascal(query.name)}Report`, {
        name: `${workgroup}-${query.name}`,
        description: query.title,
        scheduleExpression: everyDays === 1 ? "rate(1 day)" : `rate(${everyDays} days)`,
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: arns.sdkCall(aws, "athena:startQueryExecution"),
          roleArn: arns.role(aws, name),
          input: json(input),
        },
        dependsOn: [policy, ...before],
      }),
    );
  });
  return { reportRole, schedules };
}

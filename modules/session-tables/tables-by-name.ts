import { type AwsContext, arns } from "../core/internal";

/** What auditors query, as the name of its workgroup tells: also to whoever protects it without having made it. */
export function tablesByName(aws: AwsContext, workgroup: string) {
  const databaseName = workgroup.replaceAll("-", "_");
  return {
    databaseName,
    workgroupArn: arns.workgroup(aws, workgroup),
    tableArns: [arns.glueDatabase(aws, databaseName), arns.glueTable(aws, databaseName, "*")],
    scheduleArn: arns.schedule(aws, `${workgroup}-*`),
    reportRoleName: `${workgroup}-report`,
  };
}

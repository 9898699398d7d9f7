import { Fn, Token } from "cdktf";
import { partitionOf } from "../facts";
import type { AwsContext } from "./aws-context";

/** ARNs composed from names. They are known in the first plan and cause no Terraform reference cycles. */
export const arns = {
  accountRoot: ({ partition, account }: AwsContext) => `arn:${partition}:iam::${account}:root`,
  role: ({ partition, account }: AwsContext, name: string) => `arn:${partition}:iam::${account}:role/${name}`,
  /** A role by name alone. A path stands between slashes, and names contain none. */
  roleOfAnyPath: (at: AwsContext, name: string) => [arns.role(at, name), arns.role(at, `*/${name}`)],
  instanceProfile: ({ partition, account }: AwsContext, name: string) =>
    `arn:${partition}:iam::${account}:instance-profile/${name}`,
  bucket: ({ partition }: AwsContext, name: string) => `arn:${partition}:s3:::${name}`,
  logGroup: (aws: AwsContext, name: string) => regional(aws, "logs", `log-group:${name}`),
  trail: (aws: AwsContext, name: string) => regional(aws, "cloudtrail", `trail/${name}`),
  /** Any trail that this account owns, in any Region. */
  trailsOfAccount: ({ partition, account }: Pick<AwsContext, "partition" | "account">) =>
    `arn:${partition}:cloudtrail:*:${account}:trail/*`,
  topic: (aws: AwsContext, name: string) => regional(aws, "sns", name),
  queue: (aws: AwsContext, name: string) => regional(aws, "sqs", name),
  /** The ARN of a rule names its bus, unless it is the default one. */
  rule: (aws: AwsContext, name: string, bus = "default") =>
    regional(aws, "events", bus === "default" ? `rule/${name}` : `rule/${bus}/${name}`),
  keyAlias: (aws: AwsContext, alias: string) => regional(aws, "kms", alias),
  eventBus: (aws: AwsContext, name: string) => regional(aws, "events", `event-bus/${name}`),
  alarm: (aws: AwsContext, name: string) => regional(aws, "cloudwatch", `alarm:${name}`),
  lambdaFunction: (aws: AwsContext, name: string) => regional(aws, "lambda", `function:${name}`),
  schedule: (aws: AwsContext, name: string) => regional(aws, "scheduler", `schedule/default/${name}`),
  scheduleGroup: (aws: AwsContext, name: string) => regional(aws, "scheduler", `schedule-group/${name}`),
  /** Any AWS API call as the target of a schedule: `athena:startQueryExecution`. */
  sdkCall: ({ partition }: AwsContext, call: string) => `arn:${partition}:scheduler:::aws-sdk:${call}`,
  glueCatalog: (aws: AwsContext) => regional(aws, "glue", "catalog"),
  glueDatabase: (aws: AwsContext, name: string) => regional(aws, "glue", `database/${name}`),
  glueTable: (aws: AwsContext, database: string, name: string) => regional(aws, "glue", `table/${database}/${name}`),
  workgroup: (aws: AwsContext, name: string) => regional(aws, "athena", `workgroup/${name}`),
  pipeline: (aws: AwsContext, name: string) => regional(aws, "codepipeline", name),
  stateMachine: (aws: AwsContext, name: string) => regional(aws, "states", `stateMachine:${name}`),
  document: (aws: AwsContext, name: string) => regional(aws, "ssm", `document/${name}`),
  /** A document owned by AWS and shared with every account. Its ARN names no account. */
  awsDocument: (aws: AwsContext, name: string) => regional({ ...aws, account: "" }, "ssm", `document/${name}`),
  session: (aws: AwsContext, id: string) => regional(aws, "ssm", `session/${id}`),
  instance: (aws: AwsContext, id: string) => regional(aws, "ec2", `instance/${id}`),
  managedInstance: (aws: AwsContext, id: string) => regional(aws, "ssm", `managed-instance/${id}`),
  task: (aws: AwsContext, id: string) => regional(aws, "ecs", `task/${id}`),
  /** The Systems Manager resources of an account, as they appear in the source ARN of a call. */
  systemsManager: (aws: AwsContext) => regional(aws, "ssm", "*"),
  /** The id of a setting starts with a slash: `/ssm/documents/console/public-sharing-permission`. */
  serviceSetting: (aws: AwsContext, id: string) => regional(aws, "ssm", `servicesetting${id}`),
  policy: ({ partition, account }: AwsContext, name: string) => `arn:${partition}:iam::${account}:policy/${name}`,
};

function regional({ partition, region, account }: AwsContext, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${account}:${resource}`;
}

export interface ArnParts {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

export interface ArnRule {
  readonly service: string;
  /** What the resource part must look like. */
  readonly resource: RegExp;
  /** What it must not look like. */
  readonly not?: RegExp;
  readonly example: string;
}

/** `eu-west-1`, or another Region of that form. */
export const regionPattern = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

/** Services whose ARNs name no Region, and services whose ARNs name no account either. */
const withoutRegion: readonly string[] = ["iam", "s3"];
const withoutAccount: readonly string[] = ["s3"];

/** Whether every part of an ARN is valid. */
export function isArn(value: string, { service, resource, not }: ArnRule): boolean {
  const parts = arnParts(value);
  return (
    value.startsWith("arn:") &&
    /^aws(-[a-z]+)*$/.test(parts.partition) &&
    parts.service === service &&
    (withoutRegion.includes(service) ? parts.region === "" : isRegionOf(parts.partition, parts.region)) &&
    (withoutAccount.includes(service) ? parts.account === "" : /^\d{12}$/.test(parts.account)) &&
    resource.test(parts.resource) &&
    !not?.test(parts.resource)
  );
}

/** Takes an ARN apart. */
export function arnParts(arn: string): ArnParts {
  const [, partition = "", service = "", region = "", account = "", ...rest] = arn.split(":");
  return { partition, service, region, account, resource: rest.join(":") };
}

/** The parts of an ARN, unless only Terraform knows it. */
export function knownArnParts(arn: string): ArnParts | undefined {
  return Token.isUnresolved(arn) ? undefined : arnParts(arn);
}

/** The parts of an ARN; Terraform splits it if only Terraform knows it. */
export function arnPartsAnywhere(arn: string): ArnParts {
  if (!Token.isUnresolved(arn)) return arnParts(arn);
  const part = (index: number) => Token.asString(Fn.element(Fn.split(":", arn), index));
  return { partition: part(1), service: part(2), region: part(3), account: part(4), resource: part(5) };
}

function isRegionOf(partition: string, region: string): boolean {
  return regionPattern.test(region) && partitionOf(region).partition === partition;
}

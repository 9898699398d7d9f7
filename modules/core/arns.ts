import { Token } from "cdktf";
import { partitionOf } from "../facts";
import type { AwsContext } from "./aws-context";

/** ARNs composed from names: known at the first plan, and free of Terraform reference cycles. */
export const arns = {
  accountRoot: ({ partition, account }: AwsContext) => `arn:${partition}:iam::${account}:root`,
  role: ({ partition, account }: AwsContext, name: string) => `arn:${partition}:iam::${account}:role/${name}`,
  bucket: ({ partition }: AwsContext, name: string) => `arn:${partition}:s3:::${name}`,
  logGroup: (at: AwsContext, name: string) => regional(at, "logs", `log-group:${name}`),
  trail: (at: AwsContext, name: string) => regional(at, "cloudtrail", `trail/${name}`),
  /** Any trail that this account owns, in any Region. */
  trailsOfAccount: ({ partition, account }: Pick<AwsContext, "partition" | "account">) =>
    `arn:${partition}:cloudtrail:*:${account}:trail/*`,
  topic: (at: AwsContext, name: string) => regional(at, "sns", name),
  queue: (at: AwsContext, name: string) => regional(at, "sqs", name),
  /** The ARN of a rule names its bus, unless it is the default one. */
  rule: (at: AwsContext, name: string, bus = "default") =>
    regional(at, "events", bus === "default" ? `rule/${name}` : `rule/${bus}/${name}`),
  keyAlias: (at: AwsContext, alias: string) => regional(at, "kms", alias),
  eventBus: (at: AwsContext, name: string) => regional(at, "events", `event-bus/${name}`),
  alarm: (at: AwsContext, name: string) => regional(at, "cloudwatch", `alarm:${name}`),
  lambdaFunction: (at: AwsContext, name: string) => regional(at, "lambda", `function:${name}`),
  pipeline: (at: AwsContext, name: string) => regional(at, "codepipeline", name),
  stateMachine: (at: AwsContext, name: string) => regional(at, "states", `stateMachine:${name}`),
  document: (at: AwsContext, name: string) => regional(at, "ssm", `document/${name}`),
  /** A document of AWS, shared with every account: its ARN names none. */
  awsDocument: (at: AwsContext, name: string) => regional({ ...at, account: "" }, "ssm", `document/${name}`),
  session: (at: AwsContext, id: string) => regional(at, "ssm", `session/${id}`),
  instance: (at: AwsContext, id: string) => regional(at, "ec2", `instance/${id}`),
  managedInstance: (at: AwsContext, id: string) => regional(at, "ssm", `managed-instance/${id}`),
  task: (at: AwsContext, id: string) => regional(at, "ecs", `task/${id}`),
  /** Whatever Systems Manager has in an account, as it names itself the source of a call. */
  systemsManager: (at: AwsContext) => regional(at, "ssm", "*"),
  /** The id of a setting starts with a slash: `/ssm/documents/console/public-sharing-permission`. */
  serviceSetting: (at: AwsContext, id: string) => regional(at, "ssm", `servicesetting${id}`),
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
  /** What the resource part must look like, with the words for it. */
  readonly resource: RegExp;
  readonly example: string;
}

/** `eu-west-1`, or another Region of that form. */
export const regionPattern = /^[a-z]{2,4}(-[a-z]+)+-\d$/;

/** Services whose ARNs name no Region, and those that name no account either. */
const withoutRegion: readonly string[] = ["iam", "s3"];
const withoutAccount: readonly string[] = ["s3"];

/** Whether every part of an ARN is as it must be. */
export function isArn(value: string, { service, resource }: ArnRule): boolean {
  const parts = arnParts(value);
  return (
    value.startsWith("arn:") &&
    /^aws(-[a-z]+)*$/.test(parts.partition) &&
    parts.service === service &&
    (withoutRegion.includes(service) ? parts.region === "" : isRegionOf(parts.partition, parts.region)) &&
    (withoutAccount.includes(service) ? parts.account === "" : /^\d{12}$/.test(parts.account)) &&
    resource.test(parts.resource)
  );
}

/** Takes an ARN apart. */
export function arnParts(arn: string): ArnParts {
  const [, partition = "", service = "", region = "", account = "", ...rest] = arn.split(":");
  return { partition, service, region, account, resource: rest.join(":") };
}

/** The parts of an ARN, where it is not one that only Terraform knows. */
export function knownArnParts(arn: string): ArnParts | undefined {
  return Token.isUnresolved(arn) ? undefined : arnParts(arn);
}

function isRegionOf(partition: string, region: string): boolean {
  return regionPattern.test(region) && partitionOf(region).partition === partition;
}

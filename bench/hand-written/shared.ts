import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import type { Construct } from "constructs";

export const name = "acme-audit";
export const documentName = "SSM-SessionManagerRunShell";
export const everyone = { AWS: "*" };
export const protectedFromDestroy = { preventDestroy: true };

export function location(scope: Construct) {
  const account = new DataAwsCallerIdentity(scope, "account").accountId;
  const region = new DataAwsRegion(scope, "region").id;
  const { partition, dnsSuffix } = new DataAwsPartition(scope, "partition");
  const arn = (service: string, resource: string) => `arn:${partition}:${service}:${region}:${account}:${resource}`;
  return { account, region, partition, dnsSuffix, arn };
}

export type Location = ReturnType<typeof location>;

export const bucketName = (at: Location, content: string) => `${name}-${content}-${at.account}-${at.region}`;
export const bucketArn = (at: Location, content: string) => `arn:${at.partition}:s3:::${bucketName(at, content)}`;

export function policy(...statements: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements }, null, 2);
}

export function allow(Sid: string, Action: string | string[], Resource: string | string[], Condition?: object) {
  return { Sid, Effect: "Allow", Action, Resource, Condition };
}

export function deny(Sid: string, Action: string | string[], Resource: string | string[], Condition?: object) {
  return { Sid, Effect: "Deny", Action, Resource, Condition };
}

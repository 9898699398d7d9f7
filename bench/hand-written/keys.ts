import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { Construct } from "constructs";
import { everyone, type Location, name, policy, protectedFromDestroy } from "./shared";

export function createKeys(scope: Construct, at: Location) {
  const trailArn = at.arn("cloudtrail", `trail/${name}`);
  const account = {
    Sid: "Account",
    Effect: "Allow",
    Principal: { AWS: `arn:${at.partition}:iam::${at.account}:root` },
    Action: "kms:*",
    Resource: "*",
  };
  const retained = {
    Sid: "DenyDeletion",
    Effect: "Deny",
    Principal: everyone,
    Action: "kms:ScheduleKeyDeletion",
    Resource: "*",
  };
  const create = (use: string, description: string, ...statements: object[]) => {
    const key = new KmsKey(scope, `${use}-key`, {
      description,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policy(account, retained, ...statements),
      lifecycle: protectedFromDestroy,
    });
    new KmsAlias(scope, `${use}-alias`, { name: `alias/${name}-${use}`, targetKeyId: key.keyId });
    return key;
  };
  return {
    sessions: create("sessions", "Traffic of Session Manager sessions, used by operators and nodes"),
    logs: create(
      "logs",
      "Session transcripts, trail files and log groups at rest",
      {
        Sid: "Logs",
        Effect: "Allow",
        Principal: { Service: `logs.${at.region}.${at.dnsSuffix}` },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnEquals: {
            "kms:EncryptionContext:aws:logs:arn": [
              at.arn("logs", `log-group:/${name}/sessions`),
              at.arn("logs", `log-group:/${name}/trail`),
            ],
          },
        },
      },
      {
        Sid: "TrailEncrypt",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: "kms:GenerateDataKey*",
        Resource: "*",
        Condition: {
          StringEquals: { "aws:SourceArn": trailArn },
          StringLike: {
            "kms:EncryptionContext:aws:cloudtrail:arn": `arn:${at.partition}:cloudtrail:*:${at.account}:trail/*`,
          },
        },
      },
      {
        Sid: "TrailDecrypt",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:DescribeKey", "kms:Decrypt"],
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceArn": trailArn } },
      },
    ),
    alerts: create("alerts", "Messages of the session alert topic", ...tellers),
    integrity: create("integrity-alerts", "Messages of the audit alert topic", ...tellers),
  };
}

const tellers = ["events", "cloudwatch"].map((service) => ({
  Sid: `Use${service}`,
  Effect: "Allow",
  Principal: { Service: `${service}.amazonaws.com` },
  Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
  Resource: "*",
}));

import { Cloudtrail } from "@cdktf/provider-aws/lib/cloudtrail";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { SsmServiceSetting } from "@cdktf/provider-aws/lib/ssm-service-setting";
import type { Construct } from "constructs";
import type { Bucket } from "./buckets";
import { type Location, name, policy, protectedFromDestroy } from "./shared";

export function createLogGroups(scope: Construct, key: KmsKey) {
  const create = (content: string) =>
    new CloudwatchLogGroup(scope, `${content}-group`, {
      name: `/${name}/${content}`,
      kmsKeyId: key.arn,
      retentionInDays: 365,
      skipDestroy: true,
      lifecycle: protectedFromDestroy,
    });
  return { sessions: create("sessions"), trail: create("trail") };
}

interface Sinks {
  readonly key: KmsKey;
  readonly bucket: Bucket;
  readonly group: CloudwatchLogGroup;
}

export function createDocument(scope: Construct, at: Location, { key, bucket, group }: Sinks): void {
  new SsmDocument(scope, "document", {
    name: "SSM-SessionManagerRunShell",
    documentType: "Session",
    documentFormat: "JSON",
    content: JSON.stringify(
      {
        schemaVersion: "1.0",
        description: "Sessions, logged for audit",
        sessionType: "Standard_Stream",
        inputs: {
          s3BucketName: bucket.bucketName,
          s3KeyPrefix: `sessions/${at.account}/${at.region}`,
          s3EncryptionEnabled: true,
          cloudWatchLogGroupName: `/${name}/sessions`,
          cloudWatchEncryptionEnabled: true,
          cloudWatchStreamingEnabled: true,
          kmsKeyId: key.arn,
          runAsEnabled: false,
          runAsDefaultUser: "",
          idleSessionTimeout: "15",
          maxSessionDuration: "480",
          shellProfile: { linux: "", windows: "" },
        },
      },
      null,
      2,
    ),
    dependsOn: [...bucket.ready, group, key],
  });
}

export function createTrail(scope: Construct, at: Location, { key, bucket, group }: Sinks): void {
  const groupArn = at.arn("logs", `log-group:/${name}/trail`);
  const role = new IamRole(scope, "trail-role", {
    name: `${name}-log-delivery`,
    description: `Delivery of trail ${name} to CloudWatch Logs`,
    assumeRolePolicy: policy({
      Sid: "Trail",
      Effect: "Allow",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  });
  const rolePolicy = new IamRolePolicy(scope, "trail-role-policy", {
    name: "log-delivery",
    role: role.name,
    policy: policy({
      Sid: "Streams",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${groupArn}:log-stream:${at.account}_CloudTrail_${at.region}*`,
    }),
  });
  new Cloudtrail(scope, "cloudtrail", {
    name,
    s3BucketName: bucket.bucketName,
    kmsKeyId: key.arn,
    isMultiRegionTrail: true,
    includeGlobalServiceEvents: true,
    enableLogFileValidation: true,
    enableLogging: true,
    cloudWatchLogsGroupArn: `${groupArn}:*`,
    cloudWatchLogsRoleArn: role.arn,
    lifecycle: protectedFromDestroy,
    dependsOn: [...bucket.ready, key, group, rolePolicy],
  });
}

export const sharingSetting = "servicesetting/ssm/documents/console/public-sharing-permission";

export function createSetting(scope: Construct, at: Location): void {
  new SsmServiceSetting(scope, "sharing", { settingId: at.arn("ssm", sharingSetting), settingValue: "Disable" });
}

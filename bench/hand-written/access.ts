import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { Construct } from "constructs";
import { allow, bucketArn, deny, type Location, name, policy } from "./shared";

const ofSession = { Null: { "kms:EncryptionContext:aws:ssm:SessionId": "false" } };

export function createNodeAccess(scope: Construct, at: Location, keys: { sessions: KmsKey; logs: KmsKey }): void {
  const bucket = bucketArn(at, "transcripts");
  const prefix = `${bucket}/sessions/${at.account}/${at.region}/*`;
  const group = at.arn("logs", `log-group:/${name}/sessions`);
  const nodePolicy = new IamPolicy(scope, "node-policy", {
    name: `${name}-nodes`,
    description: "Lets nodes log the sessions that run on them",
    policy: policy(
      allow(
        "Channels",
        [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ],
        "*",
      ),
      allow("Report", "ssm:UpdateInstanceInformation", "*"),
      allow("Write", ["s3:PutObject", "s3:AbortMultipartUpload"], prefix),
      allow("Acl", "s3:PutObjectAcl", prefix, { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } }),
      allow("Encryption", "s3:GetEncryptionConfiguration", bucket),
      allow("Encrypt", ["kms:GenerateDataKey", "kms:Decrypt"], keys.logs.arn, {
        StringEquals: { "kms:ViaService": `s3.${at.region}.${at.dnsSuffix}` },
        StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucket, `${bucket}/*`] },
      }),
      allow("Decrypt", "kms:Decrypt", keys.sessions.arn, ofSession),
      allow("FindGroup", "logs:DescribeLogGroups", "*"),
      allow(
        "Logs",
        ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
        [group, `${group}:log-stream:*`],
      ),
    ),
  });
  const role = new IamRole(scope, "node-role", {
    name: `${name}-nodes`,
    description: "Role of EC2 instances whose sessions are logged",
    assumeRolePolicy: policy({
      Sid: "Instances",
      Effect: "Allow",
      Principal: { Service: `ec2.${at.dnsSuffix}` },
      Action: "sts:AssumeRole",
    }),
  });
  new IamRolePolicyAttachment(scope, "node-attachment", { role: role.name, policyArn: nodePolicy.arn });
  new IamInstanceProfile(scope, "node-profile", { name: `${name}-nodes`, role: role.name });
}

export function createOperatorAccess(scope: Construct, at: Location, keys: { sessions: KmsKey; logs: KmsKey }): void {
  const document = at.arn("ssm", "document/SSM-SessionManagerRunShell");
  const anywhere = (service: string, resource: string) => `arn:${at.partition}:${service}:*:${at.account}:${resource}`;
  const nodes = [anywhere("ec2", "instance/*"), anywhere("ssm", "managed-instance/*")];
  const sessions = anywhere("ssm", "session/*");
  const bucket = bucketArn(at, "transcripts");
  const group = at.arn("logs", `log-group:/${name}/sessions`);
  new IamPolicy(scope, "operator-policy", {
    name: `${name}-operators`,
    description: "Opens logged sessions of Session Manager, and no others",
    policy: policy(
      allow("Start", "ssm:StartSession", nodes, { BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } }),
      allow("Document", ["ssm:StartSession", "ssm:DescribeDocument", "ssm:GetDocument"], document),
      {
        Sid: "OtherDocuments",
        Effect: "Deny",
        Action: "ssm:StartSession",
        NotResource: [document, ...nodes, anywhere("ecs", "task/*")],
      },
      allow("Channels", "ssmmessages:OpenDataChannel", sessions),
      allow("Own", ["ssm:ResumeSession", "ssm:TerminateSession"], sessions, {
        StringEquals: { "ssm:resourceTag/aws:ssmmessages:session-id": "$${aws:userid}" },
      }),
      allow(
        "List",
        [
          "ssm:DescribeSessions",
          "ssm:GetConnectionStatus",
          "ssm:DescribeInstanceProperties",
          "ssm:DescribeInstanceInformation",
          "ec2:DescribeInstances",
        ],
        "*",
      ),
      deny("OtherRegions", "ssm:StartSession", "*", { StringNotEquals: { "aws:RequestedRegion": at.region } }),
      allow("Encrypt", "kms:GenerateDataKey", keys.sessions.arn, ofSession),
      deny("NewDocuments", "ssm:CreateDocument", anywhere("ssm", "document/*"), {
        StringEquals: { "ssm:DocumentType": "Session" },
      }),
      deny("Changes", ["ssm:DeleteDocument", "ssm:Modify*", "ssm:Put*", "ssm:UpdateDocument*"], document),
      deny(
        "Data",
        [
          ...["s3:Abort*", "s3:Bypass*", "s3:Delete*", "s3:Put*", "s3:Replicate*", "s3:Update*"],
          ...["logs:*KmsKey", "logs:Create*", "logs:Delete*", "logs:P*"],
          ...["kms:CreateGrant", "kms:Delete*", "kms:Disable*", "kms:Put*", "kms:Schedule*"],
        ],
        [bucket, `${bucket}/*`, group, `${group}:*`, keys.sessions.arn, keys.logs.arn],
      ),
    ),
  });
}

import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { Construct } from "constructs";
import { sharingSetting } from "./logs";
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
      allow("Encrypt", "kms:GenerateDataKey", keys.sessions.arn, ofSession),
      deny("NewDocuments", "ssm:CreateDocument", anywhere("ssm", "document/*"), {
        StringEquals: { "ssm:DocumentType": "Session" },
      }),
      deny("Changes", ["ssm:DeleteDocument", "ssm:ModifyDocumentPermission", "ssm:UpdateDocument*"], document),
      deny(
        "Data",
        [
          ...[
            "s3:Bypass*",
            "s3:Delete*",
            "s3:Put*",
            "s3:UpdateObjectEncryption",
            "logs:*KmsKey",
            "logs:Create*",
            "logs:Delete*",
            "logs:Put*",
          ],
          ...["kms:CreateGrant", "kms:Disable*", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"],
        ],
        [bucket, `${bucket}/*`, group, `${group}:*`, keys.sessions.arn, keys.logs.arn],
      ),
    ),
  });
}

export function createGuardrail(scope: Construct, at: Location): void {
  const buckets = ["transcripts", "trail", "access-logs"].map((content) => bucketArn(at, content));
  const aliases = ["sessions", "logs", "alerts"].map((use) => `alias/${name}-${use}`);
  const groups = ["sessions", "trail"].map((content) => at.arn("logs", `log-group:/${name}/${content}`));
  const policies = ["nodes", "operators", "guardrail"].map(
    (use) => `arn:${at.partition}:iam::${at.account}:policy/${name}-${use}`,
  );
  const calls = (service: string, ...actions: string[]) => actions.map((action) => `${service}:${action}`);
  new IamPolicy(scope, "guardrail", {
    name: `${name}-guardrail`,
    description: "Keeps the session audit as it is",
    policy: policy(
      deny(
        "Document",
        calls("ssm", "CreateDocument", "DeleteDocument", "ModifyDocumentPermission", "UpdateDocument*"),
        at.arn("ssm", "document/SSM-SessionManagerRunShell"),
      ),
      deny("Setting", calls("ssm", "ResetServiceSetting", "UpdateServiceSetting"), at.arn("ssm", sharingSetting)),
      deny(
        "Trail",
        calls("cloudtrail", "DeleteTrail", "PutEventSelectors", "PutInsightSelectors", "StopLogging", "UpdateTrail"),
        at.arn("cloudtrail", `trail/${name}`),
      ),
      deny(
        "Buckets",
        calls(
          "s3",
          ...["DeleteBucket*", "PutBucket*", "PutEncryptionConfiguration"],
          ...["PutLifecycleConfiguration", "PutReplicationConfiguration"],
        ),
        buckets,
      ),
      deny(
        "Objects",
        calls("s3", "BypassGovernanceRetention", "DeleteObject*", "PutObjectLegalHold", "PutObjectRetention"),
        buckets.map((bucket) => `${bucket}/*`),
      ),
      deny(
        "Keys",
        calls("kms", "CreateGrant", "Disable*", "PutKeyPolicy", "ScheduleKeyDeletion"),
        at.arn("kms", "key/*"),
        { "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases } },
      ),
      deny(
        "Aliases",
        calls("kms", "DeleteAlias", "UpdateAlias"),
        aliases.map((alias) => at.arn("kms", alias)),
      ),
      deny(
        "Groups",
        calls(
          "logs",
          ...["AssociateKmsKey", "Delete*", "DisassociateKmsKey", "PutDataProtectionPolicy", "PutRetentionPolicy"],
        ),
        groups.flatMap((group) => [group, `${group}:*`]),
      ),
      deny(
        "Rule",
        calls("events", "DeleteRule", "DisableRule", "PutRule", "PutTargets", "RemoveTargets"),
        at.arn("events", `rule/${name}-session-events`),
      ),
      deny(
        "Topic",
        calls("sns", "AddPermission", "DeleteTopic", "RemovePermission", "Set*", "Unsubscribe"),
        at.arn("sns", `${name}-session-alerts`),
      ),
      deny(
        "DeadLetters",
        calls("sqs", "AddPermission", "DeleteQueue", "PurgeQueue", "RemovePermission", "SetQueueAttributes"),
        at.arn("sqs", `${name}-session-events-dead-letters`),
      ),
      deny(
        "Policies",
        calls("iam", "CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion", "SetDefaultPolicyVersion"),
        policies,
      ),
      deny("Detachment", calls("iam", "DetachGroupPolicy", "DetachRolePolicy", "DetachUserPolicy"), "*", {
        ArnLike: { "iam:PolicyARN": policies },
      }),
    ),
  });
}

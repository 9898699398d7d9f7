import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import type { TerraformStack } from "cdktf";
import { calls } from "./guardrail";
import { allow, deny, documentName, name, policy } from "./shared";
import { workloadGuardrail } from "./workload-guardrail";

interface Workload {
  readonly account: string;
  readonly regions: readonly string[];
  /** The bucket of transcripts in the log archive. */
  readonly bucket: string;
  /** ARN of its key. */
  readonly archiveKey: string;
  /** ARN of the key of each Region. */
  readonly sessionKeys: readonly string[];
  readonly documents: SsmDocument[];
}

const ofSession = { Null: { "kms:EncryptionContext:aws:ssm:SessionId": "false" } };

export function createWorkloadAccess(stack: TerraformStack, workload: Workload): void {
  const nodes = new IamPolicy(stack, "nodes", {
    name: `${name}-nodes`,
    description: "Lets nodes log the sessions that run on them",
    policy: nodePolicy(workload),
  });
  const role = new IamRole(stack, "node-role", {
    name: `${name}-nodes`,
    description: "Role of EC2 instances whose sessions are logged",
    assumeRolePolicy: policy({
      Sid: "Instances",
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
  });
  const attachment = new IamRolePolicyAttachment(stack, "node-attachment", { role: role.name, policyArn: nodes.arn });
  const profile = new IamInstanceProfile(stack, "node-profile", { name: `${name}-nodes`, role: role.name });
  new IamPolicy(stack, "operators", {
    name: `${name}-operators`,
    description: "Opens logged sessions of Session Manager, and no others",
    policy: operatorPolicy(workload),
    dependsOn: [...workload.documents, nodes, attachment, profile],
  });
  new IamPolicy(stack, "guardrail", {
    name: `${name}-guardrail`,
    description: "Keeps the session audit as it is",
    policy: workloadGuardrail(workload.account),
  });
}

function nodePolicy({ account, bucket, archiveKey, sessionKeys }: Workload): string {
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const objects = `${bucketArn}/sessions/${account}/*`;
  const group = `arn:aws:logs:*:${account}:log-group:/${name}/sessions`;
  return policy(
    allow(
      "Channels",
      calls("ssmmessages", "CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"),
      "*",
    ),
    allow("Report", "ssm:UpdateInstanceInformation", "*"),
    allow("Write", ["s3:PutObject", "s3:AbortMultipartUpload"], objects),
    allow("Acl", "s3:PutObjectAcl", objects, { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } }),
    allow("Encryption", "s3:GetEncryptionConfiguration", bucketArn),
    allow("Encrypt", ["kms:GenerateDataKey", "kms:Decrypt"], archiveKey, {
      StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" },
      StringLike: { "kms:EncryptionContext:aws:s3:arn": [bucketArn, `${bucketArn}/*`] },
    }),
    allow("Decrypt", "kms:Decrypt", [...sessionKeys], ofSession),
    allow("FindGroup", "logs:DescribeLogGroups", "*"),
    allow("Logs", calls("logs", "CreateLogStream", "DescribeLogStreams", "PutLogEvents"), [
      group,
      `${group}:log-stream:*`,
    ]),
  );
}

function operatorPolicy({ account, regions, bucket, archiveKey, sessionKeys }: Workload): string {
  const anywhere = (service: string, resource: string) => `arn:aws:${service}:*:${account}:${resource}`;
  const document = anywhere("ssm", `document/${documentName}`);
  const nodes = [anywhere("ec2", "instance/*"), anywhere("ssm", "managed-instance/*")];
  const sessions = anywhere("ssm", "session/*");
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const group = anywhere("logs", `log-group:/${name}/sessions`);
  return policy(
    allow("Start", "ssm:StartSession", nodes, { BoolIfExists: { "ssm:SessionDocumentAccessCheck": "true" } }),
    allow("Document", calls("ssm", "StartSession", "DescribeDocument", "GetDocument"), document),
    {
      Sid: "OtherDocuments",
      Effect: "Deny",
      Action: "ssm:StartSession",
      NotResource: [document, ...nodes, anywhere("ecs", "task/*")],
    },
    deny("OtherRegions", "ssm:StartSession", "*", { StringNotEquals: { "aws:RequestedRegion": regions } }),
    allow("Channels", "ssmmessages:OpenDataChannel", sessions),
    allow("Own", ["ssm:ResumeSession", "ssm:TerminateSession"], sessions, {
      StringEquals: { "ssm:resourceTag/aws:ssmmessages:session-id": "$${aws:userid}" },
    }),
    allow(
      "List",
      [
        ...calls("ssm", "DescribeSessions", "GetConnectionStatus"),
        ...calls("ssm", "DescribeInstanceProperties", "DescribeInstanceInformation"),
        "ec2:DescribeInstances",
      ],
      "*",
    ),
    allow("Encrypt", "kms:GenerateDataKey", [...sessionKeys], ofSession),
    deny("NewDocuments", "ssm:CreateDocument", anywhere("ssm", "document/*"), {
      StringEquals: { "ssm:DocumentType": "Session" },
    }),
    deny("Changes", calls("ssm", "DeleteDocument", "Modify*", "Put*", "UpdateDocument*"), document),
    deny(
      "Data",
      [
        ...calls("s3", "Abort*", "Bypass*", "Delete*", "Put*", "Replicate*", "Update*"),
        ...calls("logs", "*KmsKey", "Create*", "Delete*", "P*"),
        ...calls("kms", "CreateGrant", "Delete*", "Disable*", "Put*", "Schedule*"),
      ],
      [bucketArn, `${bucketArn}/*`, group, `${group}:*`, archiveKey, ...sessionKeys],
    ),
  );
}

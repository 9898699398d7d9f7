import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { DataAwsKmsKey } from "@cdktf/provider-aws/lib/data-aws-kms-key";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { SsmServiceSetting } from "@cdktf/provider-aws/lib/ssm-service-setting";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";

const name = "acme-audit";
const archive = "222222222222";
const central = "arn:aws:events:eu-west-1:333333333333:event-bus/acme-audit";
const bucket = `${name}-transcripts-${archive}-eu-west-1`;
const protectedFromDestroy = { preventDestroy: true };

/** The resources of a WorkloadAccount, in a loop written straight against the provider bindings. */
export function handWrittenWorkload(app: Construct, account: string, regions: readonly string[]): void {
  const stack = new TerraformStack(app, `workload-${account}`);
  new AwsProvider(stack, "aws", { region: "eu-west-1" });
  const archiveKey = new DataAwsKmsKey(stack, "archive-key", {
    region: "eu-west-1",
    keyId: `arn:aws:kms:eu-west-1:${archive}:alias/${name}-transcripts`,
  }).arn;
  const role = new IamRole(stack, "forwarding", {
    name: `${name}-event-forwarding`,
    assumeRolePolicy: policy({ Principal: { Service: "events.amazonaws.com" }, Action: "sts:AssumeRole" }),
  });
  const permission = new IamRolePolicy(stack, "forwarding-policy", {
    name: "put-events",
    role: role.name,
    policy: policy({ Action: "events:PutEvents", Resource: central }),
  });
  const keys = regions.map((region) => createRegion(stack, account, region, permission));
  createIamForwarding({ stack, region: "us-east-1", account, permission });
  createAccess(stack, account, [...keys, archiveKey]);
}

function policy(...statements: object[]): string {
  const Statement = statements.map((statement) => ({ Effect: "Allow", ...statement }));
  return JSON.stringify({ Version: "2012-10-17", Statement }, null, 2);
}

function createRegion(stack: TerraformStack, account: string, region: string, permission: IamRolePolicy): string {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const root = { Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: "kms:*", Resource: "*" };
  const createKey = (use: string, ...statements: object[]) => {
    const key = new KmsKey(stack, `${region}-${use}-key`, {
      region,
      description: use,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policy(root, ...statements),
      lifecycle: protectedFromDestroy,
    });
    new KmsAlias(stack, `${region}-${use}-alias`, { region, name: `alias/${name}-${use}`, targetKeyId: key.keyId });
    return key;
  };
  const sessionKey = createKey("sessions");
  const groupArn = arn("logs", `log-group:/${name}/sessions`);
  const logsKey = createKey("logs", {
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    Resource: "*",
    Condition: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": groupArn } },
  });
  const group = new CloudwatchLogGroup(stack, `${region}-group`, {
    region,
    name: `/${name}/sessions`,
    kmsKeyId: logsKey.arn,
    retentionInDays: 365,
    lifecycle: protectedFromDestroy,
  });
  new SsmDocument(stack, `${region}-document`, {
    region,
    name: "SSM-SessionManagerRunShell",
    documentType: "Session",
    documentFormat: "JSON",
    content: content(account, region, sessionKey.arn),
    dependsOn: [group, sessionKey],
  });
  new SsmServiceSetting(stack, `${region}-setting`, {
    region,
    settingId: arn("ssm", "servicesetting/ssm/documents/console/public-sharing-permission"),
    settingValue: "Disable",
  });
  createForwarding({ stack, region, account, permission }, [sessionKey.arn, logsKey.arn]);
  return sessionKey.arn;
}

/** Where rules are that send events to the hub. */
interface Forwarding {
  readonly stack: TerraformStack;
  readonly region: string;
  readonly account: string;
  readonly permission: IamRolePolicy;
}

function createForwarding(at: Forwarding, keys: readonly string[]): void {
  const deadLetters = createQueue(at, "session-forwarding");
  createRule(at, "session-forwarding", deadLetters, {
    "detail-type": call,
    $or: [
      sessionCalls({ eventName: ["ResumeSession", "TerminateSession"], errorCode: [{ exists: false }] }),
      sessionCalls({ eventName: ["StartSession", "ResumeSession", "TerminateSession"], errorCode: [{ exists: true }] }),
      changes("aws.events", ["DisableRule", "DeleteRule", "PutRule", "RemoveTargets", "PutTargets"], {
        name: [{ wildcard: `${name}-integrity-*` }],
      }),
      changes("aws.sqs", ["DeleteQueue", "PurgeQueue", "SetQueueAttributes", "AddPermission", "RemovePermission"], {
        queueUrl: [{ wildcard: `*/${name}-integrity-*` }],
      }),
    ],
  });
  createRule(at, "session-starts", deadLetters, {
    "detail-type": call,
    ...sessionCalls({ eventName: ["StartSession"], errorCode: [{ exists: false }] }),
  });
  createRule(at, "integrity-forwarding", deadLetters, {
    "detail-type": call,
    $or: [
      sessionCalls({
        eventName: ["CreateDocument", "UpdateDocument", "UpdateDocumentDefaultVersion", "DeleteDocument"],
        requestParameters: { name: ["SSM-SessionManagerRunShell"] },
      }),
      {
        source: ["aws.kms"],
        detail: {
          eventName: ["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation", "CreateGrant"],
          resources: { ARN: [...keys, { suffix: `:alias/${name}-sessions` }, { suffix: `:alias/${name}-logs` }] },
        },
      },
    ],
  });
  createRule(at, "integrity-forwarding-2", deadLetters, {
    "detail-type": call,
    $or: [
      changes("aws.logs", [{ prefix: "Delete" }, { prefix: "Put" }, "AssociateKmsKey", "DisassociateKmsKey"], {
        logGroupName: [`/${name}/sessions`],
      }),
      changes("aws.events", ["DisableRule", "DeleteRule", "PutRule", "RemoveTargets", "PutTargets"], {
        name: [{ wildcard: `${name}-session-*` }],
      }),
      changes("aws.monitoring", ["DeleteAlarms", "DisableAlarmActions", "SetAlarmState", { prefix: "Put" }], {
        alarmNames: [{ wildcard: `${name}-session-forwarding-*` }, { wildcard: `${name}-sessions-*` }],
      }),
      changes("aws.events", ["DeleteEventBus", "UpdateEventBus"], { name: ["default"] }),
    ],
  });
  for (const alarm of ["session-forwarding-dead-letters", "sessions-silent"]) createAlarm(at, alarm);
}

/** IAM calls are seen in one Region of the partition. */
function createIamForwarding(at: Forwarding): void {
  const deadLetters = createQueue(at, "integrity-iam");
  createRule(at, "integrity-iam", deadLetters, {
    "detail-type": call,
    $or: [
      changes("aws.iam", [{ prefix: "Delete" }, { prefix: "Detach" }, { prefix: "Put" }, { prefix: "Update" }], {
        roleName: [`${name}-event-forwarding`, `${name}-nodes`],
      }),
      changes("aws.iam", ["CreatePolicyVersion", "DeletePolicy", "DeletePolicyVersion", "SetDefaultPolicyVersion"], {
        policyArn: ["nodes", "operators", "guardrail"].map((use) => `arn:aws:iam::${at.account}:policy/${name}-${use}`),
      }),
    ],
  });
  createAlarm(at, "integrity-iam-dead-letters");
}

const call = ["AWS API Call via CloudTrail"];

const sessionCalls = (detail: object) => ({
  source: ["aws.ssm"],
  detail: { eventSource: ["ssm.amazonaws.com"], ...detail },
});

const changes = (source: string, eventName: readonly unknown[], requestParameters: object) => ({
  source: [source],
  detail: { eventName, requestParameters },
});

interface DeadLetters {
  readonly arn: string;
  readonly policy: SqsQueuePolicy;
}

function createQueue({ stack, region, account }: Forwarding, rule: string): DeadLetters {
  const queueName = `${name}-${rule}-dead-letters`;
  const arn = `arn:aws:sqs:${region}:${account}:${queueName}`;
  const queue = new SqsQueue(stack, `${region}-${rule}-queue`, {
    region,
    name: queueName,
    messageRetentionSeconds: 1209600,
    sqsManagedSseEnabled: true,
  });
  const queuePolicy = new SqsQueuePolicy(stack, `${region}-${rule}-queue-policy`, {
    region,
    queueUrl: queue.url,
    policy: policy(
      {
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arn,
        Condition: { ArnEquals: { "aws:SourceArn": `arn:aws:events:${region}:${account}:rule/${name}-${rule}` } },
      },
      { Effect: "Deny", Principal: { AWS: "*" }, Action: "sqs:*", Resource: arn },
    ),
  });
  return { arn, policy: queuePolicy };
}

function createRule(
  { stack, region, account, permission }: Forwarding,
  suffix: string,
  deadLetters: DeadLetters,
  pattern: object,
): void {
  const rule = new CloudwatchEventRule(stack, `${region}-${suffix}`, {
    region,
    name: `${name}-${suffix}`,
    description: "Session events",
    state: "ENABLED",
    eventPattern: JSON.stringify(pattern, null, 2),
  });
  new CloudwatchEventTarget(stack, `${region}-${suffix}-target`, {
    region,
    rule: rule.name,
    targetId: "EventBus",
    arn: central,
    roleArn: `arn:aws:iam::${account}:role/${name}-event-forwarding`,
    retryPolicy: { maximumEventAgeInSeconds: 86400, maximumRetryAttempts: 185 },
    deadLetterConfig: { arn: deadLetters.arn },
    dependsOn: [permission, deadLetters.policy],
  });
}

function createAlarm({ stack, region }: Forwarding, alarm: string): void {
  new CloudwatchMetricAlarm(stack, `${region}-${alarm}`, {
    region,
    alarmName: `${name}-${alarm}`,
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: `${name}-${alarm}` },
    statistic: "Maximum",
    period: 300,
    evaluationPeriods: 1,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
  });
}

function content(account: string, region: string, kmsKeyId: string): string {
  return JSON.stringify(
    {
      schemaVersion: "1.0",
      description: "Sessions",
      sessionType: "Standard_Stream",
      inputs: {
        s3BucketName: bucket,
        s3KeyPrefix: `sessions/${account}/${region}`,
        s3EncryptionEnabled: true,
        cloudWatchLogGroupName: `/${name}/sessions`,
        cloudWatchEncryptionEnabled: true,
        cloudWatchStreamingEnabled: true,
        kmsKeyId,
        runAsEnabled: false,
        runAsDefaultUser: "",
        idleSessionTimeout: "20",
        maxSessionDuration: "",
        shellProfile: { linux: "", windows: "" },
      },
    },
    null,
    2,
  );
}

function createAccess(stack: TerraformStack, account: string, keys: readonly string[]): void {
  const document = `arn:aws:ssm:*:${account}:document/SSM-SessionManagerRunShell`;
  const nodes = new IamPolicy(stack, "nodes", {
    name: `${name}-nodes`,
    policy: policy(
      { Action: "s3:PutObject", Resource: `arn:aws:s3:::${bucket}/sessions/${account}/*` },
      { Action: "kms:Decrypt", Resource: keys },
    ),
  });
  const role = new IamRole(stack, "node-role", {
    name: `${name}-nodes`,
    assumeRolePolicy: policy({ Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }),
  });
  new IamRolePolicyAttachment(stack, "node-attachment", { role: role.name, policyArn: nodes.arn });
  new IamInstanceProfile(stack, "node-profile", { name: `${name}-nodes`, role: role.name });
  new IamPolicy(stack, "operators", {
    name: `${name}-operators`,
    policy: policy(
      { Action: "ssm:StartSession", Resource: document },
      { Action: "kms:GenerateDataKey", Resource: keys },
      { Effect: "Deny", Action: "kms:ScheduleKeyDeletion", Resource: keys },
    ),
  });
  new IamPolicy(stack, "guardrail", {
    name: `${name}-guardrail`,
    policy: policy({ Effect: "Deny", Action: "kms:ScheduleKeyDeletion", Resource: keys }),
  });
}

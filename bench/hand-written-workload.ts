import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { DataAwsKmsKey } from "@cdktf/provider-aws/lib/data-aws-kms-key";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { SsmDocument } from "@cdktf/provider-aws/lib/ssm-document";
import { SsmServiceSetting } from "@cdktf/provider-aws/lib/ssm-service-setting";
import { TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { silence } from "./hand-written/alarms";
import {
  accountChanges,
  alarmChanges,
  any,
  callsByTrail,
  changes,
  groupChanges,
  keyChanges,
  ofSessions,
  otherSessionCalls,
  preferenceChanges,
  refusals,
  rulesAndQueues,
  sessions,
  starts,
  wildcards,
} from "./hand-written/patterns";
import { allow, documentName, everyone, name, policy, protectedFromDestroy } from "./hand-written/shared";
import { createWorkloadAccess } from "./hand-written/workload-access";

const archive = "222222222222";
const central = "arn:aws:events:eu-west-1:333333333333:event-bus/acme-audit";
const bucket = `${name}-transcripts-${archive}-eu-west-1`;

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
    description: `Forwarding of session events to ${name}`,
    assumeRolePolicy: policy({
      Sid: "Rules",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": account },
        ArnLike: {
          "aws:SourceArn": [...rulesOfRegion, "integrity-iam"].map(
            (rule) => `arn:aws:events:*:${account}:rule/${name}-${rule}`,
          ),
        },
      },
    }),
  });
  const permission = new IamRolePolicy(stack, "forwarding-policy", {
    name: "put-events",
    role: role.name,
    policy: policy(allow("Put", "events:PutEvents", central)),
  });
  const audits = regions.map((region) => createRegion(stack, account, region, permission));
  createIamForwarding({ stack, region: "us-east-1", account, permission });
  createWorkloadAccess(stack, {
    account,
    regions,
    bucket,
    archiveKey,
    sessionKeys: audits.map(({ sessionKey }) => sessionKey),
    documents: audits.map(({ document }) => document),
  });
  createOutputs(stack, account, regions);
}

function createOutputs(stack: TerraformStack, account: string, regions: readonly string[]): void {
  const policyArn = (use: string) => `arn:aws:iam::${account}:policy/${name}-${use}`;
  const outputs: Readonly<Record<string, readonly [value: string | readonly string[], description: string]>> = {
    document_name: [documentName, "Sessions are started with it, in every Region"],
    node_policy_arn: [policyArn("nodes"), "Attach it to the roles of your nodes"],
    node_instance_profile_name: [`${name}-nodes`, "Launch EC2 instances with it"],
    operator_policy_arn: [policyArn("operators"), "Attach it to the roles of your engineers"],
    guardrail_policy_arn: [policyArn("guardrail"), "Attach it to whoever must not touch the audit"],
    session_log_group_arns: [
      regions.map((region) => `arn:aws:logs:${region}:${account}:log-group:/${name}/sessions`),
      "Session output of each Region as it is printed",
    ],
    transcript_locations: [
      regions.map((region) => `s3://${bucket}/sessions/${account}/${region}/`),
      "Transcripts of each Region, a file per session, in the log archive",
    ],
    next_steps: [["Apply the central accounts", "Apply this account", "Attach the policies"], "What is left to do"],
  };
  for (const [id, [value, description]] of Object.entries(outputs)) {
    new TerraformOutput(stack, id, { value, description });
  }
}

function createRegion(stack: TerraformStack, account: string, region: string, permission: IamRolePolicy) {
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const createKey = (use: string, description: string, ...statements: object[]) => {
    const key = new KmsKey(stack, `${region}-${use}-key`, {
      region,
      description,
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
      deletionWindowInDays: 30,
      policy: policy(
        {
          Sid: "Account",
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: "kms:*",
          Resource: "*",
        },
        {
          Sid: "DenyDeletion",
          Effect: "Deny",
          Principal: everyone,
          Action: "kms:ScheduleKeyDeletion",
          Resource: "*",
        },
        ...statements,
      ),
      lifecycle: protectedFromDestroy,
    });
    new KmsAlias(stack, `${region}-${use}-alias`, { region, name: `alias/${name}-${use}`, targetKeyId: key.keyId });
    return key;
  };
  const sessionKey = createKey("sessions", "Traffic of Session Manager sessions, used by operators and nodes");
  const groupArn = arn("logs", `log-group:/${name}/sessions`);
  const logsKey = createKey("logs", "Session output and other audit data at rest", {
    Sid: "Logs",
    Effect: "Allow",
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
    skipDestroy: true,
    lifecycle: protectedFromDestroy,
  });
  const document = new SsmDocument(stack, `${region}-document`, {
    region,
    name: documentName,
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
  return { sessionKey: sessionKey.arn, document };
}

/** Where rules are that send events to the hub. */
interface Forwarding {
  readonly stack: TerraformStack;
  readonly region: string;
  readonly account: string;
  readonly permission: IamRolePolicy;
}

const rulesOfRegion = ["session-forwarding", "session-starts", "integrity-forwarding", "integrity-forwarding-2"];

function createForwarding(at: Forwarding, keys: readonly string[]): void {
  const deadLetters = createQueue(at, "session-forwarding", rulesOfRegion);
  const alarms = [`${name}-session-forwarding-*`, `${name}-sessions-*`];
  createRule(
    at,
    "session-forwarding",
    deadLetters,
    any(
      ...[...otherSessionCalls, refusals].map((detail) => ({ source: ["aws.ssm"], ...ofSessions(detail) })),
      ...rulesAndQueues(`${name}-integrity-*`),
    ),
  );
  createRule(at, "session-starts", deadLetters, sessions(starts));
  createRule(at, "integrity-forwarding", deadLetters, {
    $or: [
      alarmsOf(...alarms),
      ...preferenceChanges.map((detail) => sessions(detail)),
      { "detail-type": callsByTrail, ...keyChanges(keys, ["sessions", "logs"]) },
    ],
  });
  createRule(
    at,
    "integrity-forwarding-2",
    deadLetters,
    any(
      groupChanges(`/${name}/sessions`),
      ...rulesAndQueues(`${name}-session-*`),
      alarmChanges(...alarms),
      ...accountChanges,
    ),
  );
  createAlarm(at, "session-forwarding-dead-letters", undelivered("session-forwarding"));
  createAlarm(at, "sessions-silent", { ...silence, evaluationPeriods: 2, datapointsToAlarm: 1 });
}

/** IAM calls are seen in one Region of the partition. */
function createIamForwarding(at: Forwarding): void {
  const deadLetters = createQueue(at, "integrity-iam", ["integrity-iam"]);
  const ofIam = (eventName: readonly unknown[], requestParameters: object) => ({
    "detail-type": callsByTrail,
    ...changes("iam", eventName, requestParameters),
  });
  createRule(at, "integrity-iam", deadLetters, {
    $or: [
      ofIam(
        [
          ...[{ prefix: "DeleteRole" }, { prefix: "PutRole" }, "AttachRolePolicy", "DetachRolePolicy"],
          ...["UpdateAssumeRolePolicy", "CreateRole", "TagRole", "UntagRole", { prefix: "UpdateRole" }],
        ],
        { roleName: wildcards(`${name}-*`) },
      ),
      ofIam(["RemoveRoleFromInstanceProfile", "AddRoleToInstanceProfile", "DeleteInstanceProfile"], {
        instanceProfileName: [`${name}-nodes`],
      }),
      ofIam(
        [
          ...["CreatePolicyVersion", "SetDefaultPolicyVersion", { prefix: "DeletePolicy" }],
          ...["DetachRolePolicy", "DetachUserPolicy", "DetachGroupPolicy"],
        ],
        {
          policyArn: ["nodes", "operators", "guardrail"].map(
            (use) => `arn:aws:iam::${at.account}:policy/${name}-${use}`,
          ),
        },
      ),
      alarmsOf(`${name}-integrity-iam-*`),
    ],
  });
  createAlarm(at, "integrity-iam-dead-letters", undelivered("integrity-iam"));
}

const alarmsOf = (...kinds: readonly string[]) => ({
  source: ["aws.cloudwatch"],
  "detail-type": ["CloudWatch Alarm State Change"],
  detail: { alarmName: wildcards(...kinds) },
});

interface DeadLetters {
  readonly arn: string;
  readonly policy: SqsQueuePolicy;
}

function createQueue({ stack, region, account }: Forwarding, rule: string, sharing: readonly string[]): DeadLetters {
  const queueName = `${name}-${rule}-dead-letters`;
  const arn = `arn:aws:sqs:${region}:${account}:${queueName}`;
  const queue = new SqsQueue(stack, `${region}-${rule}-queue`, {
    region,
    name: queueName,
    messageRetentionSeconds: 1209600,
    sqsManagedSseEnabled: true,
    lifecycle: protectedFromDestroy,
  });
  const queuePolicy = new SqsQueuePolicy(stack, `${region}-${rule}-queue-policy`, {
    region,
    queueUrl: queue.url,
    policy: policy(
      {
        Sid: "DeadLetters",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arn,
        Condition: {
          ArnEquals: {
            "aws:SourceArn": sharing.map((sender) => `arn:aws:events:${region}:${account}:rule/${name}-${sender}`),
          },
        },
      },
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: everyone,
        Action: "sqs:*",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
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
    description: `Calls that rule ${name}-${suffix} looks for`,
    state: "ENABLED",
    // Indented, some would be longer than EventBridge takes.
    eventPattern: JSON.stringify(pattern),
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

type Alarm = Omit<CloudwatchMetricAlarmConfig, "alarmName" | "comparisonOperator">;

const undelivered = (rule: string): Alarm => ({
  namespace: "AWS/SQS",
  metricName: "ApproximateNumberOfMessagesVisible",
  dimensions: { QueueName: `${name}-${rule}-dead-letters` },
  statistic: "Maximum",
  period: 300,
  evaluationPeriods: 1,
  alarmDescription: `Queue ${name}-${rule}-dead-letters holds events that rule ${name}-${rule} could not deliver. Read them before their 14 days are over, and delete them to end this alarm.`,
});

function createAlarm({ stack, region }: Forwarding, alarm: string, config: Alarm): void {
  new CloudwatchMetricAlarm(stack, `${region}-${alarm}`, {
    ...config,
    region,
    alarmName: `${name}-${alarm}`,
    comparisonOperator: "GreaterThanThreshold",
    threshold: 0,
    treatMissingData: "notBreaching",
    actionsEnabled: true,
  });
}

function content(account: string, region: string, kmsKeyId: string): string {
  return JSON.stringify(
    {
      schemaVersion: "1.0",
      description: "Sessions of type Standard_Stream, logged for audit",
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

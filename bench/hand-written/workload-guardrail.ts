import { calls, takeoverCalls } from "./guardrail";
import { sharingSetting } from "./logs";
import { deny, documentName, name, policy } from "./shared";

/** What nobody may change in a workload account, in any Region. */
export function workloadGuardrail(account: string): string {
  const anywhere = (service: string, resource: string) => `arn:aws:${service}:*:${account}:${resource}`;
  const iam = (resource: string) => `arn:aws:iam::${account}:${resource}`;
  const aliases = ["sessions", "logs"].map((use) => `alias/${name}-${use}`);
  const kinds = ["session", "integrity"].map((kind) => `${name}-${kind}-*`);
  const policies = ["nodes", "operators", "guardrail"].map((use) => iam(`policy/${name}-${use}`));
  const group = anywhere("logs", `log-group:/${name}/sessions`);
  return policy(
    deny(
      "Document",
      calls("ssm", "CreateDocument", "DeleteDocument", "Modify*", "Put*", "UpdateDocument*"),
      anywhere("ssm", `document/${documentName}`),
    ),
    deny("Setting", calls("ssm", "ResetServiceSetting", "UpdateServiceSetting"), anywhere("ssm", sharingSetting)),
    deny(
      "Aliases",
      calls("kms", "DeleteAlias", "UpdateAlias"),
      aliases.map((alias) => anywhere("kms", alias)),
    ),
    deny("Group", groupCalls, [group, `${group}:*`]),
    deny(
      "Rules",
      calls("events", "DeleteRule", "DisableRule", "PutRule", "PutTargets", "RemoveTargets"),
      kinds.map((rule) => anywhere("events", `rule/${rule}`)),
    ),
    deny(
      "Alarms",
      calls("cloudwatch", "DeleteAlarms", "DisableAlarmActions", "Put*Alarm*", "SetAlarmState"),
      [...kinds, `${name}-sessions-*`].map((alarm) => anywhere("cloudwatch", `alarm:${alarm}`)),
    ),
    deny(
      "DeadLetters",
      queueCalls,
      kinds.map((queue) => anywhere("sqs", queue)),
    ),
    deny("Bus", calls("events", "DeleteEventBus", "UpdateEventBus"), anywhere("events", "event-bus/default")),
    deny("Iam", iamCalls, [...policies, iam(`role/${name}-nodes`), iam(`instance-profile/${name}-nodes`)]),
    deny("Keys", calls("kms", "CreateGrant", "Delete*", "Disable*", "Put*", "Schedule*"), anywhere("kms", "key/*"), {
      "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases },
    }),
    deny("Detachment", "iam:Detach*Policy", "*", { ArnLike: { "iam:PolicyARN": policies } }),
    deny("Takeover", takeoverCalls, iam(`role/${name}-event-forwarding`)),
    deny("Account", accountCalls, "*"),
    deny(
      "Forgery",
      [
        ...calls("logs", "CreateLogStream", "PutLogEvents"),
        ...calls("s3", "AbortMultipartUpload", "PutObject", "PutObjectAcl"),
      ],
      `${group}:*`,
    ),
  );
}

const groupCalls = [
  ...calls("logs", "*KmsKey", "Delete*", "Process*", "Put*Policy", "PutBearer*", "PutLogGroup*", "PutMetricFilter"),
  ...calls("logs", "PutSubscriptionFilter", "PutSyslog*", "PutTransformer"),
];

const queueCalls = [
  ...calls("sqs", "*Permission", "ChangeMessageVisibility", "Delete*", "PurgeQueue", "ReceiveMessage"),
  ...calls("sqs", "SetQueueAttributes", "StartMessageMoveTask"),
];

const iamCalls = [
  ...calls("iam", "CreatePolicyVersion", "DeletePolicy*", "SetDefaultPolicyVersion", "AttachRolePolicy", "CreateRole"),
  ...calls("iam", "DeleteRole*", "DetachRolePolicy", "PutRole*", "UpdateAssumeRolePolicy"),
  ...calls("iam", "AddRoleToInstanceProfile", "DeleteInstanceProfile", "RemoveRoleFromInstanceProfile"),
];

/** Calls that name no resource. */
const accountCalls = [
  ...calls("logs", "*ResourcePolicy", "PutAccountPolicy", "PutPipelineRule"),
  ...calls("events", "PutPermission", "RemovePermission"),
  ...calls("account", "CloseAccount", "DisableRegion"),
  ...calls("organizations", "AcceptHandshake", "LeaveOrganization"),
];

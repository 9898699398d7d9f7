import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import type { Construct } from "constructs";
import { sharingSetting } from "./logs";
import { topics } from "./rules";
import { bucketArn, deny, documentName, type Location, name, policy } from "./shared";

export const calls = (service: string, ...actions: string[]) => actions.map((action) => `${service}:${action}`);

export function createGuardrail(scope: Construct, at: Location): void {
  const buckets = ["transcripts", "trail", "access-logs"].map((content) => bucketArn(at, content));
  const objects = buckets.map((bucket) => `${bucket}/*`);
  const aliases = ["sessions", "logs", "alerts", "integrity-alerts"].map((use) => `alias/${name}-${use}`);
  const groups = ["sessions", "trail"].map((content) => at.arn("logs", `log-group:/${name}/${content}`));
  const kinds = ["session", "integrity"].map((kind) => `${name}-${kind}-*`);
  const iam = (resource: string) => `arn:${at.partition}:iam::${at.account}:${resource}`;
  const policies = ["nodes", "operators", "guardrail"].map((use) => iam(`policy/${name}-${use}`));
  new IamPolicy(scope, "guardrail", {
    name: `${name}-guardrail`,
    description: "Keeps the session audit as it is",
    policy: policy(
      deny("Chain", chainCalls, [
        at.arn("ssm", `document/${documentName}`),
        at.arn("ssm", sharingSetting),
        at.arn("cloudtrail", `trail/${name}`),
        ...buckets,
        ...objects,
        ...aliases.map((alias) => at.arn("kms", alias)),
        ...groups.flatMap((group) => [group, `${group}:*`]),
        ...kinds.map((rule) => at.arn("events", `rule/${rule}`)),
        ...Object.values(topics).map((topic) => at.arn("sns", topic)),
        ...[...kinds, `${name}-sessions-*`].map((alarm) => at.arn("cloudwatch", `alarm:${alarm}`)),
        ...kinds.map((queue) => at.arn("sqs", queue)),
        at.arn("events", "event-bus/default"),
        ...policies,
        iam(`role/${name}-nodes`),
        iam(`instance-profile/${name}-nodes`),
      ]),
      deny("Keys", calls("kms", "CreateGrant", "Delete*", "Disable*", "Put*", "Schedule*"), at.arn("kms", "key/*"), {
        "ForAnyValue:StringEquals": { "kms:ResourceAliases": aliases },
      }),
      deny("Detachment", "iam:Detach*Policy", "*", { ArnLike: { "iam:PolicyARN": policies } }),
      deny("Takeover", takeoverCalls, iam(`role/${name}-log-delivery`)),
      deny("Account", accountCalls, "*"),
      deny(
        "Forgery",
        [...calls("logs", "CreateLogStream", "PutLogEvents"), ...calls("s3", "AbortMultipartUpload", "PutObject*")],
        [...objects, ...groups.map((group) => `${group}:*`)],
      ),
    ),
  });
}

const chainCalls = [
  ...calls("ssm", "CreateDocument", "DeleteDocument", "Modify*", "Put*", "UpdateDocument*"),
  ...calls("ssm", "ResetServiceSetting", "UpdateServiceSetting"),
  ...calls("cloudtrail", "DeleteTrail", "Put*", "StopLogging", "UpdateTrail"),
  ...calls("s3", "DeleteBucket*", "Put*Configuration", "PutBucket*", "BypassGovernanceRetention", "DeleteObject*"),
  ...calls("s3", "PutObjectLegalHold", "PutObjectRetention", "Replicate*", "UpdateObject*"),
  ...calls("kms", "DeleteAlias", "UpdateAlias"),
  ...calls("logs", "*KmsKey", "Delete*", "Process*", "Put*Policy", "PutBearer*", "PutLogGroup*", "PutMetricFilter"),
  ...calls("logs", "PutSubscriptionFilter", "PutSyslog*", "PutTransformer"),
  ...calls("events", "DeleteRule", "DisableRule", "PutRule", "PutTargets", "RemoveTargets"),
  ...calls("sns", "*Permission", "DeleteTopic", "Publish", "PutDataProtectionPolicy", "Set*", "Subscribe"),
  ...calls("sns", "Unsubscribe"),
  ...calls("cloudwatch", "DeleteAlarms", "DisableAlarmActions", "Put*Alarm*", "SetAlarmState"),
  ...calls("sqs", "*Permission", "ChangeMessageVisibility", "Delete*", "PurgeQueue", "ReceiveMessage"),
  ...calls("sqs", "SetQueueAttributes", "StartMessageMoveTask"),
  ...calls("events", "DeleteEventBus", "UpdateEventBus"),
  ...calls("iam", "CreatePolicyVersion", "DeletePolicy*", "SetDefaultPolicyVersion", "AttachRolePolicy", "CreateRole"),
  ...calls("iam", "DeleteRole*", "DetachRolePolicy", "PutRole*", "UpdateAssumeRolePolicy"),
  ...calls("iam", "AddRoleToInstanceProfile", "DeleteInstanceProfile", "RemoveRoleFromInstanceProfile"),
];

export const takeoverCalls = [
  ...calls("iam", "AttachRolePolicy", "CreateRole", "DeleteRole*", "DetachRolePolicy", "PassRole", "PutRole*"),
  ...calls("iam", "TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole*"),
];

/** Calls that name no resource. */
const accountCalls = [
  ...calls("logs", "*ResourcePolicy", "PutAccountPolicy", "PutPipelineRule"),
  "sns:SetSMSAttributes",
  ...calls("events", "PutPermission", "RemovePermission"),
  ...calls("account", "CloseAccount", "DisableRegion"),
  ...calls("organizations", "AcceptHandshake", "LeaveOrganization"),
];

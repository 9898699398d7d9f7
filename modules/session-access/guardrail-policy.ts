import type { Conditions, PolicyStatement } from "../core";
import { distinct } from "./access-checks";
import type { AuditChain } from "./audit-chain";

/** Which calls switch a link of the chain off, empty it, or open it. Those of nodes and services stay untouched. */
export function protectionStatements(chain: AuditChain): PolicyStatement[] {
  const { documents = [], settings = [], trails = [], buckets = [], keys = [], logGroups = [], events = [] } = chain;
  const { keyAliases = [], topics = [], alarms = [], buses = [], roles = [], policies = [] } = chain;
  return [
    deny(
      "DenyDocumentChanges",
      ["ssm:CreateDocument", "ssm:DeleteDocument", "ssm:ModifyDocumentPermission", "ssm:UpdateDocument*"],
      documents.map(({ documentArn }) => documentArn),
    ),
    deny(
      "DenySettingChanges",
      ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"],
      settings.map(({ settingArn }) => settingArn),
    ),
    deny(
      "DenyTrailChanges",
      ["cloudtrail:DeleteTrail", "cloudtrail:Put*Selectors", "cloudtrail:StopLogging", "cloudtrail:UpdateTrail"],
      trails.map(({ trailArn }) => trailArn),
    ),
    denyTogether("DenyBucketChanges", [
      [["s3:DeleteBucket*", "s3:Put*Configuration", "s3:PutBucket*"], buckets.map(({ bucketArn }) => bucketArn)],
      [transcriptLoss, buckets.map(({ bucketArn }) => `${bucketArn}/*`)],
    ]),
    deny(
      "DenyKeyChanges",
      keyChanges,
      keys.map(({ keyArn }) => keyArn),
    ),
    ...aliasStatements(keyAliases),
    deny(
      "DenyLogGroupChanges",
      ["logs:*KmsKey", "logs:Delete*", "logs:PutDataProtectionPolicy", "logs:PutRetentionPolicy"],
      logGroups.flatMap(({ logGroupArn }) => [logGroupArn, `${logGroupArn}:*`]),
    ),
    deny(
      "DenyRuleChanges",
      ["events:DeleteRule", "events:DisableRule", "events:Put*", "events:RemoveTargets"],
      events.map(({ ruleArn }) => ruleArn),
    ),
    denyTogether("DenyAlertChanges", [
      [topicChanges, topics.map(({ topicArn }) => topicArn)],
      [alarmChanges, alarms.flatMap(({ alarmArns }) => alarmArns)],
    ]),
    deny(
      // To receive a message hides it from others, and is the way to delete it.
      "DenyDeadLetterLoss",
      ["sqs:*Permission", "sqs:Delete*", "sqs:PurgeQueue", "sqs:ReceiveMessage", "sqs:SetQueueAttributes"],
      events.map(({ deadLetterQueueArn }) => deadLetterQueueArn),
    ),
    ...busStatements(buses.map(({ busArn }) => busArn)),
    ...iamStatements(
      policies.map(({ policyArn }) => policyArn),
      roles.map(({ roleArn }) => roleArn),
    ),
  ].filter(({ resources }) => resources!.length > 0);
}

/**
 * The same denies, those without a condition in one statement. Each statement names every administrator, and with a
 * statement per link a few of them fill the policy. Nothing is denied besides, since a call works on resources of its
 * own service only.
 */
export function together(statements: readonly PolicyStatement[]): PolicyStatement[] {
  const isPlain = ({ conditions, resources = [] }: PolicyStatement) => !conditions && !resources.includes("*");
  const plain = statements.filter(isPlain);
  if (plain.length < 2) return [...statements];
  const all: PolicyStatement = {
    sid: "DenyAuditChainChanges",
    effect: "Deny",
    actions: distinct(plain.flatMap(({ actions }) => actions)),
    resources: distinct(plain.flatMap(({ resources }) => resources ?? [])),
  };
  return [all, ...statements.filter((statement) => !isPlain(statement))];
}

/** Writing stays: nodes and CloudTrail do, and versions keep what is overwritten. Another key may be deleted by its owner. */
const transcriptLoss = [
  "s3:BypassGovernanceRetention",
  "s3:DeleteObject*",
  "s3:PutObjectLegalHold",
  "s3:PutObjectRetention",
  "s3:UpdateObjectEncryption",
];

const topicChanges = [
  "sns:*Permission",
  "sns:DeleteTopic",
  "sns:PutDataProtectionPolicy",
  "sns:Set*",
  "sns:Unsubscribe",
];

const alarmChanges = [
  "cloudwatch:DeleteAlarms",
  "cloudwatch:DisableAlarmActions",
  "cloudwatch:PutMetricAlarm",
  "cloudwatch:SetAlarmState",
];

const policyChanges = ["iam:CreatePolicyVersion", "iam:DeletePolicy*", "iam:SetDefaultPolicyVersion"];

const roleChanges = [
  "iam:AttachRolePolicy",
  "iam:DeleteRole*",
  "iam:DetachRolePolicy",
  "iam:PutRole*",
  "iam:UpdateAssumeRolePolicy",
];

const keyChanges = ["kms:CreateGrant", "kms:Disable*", "kms:PutKeyPolicy", "kms:ScheduleKeyDeletion"];

/** Whoever could move an alias to another key would take the protection off this one. */
function aliasStatements(aliasArns: readonly string[]): PolicyStatement[] {
  const aliases = aliasArns.map((arn) => arn.slice(arn.indexOf(":alias/") + 1));
  const keys = aliasArns.map((arn) => `${arn.slice(0, arn.indexOf(":alias/"))}:key/*`);
  return [
    {
      ...deny("DenyChangesOfKeysByAlias", keyChanges, keys),
      conditions: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": distinct(aliases) } },
    },
    deny("DenyAliasChanges", ["kms:DeleteAlias", "kms:UpdateAlias"], aliasArns),
  ];
}

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html for what knows no narrower resource */
function busStatements(busArns: readonly string[]): PolicyStatement[] {
  if (busArns.length === 0) return [];
  return [
    deny("DenyBusDeletion", ["events:DeleteEventBus"], busArns),
    deny("DenyBusPermissions", ["events:PutPermission", "events:RemovePermission"], ["*"]),
  ];
}

function iamStatements(policyArns: readonly string[], roleArns: readonly string[]): PolicyStatement[] {
  const changes = denyTogether("DenyIamChanges", [
    [policyChanges, policyArns],
    [roleChanges, roleArns],
  ]);
  if (policyArns.length === 0) return [changes];
  return [
    changes,
    {
      ...deny("DenyPolicyDetachment", ["iam:Detach*Policy"], ["*"]),
      conditions: { ArnLike: { "iam:PolicyARN": policyArns } },
    },
  ];
}

export function deny(sid: string, actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return { sid, effect: "Deny", actions, resources: distinct(resources) };
}

/** Links in one statement, since each has to name who is spared: calls of one have no effect on ARNs of another. */
function denyTogether(
  sid: string,
  links: readonly (readonly [readonly string[], readonly string[]])[],
): PolicyStatement {
  const given = links.filter(([, arns]) => arns.length > 0);
  return deny(
    sid,
    given.flatMap(([actions]) => actions),
    given.flatMap(([, arns]) => arns),
  );
}

/** `aws:PrincipalArn` of a role session is the ARN of the role. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn */
export function spare(administrators: readonly string[], statement: PolicyStatement): PolicyStatement {
  if (administrators.length === 0 || statement.effect !== "Deny") return statement;
  const others: Conditions = { ArnNotLike: { "aws:PrincipalArn": administrators } };
  return { ...statement, conditions: { ...statement.conditions, ...others } };
}

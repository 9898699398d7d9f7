import type { IAlertTopic } from "../alert-topic";
import type { IAuditTrail } from "../audit-trail";
import type { Conditions, PolicyStatement } from "../core";
import type { IEncryptionKey } from "../encryption-key";
import type { ILogBucket } from "../log-bucket";
import type { ILogGroup } from "../log-group";
import type { ISessionDocument } from "../session-document";
import { distinct } from "./access-checks";

/**
 * The audit chain: what a guardrail keeps as it is. Constructs of this library fit as they are; for what exists already,
 * or in many accounts, write its ARN, `*` allowed.
 */
export interface AuditChain {
  /**
   * Session documents, so that nobody switches their logging off.
   * @default - none
   */
  readonly documents?: readonly Pick<ISessionDocument, "documentArn">[];
  /**
   * Settings of Systems Manager.
   * @default - none
   */
  readonly settings?: readonly { readonly settingArn: string }[];
  /**
   * Trails.
   * @default - none
   */
  readonly trails?: readonly Pick<IAuditTrail, "trailArn">[];
  /**
   * Buckets of transcripts, trail files and access logs.
   * @default - none
   */
  readonly buckets?: readonly Pick<ILogBucket, "bucketArn">[];
  /**
   * Keys, by their own ARNs.
   * @default - none
   */
  readonly keys?: readonly Pick<IEncryptionKey, "keyArn">[];
  /**
   * ARNs of aliases, for the keys they name: the id of a key is not known beforehand, nor the same in every Region.
   * @default - none
   */
  readonly keyAliases?: readonly string[];
  /**
   * Log groups of session output and trail events.
   * @default - none
   */
  readonly logGroups?: readonly Pick<ILogGroup, "logGroupArn">[];
  /**
   * Rules with their dead-letter queues.
   * @default - none
   */
  readonly events?: readonly { readonly ruleArn: string; readonly deadLetterQueueArn: string }[];
  /**
   * Topics that tell people.
   * @default - none
   */
  readonly topics?: readonly Pick<IAlertTopic, "topicArn">[];
  /**
   * The policies of nodes and operators: without theirs, nodes log nothing.
   * @default - none
   */
  readonly policies?: readonly { readonly policyArn: string }[];
}

/** Which calls switch a link of the chain off, empty it, or open it. Those of nodes and services stay untouched. */
export function protectionStatements(chain: AuditChain): PolicyStatement[] {
  const { documents = [], settings = [], trails = [], buckets = [], keys = [], logGroups = [], events = [] } = chain;
  const { keyAliases = [], topics = [], policies = [] } = chain;
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
      [
        "cloudtrail:DeleteTrail",
        "cloudtrail:PutEventSelectors",
        "cloudtrail:PutInsightSelectors",
        "cloudtrail:StopLogging",
        "cloudtrail:UpdateTrail",
      ],
      trails.map(({ trailArn }) => trailArn),
    ),
    deny(
      "DenyBucketChanges",
      [
        "s3:DeleteBucket*",
        "s3:PutBucket*",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
        "s3:PutReplicationConfiguration",
      ],
      buckets.map(({ bucketArn }) => bucketArn),
    ),
    deny(
      // Writing stays: nodes and CloudTrail do, and versions keep what is overwritten.
      "DenyTranscriptDeletion",
      ["s3:BypassGovernanceRetention", "s3:DeleteObject*", "s3:PutObjectLegalHold", "s3:PutObjectRetention"],
      buckets.map(({ bucketArn }) => `${bucketArn}/*`),
    ),
    deny(
      "DenyKeyChanges",
      keyChanges,
      keys.map(({ keyArn }) => keyArn),
    ),
    ...aliasStatements(keyAliases),
    deny(
      "DenyLogGroupChanges",
      [
        "logs:AssociateKmsKey",
        "logs:Delete*",
        "logs:DisassociateKmsKey",
        "logs:PutDataProtectionPolicy",
        "logs:PutRetentionPolicy",
      ],
      logGroups.flatMap(({ logGroupArn }) => [logGroupArn, `${logGroupArn}:*`]),
    ),
    deny(
      "DenyRuleChanges",
      ["events:DeleteRule", "events:DisableRule", "events:PutRule", "events:PutTargets", "events:RemoveTargets"],
      events.map(({ ruleArn }) => ruleArn),
    ),
    deny(
      "DenyTopicChanges",
      ["sns:AddPermission", "sns:DeleteTopic", "sns:RemovePermission", "sns:Set*", "sns:Unsubscribe"],
      topics.map(({ topicArn }) => topicArn),
    ),
    deny(
      "DenyDeadLetterLoss",
      ["sqs:AddPermission", "sqs:DeleteQueue", "sqs:PurgeQueue", "sqs:RemovePermission", "sqs:SetQueueAttributes"],
      events.map(({ deadLetterQueueArn }) => deadLetterQueueArn),
    ),
    ...policyStatements(policies.map(({ policyArn }) => policyArn)),
  ].filter(({ resources }) => resources!.length > 0);
}

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

function policyStatements(policyArns: readonly string[]): PolicyStatement[] {
  if (policyArns.length === 0) return [];
  return [
    deny(
      "DenyPolicyChanges",
      ["iam:CreatePolicyVersion", "iam:DeletePolicy", "iam:DeletePolicyVersion", "iam:SetDefaultPolicyVersion"],
      policyArns,
    ),
    {
      ...deny("DenyPolicyDetachment", ["iam:DetachGroupPolicy", "iam:DetachRolePolicy", "iam:DetachUserPolicy"], ["*"]),
      conditions: { ArnLike: { "iam:PolicyARN": policyArns } },
    },
  ];
}

/**
 * A permissions boundary is the most its bearer may do, so it starts from everything. Who could make, or give rights to,
 * a principal without it would have a way out of it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
export function boundaryStatements(boundaryArn: string): PolicyStatement[] {
  const boundary = { "iam:PermissionsBoundary": [boundaryArn] };
  return [
    { sid: "AllowEverythingElse", actions: ["*"], resources: ["*"] },
    {
      ...deny("DenyBoundaryRemoval", ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"], ["*"]),
      conditions: { StringEquals: boundary },
    },
    {
      ...deny(
        "DenyPrincipalsWithoutBoundary",
        [
          "iam:AttachRolePolicy",
          "iam:AttachUserPolicy",
          "iam:CreateRole",
          "iam:CreateUser",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy",
          "iam:PutUserPermissionsBoundary",
          "iam:PutUserPolicy",
        ],
        ["*"],
      ),
      conditions: { StringNotEquals: boundary },
    },
  ];
}

export function deny(sid: string, actions: readonly string[], resources: readonly string[]): PolicyStatement {
  return { sid, effect: "Deny", actions, resources: distinct(resources) };
}

/** `aws:PrincipalArn` of a role session is the ARN of the role. @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalarn */
export function spare(administrators: readonly string[], statement: PolicyStatement): PolicyStatement {
  if (administrators.length === 0 || statement.effect !== "Deny") return statement;
  const others: Conditions = { ArnNotLike: { "aws:PrincipalArn": administrators } };
  return { ...statement, conditions: { ...statement.conditions, ...others } };
}

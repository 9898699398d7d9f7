/**
 * The calls that switch a piece of the audit chain off, empty it or open it, once. The guardrail and the operator policy
 * deny them, `sessionPatterns.tampering` and `preferenceChanges` see them.
 */
export interface ProtectedCall {
  /** The call, by its IAM action. */
  readonly action: string;
  /**
   * How policies deny it. A wildcard saves room where its other calls on the same resource are unwanted too; `"no"` where
   * the call is reported only.
   * @default - by `action`
   */
  readonly denied?: string;
  /**
   * Its CloudTrail event name, `*` allowed at the end.
   * @default - no rule looks for it; calls on objects, messages and log events are data events, which no rule sees
   */
  readonly event?: string;
  /**
   * What tells the piece, where the resource of the call does not: a condition key, or nothing.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   * @default - the resource of the call
   */
  readonly toldBy?: "iam:PolicyARN" | "nothing";
}

export type AuditPiece =
  | "document"
  | "setting"
  | "trail"
  | "bucket"
  | "object"
  | "key"
  | "key-alias"
  | "log-group"
  | "rule"
  | "dead-letter-queue"
  | "topic"
  | "alarm"
  | "function"
  | "schedule"
  | "event-bus"
  | "policy"
  | "role";

/** The most telling calls of a piece come first, as event patterns list them. */
export const protectedCalls: Readonly<Record<AuditPiece, readonly ProtectedCall[]>> = {
  document: [
    { action: "ssm:CreateDocument", event: "CreateDocument" },
    { action: "ssm:UpdateDocument", denied: "ssm:UpdateDocument*", event: "UpdateDocument" },
    {
      action: "ssm:UpdateDocumentDefaultVersion",
      denied: "ssm:UpdateDocument*",
      event: "UpdateDocumentDefaultVersion",
    },
    { action: "ssm:DeleteDocument", event: "DeleteDocument" },
    { action: "ssm:ModifyDocumentPermission", event: "ModifyDocumentPermission" },
  ],
  setting: [
    { action: "ssm:UpdateServiceSetting", event: "UpdateServiceSetting" },
    { action: "ssm:ResetServiceSetting", event: "ResetServiceSetting" },
  ],
  trail: [
    { action: "cloudtrail:StopLogging", event: "StopLogging" },
    { action: "cloudtrail:DeleteTrail", event: "DeleteTrail" },
    { action: "cloudtrail:UpdateTrail", event: "UpdateTrail" },
    { action: "cloudtrail:PutEventSelectors", denied: "cloudtrail:Put*Selectors", event: "PutEventSelectors" },
    { action: "cloudtrail:PutInsightSelectors", denied: "cloudtrail:Put*Selectors", event: "PutInsightSelectors" },
  ],
  // CloudTrail calls the settings of a bucket PutBucket..., whatever their actions are called, but for Object Lock.
  bucket: [
    { action: "s3:PutBucketPolicy", denied: "s3:PutBucket*", event: "PutBucket*" },
    { action: "s3:PutBucketVersioning", denied: "s3:PutBucket*", event: "PutBucket*" },
    { action: "s3:PutBucketPublicAccessBlock", denied: "s3:PutBucket*", event: "PutBucket*" },
    { action: "s3:PutLifecycleConfiguration", denied: "s3:Put*Configuration", event: "PutBucket*" },
    { action: "s3:PutEncryptionConfiguration", denied: "s3:Put*Configuration", event: "PutBucket*" },
    { action: "s3:DeleteBucket", denied: "s3:DeleteBucket*", event: "DeleteBucket*" },
    { action: "s3:DeleteBucketPolicy", denied: "s3:DeleteBucket*", event: "DeleteBucket*" },
    { action: "s3:PutBucketObjectLockConfiguration", denied: "s3:PutBucket*", event: "PutObjectLock*" },
  ],
  // Writing stays: nodes and CloudTrail do, and versions keep what is overwritten.
  object: [
    { action: "s3:BypassGovernanceRetention" },
    { action: "s3:DeleteObject", denied: "s3:DeleteObject*" },
    { action: "s3:DeleteObjectVersion", denied: "s3:DeleteObject*" },
    { action: "s3:PutObjectLegalHold" },
    { action: "s3:PutObjectRetention" },
    { action: "s3:UpdateObjectEncryption" },
  ],
  key: [
    { action: "kms:DisableKey", denied: "kms:Disable*", event: "DisableKey" },
    { action: "kms:ScheduleKeyDeletion", event: "ScheduleKeyDeletion" },
    { action: "kms:PutKeyPolicy", event: "PutKeyPolicy" },
    { action: "kms:DisableKeyRotation", denied: "kms:Disable*", event: "DisableKeyRotation" },
    { action: "kms:CreateGrant" },
  ],
  "key-alias": [
    { action: "kms:DeleteAlias", event: "DeleteAlias" },
    { action: "kms:UpdateAlias", event: "UpdateAlias" },
  ],
  "log-group": [
    { action: "logs:DeleteLogGroup", denied: "logs:Delete*", event: "DeleteLogGroup" },
    { action: "logs:DeleteLogStream", denied: "logs:Delete*", event: "DeleteLogStream" },
    { action: "logs:PutRetentionPolicy", event: "PutRetentionPolicy" },
    { action: "logs:DeleteRetentionPolicy", denied: "logs:Delete*", event: "DeleteRetentionPolicy" },
    { action: "logs:AssociateKmsKey", denied: "logs:*KmsKey", event: "AssociateKmsKey" },
    { action: "logs:DisassociateKmsKey", denied: "logs:*KmsKey", event: "DisassociateKmsKey" },
    { action: "logs:PutDataProtectionPolicy" },
  ],
  rule: [
    { action: "events:DisableRule", event: "DisableRule" },
    { action: "events:DeleteRule", event: "DeleteRule" },
    { action: "events:PutRule", denied: "events:Put*", event: "PutRule" },
    { action: "events:RemoveTargets", event: "RemoveTargets" },
    { action: "events:PutTargets", denied: "events:Put*", event: "PutTargets" },
  ],
  // To receive a message hides it from others, and is the way to delete it.
  "dead-letter-queue": [
    { action: "sqs:DeleteQueue", denied: "sqs:Delete*", event: "DeleteQueue" },
    { action: "sqs:PurgeQueue", event: "PurgeQueue" },
    { action: "sqs:SetQueueAttributes", event: "SetQueueAttributes" },
    { action: "sqs:AddPermission", denied: "sqs:*Permission", event: "AddPermission" },
    { action: "sqs:RemovePermission", denied: "sqs:*Permission", event: "RemovePermission" },
    { action: "sqs:DeleteMessage", denied: "sqs:Delete*" },
    { action: "sqs:ReceiveMessage" },
  ],
  topic: [
    { action: "sns:DeleteTopic", event: "DeleteTopic" },
    { action: "sns:SetTopicAttributes", denied: "sns:Set*", event: "SetTopicAttributes" },
    { action: "sns:AddPermission", denied: "sns:*Permission", event: "AddPermission" },
    { action: "sns:RemovePermission", denied: "sns:*Permission", event: "RemovePermission" },
    // How people join: told, not denied.
    { action: "sns:Subscribe", denied: "no", event: "Subscribe" },
    { action: "sns:Unsubscribe", event: "Unsubscribe" },
    { action: "sns:SetSubscriptionAttributes", denied: "sns:Set*", event: "SetSubscriptionAttributes" },
    { action: "sns:PutDataProtectionPolicy" },
  ],
  alarm: [
    { action: "cloudwatch:DeleteAlarms" },
    { action: "cloudwatch:DisableAlarmActions" },
    { action: "cloudwatch:PutMetricAlarm" },
    { action: "cloudwatch:SetAlarmState" },
  ],
  // CloudTrail writes versions of the API behind the names: UpdateFunctionCode20150331v2.
  function: [
    { action: "lambda:UpdateFunctionCode", denied: "lambda:UpdateFunction*", event: "UpdateFunctionCode*" },
    {
      action: "lambda:UpdateFunctionConfiguration",
      denied: "lambda:UpdateFunction*",
      event: "UpdateFunctionConfiguration*",
    },
    { action: "lambda:DeleteFunction", denied: "lambda:DeleteFunction*", event: "DeleteFunction*" },
    { action: "lambda:PutFunctionConcurrency", denied: "lambda:PutFunction*", event: "PutFunctionConcurrency*" },
    { action: "lambda:PutFunctionEventInvokeConfig", denied: "lambda:PutFunction*" },
  ],
  schedule: [
    { action: "scheduler:UpdateSchedule", event: "UpdateSchedule" },
    { action: "scheduler:DeleteSchedule", event: "DeleteSchedule" },
  ],
  "event-bus": [
    { action: "events:DeleteEventBus" },
    { action: "events:PutPermission", toldBy: "nothing" },
    { action: "events:RemovePermission", toldBy: "nothing" },
  ],
  policy: [
    { action: "iam:CreatePolicyVersion" },
    { action: "iam:DeletePolicy", denied: "iam:DeletePolicy*" },
    { action: "iam:DeletePolicyVersion", denied: "iam:DeletePolicy*" },
    { action: "iam:SetDefaultPolicyVersion" },
    { action: "iam:DetachRolePolicy", denied: "iam:Detach*Policy", toldBy: "iam:PolicyARN" },
    { action: "iam:DetachUserPolicy", denied: "iam:Detach*Policy", toldBy: "iam:PolicyARN" },
    { action: "iam:DetachGroupPolicy", denied: "iam:Detach*Policy", toldBy: "iam:PolicyARN" },
  ],
  role: [
    { action: "iam:DeleteRole", denied: "iam:DeleteRole*" },
    { action: "iam:DeleteRolePolicy", denied: "iam:DeleteRole*" },
    { action: "iam:DeleteRolePermissionsBoundary", denied: "iam:DeleteRole*" },
    { action: "iam:PutRolePolicy", denied: "iam:PutRole*" },
    { action: "iam:PutRolePermissionsBoundary", denied: "iam:PutRole*" },
    { action: "iam:AttachRolePolicy" },
    { action: "iam:DetachRolePolicy" },
    { action: "iam:UpdateAssumeRolePolicy" },
  ],
};

/**
 * Whoever opens sessions writes nothing at all to where they are recorded, neither settings nor content. These stand in the
 * operator policy instead of the narrower denies that they cover.
 */
const recordWrites: Partial<Readonly<Record<AuditPiece, readonly string[]>>> = {
  bucket: ["s3:Bypass*", "s3:Delete*", "s3:Put*"],
  "log-group": ["logs:*KmsKey", "logs:Create*", "logs:Delete*", "logs:Put*"],
};

/** The actions that a policy denies to keep a piece as it is, in alphabetical order. */
export function deniedActions(piece: AuditPiece, toldBy?: ProtectedCall["toldBy"]): string[] {
  const calls = protectedCalls[piece].filter((call) => call.toldBy === toldBy && call.denied !== "no");
  return [...new Set(calls.map(({ action, denied = action }) => denied))].sort();
}

/** The actions that the operator policy denies on pieces that sessions are recorded in. */
export function deniedToOperators(...pieces: readonly AuditPiece[]): string[] {
  const wide = pieces.flatMap((piece) => recordWrites[piece] ?? []);
  const narrow = pieces.flatMap((piece) => deniedActions(piece));
  return [...wide, ...narrow.filter((action) => !wide.some((pattern) => covers(pattern, action)))];
}

/** Whether a pattern of IAM stands for an action, or for all that a narrower pattern does. */
export function covers(pattern: string, action: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action);
}

/** The names by which CloudTrail records the calls on a piece. */
export function eventNames(piece: AuditPiece): string[] {
  return [...new Set(protectedCalls[piece].flatMap(({ event }) => event ?? []))];
}

import type { ProtectedCalls } from "./protected-call";

/** What records sessions, and where they are recorded. */
export const records = {
  document: [
    { action: "ssm:CreateDocument", event: "CreateDocument" },
    { action: "ssm:UpdateDocument", denied: "ssm:UpdateDocument*", event: "UpdateDocument" },
    {
      action: "ssm:UpdateDocumentDefaultVersion",
      denied: "ssm:UpdateDocument*",
      event: "UpdateDocumentDefaultVersion",
    },
    { action: "ssm:DeleteDocument", event: "DeleteDocument" },
    { action: "ssm:ModifyDocumentPermission", denied: "ssm:Modify*", event: "ModifyDocumentPermission" },
    { action: "ssm:PutResourcePolicy", denied: "ssm:Put*", event: "PutResourcePolicy" },
  ],
  setting: [
    { action: "ssm:UpdateServiceSetting", event: "UpdateServiceSetting" },
    { action: "ssm:ResetServiceSetting", event: "ResetServiceSetting" },
  ],
  trail: [
    { action: "cloudtrail:StopLogging", event: "StopLogging" },
    { action: "cloudtrail:DeleteTrail", event: "DeleteTrail" },
    { action: "cloudtrail:UpdateTrail", event: "UpdateTrail" },
    { action: "cloudtrail:PutEventSelectors", denied: "cloudtrail:Put*", event: "Put*" },
    { action: "cloudtrail:PutInsightSelectors", denied: "cloudtrail:Put*", event: "Put*" },
    { action: "cloudtrail:PutEventConfiguration", denied: "cloudtrail:Put*", event: "Put*" },
  ],
  // CloudTrail calls the settings of a bucket PutBucket..., whatever their actions are called, but for Object Lock.
  bucket: [
    { action: "s3:PutBucketPolicy", denied: "s3:PutBucket*", event: "PutBucket*" },
    { action: "s3:PutBucketVersioning", denied: "s3:PutBucket*", event: "PutBucket*" },
    { action: "s3:PutBucketPublicAccessBlock", denied: "s3:PutBucket*", event: "PutBucket*" },
    { action: "s3:PutBucketLogging", denied: "s3:PutBucket*", event: "PutBucket*" },
    { action: "s3:PutLifecycleConfiguration", denied: "s3:Put*Configuration", event: "PutBucket*" },
    { action: "s3:PutEncryptionConfiguration", denied: "s3:Put*Configuration", event: "PutBucket*" },
    { action: "s3:PutReplicationConfiguration", denied: "s3:Put*Configuration", event: "PutBucket*" },
    { action: "s3:DeleteBucket", denied: "s3:DeleteBucket*", event: "DeleteBucket*" },
    { action: "s3:DeleteBucketPolicy", denied: "s3:DeleteBucket*", event: "DeleteBucket*" },
    { action: "s3:PutBucketObjectLockConfiguration", denied: "s3:PutBucket*", event: "PutObjectLock*" },
  ],
  object: [
    { action: "s3:DeleteObject", denied: "s3:DeleteObject*" },
    { action: "s3:DeleteObjectVersion", denied: "s3:DeleteObject*" },
    { action: "s3:PutObjectRetention" },
    { action: "s3:PutObjectLegalHold" },
    { action: "s3:BypassGovernanceRetention" },
    { action: "s3:UpdateObjectEncryption", denied: "s3:UpdateObject*" },
    { action: "s3:ReplicateObject", denied: "s3:Replicate*" },
    { action: "s3:ReplicateDelete", denied: "s3:Replicate*" },
  ],
  // What nodes and services write, and nobody else has to.
  record: [
    { action: "s3:PutObject" },
    { action: "s3:PutObjectAcl" },
    { action: "s3:AbortMultipartUpload" },
    { action: "logs:CreateLogStream" },
    { action: "logs:PutLogEvents" },
  ],
  key: [
    { action: "kms:DisableKey", denied: "kms:Disable*", event: "DisableKey" },
    { action: "kms:ScheduleKeyDeletion", denied: "kms:Schedule*", event: "ScheduleKeyDeletion" },
    { action: "kms:PutKeyPolicy", denied: "kms:Put*", event: "PutKeyPolicy" },
    { action: "kms:DisableKeyRotation", denied: "kms:Disable*", event: "DisableKeyRotation" },
    { action: "kms:CreateGrant", event: "CreateGrant" },
    // Of an existing key whose material was imported: the key stops working at once.
    { action: "kms:DeleteImportedKeyMaterial", denied: "kms:Delete*", event: "DeleteImportedKeyMaterial" },
  ],
  "key-alias": [
    { action: "kms:DeleteAlias", event: "DeleteAlias" },
    { action: "kms:UpdateAlias", event: "UpdateAlias" },
  ],
  "log-group": [
    { action: "logs:DeleteLogGroup", denied: "logs:Delete*", event: "Delete*" },
    { action: "logs:DeleteLogStream", denied: "logs:Delete*", event: "Delete*" },
    { action: "logs:PutRetentionPolicy", denied: "logs:Put*Policy", event: "Put*" },
    { action: "logs:DeleteRetentionPolicy", denied: "logs:Delete*", event: "Delete*" },
    { action: "logs:AssociateKmsKey", denied: "logs:*KmsKey", event: "AssociateKmsKey" },
    { action: "logs:DisassociateKmsKey", denied: "logs:*KmsKey", event: "DisassociateKmsKey" },
    { action: "logs:PutDataProtectionPolicy", denied: "logs:Put*Policy", event: "Put*" },
    { action: "logs:PutTransformer", event: "Put*" },
    { action: "logs:PutSubscriptionFilter", event: "Put*" },
    // Under the name of an existing filter, it replaces what an alarm counts.
    { action: "logs:PutMetricFilter", event: "Put*" },
    { action: "logs:PutLogGroupDeletionProtection", denied: "logs:PutLogGroup*", event: "Put*" },
    { action: "logs:ProcessWithPipeline", denied: "logs:Process*" },
    { action: "logs:PutBearerTokenAuthentication", denied: "logs:PutBearer*", event: "Put*" },
    { action: "logs:PutSyslogConfiguration", denied: "logs:PutSyslog*", event: "Put*" },
    // Of the whole account: they mask, change or let in what every group gets.
    { action: "logs:PutAccountPolicy", event: "PutAccountPolicy", toldBy: "nothing" },
    { action: "logs:PutResourcePolicy", denied: "logs:*ResourcePolicy", event: "PutResourcePolicy", toldBy: "nothing" },
    {
      action: "logs:DeleteResourcePolicy",
      denied: "logs:*ResourcePolicy",
      event: "DeleteResourcePolicy",
      toldBy: "nothing",
    },
    { action: "logs:PutPipelineRule", event: "PutPipelineRule", toldBy: "nothing" },
  ],
} as const satisfies Record<string, ProtectedCalls>;

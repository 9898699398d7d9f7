import { type AwsContext, arns, type PolicyStatement, s3Service } from "../core/internal";
import { agentActions, GUI_CONNECT } from "../facts";

/** `Resource` of a key policy is the key itself. */
const thisKey = ["*"];

/**
 * Without it the key becomes unmanageable, and IAM policies in the account have no effect on it.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function accountStatement(aws: AwsContext): PolicyStatement {
  return {
    sid: "AllowAccountToDelegateByIam",
    principals: { AWS: [arns.accountRoot(aws)] },
    actions: ["kms:*"],
    resources: thisKey,
  };
}

/**
 * Nobody may delete the key, whatever IAM allows, not even Terraform: everything it has encrypted would be lost. Nobody
 * is locked out, because anyone who may change the policy can remove the statement, as `removal: "destroy"` does.
 * Disabling a key can be undone, so the guardrail covers that.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 */
export function denyDeletion(): PolicyStatement {
  return {
    sid: "DenyDeletionOfRetainedKey",
    effect: "Deny",
    principals: { AWS: ["*"] },
    actions: ["kms:ScheduleKeyDeletion"],
    resources: thisKey,
  };
}

/**
 * Lets IAM policies in the account decide who may use the key, as the account statement of this library's keys does. An
 * existing key may lack it, and then IAM policies have no effect.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function accountUseStatement(aws: AwsContext): PolicyStatement {
  return {
    sid: "AllowAccountToUseByIam",
    principals: { AWS: [arns.accountRoot(aws)] },
    actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
    resources: thisKey,
  };
}

/** Administration without use: none of these actions encrypts or decrypts. */
export function administratorsStatement(administrators: readonly string[]): PolicyStatement {
  return {
    sid: "AllowAdministrationWithoutUse",
    principals: { AWS: administrators },
    actions: [
      "kms:DescribeKey",
      "kms:GetKeyPolicy",
      "kms:GetKeyRotationStatus",
      "kms:ListResourceTags",
      "kms:PutKeyPolicy",
      "kms:EnableKey",
      "kms:EnableKeyRotation",
      "kms:UpdateKeyDescription",
      "kms:TagResource",
      "kms:UntagResource",
      "kms:CancelKeyDeletion",
    ],
    resources: thisKey,
  };
}

/**
 * CloudWatch Logs in the key's Region, for one group. The context value is the group's ARN without a trailing `:*`.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function cloudWatchLogsStatement({ region, dnsSuffix }: AwsContext, logGroupArn: string): PolicyStatement {
  return {
    sid: "AllowCloudWatchLogsForGroups",
    principals: { Service: [`logs.${region}.${dnsSuffix}`] },
    actions: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
    resources: thisKey,
    conditions: { ArnEquals: { "kms:EncryptionContext:aws:logs:arn": [logGroupArn] } },
  };
}

/**
 * Encrypting for one trail, describing the key, and decrypting, which CloudTrail needs if the bucket has an S3 Bucket
 * Key.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html
 */
export function cloudTrailStatements(
  aws: Pick<AwsContext, "partition" | "account">,
  trailArn: string,
): PolicyStatement[] {
  const cloudTrail = { Service: ["cloudtrail.amazonaws.com"] };
  const fromTrail = { "aws:SourceArn": [trailArn] };
  return [
    {
      sid: "AllowCloudTrailEncrypt",
      principals: cloudTrail,
      actions: ["kms:GenerateDataKey*"],
      resources: thisKey,
      conditions: {
        StringEquals: fromTrail,
        StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": [arns.trailsOfAccount(aws)] },
      },
    },
    {
      sid: "AllowCloudTrailDescribeAndDecrypt",
      principals: cloudTrail,
      actions: ["kms:DescribeKey", "kms:Decrypt"],
      resources: thisKey,
      conditions: { StringEquals: fromTrail },
    },
  ];
}

/**
 * EventBridge publishing to an encrypted topic. No source condition: SNS does not support `aws:SourceArn`,
 * `aws:SourceAccount` or `aws:SourceOrgID` here, and delivery stops without an error if one is set.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function eventBridgeStatement(): PolicyStatement {
  return {
    sid: "AllowEventBridgeToEncryptedTopic",
    principals: { Service: ["events.amazonaws.com"] },
    actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
    resources: thisKey,
  };
}

/**
 * Recordings of Remote Desktop connections that begin in these accounts, into a bucket of the key's Region.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-just-in-time-node-access-rdp-recording.html
 */
export function connectionRecordingStatement(aws: AwsContext, accounts: readonly string[]): PolicyStatement {
  return {
    sid: "AllowConnectionRecordings",
    principals: { Service: [GUI_CONNECT] },
    actions: ["kms:GenerateDataKey*"],
    resources: thisKey,
    conditions: {
      StringEquals: { "aws:SourceAccount": accounts, "kms:ViaService": [s3Service(aws.region, aws)] },
    },
  };
}

/**
 * Uploads from every account of an organization into one bucket, and nothing else: only through S3 in the key's Region,
 * and with the bucket's ARN as context, which is what S3 passes if the Bucket Key is on.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
export function organizationUploadStatement(
  aws: AwsContext,
  bucketArn: string,
  organizationId: string,
): PolicyStatement {
  return {
    sid: "AllowOrganizationUploads",
    principals: { AWS: ["*"] },
    actions: agentActions({ on: "bucket-key" }),
    resources: thisKey,
    conditions: {
      StringEquals: {
        "aws:PrincipalOrgID": [organizationId],
        "kms:ViaService": [s3Service(aws.region, aws)],
        "kms:EncryptionContext:aws:s3:arn": [bucketArn],
      },
    },
  };
}

/** Other accounts look up the key's ARN by its alias, so nobody copies it by hand. They learn metadata only. */
export function organizationDescribeStatement(organizationId: string): PolicyStatement {
  return {
    sid: "AllowOrganizationToResolveAlias",
    principals: { AWS: ["*"] },
    actions: ["kms:DescribeKey"],
    resources: thisKey,
    conditions: { StringEquals: { "aws:PrincipalOrgID": [organizationId] } },
  };
}

/**
 * Alarms publishing to an encrypted topic. AWS documents no source condition for the key; the topic policy has them.
 * @see https://repost.aws/knowledge-center/cloudwatch-configure-alarm-sns
 */
export function cloudWatchAlarmsStatement(): PolicyStatement {
  return {
    sid: "AllowCloudWatchAlarmsToEncryptedTopic",
    principals: { Service: ["cloudwatch.amazonaws.com"] },
    actions: ["kms:GenerateDataKey*", "kms:Decrypt"],
    resources: thisKey,
  };
}

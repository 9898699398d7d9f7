/** A kind of resource whose loss is a loss of audit data. */
export interface AuditDataKind {
  readonly called: string;
  /** What is lost with it. */
  readonly loss: string;
  /** Whether AWS cannot rename it. Terraform then creates a new one and deletes the old one. */
  readonly boundToName: boolean;
  /**
   * Resources that configure it, by the suffix that their logical ids add to its own. Forgetting it forgets these too,
   * because deleting them would strip it.
   */
  readonly settings: Readonly<Record<string, string>>;
}

/** What must outlive the code that created it, by Terraform resource type. */
export const auditDataKinds = {
  aws_s3_bucket: {
    called: "bucket",
    loss: "its objects",
    boundToName: true,
    settings: {
      public_access_block: "aws_s3_bucket_public_access_block",
      ownership_controls: "aws_s3_bucket_ownership_controls",
      versioning: "aws_s3_bucket_versioning",
      encryption: "aws_s3_bucket_server_side_encryption_configuration",
      lifecycle: "aws_s3_bucket_lifecycle_configuration",
      policy: "aws_s3_bucket_policy",
      access_logging: "aws_s3_bucket_logging",
    },
  },
  aws_s3_bucket_object_lock_configuration: {
    called: "Object Lock",
    loss: "the write-once retention of new objects",
    boundToName: true,
    settings: {},
  },
  aws_kms_key: {
    called: "key",
    loss: "everything that it has encrypted",
    // What names it is an alias, a resource of its own.
    boundToName: false,
    settings: { alias: "aws_kms_alias" },
  },
  aws_cloudwatch_log_group: {
    called: "log group",
    loss: "its events",
    boundToName: true,
    settings: {},
  },
  aws_cloudtrail: {
    called: "trail",
    loss: "the record of API calls from then on",
    boundToName: true,
    settings: { log_delivery_role: "aws_iam_role", log_delivery_policy: "aws_iam_role_policy" },
  },
  aws_sqs_queue: {
    called: "queue",
    loss: "the messages that wait in it",
    boundToName: true,
    settings: { policy: "aws_sqs_queue_policy" },
  },
} as const satisfies Readonly<Record<string, AuditDataKind>>;

export type AuditDataType = keyof typeof auditDataKinds;

export function isAuditDataType(type: string): type is AuditDataType {
  return Object.hasOwn(auditDataKinds, type);
}

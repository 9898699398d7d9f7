/** A kind of resource whose loss is a loss of audit data. */
export interface AuditDataKind {
  readonly called: string;
  /** What is gone with it. */
  readonly loss: string;
  /** Whether AWS can give it no other name: Terraform then makes a new one and deletes the old one. */
  readonly boundToName: boolean;
  /**
   * Resources that keep it as it is, by what their logical ids add to its own. Whoever forgets it forgets these too: to delete
   * them would strip it.
   */
  readonly settings: Readonly<Record<string, string>>;
}

/** What must outlive the code that made it, by its type in Terraform. */
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

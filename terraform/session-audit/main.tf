# Generated from the constructs by `npm run export`: change those instead.

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.id
  partition  = data.aws_partition.current.partition
  dns_suffix = data.aws_partition.current.dns_suffix
}

# Session key. A customer managed KMS key with an alias and rotation. Its policy starts with the account.
# Other modules add grants, each with the condition that its service supports.
resource "aws_kms_key" "session_key" {
  deletion_window_in_days = 30
  description             = "Traffic of Session Manager sessions, used by operators and nodes"
  enable_key_rotation     = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      # Without it the key becomes unmanageable, and IAM policies in the account have no effect on it.
      {
        Sid    = "AllowAccountToDelegateByIam"
        Effect = "Allow"
        Principal = {
          AWS = "arn:${local.partition}:iam::${local.account_id}:root"
        }
        Action   = "kms:*"
        Resource = "*"
      },
      # Nobody may delete the key, whatever IAM allows, not even Terraform: everything it has encrypted
      # would be lost. Nobody is locked out, because anyone who may change the policy can remove the
      # statement, as `removal: "destroy"` does. Disabling a key can be undone, so the guardrail covers
      # that.
      {
        Sid    = "DenyDeletionOfRetainedKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "kms:ScheduleKeyDeletion"
        Resource = "*"
      },
      # Administration without use: none of these actions encrypts or decrypts.
      length(var.key_administrators) > 0 ? {
        Sid    = "AllowAdministrationWithoutUse"
        Effect = "Allow"
        Principal = {
          AWS = var.key_administrators
        }
        Action = [
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
        ]
        Resource = "*"
      } : null,
    ] : item if item != null]
  })
  rotation_period_in_days = 365

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "session_key_alias" {
  name          = "alias/${var.name}-sessions"
  target_key_id = aws_kms_key.session_key.key_id
}

# Logs key.
resource "aws_kms_key" "logs_key" {
  deletion_window_in_days = 30
  description             = "Session output and other audit data at rest"
  enable_key_rotation     = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      # Without it the key becomes unmanageable, and IAM policies in the account have no effect on it.
      {
        Sid    = "AllowAccountToDelegateByIam"
        Effect = "Allow"
        Principal = {
          AWS = "arn:${local.partition}:iam::${local.account_id}:root"
        }
        Action   = "kms:*"
        Resource = "*"
      },
      # Nobody may delete the key, whatever IAM allows, not even Terraform: everything it has encrypted
      # would be lost. Nobody is locked out, because anyone who may change the policy can remove the
      # statement, as `removal: "destroy"` does. Disabling a key can be undone, so the guardrail covers
      # that.
      {
        Sid    = "DenyDeletionOfRetainedKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "kms:ScheduleKeyDeletion"
        Resource = "*"
      },
      # Administration without use: none of these actions encrypts or decrypts.
      length(var.key_administrators) > 0 ? {
        Sid    = "AllowAdministrationWithoutUse"
        Effect = "Allow"
        Principal = {
          AWS = var.key_administrators
        }
        Action = [
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
        ]
        Resource = "*"
      } : null,
      # CloudWatch Logs in the key's Region, for one group. The context value is the group's ARN without a
      # trailing `:*`.
      {
        Sid    = "AllowCloudWatchLogsForGroups"
        Effect = "Allow"
        Principal = {
          Service = "logs.${local.region}.${local.dns_suffix}"
        }
        Action = [
          "kms:Encrypt*",
          "kms:Decrypt*",
          "kms:ReEncrypt*",
          "kms:GenerateDataKey*",
          "kms:Describe*",
        ]
        Resource = "*"
        Condition = {
          ArnEquals = {
            "kms:EncryptionContext:aws:logs:arn" = [for item in [
              "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions",
              "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail",
              var.evidence != null ? "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/session-ledger" : null,
            ] : item if item != null]
          }
        }
      },
      {
        Sid    = "AllowCloudTrailEncrypt"
        Effect = "Allow"
        Principal = {
          Service = "cloudtrail.amazonaws.com"
        }
        Action   = "kms:GenerateDataKey*"
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:cloudtrail:arn" = "arn:${local.partition}:cloudtrail:*:${local.account_id}:trail/*"
          }
        }
      },
      {
        Sid    = "AllowCloudTrailDescribeAndDecrypt"
        Effect = "Allow"
        Principal = {
          Service = "cloudtrail.amazonaws.com"
        }
        Action   = ["kms:DescribeKey", "kms:Decrypt"]
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}"
          }
        }
      },
    ] : item if item != null]
  })
  rotation_period_in_days = 365

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "logs_key_alias" {
  name          = "alias/${var.name}-logs"
  target_key_id = aws_kms_key.logs_key.key_id
}

# Access log bucket. The bucket for server access logs. S3 delivers to SSE-S3 buckets only, and not to a
# bucket whose Object Lock has a default retention, so it offers neither a key nor a lock.
resource "aws_s3_bucket" "access_log_bucket" {
  bucket        = "${var.name}-access-logs-${local.account_id}-${local.region}"
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "access_log_bucket_public_access_block" {
  block_public_acls       = true
  block_public_policy     = true
  bucket                  = aws_s3_bucket.access_log_bucket.id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "access_log_bucket_ownership_controls" {
  bucket = aws_s3_bucket.access_log_bucket.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "access_log_bucket_versioning" {
  bucket = aws_s3_bucket.access_log_bucket.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "access_log_bucket_encryption" {
  bucket = aws_s3_bucket.access_log_bucket.id

  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "access_log_bucket_lifecycle" {
  bucket = aws_s3_bucket.access_log_bucket.id

  rule {
    id     = "keep-audit-data"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    dynamic "expiration" {
      for_each = var.bucket_retention.expire_after_days != null ? [true] : []

      content {
        days = var.bucket_retention.expire_after_days
      }
    }

    filter {
      prefix = ""
    }

    dynamic "noncurrent_version_expiration" {
      for_each = var.bucket_retention.expire_after_days != null ? [true] : []

      content {
        noncurrent_days = var.bucket_retention.expire_after_days
      }
    }

    dynamic "transition" {
      for_each = var.bucket_retention.archive_after_days != null ? [true] : []

      content {
        days          = var.bucket_retention.archive_after_days
        storage_class = "GLACIER_IR"
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.access_log_bucket_versioning]
}

resource "aws_s3_bucket_policy" "access_log_bucket_policy" {
  bucket = aws_s3_bucket.access_log_bucket.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action = "s3:*"
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}",
          "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}/*",
        ]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      # Server access logs of one bucket of this account.
      {
        Sid    = "AllowS3LogDelivery"
        Effect = "Allow"
        Principal = {
          Service = "logging.s3.amazonaws.com"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}/*"
        Condition = {
          ArnLike = {
            "aws:SourceArn" = [for item in [
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
              "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}",
              var.evidence != null ? "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}" : null,
            ] : item if item != null]
          }
          StringEquals = {
            "aws:SourceAccount" = local.account_id
          }
        }
      },
    ]
  })

  depends_on = [
    aws_s3_bucket_public_access_block.access_log_bucket_public_access_block,
  ]
}

# Transcript bucket. An S3 bucket for audit data: encrypted, versioned, private, TLS only, and closed to
# objects that nobody can decrypt.
resource "aws_s3_bucket" "transcript_bucket" {
  bucket        = "${var.name}-transcripts-${local.account_id}-${local.region}"
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "transcript_bucket_public_access_block" {
  block_public_acls       = true
  block_public_policy     = true
  bucket                  = aws_s3_bucket.transcript_bucket.id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "transcript_bucket_ownership_controls" {
  bucket = aws_s3_bucket.transcript_bucket.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "transcript_bucket_versioning" {
  bucket = aws_s3_bucket.transcript_bucket.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "transcript_bucket_encryption" {
  bucket = aws_s3_bucket.transcript_bucket.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.logs_key.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "transcript_bucket_lifecycle" {
  bucket = aws_s3_bucket.transcript_bucket.id

  rule {
    id     = "keep-audit-data"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    dynamic "expiration" {
      for_each = var.bucket_retention.expire_after_days != null ? [true] : []

      content {
        days = var.bucket_retention.expire_after_days
      }
    }

    filter {
      prefix = ""
    }

    dynamic "noncurrent_version_expiration" {
      for_each = var.bucket_retention.expire_after_days != null ? [true] : []

      content {
        noncurrent_days = var.bucket_retention.expire_after_days
      }
    }

    dynamic "transition" {
      for_each = var.bucket_retention.archive_after_days != null ? [true] : []

      content {
        days          = var.bucket_retention.archive_after_days
        storage_class = "GLACIER_IR"
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.transcript_bucket_versioning]
}

resource "aws_s3_bucket_policy" "transcript_bucket_policy" {
  bucket = aws_s3_bucket.transcript_bucket.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action = "s3:*"
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
        ]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      {
        Sid    = "DenyWrongEncryptionAlgorithm"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*"
        Condition = {
          StringNotEquals = {
            "s3:x-amz-server-side-encryption" = "aws:kms"
          }
          Null = {
            "s3:x-amz-server-side-encryption" = "false"
          }
          Bool = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
      # Nobody else can read an object encrypted with a key that the caller supplies (SSE-C).
      {
        Sid    = "DenyCustomerProvidedKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*"
        Condition = {
          Null = {
            "s3:x-amz-server-side-encryption-customer-algorithm" = "false"
          }
        }
      },
      {
        Sid    = "DenyWrongEncryptionKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*"
        Condition = {
          StringNotEquals = {
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.logs_key.arn
          }
          Null = {
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false"
          }
          Bool = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
      # A request for SSE-KMS that names no key uses the AWS managed key, or that of the sender's account,
      # not the bucket's. The agent sends both headers or neither; the parts of a long transcript have
      # neither, and replication is no PutObject.
      {
        Sid    = "DenyUnnamedEncryptionKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*"
        Condition = {
          Null = {
            "s3:x-amz-server-side-encryption"                = "false"
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = "true"
          }
          Bool = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
    ]
  })

  depends_on = [
    aws_s3_bucket_public_access_block.transcript_bucket_public_access_block,
  ]
}

resource "aws_s3_bucket_object_lock_configuration" "transcript_bucket_object_lock" {
  count = var.object_lock != null ? 1 : 0

  bucket = aws_s3_bucket.transcript_bucket.id

  rule {
    default_retention {
      days = var.object_lock.retention_days
      mode = var.object_lock.mode
    }
  }

  depends_on = [aws_s3_bucket_versioning.transcript_bucket_versioning]

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_logging" "transcript_bucket_access_logging" {
  bucket        = aws_s3_bucket.transcript_bucket.id
  target_bucket = "${var.name}-access-logs-${local.account_id}-${local.region}"
  target_prefix = "${var.name}-transcripts-${local.account_id}-${local.region}/"

  depends_on = [
    aws_s3_bucket_server_side_encryption_configuration.access_log_bucket_encryption,
    aws_s3_bucket_versioning.access_log_bucket_versioning,
    aws_s3_bucket_policy.access_log_bucket_policy,
  ]
}

# Trail bucket.
resource "aws_s3_bucket" "trail_bucket" {
  bucket        = "${var.name}-trail-${local.account_id}-${local.region}"
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "trail_bucket_public_access_block" {
  block_public_acls       = true
  block_public_policy     = true
  bucket                  = aws_s3_bucket.trail_bucket.id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "trail_bucket_ownership_controls" {
  bucket = aws_s3_bucket.trail_bucket.id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "trail_bucket_versioning" {
  bucket = aws_s3_bucket.trail_bucket.id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "trail_bucket_encryption" {
  bucket = aws_s3_bucket.trail_bucket.id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.logs_key.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "trail_bucket_lifecycle" {
  bucket = aws_s3_bucket.trail_bucket.id

  rule {
    id     = "keep-audit-data"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    dynamic "expiration" {
      for_each = var.bucket_retention.expire_after_days != null ? [true] : []

      content {
        days = var.bucket_retention.expire_after_days
      }
    }

    filter {
      prefix = ""
    }

    dynamic "noncurrent_version_expiration" {
      for_each = var.bucket_retention.expire_after_days != null ? [true] : []

      content {
        noncurrent_days = var.bucket_retention.expire_after_days
      }
    }

    dynamic "transition" {
      for_each = var.bucket_retention.archive_after_days != null ? [true] : []

      content {
        days          = var.bucket_retention.archive_after_days
        storage_class = "GLACIER_IR"
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.trail_bucket_versioning]
}

resource "aws_s3_bucket_policy" "trail_bucket_policy" {
  bucket = aws_s3_bucket.trail_bucket.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action = "s3:*"
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}",
          "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*",
        ]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      {
        Sid    = "DenyWrongEncryptionAlgorithm"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*"
        Condition = {
          StringNotEquals = {
            "s3:x-amz-server-side-encryption" = "aws:kms"
          }
          Null = {
            "s3:x-amz-server-side-encryption" = "false"
          }
          Bool = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
      # Nobody else can read an object encrypted with a key that the caller supplies (SSE-C).
      {
        Sid    = "DenyCustomerProvidedKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*"
        Condition = {
          Null = {
            "s3:x-amz-server-side-encryption-customer-algorithm" = "false"
          }
        }
      },
      {
        Sid    = "DenyWrongEncryptionKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*"
        Condition = {
          StringNotEquals = {
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.logs_key.arn
          }
          Null = {
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false"
          }
          Bool = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
      # A request for SSE-KMS that names no key uses the AWS managed key, or that of the sender's account,
      # not the bucket's. The agent sends both headers or neither; the parts of a long transcript have
      # neither, and replication is no PutObject.
      {
        Sid    = "DenyUnnamedEncryptionKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*"
        Condition = {
          Null = {
            "s3:x-amz-server-side-encryption"                = "false"
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = "true"
          }
          Bool = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
      {
        Sid    = "AllowCloudTrailAclCheck"
        Effect = "Allow"
        Principal = {
          Service = "cloudtrail.amazonaws.com"
        }
        Action   = "s3:GetBucketAcl"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}"
        Condition = {
          StringEquals = {
            "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}"
          }
        }
      },
      {
        Sid    = "AllowCloudTrailWrite"
        Effect = "Allow"
        Principal = {
          Service = "cloudtrail.amazonaws.com"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/${local.account_id}/*"
        Condition = {
          StringEquals = {
            "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}"
            "s3:x-amz-acl"  = "bucket-owner-full-control"
          }
        }
      },
    ]
  })

  depends_on = [
    aws_s3_bucket_public_access_block.trail_bucket_public_access_block,
  ]
}

resource "aws_s3_bucket_object_lock_configuration" "trail_bucket_object_lock" {
  count = var.object_lock != null ? 1 : 0

  bucket = aws_s3_bucket.trail_bucket.id

  rule {
    default_retention {
      days = var.object_lock.retention_days
      mode = var.object_lock.mode
    }
  }

  depends_on = [aws_s3_bucket_versioning.trail_bucket_versioning]

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_logging" "trail_bucket_access_logging" {
  bucket        = aws_s3_bucket.trail_bucket.id
  target_bucket = "${var.name}-access-logs-${local.account_id}-${local.region}"
  target_prefix = "${var.name}-trail-${local.account_id}-${local.region}/"

  depends_on = [
    aws_s3_bucket_server_side_encryption_configuration.access_log_bucket_encryption,
    aws_s3_bucket_versioning.access_log_bucket_versioning,
    aws_s3_bucket_policy.access_log_bucket_policy,
  ]
}

# Session log group. A CloudWatch log group for audit data, kept for a year by default.
resource "aws_cloudwatch_log_group" "session_log_group" {
  kms_key_id        = aws_kms_key.logs_key.arn
  name              = "/${var.name}/sessions"
  retention_in_days = var.retention_days
  skip_destroy      = true

  lifecycle {
    prevent_destroy = true
  }
}

# Document. An SSM document of type Session. It takes the bucket, the group and the key themselves, so its
# names match theirs and its encryption flags follow from them: a session that cannot be logged is refused.
resource "aws_ssm_document" "document" {
  content = chomp(<<-EOT
    {
      "schemaVersion": "1.0",
      "description": "Sessions of type Standard_Stream, logged for audit",
      "sessionType": "Standard_Stream",
      "inputs": {
        "s3BucketName": "${var.name}-transcripts-${local.account_id}-${local.region}",
        "s3KeyPrefix": "sessions/${local.account_id}/${local.region}",
        "s3EncryptionEnabled": true,
        "cloudWatchLogGroupName": "/${var.name}/sessions",
        "cloudWatchEncryptionEnabled": true,
        "cloudWatchStreamingEnabled": true,
        "kmsKeyId": "${aws_kms_key.session_key.arn}",
        "runAsEnabled": ${jsonencode(var.session.run_as != null)},
        "runAsDefaultUser": ${jsonencode(var.session.run_as != null ? var.session.run_as.default_user : "")},
        "idleSessionTimeout": ${jsonencode(tostring(var.session.idle_timeout_minutes))},
        "maxSessionDuration": ${jsonencode(var.session.max_duration_minutes != null ? tostring(var.session.max_duration_minutes) : "")},
        "shellProfile": {
          "linux": ${jsonencode(var.session.shell_profile.linux != null ? var.session.shell_profile.linux : "")},
          "windows": ${jsonencode(var.session.shell_profile.windows != null ? var.session.shell_profile.windows : "")}
        }
      }
    }
  EOT
  )
  document_format = "JSON"
  document_type   = "Session"
  name            = "SSM-SessionManagerRunShell"

  depends_on = [
    aws_s3_bucket_server_side_encryption_configuration.transcript_bucket_encryption,
    aws_s3_bucket_versioning.transcript_bucket_versioning,
    aws_s3_bucket_policy.transcript_bucket_policy,
    aws_s3_bucket_object_lock_configuration.transcript_bucket_object_lock,
    aws_cloudwatch_log_group.session_log_group,
    aws_kms_key.session_key,
  ]
}

# Settings. Systems Manager settings that apply to a whole account and Region: documents, session documents
# included, cannot be shared publicly. Documents that are already public stay public. If Terraform removes the
# setting, AWS's default returns, which allows sharing.
resource "aws_ssm_service_setting" "settings_public_sharing" {
  setting_id    = "arn:${local.partition}:ssm:${local.region}:${local.account_id}:servicesetting/ssm/documents/console/public-sharing-permission"
  setting_value = "Disable"
}

# Trail log group.
resource "aws_cloudwatch_log_group" "trail_log_group" {
  kms_key_id        = aws_kms_key.logs_key.arn
  name              = "/${var.name}/trail"
  retention_in_days = var.trail_retention_days != null ? var.trail_retention_days : var.retention_days
  skip_destroy      = true

  lifecycle {
    prevent_destroy = true
  }
}

# Trail. A CloudTrail trail of all Regions with global service events, file validation and KMS encryption. It
# records read and write management events, which EventBridge rules on StartSession need.
resource "aws_iam_role" "trail_log_delivery_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # No source condition: CloudTrail supports neither `aws:SourceArn` nor `aws:SourceAccount` for this
      # role, and delivery stops if one is set. Another account's trail cannot use the role, because roles
      # are passed within their own account only.
      {
        Sid    = "AllowCloudTrailAssume"
        Effect = "Allow"
        Principal = {
          Service = "cloudtrail.amazonaws.com"
        }
        Action = "sts:AssumeRole"
      },
    ]
  })
  description = "Delivery of trail ${var.name} to CloudWatch Logs"
  name        = "${var.name}-log-delivery"
}

resource "aws_iam_role_policy" "trail_log_delivery_policy" {
  name = "log-delivery"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # The streams are named `<account>_CloudTrail_<region>`, or
      # `<organization>_<account>_CloudTrail_<region>` for organization members, with a suffix if there are
      # several.
      {
        Sid      = "AllowTrailStreams"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail:log-stream:${local.account_id}_CloudTrail_${local.region}*"
      },
    ]
  })
  role = aws_iam_role.trail_log_delivery_role.name
}

resource "aws_cloudtrail" "trail" {
  cloud_watch_logs_group_arn    = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail:*"
  cloud_watch_logs_role_arn     = aws_iam_role.trail_log_delivery_role.arn
  enable_log_file_validation    = true
  enable_logging                = true
  include_global_service_events = true
  is_multi_region_trail         = true
  is_organization_trail         = false
  kms_key_id                    = aws_kms_key.logs_key.arn
  name                          = var.name
  s3_bucket_name                = "${var.name}-trail-${local.account_id}-${local.region}"

  dynamic "advanced_event_selector" {
    for_each = var.record_transcript_access ? [true] : []

    content {
      name = "Management events"

      field_selector {
        equals = ["Management"]
        field  = "eventCategory"
      }
    }
  }
  dynamic "advanced_event_selector" {
    for_each = var.record_transcript_access ? [true] : []

    content {
      name = "Objects of the audit"

      field_selector {
        equals = ["Data"]
        field  = "eventCategory"
      }
      field_selector {
        equals = ["AWS::S3::Object"]
        field  = "resources.type"
      }
      field_selector {
        field = "resources.ARN"
        starts_with = [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/",
        ]
      }
    }
  }

  depends_on = [
    aws_s3_bucket_server_side_encryption_configuration.trail_bucket_encryption,
    aws_s3_bucket_versioning.trail_bucket_versioning,
    aws_s3_bucket_policy.trail_bucket_policy,
    aws_s3_bucket_object_lock_configuration.trail_bucket_object_lock,
    aws_kms_key.logs_key,
    aws_cloudwatch_log_group.trail_log_group,
    aws_iam_role_policy.trail_log_delivery_policy,
  ]

  lifecycle {
    prevent_destroy = true
  }
}

# Alerts key.
resource "aws_kms_key" "alerts_key" {
  deletion_window_in_days = 30
  description             = "Messages of the session alert topic"
  enable_key_rotation     = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      # Without it the key becomes unmanageable, and IAM policies in the account have no effect on it.
      {
        Sid    = "AllowAccountToDelegateByIam"
        Effect = "Allow"
        Principal = {
          AWS = "arn:${local.partition}:iam::${local.account_id}:root"
        }
        Action   = "kms:*"
        Resource = "*"
      },
      # Nobody may delete the key, whatever IAM allows, not even Terraform: everything it has encrypted
      # would be lost. Nobody is locked out, because anyone who may change the policy can remove the
      # statement, as `removal: "destroy"` does. Disabling a key can be undone, so the guardrail covers
      # that.
      {
        Sid    = "DenyDeletionOfRetainedKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "kms:ScheduleKeyDeletion"
        Resource = "*"
      },
      # Administration without use: none of these actions encrypts or decrypts.
      length(var.key_administrators) > 0 ? {
        Sid    = "AllowAdministrationWithoutUse"
        Effect = "Allow"
        Principal = {
          AWS = var.key_administrators
        }
        Action = [
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
        ]
        Resource = "*"
      } : null,
      # EventBridge publishing to an encrypted topic. No source condition: SNS does not support
      # `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID` here, and delivery stops without an error
      # if one is set.
      {
        Sid    = "AllowEventBridgeToEncryptedTopic"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = ["kms:GenerateDataKey*", "kms:Decrypt"]
        Resource = "*"
      },
      # Alarms publishing to an encrypted topic. AWS documents no source condition for the key; the topic
      # policy has them.
      {
        Sid    = "AllowCloudWatchAlarmsToEncryptedTopic"
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = ["kms:GenerateDataKey*", "kms:Decrypt"]
        Resource = "*"
      },
    ] : item if item != null]
  })
  rotation_period_in_days = 365

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "alerts_key_alias" {
  name          = "alias/${var.name}-alerts"
  target_key_id = aws_kms_key.alerts_key.key_id
}

# Integrity key.
resource "aws_kms_key" "integrity_key" {
  deletion_window_in_days = 30
  description             = "Messages of the audit alert topic"
  enable_key_rotation     = true
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      # Without it the key becomes unmanageable, and IAM policies in the account have no effect on it.
      {
        Sid    = "AllowAccountToDelegateByIam"
        Effect = "Allow"
        Principal = {
          AWS = "arn:${local.partition}:iam::${local.account_id}:root"
        }
        Action   = "kms:*"
        Resource = "*"
      },
      # Nobody may delete the key, whatever IAM allows, not even Terraform: everything it has encrypted
      # would be lost. Nobody is locked out, because anyone who may change the policy can remove the
      # statement, as `removal: "destroy"` does. Disabling a key can be undone, so the guardrail covers
      # that.
      {
        Sid    = "DenyDeletionOfRetainedKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "kms:ScheduleKeyDeletion"
        Resource = "*"
      },
      # Administration without use: none of these actions encrypts or decrypts.
      length(var.key_administrators) > 0 ? {
        Sid    = "AllowAdministrationWithoutUse"
        Effect = "Allow"
        Principal = {
          AWS = var.key_administrators
        }
        Action = [
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
        ]
        Resource = "*"
      } : null,
      # EventBridge publishing to an encrypted topic. No source condition: SNS does not support
      # `aws:SourceArn`, `aws:SourceAccount` or `aws:SourceOrgID` here, and delivery stops without an error
      # if one is set.
      var.watches.preferences || var.watches.tampering ? {
        Sid    = "AllowEventBridgeToEncryptedTopic"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = ["kms:GenerateDataKey*", "kms:Decrypt"]
        Resource = "*"
      } : null,
      # Alarms publishing to an encrypted topic. AWS documents no source condition for the key; the topic
      # policy has them.
      {
        Sid    = "AllowCloudWatchAlarmsToEncryptedTopic"
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = ["kms:GenerateDataKey*", "kms:Decrypt"]
        Resource = "*"
      },
    ] : item if item != null]
  })
  rotation_period_in_days = 365

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_kms_alias" "integrity_key_alias" {
  name          = "alias/${var.name}-integrity-alerts"
  target_key_id = aws_kms_key.integrity_key.key_id
}

# Topic. An encrypted SNS topic that EventBridge and CloudWatch can actually publish to, and its subscribers.
resource "aws_sns_topic" "topic" {
  kms_master_key_id = aws_kms_key.alerts_key.arn
  name              = "${var.name}-session-alerts"
}

resource "aws_sns_topic_policy" "topic_policy" {
  arn = aws_sns_topic.topic.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "sns:Publish"
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      # EventBridge publishes without a source condition: topic policies support no `Condition` block for
      # this grant, and an execution role is no alternative for encrypted topics.
      {
        Sid    = "AllowEventBridgePublish"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts"
      },
      {
        Sid    = "AllowCloudWatchAlarmsPublish"
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = concat(
              try(var.evidence.alarms.starts_per_hour, null) != null ? ["arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-starts"] : [],
              var.evidence != null ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-refusals",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-preference-changes",
              ] : [],
              [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-refusals-matches",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerts-failed-notifications",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerts-undelivered",
              ],
            )
          }
          StringEquals = {
            "aws:SourceAccount" = local.account_id
          }
        }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "topic_subscription_https" {
  for_each = var.alerts.urls

  endpoint               = each.value
  endpoint_auto_confirms = true
  protocol               = "https"
  topic_arn              = aws_sns_topic.topic.arn
}

resource "aws_sns_topic_subscription" "topic_subscription_sms" {
  for_each = var.alerts.phone_numbers

  endpoint  = each.value
  protocol  = "sms"
  topic_arn = aws_sns_topic.topic.arn
}

resource "aws_sns_topic_subscription" "topic_subscription_email" {
  for_each = var.alerts.emails

  endpoint  = each.value
  protocol  = "email"
  topic_arn = aws_sns_topic.topic.arn
}

# Refusal topic.
resource "aws_sns_topic" "refusal_topic" {
  kms_master_key_id = aws_kms_key.alerts_key.arn
  name              = "${var.name}-session-refusals"
}

resource "aws_sns_topic_policy" "refusal_topic_policy" {
  arn = aws_sns_topic.refusal_topic.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "sns:Publish"
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      # EventBridge publishes without a source condition: topic policies support no `Condition` block for
      # this grant, and an execution role is no alternative for encrypted topics.
      {
        Sid    = "AllowEventBridgePublish"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals"
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "refusal_topic_subscription_https" {
  for_each = var.refusals.urls

  endpoint               = each.value
  endpoint_auto_confirms = true
  protocol               = "https"
  topic_arn              = aws_sns_topic.refusal_topic.arn
}

resource "aws_sns_topic_subscription" "refusal_topic_subscription_sms" {
  for_each = var.refusals.phone_numbers

  endpoint  = each.value
  protocol  = "sms"
  topic_arn = aws_sns_topic.refusal_topic.arn
}

resource "aws_sns_topic_subscription" "refusal_topic_subscription_email" {
  for_each = var.refusals.emails

  endpoint  = each.value
  protocol  = "email"
  topic_arn = aws_sns_topic.refusal_topic.arn
}

# Integrity topic.
resource "aws_sns_topic" "integrity_topic" {
  kms_master_key_id = aws_kms_key.integrity_key.arn
  name              = "${var.name}-integrity-alerts"
}

resource "aws_sns_topic_policy" "integrity_topic_policy" {
  arn = aws_sns_topic.integrity_topic.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "sns:Publish"
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      # EventBridge publishes without a source condition: topic policies support no `Condition` block for
      # this grant, and an execution role is no alternative for encrypted topics.
      var.watches.preferences || var.watches.tampering ? {
        Sid    = "AllowEventBridgePublish"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
      } : null,
      {
        Sid    = "AllowCloudWatchAlarmsPublish"
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = concat(
              var.evidence != null ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-not-collected",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-errors",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-dead-letters",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-unreadable-places",
              ] : [],
              [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-events-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-events-lost-events",
              ],
              var.watches.silence ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-starts-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-starts-lost-events",
              ] : [],
              [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-refusals-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-refusals-lost-events",
              ],
              var.watches.preferences ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-preferences-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-preferences-lost-events",
              ] : [],
              var.watches.tampering ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-lost-events",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-2-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-2-lost-events",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-3-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-3-lost-events",
              ] : [],
              var.evidence != null && var.watches.tampering ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-4-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-4-lost-events",
              ] : [],
              var.watches.tampering ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerting-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerting-lost-events",
              ] : [],
              [for item in [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-events-dead-letters",
                var.watches.silence ? "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-starts-dead-letters" : null,
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-refusals-dead-letters",
                var.watches.preferences ? "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-preferences-dead-letters" : null,
              ] : item if item != null],
              var.watches.tampering ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-dead-letters",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerting-dead-letters",
              ] : [],
              [for item in [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-alerts-failed-notifications",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-refusals-failed-notifications",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-alerts-undelivered",
                var.watches.silence ? "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-silent" : null,
              ] : item if item != null],
            )
          }
          StringEquals = {
            "aws:SourceAccount" = local.account_id
          }
        }
      },
    ] : item if item != null]
  })
}

resource "aws_sns_topic_subscription" "integrity_topic_subscription_https" {
  for_each = coalesce(var.integrity_alerts, var.alerts).urls

  endpoint               = each.value
  endpoint_auto_confirms = true
  protocol               = "https"
  topic_arn              = aws_sns_topic.integrity_topic.arn
}

resource "aws_sns_topic_subscription" "integrity_topic_subscription_sms" {
  for_each = coalesce(var.integrity_alerts, var.alerts).phone_numbers

  endpoint  = each.value
  protocol  = "sms"
  topic_arn = aws_sns_topic.integrity_topic.arn
}

resource "aws_sns_topic_subscription" "integrity_topic_subscription_email" {
  for_each = coalesce(var.integrity_alerts, var.alerts).emails

  endpoint  = each.value
  protocol  = "email"
  topic_arn = aws_sns_topic.integrity_topic.arn
}

# Events. An EventBridge rule on events of sessions or of their audit, and the targets that it starts.
# EventBridge retries for a day; what it still cannot deliver waits for 14 days in the rule's dead-letter
# queue.
resource "aws_sqs_queue" "events_dead_letter_queue" {
  message_retention_seconds = 1209600
  name                      = "${var.name}-session-events-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_policy" "events_dead_letter_queue_policy" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowEventBridgeDeadLetters"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-events-dead-letters"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-session-events"
          }
        }
      },
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "sqs:*"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-events-dead-letters"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  queue_url = aws_sqs_queue.events_dead_letter_queue.url
}

resource "aws_cloudwatch_event_rule" "events" {
  description = !var.watches.silence ? "Session audit: StartSession, ResumeSession, TerminateSession" : "Session audit: ResumeSession, TerminateSession, StartSession"
  event_pattern = jsonencode({ for key, value in {
    source      = ["aws.ssm"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = !var.watches.silence ? {
      eventSource = ["ssm.amazonaws.com"]
      eventName   = ["StartSession", "ResumeSession", "TerminateSession"]
      errorCode = [
        {
          exists = false
        },
      ]
    } : null
    "$or" = var.watches.silence ? [
      {
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["ResumeSession", "TerminateSession"]
          errorCode = [
            {
              exists = false
            },
          ]
        }
      },
      {
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["StartSession"]
          errorCode = [
            {
              exists = false
            },
          ]
          requestParameters = {
            documentName = [
              {
                anything-but = ["SSM-SessionManagerRunShell"]
              },
            ]
          }
        }
      },
    ] : null
  } : key => value if value != null })
  name  = "${var.name}-session-events"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "events_topic_target" {
  arn       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts"
  rule      = aws_cloudwatch_event_rule.events.name
  target_id = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-events-dead-letters"
  }

  input_transformer {
    input_paths = {
      kind      = "$.detail.userIdentity.type"
      who       = "$.detail.userIdentity.arn"
      identity  = "$.detail.userIdentity.sessionContext.sourceIdentity"
      principal = "$.detail.userIdentity.principalId"
      issuer    = "$.detail.userIdentity.sessionContext.sessionIssuer.arn"
      service   = "$.detail.userIdentity.invokedBy"
      mfa       = "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated"
      address   = "$.detail.sourceIPAddress"
      account   = "$.account"
      region    = "$.region"
      time      = "$.detail.eventTime"
      event     = "$.detail.eventID"
      agent     = "$.detail.userAgent"
      target    = "$.detail.requestParameters.target"
      document  = "$.detail.requestParameters.documentName"
      reason    = "$.detail.requestParameters.reason"
      call      = "$.detail.eventName"
      session   = "$.detail.responseElements.sessionId"
      requested = "$.detail.requestParameters.sessionId"
      refusal   = "$.detail.errorCode"
    }
    input_template = chomp(<<-EOT
      "Session Manager: <call>"
      ""
      "Who:      <kind> <who> <principal>"
      "Role:     <issuer> (empty: a user, or long-term credentials)"
      "Identity: <identity> (the source identity, empty: none was set)"
      "Through:  <service> (empty: no service of AWS)"
      "MFA:      <mfa> (empty: not asked; false as well where a federated user gave it elsewhere)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Session:  <session> (empty: refused)"
      "Refused:  <refusal> (empty: allowed)"
      "Document: <document> (empty: SSM-SessionManagerRunShell at a start, none at resume and terminate)"
      "Target:   <target> (empty for resume and terminate: look for the start of this session; or a refused call without its parameters)"
      "Asked:    <requested> (the session that a resume or terminate names, empty for a start)"
      "Program:  <agent>"
      "Reason:   <reason>"
    EOT
    )
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_sns_topic_policy.topic_policy,
    aws_sqs_queue_policy.events_dead_letter_queue_policy,
  ]
}

# Starts.
resource "aws_sqs_queue" "starts_dead_letter_queue" {
  count = var.watches.silence ? 1 : 0

  message_retention_seconds = 1209600
  name                      = "${var.name}-session-starts-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_policy" "starts_dead_letter_queue_policy" {
  count = var.watches.silence ? 1 : 0

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowEventBridgeDeadLetters"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-starts-dead-letters"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-session-starts"
          }
        }
      },
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "sqs:*"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-starts-dead-letters"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  queue_url = aws_sqs_queue.starts_dead_letter_queue[0].url
}

resource "aws_cloudwatch_event_rule" "starts" {
  count = var.watches.silence ? 1 : 0

  description = "Session audit: StartSession"
  event_pattern = jsonencode({
    source      = ["aws.ssm"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["ssm.amazonaws.com"]
      eventName   = ["StartSession"]
      errorCode = [
        {
          exists = false
        },
      ]
      requestParameters = {
        documentName = [
          "SSM-SessionManagerRunShell",
          {
            suffix = ":document/SSM-SessionManagerRunShell"
          },
          {
            exists = false
          },
        ]
      }
    }
  })
  name  = "${var.name}-session-starts"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "starts_topic_target" {
  count = var.watches.silence ? 1 : 0

  arn       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts"
  rule      = aws_cloudwatch_event_rule.starts[0].name
  target_id = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-starts-dead-letters"
  }

  input_transformer {
    input_paths = {
      kind      = "$.detail.userIdentity.type"
      who       = "$.detail.userIdentity.arn"
      identity  = "$.detail.userIdentity.sessionContext.sourceIdentity"
      principal = "$.detail.userIdentity.principalId"
      issuer    = "$.detail.userIdentity.sessionContext.sessionIssuer.arn"
      service   = "$.detail.userIdentity.invokedBy"
      mfa       = "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated"
      address   = "$.detail.sourceIPAddress"
      account   = "$.account"
      region    = "$.region"
      time      = "$.detail.eventTime"
      event     = "$.detail.eventID"
      agent     = "$.detail.userAgent"
      target    = "$.detail.requestParameters.target"
      document  = "$.detail.requestParameters.documentName"
      reason    = "$.detail.requestParameters.reason"
      call      = "$.detail.eventName"
      session   = "$.detail.responseElements.sessionId"
      requested = "$.detail.requestParameters.sessionId"
      refusal   = "$.detail.errorCode"
    }
    input_template = chomp(<<-EOT
      "Session Manager: <call>"
      ""
      "Who:      <kind> <who> <principal>"
      "Role:     <issuer> (empty: a user, or long-term credentials)"
      "Identity: <identity> (the source identity, empty: none was set)"
      "Through:  <service> (empty: no service of AWS)"
      "MFA:      <mfa> (empty: not asked; false as well where a federated user gave it elsewhere)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Session:  <session> (empty: refused)"
      "Refused:  <refusal> (empty: allowed)"
      "Document: <document> (empty: SSM-SessionManagerRunShell at a start, none at resume and terminate)"
      "Target:   <target> (empty for resume and terminate: look for the start of this session; or a refused call without its parameters)"
      "Asked:    <requested> (the session that a resume or terminate names, empty for a start)"
      "Program:  <agent>"
      "Reason:   <reason>"
    EOT
    )
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_sns_topic_policy.topic_policy,
    aws_sqs_queue_policy.starts_dead_letter_queue_policy,
  ]
}

# Refusals.
resource "aws_sqs_queue" "refusals_dead_letter_queue" {
  message_retention_seconds = 1209600
  name                      = "${var.name}-session-refusals-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_policy" "refusals_dead_letter_queue_policy" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowEventBridgeDeadLetters"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-refusals-dead-letters"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-session-refusals"
          }
        }
      },
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "sqs:*"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-refusals-dead-letters"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  queue_url = aws_sqs_queue.refusals_dead_letter_queue.url
}

resource "aws_cloudwatch_event_rule" "refusals" {
  description = "Session audit: StartSession, ResumeSession, TerminateSession"
  event_pattern = jsonencode({
    source      = ["aws.ssm"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["ssm.amazonaws.com"]
      eventName   = ["StartSession", "ResumeSession", "TerminateSession"]
      errorCode = [
        {
          exists = true
        },
      ]
    }
  })
  name  = "${var.name}-session-refusals"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "refusals_topic_target" {
  arn       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals"
  rule      = aws_cloudwatch_event_rule.refusals.name
  target_id = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-refusals-dead-letters"
  }

  input_transformer {
    input_paths = {
      kind      = "$.detail.userIdentity.type"
      who       = "$.detail.userIdentity.arn"
      identity  = "$.detail.userIdentity.sessionContext.sourceIdentity"
      principal = "$.detail.userIdentity.principalId"
      issuer    = "$.detail.userIdentity.sessionContext.sessionIssuer.arn"
      service   = "$.detail.userIdentity.invokedBy"
      mfa       = "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated"
      address   = "$.detail.sourceIPAddress"
      account   = "$.account"
      region    = "$.region"
      time      = "$.detail.eventTime"
      event     = "$.detail.eventID"
      agent     = "$.detail.userAgent"
      target    = "$.detail.requestParameters.target"
      document  = "$.detail.requestParameters.documentName"
      reason    = "$.detail.requestParameters.reason"
      call      = "$.detail.eventName"
      session   = "$.detail.responseElements.sessionId"
      requested = "$.detail.requestParameters.sessionId"
      refusal   = "$.detail.errorCode"
    }
    input_template = chomp(<<-EOT
      "Session Manager: <call>"
      ""
      "Who:      <kind> <who> <principal>"
      "Role:     <issuer> (empty: a user, or long-term credentials)"
      "Identity: <identity> (the source identity, empty: none was set)"
      "Through:  <service> (empty: no service of AWS)"
      "MFA:      <mfa> (empty: not asked; false as well where a federated user gave it elsewhere)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Session:  <session> (empty: refused)"
      "Refused:  <refusal> (empty: allowed)"
      "Document: <document> (empty: SSM-SessionManagerRunShell at a start, none at resume and terminate)"
      "Target:   <target> (empty for resume and terminate: look for the start of this session; or a refused call without its parameters)"
      "Asked:    <requested> (the session that a resume or terminate names, empty for a start)"
      "Program:  <agent>"
      "Reason:   <reason>"
    EOT
    )
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_sns_topic_policy.refusal_topic_policy,
    aws_sqs_queue_policy.refusals_dead_letter_queue_policy,
  ]
}

# Ledger log group.
resource "aws_cloudwatch_log_group" "evidence_ledger_log_group" {
  count = var.evidence != null ? 1 : 0

  kms_key_id        = aws_kms_key.logs_key.arn
  name              = "/${var.name}/session-ledger"
  retention_in_days = var.retention_days
  skip_destroy      = true

  lifecycle {
    prevent_destroy = true
  }
}

# Ledger. Keeps what Session Manager forgets: a scheduled function reads the sessions of accounts and Regions
# and adds them to a bucket. It catches up on missed runs, notes what it could not read, and writes nothing
# twice.
resource "aws_sqs_queue" "evidence_ledger_dead_letter_queue" {
  count = var.evidence != null ? 1 : 0

  message_retention_seconds = 1209600
  name                      = "${var.name}-session-ledger-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_iam_role" "evidence_ledger_role" {
  count = var.evidence != null ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # Only functions in the role's own account can have it, so the condition adds little; AWS shows it
      # like this.
      {
        Sid    = "AllowLambda"
        Effect = "Allow"
        Principal = {
          Service = "lambda.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = local.account_id
          }
        }
      },
    ]
  })
  name = "${var.name}-session-ledger"
}

resource "aws_iam_role_policy" "evidence_ledger_role_policy" {
  count = var.evidence != null ? 1 : 0

  name = "session-ledger"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowAddingFiles"
        Effect = "Allow"
        Action = "s3:PutObject"
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/ledger/*",
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/collections/*",
        ]
      },
      {
        Sid      = "AllowReadingLedger"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/ledger/*"
      },
      {
        Sid      = "AllowListingLedger"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}"
        Condition = {
          StringLike = {
            "s3:prefix" = "ledger/*"
          }
        }
      },
      {
        Sid      = "AllowKeyOfLedger"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.logs_key.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/ledger/*",
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/collections/*",
            ]
          }
        }
      },
      {
        Sid      = "AllowLogs"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/session-ledger:*"
      },
      {
        Sid      = "AllowDeadLetters"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-ledger-dead-letters"
      },
      {
        Sid      = "AllowListingTranscripts"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}"
        Condition = {
          StringLike = {
            "s3:prefix" = "sessions/*"
          }
        }
      },
      {
        Sid      = "AllowReadingSessions"
        Effect   = "Allow"
        Action   = "ssm:DescribeSessions"
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:RequestedRegion" = local.region
          }
        }
      },
    ]
  })
  role = aws_iam_role.evidence_ledger_role[0].name
}

resource "aws_lambda_function" "evidence_ledger" {
  count = var.evidence != null ? 1 : 0

  description      = "Adds the sessions of Session Manager to the ledger"
  filename         = "${path.module}/collector.zip"
  function_name    = "${var.name}-session-ledger"
  handler          = "index.handler"
  memory_size      = 1024
  role             = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-session-ledger"
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256("${path.module}/collector.zip")
  timeout          = 900

  dead_letter_config {
    target_arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-ledger-dead-letters"
  }

  environment {
    variables = {
      LEDGER_BUCKET     = "${var.name}-transcripts-${local.account_id}-${local.region}"
      TRANSCRIPT_BUCKET = "${var.name}-transcripts-${local.account_id}-${local.region}"
    }
  }

  logging_config {
    log_format = "JSON"
    log_group  = "/${var.name}/session-ledger"
  }

  depends_on = [
    aws_iam_role_policy.evidence_ledger_role_policy,
    aws_sqs_queue.evidence_ledger_dead_letter_queue,
    aws_s3_bucket_server_side_encryption_configuration.transcript_bucket_encryption,
    aws_s3_bucket_versioning.transcript_bucket_versioning,
    aws_s3_bucket_policy.transcript_bucket_policy,
    aws_s3_bucket_object_lock_configuration.transcript_bucket_object_lock,
    aws_cloudwatch_log_group.evidence_ledger_log_group,
  ]
}

resource "aws_iam_role" "evidence_ledger_schedule_role" {
  count = var.evidence != null ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # Lets schedules use a role. The source is the schedule group, never the schedule itself.
      {
        Sid    = "AllowScheduler"
        Effect = "Allow"
        Principal = {
          Service = "scheduler.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = local.account_id
            "aws:SourceArn"     = "arn:${local.partition}:scheduler:${local.region}:${local.account_id}:schedule-group/default"
          }
        }
      },
    ]
  })
  name = "${var.name}-session-ledger-schedule"
}

resource "aws_iam_role_policy" "evidence_ledger_schedule_role_policy" {
  count = var.evidence != null ? 1 : 0

  name = "session-ledger"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "AllowInvocation"
        Effect   = "Allow"
        Action   = "lambda:InvokeFunction"
        Resource = "arn:${local.partition}:lambda:${local.region}:${local.account_id}:function:${var.name}-session-ledger"
      },
      {
        Sid      = "AllowDeadLetters"
        Effect   = "Allow"
        Action   = "sqs:SendMessage"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-ledger-dead-letters"
      },
    ]
  })
  role = aws_iam_role.evidence_ledger_schedule_role[0].name
}

resource "aws_scheduler_schedule" "evidence_ledger_schedule" {
  count = var.evidence != null ? 1 : 0

  description         = "Runs the collector of the session ledger"
  name                = "${var.name}-session-ledger"
  schedule_expression = "rate(${var.evidence.every_hours} ${var.evidence.every_hours == 1 ? "hour" : "hours"})"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn = "arn:${local.partition}:lambda:${local.region}:${local.account_id}:function:${var.name}-session-ledger"
    input = chomp(<<-EOT
      {
        "scheduledTime": "<aws.scheduler.scheduled-time>",
        "places": [
          {
            "accounts": [
              "${local.account_id}"
            ],
            "regions": [
              "${local.region}"
            ]
          }
        ]
      }
    EOT
    )
    role_arn = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-session-ledger-schedule"

    dead_letter_config {
      arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-ledger-dead-letters"
    }

    retry_policy {
      maximum_event_age_in_seconds = 3600
      maximum_retry_attempts       = 10
    }
  }

  depends_on = [
    aws_iam_role_policy.evidence_ledger_schedule_role_policy,
    aws_lambda_function.evidence_ledger,
  ]
}

resource "aws_cloudwatch_log_metric_filter" "evidence_ledger_unreadable_places" {
  count = var.evidence != null ? 1 : 0

  log_group_name = "/${var.name}/session-ledger"
  name           = "${var.name}-session-ledger-unreadable-places"
  pattern        = "{ $.message.event = \"collected\" }"

  metric_transformation {
    name      = "${var.name}-session-ledger-unreadable-places"
    namespace = "SessionAudit"
    unit      = "Count"
    value     = "$.message.unreadable"
  }

  depends_on = [aws_cloudwatch_log_group.evidence_ledger_log_group]
}

# Answers bucket.
resource "aws_s3_bucket" "evidence_answers_bucket" {
  count = var.evidence != null ? 1 : 0

  bucket        = "${var.name}-answers-${local.account_id}-${local.region}"
  force_destroy = false

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_s3_bucket_public_access_block" "evidence_answers_bucket_public_access_block" {
  count = var.evidence != null ? 1 : 0

  block_public_acls       = true
  block_public_policy     = true
  bucket                  = aws_s3_bucket.evidence_answers_bucket[0].id
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "evidence_answers_bucket_ownership_controls" {
  count = var.evidence != null ? 1 : 0

  bucket = aws_s3_bucket.evidence_answers_bucket[0].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "evidence_answers_bucket_versioning" {
  count = var.evidence != null ? 1 : 0

  bucket = aws_s3_bucket.evidence_answers_bucket[0].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "evidence_answers_bucket_encryption" {
  count = var.evidence != null ? 1 : 0

  bucket = aws_s3_bucket.evidence_answers_bucket[0].id

  rule {
    bucket_key_enabled = true

    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.logs_key.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

resource "aws_s3_bucket_lifecycle_configuration" "evidence_answers_bucket_lifecycle" {
  count = var.evidence != null ? 1 : 0

  bucket = aws_s3_bucket.evidence_answers_bucket[0].id

  rule {
    id     = "keep-audit-data"
    status = "Enabled"

    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }

    expiration {
      days = 30
    }

    filter {
      prefix = ""
    }

    noncurrent_version_expiration {
      noncurrent_days = 30
    }
  }

  depends_on = [aws_s3_bucket_versioning.evidence_answers_bucket_versioning]
}

resource "aws_s3_bucket_policy" "evidence_answers_bucket_policy" {
  count = var.evidence != null ? 1 : 0

  bucket = aws_s3_bucket.evidence_answers_bucket[0].id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action = "s3:*"
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}",
          "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}/*",
        ]
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      {
        Sid    = "DenyWrongEncryptionAlgorithm"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}/*"
        Condition = {
          StringNotEquals = {
            "s3:x-amz-server-side-encryption" = "aws:kms"
          }
          Null = {
            "s3:x-amz-server-side-encryption" = "false"
          }
          Bool = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
      # Nobody else can read an object encrypted with a key that the caller supplies (SSE-C).
      {
        Sid    = "DenyCustomerProvidedKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}/*"
        Condition = {
          Null = {
            "s3:x-amz-server-side-encryption-customer-algorithm" = "false"
          }
        }
      },
      {
        Sid    = "DenyWrongEncryptionKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}/*"
        Condition = {
          StringNotEquals = {
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.logs_key.arn
          }
          Null = {
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = "false"
          }
          Bool = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
      # A request for SSE-KMS that names no key uses the AWS managed key, or that of the sender's account,
      # not the bucket's. The agent sends both headers or neither; the parts of a long transcript have
      # neither, and replication is no PutObject.
      {
        Sid    = "DenyUnnamedEncryptionKey"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:PutObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}/*"
        Condition = {
          Null = {
            "s3:x-amz-server-side-encryption"                = "false"
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = "true"
          }
          Bool = {
            "aws:PrincipalIsAWSService" = "false"
          }
        }
      },
    ]
  })

  depends_on = [
    aws_s3_bucket_public_access_block.evidence_answers_bucket_public_access_block,
  ]
}

resource "aws_s3_bucket_logging" "evidence_answers_bucket_access_logging" {
  count = var.evidence != null ? 1 : 0

  bucket        = aws_s3_bucket.evidence_answers_bucket[0].id
  target_bucket = "${var.name}-access-logs-${local.account_id}-${local.region}"
  target_prefix = "${var.name}-answers-${local.account_id}-${local.region}/"

  depends_on = [
    aws_s3_bucket_server_side_encryption_configuration.access_log_bucket_encryption,
    aws_s3_bucket_versioning.access_log_bucket_versioning,
    aws_s3_bucket_policy.access_log_bucket_policy,
  ]
}

# Tables. The evidence as Athena tables, auditors' questions as saved queries, and a policy that allows these
# queries and nothing else.
resource "aws_glue_catalog_database" "evidence_tables" {
  count = var.evidence != null ? 1 : 0

  description = "Evidence of sessions"
  name        = "${replace(var.name, "-", "_")}_evidence"
}

resource "aws_glue_catalog_table" "evidence_tables_trail_table" {
  count = var.evidence != null ? 1 : 0

  database_name = aws_glue_catalog_database.evidence_tables[0].name
  description   = "API calls, as CloudTrail delivered them: refused ones too, of every service"
  name          = "trail"
  parameters = {
    EXTERNAL                       = "TRUE"
    "projection.enabled"           = "true"
    "projection.account.type"      = "enum"
    "projection.account.values"    = local.account_id
    "projection.region.type"       = "enum"
    "projection.region.values"     = local.region
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "NOW-${var.evidence.years}YEARS,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/$${account}/CloudTrail/$${region}/$${day}"
  }
  table_type = "EXTERNAL_TABLE"

  partition_keys {
    name = "account"
    type = "string"
  }
  partition_keys {
    name = "region"
    type = "string"
  }
  partition_keys {
    name = "day"
    type = "string"
  }

  storage_descriptor {
    input_format  = "com.amazon.emr.cloudtrail.CloudTrailInputFormat"
    location      = "s3://${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    columns {
      name = "eventversion"
      type = "string"
    }
    columns {
      name = "useridentity"
      type = "struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,onbehalfof:struct<userid:string,identitystorearn:string>,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,ec2roledelivery:string,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>"
    }
    columns {
      name = "eventtime"
      type = "string"
    }
    columns {
      name = "eventsource"
      type = "string"
    }
    columns {
      name = "eventname"
      type = "string"
    }
    columns {
      name = "awsregion"
      type = "string"
    }
    columns {
      name = "sourceipaddress"
      type = "string"
    }
    columns {
      name = "useragent"
      type = "string"
    }
    columns {
      name = "errorcode"
      type = "string"
    }
    columns {
      name = "errormessage"
      type = "string"
    }
    columns {
      name = "requestparameters"
      type = "string"
    }
    columns {
      name = "responseelements"
      type = "string"
    }
    columns {
      name = "additionaleventdata"
      type = "string"
    }
    columns {
      name = "requestid"
      type = "string"
    }
    columns {
      name = "eventid"
      type = "string"
    }
    columns {
      name = "readonly"
      type = "string"
    }
    columns {
      name = "resources"
      type = "array<struct<arn:string,accountid:string,type:string>>"
    }
    columns {
      name = "eventtype"
      type = "string"
    }
    columns {
      name = "apiversion"
      type = "string"
    }
    columns {
      name = "recipientaccountid"
      type = "string"
    }
    columns {
      name = "serviceeventdetails"
      type = "string"
    }
    columns {
      name = "sharedeventid"
      type = "string"
    }
    columns {
      name = "vpcendpointid"
      type = "string"
    }
    columns {
      name = "tlsdetails"
      type = "struct<tlsversion:string,ciphersuite:string,clientprovidedhostheader:string>"
    }

    ser_de_info {
      parameters = {
        "serialization.format" = "1"
      }
      serialization_library = "org.apache.hive.hcatalog.data.JsonSerDe"
    }
  }
}

resource "aws_glue_catalog_table" "evidence_tables_ledger_table" {
  count = var.evidence != null ? 1 : 0

  database_name = aws_glue_catalog_database.evidence_tables[0].name
  description   = "Sessions, as Session Manager told them before it forgot them, and whether their transcripts were there"
  name          = "ledger"
  parameters = {
    EXTERNAL                       = "TRUE"
    "projection.enabled"           = "true"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy-MM-dd"
    "projection.day.range"         = "NOW-${var.evidence.years}YEARS,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://${var.name}-transcripts-${local.account_id}-${local.region}/ledger/date=$${day}/"
  }
  table_type = "EXTERNAL_TABLE"

  partition_keys {
    name = "day"
    type = "string"
  }

  storage_descriptor {
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    location      = "s3://${var.name}-transcripts-${local.account_id}-${local.region}/ledger/"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    columns {
      name = "session_id"
      type = "string"
    }
    columns {
      name = "status"
      type = "string"
    }
    columns {
      name = "account"
      type = "string"
    }
    columns {
      name = "region"
      type = "string"
    }
    columns {
      name = "person"
      type = "string"
    }
    columns {
      name = "principal"
      type = "string"
    }
    columns {
      name = "target"
      type = "string"
    }
    columns {
      name = "document"
      type = "string"
    }
    columns {
      name = "started_at"
      type = "string"
    }
    columns {
      name = "ended_at"
      type = "string"
    }
    columns {
      name = "reason"
      type = "string"
    }
    columns {
      name = "details"
      type = "string"
    }
    columns {
      name = "transcript_key"
      type = "string"
    }
    columns {
      name = "transcript_bytes"
      type = "bigint"
    }
    columns {
      name = "transcript_checked_at"
      type = "string"
    }
    columns {
      name = "collected_at"
      type = "string"
    }

    ser_de_info {
      parameters = {
        "serialization.format" = "1"
      }
      serialization_library = "org.openx.data.jsonserde.JsonSerDe"
    }
  }
}

resource "aws_glue_catalog_table" "evidence_tables_collections_table" {
  count = var.evidence != null ? 1 : 0

  database_name = aws_glue_catalog_database.evidence_tables[0].name
  description   = "What was read when to keep the ledger, and what could not be read"
  name          = "collections"
  parameters = {
    EXTERNAL                       = "TRUE"
    "projection.enabled"           = "true"
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy-MM-dd"
    "projection.day.range"         = "NOW-${var.evidence.years}YEARS,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://${var.name}-transcripts-${local.account_id}-${local.region}/collections/date=$${day}/"
  }
  table_type = "EXTERNAL_TABLE"

  partition_keys {
    name = "day"
    type = "string"
  }

  storage_descriptor {
    input_format  = "org.apache.hadoop.mapred.TextInputFormat"
    location      = "s3://${var.name}-transcripts-${local.account_id}-${local.region}/collections/"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    columns {
      name = "collected_at"
      type = "string"
    }
    columns {
      name = "account"
      type = "string"
    }
    columns {
      name = "region"
      type = "string"
    }
    columns {
      name = "outcome"
      type = "string"
    }
    columns {
      name = "action"
      type = "string"
    }
    columns {
      name = "message"
      type = "string"
    }
    columns {
      name = "active"
      type = "bigint"
    }
    columns {
      name = "ended"
      type = "bigint"
    }
    columns {
      name = "written"
      type = "bigint"
    }

    ser_de_info {
      parameters = {
        "serialization.format" = "1"
      }
      serialization_library = "org.openx.data.jsonserde.JsonSerDe"
    }
  }
}

resource "aws_athena_workgroup" "evidence_tables_workgroup" {
  count = var.evidence != null ? 1 : 0

  description = "Questions about sessions"
  name        = "${var.name}-evidence"

  configuration {
    bytes_scanned_cutoff_per_query     = var.evidence.scan_limit_gigabytes * 1000000000
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      expected_bucket_owner = local.account_id
      output_location       = "s3://${var.name}-answers-${local.account_id}-${local.region}/answers/"

      encryption_configuration {
        encryption_option = "SSE_KMS"
        kms_key_arn       = aws_kms_key.logs_key.arn
      }
    }
  }

  depends_on = [
    aws_s3_bucket_server_side_encryption_configuration.evidence_answers_bucket_encryption,
    aws_s3_bucket_versioning.evidence_answers_bucket_versioning,
    aws_s3_bucket_policy.evidence_answers_bucket_policy,
  ]
}

resource "aws_athena_named_query" "evidence_tables_sessions_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "Who connected to what, when, from where, why and for how long, and is it recorded?"
  name        = "sessions"
  query = chomp(<<-EOT
    WITH starts AS (
      SELECT *
      FROM (
        SELECT
          json_extract_scalar(responseelements, '$.sessionId') AS session_id,
          eventid AS event_id,
          account,
          region,
          eventtime AS started_at,
          CASE
            WHEN useridentity.type = 'Root' THEN 'root'
            ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
          END AS person,
          useridentity.arn AS principal,
          useridentity.type AS identity_type,
          json_extract_scalar(requestparameters, '$.target') AS target,
          coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,
          json_extract_scalar(requestparameters, '$.reason') AS reason,
          sourceipaddress AS source_address,
          useragent AS user_agent,
          CASE
            -- Identity Center asks for the second factor itself: "false" says nothing there.
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated
            -- An access key of a user has no session that could have had one.
            WHEN useridentity.type = 'IAMUser' THEN 'false'
          END AS mfa,
          errorcode AS error_code,
          errormessage AS error_message,
          row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
        FROM trail
        WHERE eventsource = 'ssm.amazonaws.com'
          AND eventname = 'StartSession'
          AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
      ) AS calls
      WHERE copy = 1
    ),
    told AS (
      SELECT *
      FROM (
        SELECT
          *,
          row_number() OVER (
            PARTITION BY account, region, session_id
            ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at
          ) AS line
        FROM ledger
        -- A day more: CloudTrail files a call of late evening under the next day.
        WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')
      ) AS lines
      WHERE line = 1
    ),
    sessions AS (
      SELECT
        coalesce(told.session_id, starts.session_id) AS session_id,
        CASE
          WHEN told.status = 'failed' THEN 'refused'
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'
          WHEN told.session_id IS NULL THEN 'unknown'
          WHEN told.status = 'active' THEN 'open'
          WHEN told.transcript_checked_at IS NULL THEN 'unknown'
          WHEN told.transcript_bytes = 0 THEN 'partial'
          ELSE 'missing'
        END AS verdict,
        coalesce(told.account, starts.account) AS account,
        coalesce(told.region, starts.region) AS region,
        coalesce(told.person, starts.person) AS person,
        coalesce(told.principal, starts.principal) AS principal,
        coalesce(told.target, starts.target) AS target,
        coalesce(told.document, starts.document) AS document,
        coalesce(told.started_at, starts.started_at) AS started_at,
        told.ended_at AS ended_at,
        date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,
        coalesce(told.reason, starts.reason) AS reason,
        starts.source_address AS source_address,
        starts.mfa AS mfa,
        starts.user_agent AS user_agent,
        starts.event_id AS event_id,
        told.transcript_key AS transcript_key,
        told.transcript_bytes AS transcript_bytes
      FROM told
      FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts
        ON told.session_id = starts.session_id
        AND told.account = starts.account
        AND told.region = starts.region
      WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
    )
    SELECT *
    FROM sessions
    ORDER BY started_at DESC, session_id
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_athena_named_query" "evidence_tables_by_person_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "What did one person connect to?"
  name        = "by-person"
  query = chomp(<<-EOT
    WITH starts AS (
      SELECT *
      FROM (
        SELECT
          json_extract_scalar(responseelements, '$.sessionId') AS session_id,
          eventid AS event_id,
          account,
          region,
          eventtime AS started_at,
          CASE
            WHEN useridentity.type = 'Root' THEN 'root'
            ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
          END AS person,
          useridentity.arn AS principal,
          useridentity.type AS identity_type,
          json_extract_scalar(requestparameters, '$.target') AS target,
          coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,
          json_extract_scalar(requestparameters, '$.reason') AS reason,
          sourceipaddress AS source_address,
          useragent AS user_agent,
          CASE
            -- Identity Center asks for the second factor itself: "false" says nothing there.
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated
            -- An access key of a user has no session that could have had one.
            WHEN useridentity.type = 'IAMUser' THEN 'false'
          END AS mfa,
          errorcode AS error_code,
          errormessage AS error_message,
          row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
        FROM trail
        WHERE eventsource = 'ssm.amazonaws.com'
          AND eventname = 'StartSession'
          AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
      ) AS calls
      WHERE copy = 1
    ),
    told AS (
      SELECT *
      FROM (
        SELECT
          *,
          row_number() OVER (
            PARTITION BY account, region, session_id
            ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at
          ) AS line
        FROM ledger
        -- A day more: CloudTrail files a call of late evening under the next day.
        WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')
      ) AS lines
      WHERE line = 1
    ),
    sessions AS (
      SELECT
        coalesce(told.session_id, starts.session_id) AS session_id,
        CASE
          WHEN told.status = 'failed' THEN 'refused'
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'
          WHEN told.session_id IS NULL THEN 'unknown'
          WHEN told.status = 'active' THEN 'open'
          WHEN told.transcript_checked_at IS NULL THEN 'unknown'
          WHEN told.transcript_bytes = 0 THEN 'partial'
          ELSE 'missing'
        END AS verdict,
        coalesce(told.account, starts.account) AS account,
        coalesce(told.region, starts.region) AS region,
        coalesce(told.person, starts.person) AS person,
        coalesce(told.principal, starts.principal) AS principal,
        coalesce(told.target, starts.target) AS target,
        coalesce(told.document, starts.document) AS document,
        coalesce(told.started_at, starts.started_at) AS started_at,
        told.ended_at AS ended_at,
        date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,
        coalesce(told.reason, starts.reason) AS reason,
        starts.source_address AS source_address,
        starts.mfa AS mfa,
        starts.user_agent AS user_agent,
        starts.event_id AS event_id,
        told.transcript_key AS transcript_key,
        told.transcript_bytes AS transcript_bytes
      FROM told
      FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts
        ON told.session_id = starts.session_id
        AND told.account = starts.account
        AND told.region = starts.region
      WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
    )
    SELECT *
    FROM sessions
    WHERE ? IN (person, principal)
    ORDER BY started_at DESC, session_id
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_athena_named_query" "evidence_tables_by_node_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "Who connected to one node?"
  name        = "by-node"
  query = chomp(<<-EOT
    WITH starts AS (
      SELECT *
      FROM (
        SELECT
          json_extract_scalar(responseelements, '$.sessionId') AS session_id,
          eventid AS event_id,
          account,
          region,
          eventtime AS started_at,
          CASE
            WHEN useridentity.type = 'Root' THEN 'root'
            ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
          END AS person,
          useridentity.arn AS principal,
          useridentity.type AS identity_type,
          json_extract_scalar(requestparameters, '$.target') AS target,
          coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,
          json_extract_scalar(requestparameters, '$.reason') AS reason,
          sourceipaddress AS source_address,
          useragent AS user_agent,
          CASE
            -- Identity Center asks for the second factor itself: "false" says nothing there.
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated
            -- An access key of a user has no session that could have had one.
            WHEN useridentity.type = 'IAMUser' THEN 'false'
          END AS mfa,
          errorcode AS error_code,
          errormessage AS error_message,
          row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
        FROM trail
        WHERE eventsource = 'ssm.amazonaws.com'
          AND eventname = 'StartSession'
          AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
      ) AS calls
      WHERE copy = 1
    ),
    told AS (
      SELECT *
      FROM (
        SELECT
          *,
          row_number() OVER (
            PARTITION BY account, region, session_id
            ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at
          ) AS line
        FROM ledger
        -- A day more: CloudTrail files a call of late evening under the next day.
        WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')
      ) AS lines
      WHERE line = 1
    ),
    sessions AS (
      SELECT
        coalesce(told.session_id, starts.session_id) AS session_id,
        CASE
          WHEN told.status = 'failed' THEN 'refused'
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'
          WHEN told.session_id IS NULL THEN 'unknown'
          WHEN told.status = 'active' THEN 'open'
          WHEN told.transcript_checked_at IS NULL THEN 'unknown'
          WHEN told.transcript_bytes = 0 THEN 'partial'
          ELSE 'missing'
        END AS verdict,
        coalesce(told.account, starts.account) AS account,
        coalesce(told.region, starts.region) AS region,
        coalesce(told.person, starts.person) AS person,
        coalesce(told.principal, starts.principal) AS principal,
        coalesce(told.target, starts.target) AS target,
        coalesce(told.document, starts.document) AS document,
        coalesce(told.started_at, starts.started_at) AS started_at,
        told.ended_at AS ended_at,
        date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,
        coalesce(told.reason, starts.reason) AS reason,
        starts.source_address AS source_address,
        starts.mfa AS mfa,
        starts.user_agent AS user_agent,
        starts.event_id AS event_id,
        told.transcript_key AS transcript_key,
        told.transcript_bytes AS transcript_bytes
      FROM told
      FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts
        ON told.session_id = starts.session_id
        AND told.account = starts.account
        AND told.region = starts.region
      WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
    )
    SELECT *
    FROM sessions
    WHERE target = ?
    ORDER BY started_at DESC, session_id
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_athena_named_query" "evidence_tables_missing_recordings_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "Which sessions should have been recorded, and are not, or not whole?"
  name        = "missing-recordings"
  query = chomp(<<-EOT
    WITH starts AS (
      SELECT *
      FROM (
        SELECT
          json_extract_scalar(responseelements, '$.sessionId') AS session_id,
          eventid AS event_id,
          account,
          region,
          eventtime AS started_at,
          CASE
            WHEN useridentity.type = 'Root' THEN 'root'
            ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
          END AS person,
          useridentity.arn AS principal,
          useridentity.type AS identity_type,
          json_extract_scalar(requestparameters, '$.target') AS target,
          coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,
          json_extract_scalar(requestparameters, '$.reason') AS reason,
          sourceipaddress AS source_address,
          useragent AS user_agent,
          CASE
            -- Identity Center asks for the second factor itself: "false" says nothing there.
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated
            -- An access key of a user has no session that could have had one.
            WHEN useridentity.type = 'IAMUser' THEN 'false'
          END AS mfa,
          errorcode AS error_code,
          errormessage AS error_message,
          row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
        FROM trail
        WHERE eventsource = 'ssm.amazonaws.com'
          AND eventname = 'StartSession'
          AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
      ) AS calls
      WHERE copy = 1
    ),
    told AS (
      SELECT *
      FROM (
        SELECT
          *,
          row_number() OVER (
            PARTITION BY account, region, session_id
            ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at
          ) AS line
        FROM ledger
        -- A day more: CloudTrail files a call of late evening under the next day.
        WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')
      ) AS lines
      WHERE line = 1
    ),
    sessions AS (
      SELECT
        coalesce(told.session_id, starts.session_id) AS session_id,
        CASE
          WHEN told.status = 'failed' THEN 'refused'
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'
          WHEN told.session_id IS NULL THEN 'unknown'
          WHEN told.status = 'active' THEN 'open'
          WHEN told.transcript_checked_at IS NULL THEN 'unknown'
          WHEN told.transcript_bytes = 0 THEN 'partial'
          ELSE 'missing'
        END AS verdict,
        coalesce(told.account, starts.account) AS account,
        coalesce(told.region, starts.region) AS region,
        coalesce(told.person, starts.person) AS person,
        coalesce(told.principal, starts.principal) AS principal,
        coalesce(told.target, starts.target) AS target,
        coalesce(told.document, starts.document) AS document,
        coalesce(told.started_at, starts.started_at) AS started_at,
        told.ended_at AS ended_at,
        date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,
        coalesce(told.reason, starts.reason) AS reason,
        starts.source_address AS source_address,
        starts.mfa AS mfa,
        starts.user_agent AS user_agent,
        starts.event_id AS event_id,
        told.transcript_key AS transcript_key,
        told.transcript_bytes AS transcript_bytes
      FROM told
      FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts
        ON told.session_id = starts.session_id
        AND told.account = starts.account
        AND told.region = starts.region
      WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
    )
    SELECT *
    FROM sessions
    WHERE verdict IN ('missing', 'partial')
    ORDER BY started_at DESC, session_id
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_athena_named_query" "evidence_tables_unlogged_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "Which sessions are never logged: port forwarding, SSH?"
  name        = "unlogged"
  query = chomp(<<-EOT
    WITH starts AS (
      SELECT *
      FROM (
        SELECT
          json_extract_scalar(responseelements, '$.sessionId') AS session_id,
          eventid AS event_id,
          account,
          region,
          eventtime AS started_at,
          CASE
            WHEN useridentity.type = 'Root' THEN 'root'
            ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
          END AS person,
          useridentity.arn AS principal,
          useridentity.type AS identity_type,
          json_extract_scalar(requestparameters, '$.target') AS target,
          coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,
          json_extract_scalar(requestparameters, '$.reason') AS reason,
          sourceipaddress AS source_address,
          useragent AS user_agent,
          CASE
            -- Identity Center asks for the second factor itself: "false" says nothing there.
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated
            -- An access key of a user has no session that could have had one.
            WHEN useridentity.type = 'IAMUser' THEN 'false'
          END AS mfa,
          errorcode AS error_code,
          errormessage AS error_message,
          row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
        FROM trail
        WHERE eventsource = 'ssm.amazonaws.com'
          AND eventname = 'StartSession'
          AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
      ) AS calls
      WHERE copy = 1
    ),
    told AS (
      SELECT *
      FROM (
        SELECT
          *,
          row_number() OVER (
            PARTITION BY account, region, session_id
            ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at
          ) AS line
        FROM ledger
        -- A day more: CloudTrail files a call of late evening under the next day.
        WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')
      ) AS lines
      WHERE line = 1
    ),
    sessions AS (
      SELECT
        coalesce(told.session_id, starts.session_id) AS session_id,
        CASE
          WHEN told.status = 'failed' THEN 'refused'
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'
          WHEN told.session_id IS NULL THEN 'unknown'
          WHEN told.status = 'active' THEN 'open'
          WHEN told.transcript_checked_at IS NULL THEN 'unknown'
          WHEN told.transcript_bytes = 0 THEN 'partial'
          ELSE 'missing'
        END AS verdict,
        coalesce(told.account, starts.account) AS account,
        coalesce(told.region, starts.region) AS region,
        coalesce(told.person, starts.person) AS person,
        coalesce(told.principal, starts.principal) AS principal,
        coalesce(told.target, starts.target) AS target,
        coalesce(told.document, starts.document) AS document,
        coalesce(told.started_at, starts.started_at) AS started_at,
        told.ended_at AS ended_at,
        date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,
        coalesce(told.reason, starts.reason) AS reason,
        starts.source_address AS source_address,
        starts.mfa AS mfa,
        starts.user_agent AS user_agent,
        starts.event_id AS event_id,
        told.transcript_key AS transcript_key,
        told.transcript_bytes AS transcript_bytes
      FROM told
      FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts
        ON told.session_id = starts.session_id
        AND told.account = starts.account
        AND told.region = starts.region
      WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
    )
    SELECT *
    FROM sessions
    WHERE verdict = 'unlogged'
    ORDER BY started_at DESC, session_id
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_athena_named_query" "evidence_tables_unknown_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "Of which sessions is it not known what became of them?"
  name        = "unknown"
  query = chomp(<<-EOT
    WITH starts AS (
      SELECT *
      FROM (
        SELECT
          json_extract_scalar(responseelements, '$.sessionId') AS session_id,
          eventid AS event_id,
          account,
          region,
          eventtime AS started_at,
          CASE
            WHEN useridentity.type = 'Root' THEN 'root'
            ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
          END AS person,
          useridentity.arn AS principal,
          useridentity.type AS identity_type,
          json_extract_scalar(requestparameters, '$.target') AS target,
          coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,
          json_extract_scalar(requestparameters, '$.reason') AS reason,
          sourceipaddress AS source_address,
          useragent AS user_agent,
          CASE
            -- Identity Center asks for the second factor itself: "false" says nothing there.
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated
            -- An access key of a user has no session that could have had one.
            WHEN useridentity.type = 'IAMUser' THEN 'false'
          END AS mfa,
          errorcode AS error_code,
          errormessage AS error_message,
          row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
        FROM trail
        WHERE eventsource = 'ssm.amazonaws.com'
          AND eventname = 'StartSession'
          AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
      ) AS calls
      WHERE copy = 1
    ),
    told AS (
      SELECT *
      FROM (
        SELECT
          *,
          row_number() OVER (
            PARTITION BY account, region, session_id
            ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at
          ) AS line
        FROM ledger
        -- A day more: CloudTrail files a call of late evening under the next day.
        WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')
      ) AS lines
      WHERE line = 1
    ),
    sessions AS (
      SELECT
        coalesce(told.session_id, starts.session_id) AS session_id,
        CASE
          WHEN told.status = 'failed' THEN 'refused'
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'
          WHEN told.session_id IS NULL THEN 'unknown'
          WHEN told.status = 'active' THEN 'open'
          WHEN told.transcript_checked_at IS NULL THEN 'unknown'
          WHEN told.transcript_bytes = 0 THEN 'partial'
          ELSE 'missing'
        END AS verdict,
        coalesce(told.account, starts.account) AS account,
        coalesce(told.region, starts.region) AS region,
        coalesce(told.person, starts.person) AS person,
        coalesce(told.principal, starts.principal) AS principal,
        coalesce(told.target, starts.target) AS target,
        coalesce(told.document, starts.document) AS document,
        coalesce(told.started_at, starts.started_at) AS started_at,
        told.ended_at AS ended_at,
        date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,
        coalesce(told.reason, starts.reason) AS reason,
        starts.source_address AS source_address,
        starts.mfa AS mfa,
        starts.user_agent AS user_agent,
        starts.event_id AS event_id,
        told.transcript_key AS transcript_key,
        told.transcript_bytes AS transcript_bytes
      FROM told
      FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts
        ON told.session_id = starts.session_id
        AND told.account = starts.account
        AND told.region = starts.region
      WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
    )
    SELECT *
    FROM sessions
    WHERE verdict = 'unknown'
    ORDER BY started_at DESC, session_id
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_athena_named_query" "evidence_tables_refused_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "Who was refused a session?"
  name        = "refused"
  query = chomp(<<-EOT
    WITH starts AS (
      SELECT *
      FROM (
        SELECT
          json_extract_scalar(responseelements, '$.sessionId') AS session_id,
          eventid AS event_id,
          account,
          region,
          eventtime AS started_at,
          CASE
            WHEN useridentity.type = 'Root' THEN 'root'
            ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
          END AS person,
          useridentity.arn AS principal,
          useridentity.type AS identity_type,
          json_extract_scalar(requestparameters, '$.target') AS target,
          coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,
          json_extract_scalar(requestparameters, '$.reason') AS reason,
          sourceipaddress AS source_address,
          useragent AS user_agent,
          CASE
            -- Identity Center asks for the second factor itself: "false" says nothing there.
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated
            -- An access key of a user has no session that could have had one.
            WHEN useridentity.type = 'IAMUser' THEN 'false'
          END AS mfa,
          errorcode AS error_code,
          errormessage AS error_message,
          row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
        FROM trail
        WHERE eventsource = 'ssm.amazonaws.com'
          AND eventname = 'StartSession'
          AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
      ) AS calls
      WHERE copy = 1
    )
    SELECT
      started_at, account, region, person, principal, identity_type, target, document, reason, source_address, user_agent, mfa,
      error_code, error_message, session_id, event_id
    FROM starts
    WHERE error_code IS NOT NULL
    ORDER BY started_at DESC, event_id
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_athena_named_query" "evidence_tables_root_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "Did anybody connect as the root user?"
  name        = "root"
  query = chomp(<<-EOT
    WITH starts AS (
      SELECT *
      FROM (
        SELECT
          json_extract_scalar(responseelements, '$.sessionId') AS session_id,
          eventid AS event_id,
          account,
          region,
          eventtime AS started_at,
          CASE
            WHEN useridentity.type = 'Root' THEN 'root'
            ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
          END AS person,
          useridentity.arn AS principal,
          useridentity.type AS identity_type,
          json_extract_scalar(requestparameters, '$.target') AS target,
          coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,
          json_extract_scalar(requestparameters, '$.reason') AS reason,
          sourceipaddress AS source_address,
          useragent AS user_agent,
          CASE
            -- Identity Center asks for the second factor itself: "false" says nothing there.
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated
            -- An access key of a user has no session that could have had one.
            WHEN useridentity.type = 'IAMUser' THEN 'false'
          END AS mfa,
          errorcode AS error_code,
          errormessage AS error_message,
          row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
        FROM trail
        WHERE eventsource = 'ssm.amazonaws.com'
          AND eventname = 'StartSession'
          AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
      ) AS calls
      WHERE copy = 1
    )
    SELECT
      started_at, account, region, person, principal, identity_type, target, document, reason, source_address, user_agent, mfa,
      error_code, error_message, session_id, event_id
    FROM starts
    WHERE identity_type = 'Root'
    ORDER BY started_at DESC, event_id
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_athena_named_query" "evidence_tables_without_mfa_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "Who connected without a second factor?"
  name        = "without-mfa"
  query = chomp(<<-EOT
    WITH starts AS (
      SELECT *
      FROM (
        SELECT
          json_extract_scalar(responseelements, '$.sessionId') AS session_id,
          eventid AS event_id,
          account,
          region,
          eventtime AS started_at,
          CASE
            WHEN useridentity.type = 'Root' THEN 'root'
            ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
          END AS person,
          useridentity.arn AS principal,
          useridentity.type AS identity_type,
          json_extract_scalar(requestparameters, '$.target') AS target,
          coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,
          json_extract_scalar(requestparameters, '$.reason') AS reason,
          sourceipaddress AS source_address,
          useragent AS user_agent,
          CASE
            -- Identity Center asks for the second factor itself: "false" says nothing there.
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated
            -- An access key of a user has no session that could have had one.
            WHEN useridentity.type = 'IAMUser' THEN 'false'
          END AS mfa,
          errorcode AS error_code,
          errormessage AS error_message,
          row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
        FROM trail
        WHERE eventsource = 'ssm.amazonaws.com'
          AND eventname = 'StartSession'
          AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
      ) AS calls
      WHERE copy = 1
    )
    SELECT
      started_at, account, region, person, principal, identity_type, target, document, reason, source_address, user_agent, mfa,
      error_code, error_message, session_id, event_id
    FROM starts
    WHERE mfa = 'false' AND error_code IS NULL
    ORDER BY started_at DESC, event_id
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_athena_named_query" "evidence_tables_preference_changes_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "Who changed the session preferences, a document that sessions ran on, or a setting of Systems Manager?"
  name        = "preference-changes"
  query = chomp(<<-EOT
    WITH starts AS (
      SELECT *
      FROM (
        SELECT
          json_extract_scalar(responseelements, '$.sessionId') AS session_id,
          eventid AS event_id,
          account,
          region,
          eventtime AS started_at,
          CASE
            WHEN useridentity.type = 'Root' THEN 'root'
            ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)
          END AS person,
          useridentity.arn AS principal,
          useridentity.type AS identity_type,
          json_extract_scalar(requestparameters, '$.target') AS target,
          coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,
          json_extract_scalar(requestparameters, '$.reason') AS reason,
          sourceipaddress AS source_address,
          useragent AS user_agent,
          CASE
            -- Identity Center asks for the second factor itself: "false" says nothing there.
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL
            WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated
            -- An access key of a user has no session that could have had one.
            WHEN useridentity.type = 'IAMUser' THEN 'false'
          END AS mfa,
          errorcode AS error_code,
          errormessage AS error_message,
          row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
        FROM trail
        WHERE eventsource = 'ssm.amazonaws.com'
          AND eventname = 'StartSession'
          AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
      ) AS calls
      WHERE copy = 1
    ),
    changes AS (
      SELECT
        eventtime AS changed_at,
        account,
        region,
        eventname AS event_name,
        -- A document may be named by its ARN.
        coalesce(
          regexp_replace(json_extract_scalar(requestparameters, '$.name'), '^arn:.*:document/', ''),
          json_extract_scalar(requestparameters, '$.settingId')
        ) AS changed,
        useridentity.arn AS principal,
        sourceipaddress AS source_address,
        errorcode AS error_code,
        eventid AS event_id,
        row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy
      FROM trail
      WHERE eventsource = 'ssm.amazonaws.com'
        AND eventname IN ('CreateDocument', 'UpdateDocument', 'UpdateDocumentDefaultVersion', 'DeleteDocument', 'ModifyDocumentPermission', 'PutResourcePolicy', 'UpdateServiceSetting', 'ResetServiceSetting')
        AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')
    )
    SELECT changed_at, account, region, event_name, changed, principal, source_address, error_code, event_id
    FROM changes
    WHERE copy = 1
      AND (
        event_name IN ('UpdateServiceSetting', 'ResetServiceSetting')
        OR changed = 'SSM-SessionManagerRunShell'
        OR changed IN (SELECT document FROM starts)
      )
    ORDER BY changed_at DESC, event_id
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_athena_named_query" "evidence_tables_unread_places_query" {
  count = var.evidence != null ? 1 : 0

  database    = aws_glue_catalog_database.evidence_tables[0].name
  description = "Which accounts and Regions could not be read, and until when is their ledger complete?"
  name        = "unread-places"
  query = chomp(<<-EOT
    SELECT
      account,
      region,
      count(*) AS runs,
      count_if(outcome = 'unreadable') AS unreadable_runs,
      max(CASE WHEN outcome = 'read' THEN collected_at END) AS last_read_at,
      max_by(outcome, collected_at) AS last_outcome,
      max_by(message, collected_at) AS last_message
    FROM collections
    WHERE day >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')
    GROUP BY account, region
    HAVING count_if(outcome = 'unreadable') > 0
    ORDER BY account, region
  EOT
  )
  workgroup = aws_athena_workgroup.evidence_tables_workgroup[0].name
}

resource "aws_iam_policy" "evidence_tables_policy" {
  count = var.evidence != null ? 1 : 0

  description = "Questions about sessions"
  name        = "${var.name}-evidence-auditors"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowQuestionsInWorkgroup"
        Effect = "Allow"
        Action = [
          "athena:BatchGetNamedQuery",
          "athena:BatchGetQueryExecution",
          "athena:GetNamedQuery",
          "athena:GetQueryExecution",
          "athena:GetQueryResults",
          "athena:GetQueryResultsStream",
          "athena:GetWorkGroup",
          "athena:ListNamedQueries",
          "athena:ListQueryExecutions",
          "athena:StartQueryExecution",
          "athena:StopQueryExecution",
        ]
        Resource = "arn:${local.partition}:athena:${local.region}:${local.account_id}:workgroup/${var.name}-evidence"
      },
      {
        Sid    = "AllowTables"
        Effect = "Allow"
        Action = [
          "glue:GetDatabase",
          "glue:GetDatabases",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTables",
        ]
        Resource = [
          "arn:${local.partition}:glue:${local.region}:${local.account_id}:catalog",
          "arn:${local.partition}:glue:${local.region}:${local.account_id}:database/${replace(var.name, "-", "_")}_evidence",
          "arn:${local.partition}:glue:${local.region}:${local.account_id}:table/${replace(var.name, "-", "_")}_evidence/*",
        ]
      },
      {
        Sid      = "AllowTrailFiles"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/${local.account_id}/*"
      },
      {
        Sid      = "AllowListingTrailFiles"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}"
        Condition = {
          StringLike = {
            "s3:prefix" = "AWSLogs/${local.account_id}/*"
          }
        }
      },
      {
        Sid      = "AllowDecryptingTrailFiles"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.logs_key.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}"
          }
          Null = {
            "kms:EncryptionContext:aws:cloudtrail:arn" = "false"
          }
        }
      },
      {
        Sid    = "AllowLedgerFiles"
        Effect = "Allow"
        Action = "s3:GetObject"
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/ledger/*",
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/collections/*",
        ]
      },
      {
        Sid      = "AllowListingLedgerFiles"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}"
        Condition = {
          StringLike = {
            "s3:prefix" = ["ledger/*", "collections/*"]
          }
        }
      },
      {
        Sid      = "AllowDecryptingLedgerFiles"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.logs_key.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
            ]
          }
        }
      },
      {
        Sid    = "AllowAnswers"
        Effect = "Allow"
        Action = [
          "s3:AbortMultipartUpload",
          "s3:GetObject",
          "s3:ListMultipartUploadParts",
          "s3:PutObject",
        ]
        Resource = "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}/answers/*"
      },
      {
        Sid    = "AllowBucketOfAnswers"
        Effect = "Allow"
        Action = [
          "s3:GetBucketLocation",
          "s3:ListBucket",
          "s3:ListBucketMultipartUploads",
        ]
        Resource = "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}"
      },
      {
        Sid      = "AllowKeyOfAnswers"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.logs_key.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}",
              "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}/*",
            ]
          }
        }
      },
      # What the Athena console reads before a workgroup is chosen.
      {
        Sid      = "AllowConsole"
        Effect   = "Allow"
        Action   = ["athena:ListDataCatalogs", "athena:ListWorkGroups"]
        Resource = "*"
      },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "evidence_tables_attachment" {
  for_each = try(var.evidence.auditors, toset([]))

  policy_arn = aws_iam_policy.evidence_tables_policy[0].arn
  role       = each.value
}

resource "aws_iam_role" "evidence_tables_report_role" {
  count = try(var.evidence.report, null) != null ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # Lets schedules use a role. The source is the schedule group, never the schedule itself.
      {
        Sid    = "AllowScheduler"
        Effect = "Allow"
        Principal = {
          Service = "scheduler.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = local.account_id
            "aws:SourceArn"     = "arn:${local.partition}:scheduler:${local.region}:${local.account_id}:schedule-group/default"
          }
        }
      },
    ]
  })
  name = "${var.name}-evidence-report"
}

resource "aws_iam_role_policy" "evidence_tables_report_policy" {
  count = try(var.evidence.report, null) != null ? 1 : 0

  name = "questions"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowQuestionsInWorkgroup"
        Effect = "Allow"
        Action = [
          "athena:BatchGetNamedQuery",
          "athena:BatchGetQueryExecution",
          "athena:GetNamedQuery",
          "athena:GetQueryExecution",
          "athena:GetQueryResults",
          "athena:GetQueryResultsStream",
          "athena:GetWorkGroup",
          "athena:ListNamedQueries",
          "athena:ListQueryExecutions",
          "athena:StartQueryExecution",
          "athena:StopQueryExecution",
        ]
        Resource = "arn:${local.partition}:athena:${local.region}:${local.account_id}:workgroup/${var.name}-evidence"
      },
      {
        Sid    = "AllowTables"
        Effect = "Allow"
        Action = [
          "glue:GetDatabase",
          "glue:GetDatabases",
          "glue:GetPartitions",
          "glue:GetTable",
          "glue:GetTables",
        ]
        Resource = [
          "arn:${local.partition}:glue:${local.region}:${local.account_id}:catalog",
          "arn:${local.partition}:glue:${local.region}:${local.account_id}:database/${replace(var.name, "-", "_")}_evidence",
          "arn:${local.partition}:glue:${local.region}:${local.account_id}:table/${replace(var.name, "-", "_")}_evidence/*",
        ]
      },
      {
        Sid      = "AllowTrailFiles"
        Effect   = "Allow"
        Action   = "s3:GetObject"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/${local.account_id}/*"
      },
      {
        Sid      = "AllowListingTrailFiles"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}"
        Condition = {
          StringLike = {
            "s3:prefix" = "AWSLogs/${local.account_id}/*"
          }
        }
      },
      {
        Sid      = "AllowDecryptingTrailFiles"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.logs_key.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}"
          }
          Null = {
            "kms:EncryptionContext:aws:cloudtrail:arn" = "false"
          }
        }
      },
      {
        Sid    = "AllowLedgerFiles"
        Effect = "Allow"
        Action = "s3:GetObject"
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/ledger/*",
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/collections/*",
        ]
      },
      {
        Sid      = "AllowListingLedgerFiles"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}"
        Condition = {
          StringLike = {
            "s3:prefix" = ["ledger/*", "collections/*"]
          }
        }
      },
      {
        Sid      = "AllowDecryptingLedgerFiles"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.logs_key.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
            ]
          }
        }
      },
      {
        Sid    = "AllowAnswers"
        Effect = "Allow"
        Action = [
          "s3:AbortMultipartUpload",
          "s3:GetObject",
          "s3:ListMultipartUploadParts",
          "s3:PutObject",
        ]
        Resource = "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}/answers/*"
      },
      {
        Sid    = "AllowBucketOfAnswers"
        Effect = "Allow"
        Action = [
          "s3:GetBucketLocation",
          "s3:ListBucket",
          "s3:ListBucketMultipartUploads",
        ]
        Resource = "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}"
      },
      {
        Sid      = "AllowKeyOfAnswers"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = aws_kms_key.logs_key.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}",
              "arn:${local.partition}:s3:::${var.name}-answers-${local.account_id}-${local.region}/*",
            ]
          }
        }
      },
    ]
  })
  role = aws_iam_role.evidence_tables_report_role[0].name
}

resource "aws_scheduler_schedule" "evidence_tables_sessions_report" {
  count = contains(try(var.evidence.report.queries, []), "sessions") ? 1 : 0

  description         = "Who connected to what, when, from where, why and for how long, and is it recorded?"
  name                = "${var.name}-evidence-sessions"
  schedule_expression = "rate(${var.evidence.report.every_days} ${var.evidence.report.every_days == 1 ? "day" : "days"})"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn = "arn:${local.partition}:scheduler:::aws-sdk:athena:startQueryExecution"
    input = chomp(<<-EOT
      {
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n),\ntold AS (\n  SELECT *\n  FROM (\n    SELECT\n      *,\n      row_number() OVER (\n        PARTITION BY account, region, session_id\n        ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at\n      ) AS line\n    FROM ledger\n    -- A day more: CloudTrail files a call of late evening under the next day.\n    WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')\n  ) AS lines\n  WHERE line = 1\n),\nsessions AS (\n  SELECT\n    coalesce(told.session_id, starts.session_id) AS session_id,\n    CASE\n      WHEN told.status = 'failed' THEN 'refused'\n      WHEN told.transcript_bytes > 0 THEN 'recorded'\n      WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'\n      WHEN told.session_id IS NULL THEN 'unknown'\n      WHEN told.status = 'active' THEN 'open'\n      WHEN told.transcript_checked_at IS NULL THEN 'unknown'\n      WHEN told.transcript_bytes = 0 THEN 'partial'\n      ELSE 'missing'\n    END AS verdict,\n    coalesce(told.account, starts.account) AS account,\n    coalesce(told.region, starts.region) AS region,\n    coalesce(told.person, starts.person) AS person,\n    coalesce(told.principal, starts.principal) AS principal,\n    coalesce(told.target, starts.target) AS target,\n    coalesce(told.document, starts.document) AS document,\n    coalesce(told.started_at, starts.started_at) AS started_at,\n    told.ended_at AS ended_at,\n    date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,\n    coalesce(told.reason, starts.reason) AS reason,\n    starts.source_address AS source_address,\n    starts.mfa AS mfa,\n    starts.user_agent AS user_agent,\n    starts.event_id AS event_id,\n    told.transcript_key AS transcript_key,\n    told.transcript_bytes AS transcript_bytes\n  FROM told\n  FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts\n    ON told.session_id = starts.session_id\n    AND told.account = starts.account\n    AND told.region = starts.region\n  WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')\n)\nSELECT *\nFROM sessions\nORDER BY started_at DESC, session_id",
        "QueryExecutionContext": {
          "Database": ${jsonencode("${replace(var.name, "-", "_")}_evidence")}
        },
        "WorkGroup": "${var.name}-evidence"
      }
    EOT
    )
    role_arn = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report"
  }

  depends_on = [
    aws_iam_role_policy.evidence_tables_report_policy,
    aws_glue_catalog_database.evidence_tables,
    aws_athena_workgroup.evidence_tables_workgroup,
  ]
}

resource "aws_scheduler_schedule" "evidence_tables_missing_recordings_report" {
  count = contains(try(var.evidence.report.queries, []), "missing-recordings") ? 1 : 0

  description         = "Which sessions should have been recorded, and are not, or not whole?"
  name                = "${var.name}-evidence-missing-recordings"
  schedule_expression = "rate(${var.evidence.report.every_days} ${var.evidence.report.every_days == 1 ? "day" : "days"})"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn = "arn:${local.partition}:scheduler:::aws-sdk:athena:startQueryExecution"
    input = chomp(<<-EOT
      {
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n),\ntold AS (\n  SELECT *\n  FROM (\n    SELECT\n      *,\n      row_number() OVER (\n        PARTITION BY account, region, session_id\n        ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at\n      ) AS line\n    FROM ledger\n    -- A day more: CloudTrail files a call of late evening under the next day.\n    WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')\n  ) AS lines\n  WHERE line = 1\n),\nsessions AS (\n  SELECT\n    coalesce(told.session_id, starts.session_id) AS session_id,\n    CASE\n      WHEN told.status = 'failed' THEN 'refused'\n      WHEN told.transcript_bytes > 0 THEN 'recorded'\n      WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'\n      WHEN told.session_id IS NULL THEN 'unknown'\n      WHEN told.status = 'active' THEN 'open'\n      WHEN told.transcript_checked_at IS NULL THEN 'unknown'\n      WHEN told.transcript_bytes = 0 THEN 'partial'\n      ELSE 'missing'\n    END AS verdict,\n    coalesce(told.account, starts.account) AS account,\n    coalesce(told.region, starts.region) AS region,\n    coalesce(told.person, starts.person) AS person,\n    coalesce(told.principal, starts.principal) AS principal,\n    coalesce(told.target, starts.target) AS target,\n    coalesce(told.document, starts.document) AS document,\n    coalesce(told.started_at, starts.started_at) AS started_at,\n    told.ended_at AS ended_at,\n    date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,\n    coalesce(told.reason, starts.reason) AS reason,\n    starts.source_address AS source_address,\n    starts.mfa AS mfa,\n    starts.user_agent AS user_agent,\n    starts.event_id AS event_id,\n    told.transcript_key AS transcript_key,\n    told.transcript_bytes AS transcript_bytes\n  FROM told\n  FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts\n    ON told.session_id = starts.session_id\n    AND told.account = starts.account\n    AND told.region = starts.region\n  WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')\n)\nSELECT *\nFROM sessions\nWHERE verdict IN ('missing', 'partial')\nORDER BY started_at DESC, session_id",
        "QueryExecutionContext": {
          "Database": ${jsonencode("${replace(var.name, "-", "_")}_evidence")}
        },
        "WorkGroup": "${var.name}-evidence"
      }
    EOT
    )
    role_arn = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report"
  }

  depends_on = [
    aws_iam_role_policy.evidence_tables_report_policy,
    aws_glue_catalog_database.evidence_tables,
    aws_athena_workgroup.evidence_tables_workgroup,
  ]
}

resource "aws_scheduler_schedule" "evidence_tables_unlogged_report" {
  count = contains(try(var.evidence.report.queries, []), "unlogged") ? 1 : 0

  description         = "Which sessions are never logged: port forwarding, SSH?"
  name                = "${var.name}-evidence-unlogged"
  schedule_expression = "rate(${var.evidence.report.every_days} ${var.evidence.report.every_days == 1 ? "day" : "days"})"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn = "arn:${local.partition}:scheduler:::aws-sdk:athena:startQueryExecution"
    input = chomp(<<-EOT
      {
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n),\ntold AS (\n  SELECT *\n  FROM (\n    SELECT\n      *,\n      row_number() OVER (\n        PARTITION BY account, region, session_id\n        ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at\n      ) AS line\n    FROM ledger\n    -- A day more: CloudTrail files a call of late evening under the next day.\n    WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')\n  ) AS lines\n  WHERE line = 1\n),\nsessions AS (\n  SELECT\n    coalesce(told.session_id, starts.session_id) AS session_id,\n    CASE\n      WHEN told.status = 'failed' THEN 'refused'\n      WHEN told.transcript_bytes > 0 THEN 'recorded'\n      WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'\n      WHEN told.session_id IS NULL THEN 'unknown'\n      WHEN told.status = 'active' THEN 'open'\n      WHEN told.transcript_checked_at IS NULL THEN 'unknown'\n      WHEN told.transcript_bytes = 0 THEN 'partial'\n      ELSE 'missing'\n    END AS verdict,\n    coalesce(told.account, starts.account) AS account,\n    coalesce(told.region, starts.region) AS region,\n    coalesce(told.person, starts.person) AS person,\n    coalesce(told.principal, starts.principal) AS principal,\n    coalesce(told.target, starts.target) AS target,\n    coalesce(told.document, starts.document) AS document,\n    coalesce(told.started_at, starts.started_at) AS started_at,\n    told.ended_at AS ended_at,\n    date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,\n    coalesce(told.reason, starts.reason) AS reason,\n    starts.source_address AS source_address,\n    starts.mfa AS mfa,\n    starts.user_agent AS user_agent,\n    starts.event_id AS event_id,\n    told.transcript_key AS transcript_key,\n    told.transcript_bytes AS transcript_bytes\n  FROM told\n  FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts\n    ON told.session_id = starts.session_id\n    AND told.account = starts.account\n    AND told.region = starts.region\n  WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')\n)\nSELECT *\nFROM sessions\nWHERE verdict = 'unlogged'\nORDER BY started_at DESC, session_id",
        "QueryExecutionContext": {
          "Database": ${jsonencode("${replace(var.name, "-", "_")}_evidence")}
        },
        "WorkGroup": "${var.name}-evidence"
      }
    EOT
    )
    role_arn = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report"
  }

  depends_on = [
    aws_iam_role_policy.evidence_tables_report_policy,
    aws_glue_catalog_database.evidence_tables,
    aws_athena_workgroup.evidence_tables_workgroup,
  ]
}

resource "aws_scheduler_schedule" "evidence_tables_unknown_report" {
  count = contains(try(var.evidence.report.queries, []), "unknown") ? 1 : 0

  description         = "Of which sessions is it not known what became of them?"
  name                = "${var.name}-evidence-unknown"
  schedule_expression = "rate(${var.evidence.report.every_days} ${var.evidence.report.every_days == 1 ? "day" : "days"})"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn = "arn:${local.partition}:scheduler:::aws-sdk:athena:startQueryExecution"
    input = chomp(<<-EOT
      {
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n),\ntold AS (\n  SELECT *\n  FROM (\n    SELECT\n      *,\n      row_number() OVER (\n        PARTITION BY account, region, session_id\n        ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at\n      ) AS line\n    FROM ledger\n    -- A day more: CloudTrail files a call of late evening under the next day.\n    WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')\n  ) AS lines\n  WHERE line = 1\n),\nsessions AS (\n  SELECT\n    coalesce(told.session_id, starts.session_id) AS session_id,\n    CASE\n      WHEN told.status = 'failed' THEN 'refused'\n      WHEN told.transcript_bytes > 0 THEN 'recorded'\n      WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'\n      WHEN told.session_id IS NULL THEN 'unknown'\n      WHEN told.status = 'active' THEN 'open'\n      WHEN told.transcript_checked_at IS NULL THEN 'unknown'\n      WHEN told.transcript_bytes = 0 THEN 'partial'\n      ELSE 'missing'\n    END AS verdict,\n    coalesce(told.account, starts.account) AS account,\n    coalesce(told.region, starts.region) AS region,\n    coalesce(told.person, starts.person) AS person,\n    coalesce(told.principal, starts.principal) AS principal,\n    coalesce(told.target, starts.target) AS target,\n    coalesce(told.document, starts.document) AS document,\n    coalesce(told.started_at, starts.started_at) AS started_at,\n    told.ended_at AS ended_at,\n    date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,\n    coalesce(told.reason, starts.reason) AS reason,\n    starts.source_address AS source_address,\n    starts.mfa AS mfa,\n    starts.user_agent AS user_agent,\n    starts.event_id AS event_id,\n    told.transcript_key AS transcript_key,\n    told.transcript_bytes AS transcript_bytes\n  FROM told\n  FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts\n    ON told.session_id = starts.session_id\n    AND told.account = starts.account\n    AND told.region = starts.region\n  WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')\n)\nSELECT *\nFROM sessions\nWHERE verdict = 'unknown'\nORDER BY started_at DESC, session_id",
        "QueryExecutionContext": {
          "Database": ${jsonencode("${replace(var.name, "-", "_")}_evidence")}
        },
        "WorkGroup": "${var.name}-evidence"
      }
    EOT
    )
    role_arn = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report"
  }

  depends_on = [
    aws_iam_role_policy.evidence_tables_report_policy,
    aws_glue_catalog_database.evidence_tables,
    aws_athena_workgroup.evidence_tables_workgroup,
  ]
}

resource "aws_scheduler_schedule" "evidence_tables_refused_report" {
  count = contains(try(var.evidence.report.queries, []), "refused") ? 1 : 0

  description         = "Who was refused a session?"
  name                = "${var.name}-evidence-refused"
  schedule_expression = "rate(${var.evidence.report.every_days} ${var.evidence.report.every_days == 1 ? "day" : "days"})"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn = "arn:${local.partition}:scheduler:::aws-sdk:athena:startQueryExecution"
    input = chomp(<<-EOT
      {
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n)\nSELECT\n  started_at, account, region, person, principal, identity_type, target, document, reason, source_address, user_agent, mfa,\n  error_code, error_message, session_id, event_id\nFROM starts\nWHERE error_code IS NOT NULL\nORDER BY started_at DESC, event_id",
        "QueryExecutionContext": {
          "Database": ${jsonencode("${replace(var.name, "-", "_")}_evidence")}
        },
        "WorkGroup": "${var.name}-evidence"
      }
    EOT
    )
    role_arn = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report"
  }

  depends_on = [
    aws_iam_role_policy.evidence_tables_report_policy,
    aws_glue_catalog_database.evidence_tables,
    aws_athena_workgroup.evidence_tables_workgroup,
  ]
}

resource "aws_scheduler_schedule" "evidence_tables_root_report" {
  count = contains(try(var.evidence.report.queries, []), "root") ? 1 : 0

  description         = "Did anybody connect as the root user?"
  name                = "${var.name}-evidence-root"
  schedule_expression = "rate(${var.evidence.report.every_days} ${var.evidence.report.every_days == 1 ? "day" : "days"})"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn = "arn:${local.partition}:scheduler:::aws-sdk:athena:startQueryExecution"
    input = chomp(<<-EOT
      {
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n)\nSELECT\n  started_at, account, region, person, principal, identity_type, target, document, reason, source_address, user_agent, mfa,\n  error_code, error_message, session_id, event_id\nFROM starts\nWHERE identity_type = 'Root'\nORDER BY started_at DESC, event_id",
        "QueryExecutionContext": {
          "Database": ${jsonencode("${replace(var.name, "-", "_")}_evidence")}
        },
        "WorkGroup": "${var.name}-evidence"
      }
    EOT
    )
    role_arn = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report"
  }

  depends_on = [
    aws_iam_role_policy.evidence_tables_report_policy,
    aws_glue_catalog_database.evidence_tables,
    aws_athena_workgroup.evidence_tables_workgroup,
  ]
}

resource "aws_scheduler_schedule" "evidence_tables_without_mfa_report" {
  count = contains(try(var.evidence.report.queries, []), "without-mfa") ? 1 : 0

  description         = "Who connected without a second factor?"
  name                = "${var.name}-evidence-without-mfa"
  schedule_expression = "rate(${var.evidence.report.every_days} ${var.evidence.report.every_days == 1 ? "day" : "days"})"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn = "arn:${local.partition}:scheduler:::aws-sdk:athena:startQueryExecution"
    input = chomp(<<-EOT
      {
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n)\nSELECT\n  started_at, account, region, person, principal, identity_type, target, document, reason, source_address, user_agent, mfa,\n  error_code, error_message, session_id, event_id\nFROM starts\nWHERE mfa = 'false' AND error_code IS NULL\nORDER BY started_at DESC, event_id",
        "QueryExecutionContext": {
          "Database": ${jsonencode("${replace(var.name, "-", "_")}_evidence")}
        },
        "WorkGroup": "${var.name}-evidence"
      }
    EOT
    )
    role_arn = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report"
  }

  depends_on = [
    aws_iam_role_policy.evidence_tables_report_policy,
    aws_glue_catalog_database.evidence_tables,
    aws_athena_workgroup.evidence_tables_workgroup,
  ]
}

resource "aws_scheduler_schedule" "evidence_tables_preference_changes_report" {
  count = contains(try(var.evidence.report.queries, []), "preference-changes") ? 1 : 0

  description         = "Who changed the session preferences, a document that sessions ran on, or a setting of Systems Manager?"
  name                = "${var.name}-evidence-preference-changes"
  schedule_expression = "rate(${var.evidence.report.every_days} ${var.evidence.report.every_days == 1 ? "day" : "days"})"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn = "arn:${local.partition}:scheduler:::aws-sdk:athena:startQueryExecution"
    input = chomp(<<-EOT
      {
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n),\nchanges AS (\n  SELECT\n    eventtime AS changed_at,\n    account,\n    region,\n    eventname AS event_name,\n    -- A document may be named by its ARN.\n    coalesce(\n      regexp_replace(json_extract_scalar(requestparameters, '$.name'), '^arn:.*:document/', ''),\n      json_extract_scalar(requestparameters, '$.settingId')\n    ) AS changed,\n    useridentity.arn AS principal,\n    sourceipaddress AS source_address,\n    errorcode AS error_code,\n    eventid AS event_id,\n    row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n  FROM trail\n  WHERE eventsource = 'ssm.amazonaws.com'\n    AND eventname IN ('CreateDocument', 'UpdateDocument', 'UpdateDocumentDefaultVersion', 'DeleteDocument', 'ModifyDocumentPermission', 'PutResourcePolicy', 'UpdateServiceSetting', 'ResetServiceSetting')\n    AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n)\nSELECT changed_at, account, region, event_name, changed, principal, source_address, error_code, event_id\nFROM changes\nWHERE copy = 1\n  AND (\n    event_name IN ('UpdateServiceSetting', 'ResetServiceSetting')\n    OR changed = 'SSM-SessionManagerRunShell'\n    OR changed IN (SELECT document FROM starts)\n  )\nORDER BY changed_at DESC, event_id",
        "QueryExecutionContext": {
          "Database": ${jsonencode("${replace(var.name, "-", "_")}_evidence")}
        },
        "WorkGroup": "${var.name}-evidence"
      }
    EOT
    )
    role_arn = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report"
  }

  depends_on = [
    aws_iam_role_policy.evidence_tables_report_policy,
    aws_glue_catalog_database.evidence_tables,
    aws_athena_workgroup.evidence_tables_workgroup,
  ]
}

resource "aws_scheduler_schedule" "evidence_tables_unread_places_report" {
  count = contains(try(var.evidence.report.queries, []), "unread-places") ? 1 : 0

  description         = "Which accounts and Regions could not be read, and until when is their ledger complete?"
  name                = "${var.name}-evidence-unread-places"
  schedule_expression = "rate(${var.evidence.report.every_days} ${var.evidence.report.every_days == 1 ? "day" : "days"})"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn = "arn:${local.partition}:scheduler:::aws-sdk:athena:startQueryExecution"
    input = chomp(<<-EOT
      {
        "QueryString": "SELECT\n  account,\n  region,\n  count(*) AS runs,\n  count_if(outcome = 'unreadable') AS unreadable_runs,\n  max(CASE WHEN outcome = 'read' THEN collected_at END) AS last_read_at,\n  max_by(outcome, collected_at) AS last_outcome,\n  max_by(message, collected_at) AS last_message\nFROM collections\nWHERE day >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')\nGROUP BY account, region\nHAVING count_if(outcome = 'unreadable') > 0\nORDER BY account, region",
        "QueryExecutionContext": {
          "Database": ${jsonencode("${replace(var.name, "-", "_")}_evidence")}
        },
        "WorkGroup": "${var.name}-evidence"
      }
    EOT
    )
    role_arn = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report"
  }

  depends_on = [
    aws_iam_role_policy.evidence_tables_report_policy,
    aws_glue_catalog_database.evidence_tables,
    aws_athena_workgroup.evidence_tables_workgroup,
  ]
}

# Alarms. CloudWatch alarms on the alerting itself, so that a lost notification or a lost log is noticed.
resource "aws_cloudwatch_metric_alarm" "evidence_alarms_not_collected_session_ledger" {
  count = var.evidence != null ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Function ${var.name}-session-ledger has not added to the session ledger for ${2 * var.evidence.every_hours + 1} hours. Session Manager forgets ended sessions after 30 days: look at the schedule, and at the log group of the function."
  alarm_name          = "${var.name}-session-ledger-not-collected"
  comparison_operator = "LessThanThreshold"
  datapoints_to_alarm = 2 * var.evidence.every_hours + 1
  evaluation_periods  = 2 * var.evidence.every_hours + 1
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  threshold          = 1
  treat_missing_data = "breaching"

  metric_query {
    id = "invocations"

    metric {
      dimensions = {
        FunctionName = "${var.name}-session-ledger"
      }
      metric_name = "Invocations"
      namespace   = "AWS/Lambda"
      period      = 3600
      stat        = "Sum"
    }
  }
  metric_query {
    id = "errors"

    metric {
      dimensions = {
        FunctionName = "${var.name}-session-ledger"
      }
      metric_name = "Errors"
      namespace   = "AWS/Lambda"
      period      = 3600
      stat        = "Sum"
    }
  }
  metric_query {
    expression  = "invocations - FILL(errors, 0)"
    id          = "succeeded"
    label       = "Successful runs"
    return_data = true
  }

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "evidence_alarms_errors_session_ledger" {
  count = var.evidence != null ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Function ${var.name}-session-ledger failed. Lambda tries again twice, and the next run makes up for it. Look at the log group of the function."
  alarm_name          = "${var.name}-session-ledger-errors"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    FunctionName = "${var.name}-session-ledger"
  }
  evaluation_periods = 1
  metric_name        = "Errors"
  namespace          = "AWS/Lambda"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "evidence_alarms_dead_letters_session_ledger" {
  count = var.evidence != null ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-session-ledger-dead-letters holds runs of function ${var.name}-session-ledger that failed each time. The next run makes up for them: delete them to end this alarm."
  alarm_name          = "${var.name}-session-ledger-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-session-ledger-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "evidence_alarms_unreadable_places_session_ledger" {
  count = var.evidence != null ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Function ${var.name}-session-ledger could not read every account and Region. The newest file below collections/ in the bucket of the ledger says which, and why."
  alarm_name          = "${var.name}-session-ledger-unreadable-places"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "${var.name}-session-ledger-unreadable-places"
  namespace           = "SessionAudit"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 3600
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "ignore"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

# Dashboard. For people on call: Logs Insights queries, metrics of calls, alarms on them, and a dashboard.
resource "aws_cloudwatch_query_definition" "evidence_dashboard_sessions_started_query" {
  count = var.evidence != null ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/sessions-started"
  query_string = chomp(<<-EOT
    fields eventTime, userIdentity.arn, sourceIPAddress, requestParameters.target, recipientAccountId, awsRegion, coalesce(requestParameters.documentName, "SSM-SessionManagerRunShell") as document, requestParameters.reason, responseElements.sessionId
    | filter eventSource = "ssm.amazonaws.com" and eventName = "StartSession" and not ispresent(errorCode)
    | sort eventTime desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.trail_log_group]
}

resource "aws_cloudwatch_query_definition" "evidence_dashboard_sessions_refused_query" {
  count = var.evidence != null ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/sessions-refused"
  query_string = chomp(<<-EOT
    fields eventTime, userIdentity.arn, sourceIPAddress, requestParameters.target, recipientAccountId, awsRegion, errorCode, errorMessage
    | filter eventSource = "ssm.amazonaws.com" and eventName = "StartSession" and ispresent(errorCode)
    | sort eventTime desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.trail_log_group]
}

resource "aws_cloudwatch_query_definition" "evidence_dashboard_calls_by_person_query" {
  count = var.evidence != null ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/calls-by-person"
  query_string = chomp(<<-EOT
    filter eventSource = "ssm.amazonaws.com" and eventName in ["StartSession", "ResumeSession", "TerminateSession"]
    | stats count(*) as calls, count_distinct(requestParameters.target) as nodes, max(eventTime) as last by userIdentity.arn
    | sort calls desc
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.trail_log_group]
}

resource "aws_cloudwatch_query_definition" "evidence_dashboard_preference_changes_query" {
  count = var.evidence != null ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/preference-changes"
  query_string = chomp(<<-EOT
    fields eventTime, eventName, coalesce(requestParameters.name, requestParameters.settingId) as changed, userIdentity.arn, sourceIPAddress, recipientAccountId, awsRegion, errorCode
    | filter eventSource = "ssm.amazonaws.com" and eventName in ["CreateDocument", "UpdateDocument", "UpdateDocumentDefaultVersion", "DeleteDocument", "ModifyDocumentPermission", "PutResourcePolicy", "UpdateServiceSetting", "ResetServiceSetting"]
    | sort eventTime desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.trail_log_group]
}

resource "aws_cloudwatch_query_definition" "evidence_dashboard_session_output_query" {
  count = var.evidence != null ? 1 : 0

  log_group_names = ["/${var.name}/sessions"]
  name            = "${var.name}-sessions/session-output"
  query_string = chomp(<<-EOT
    fields @timestamp, @logStream as session, userIdentity.arn, target.id, @message
    | sort @timestamp desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.session_log_group]
}

resource "aws_cloudwatch_query_definition" "evidence_dashboard_busiest_sessions_query" {
  count = var.evidence != null ? 1 : 0

  log_group_names = ["/${var.name}/sessions"]
  name            = "${var.name}-sessions/busiest-sessions"
  query_string = chomp(<<-EOT
    stats count(*) as events, min(@timestamp) as first, max(@timestamp) as last by @logStream as session
    | sort events desc
    | limit 100
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.session_log_group]
}

resource "aws_cloudwatch_query_definition" "evidence_dashboard_privileged_commands_query" {
  count = var.evidence != null ? 1 : 0

  log_group_names = ["/${var.name}/sessions"]
  name            = "${var.name}-sessions/privileged-commands"
  query_string = chomp(<<-EOT
    fields @timestamp, @logStream as session, @message
    | filter @message like /(^|[\s"$#])(sudo|su -|passwd|visudo|useradd|usermod|systemctl (stop|disable) (amazon-ssm-agent|rsyslog|auditd))/
    | sort @timestamp desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.session_log_group]
}

resource "aws_cloudwatch_log_metric_filter" "evidence_dashboard_starts" {
  count = var.evidence != null ? 1 : 0

  log_group_name = "/${var.name}/trail"
  name           = "${var.name}-sessions-starts"
  pattern        = "{ ($.eventSource = \"ssm.amazonaws.com\") && ($.eventName = \"StartSession\") && ($.errorCode NOT EXISTS) }"

  metric_transformation {
    name      = "${var.name}-sessions-starts"
    namespace = "SessionAudit"
    unit      = "Count"
    value     = "1"
  }

  depends_on = [aws_cloudwatch_log_group.trail_log_group]
}

resource "aws_cloudwatch_log_metric_filter" "evidence_dashboard_refusals" {
  count = var.evidence != null ? 1 : 0

  log_group_name = "/${var.name}/trail"
  name           = "${var.name}-sessions-refusals"
  pattern        = "{ ($.eventSource = \"ssm.amazonaws.com\") && ($.eventName = \"StartSession\") && ($.errorCode EXISTS) }"

  metric_transformation {
    name      = "${var.name}-sessions-refusals"
    namespace = "SessionAudit"
    unit      = "Count"
    value     = "1"
  }

  depends_on = [aws_cloudwatch_log_group.trail_log_group]
}

resource "aws_cloudwatch_log_metric_filter" "evidence_dashboard_preference_changes" {
  count = var.evidence != null ? 1 : 0

  log_group_name = "/${var.name}/trail"
  name           = "${var.name}-sessions-preference-changes"
  pattern        = "{ ($.eventSource = \"ssm.amazonaws.com\") && ((($.requestParameters.name = \"*SSM-SessionManagerRunShell\") && (($.eventName = \"CreateDocument\") || ($.eventName = \"UpdateDocument\") || ($.eventName = \"UpdateDocumentDefaultVersion\") || ($.eventName = \"DeleteDocument\") || ($.eventName = \"ModifyDocumentPermission\") || ($.eventName = \"PutResourcePolicy\"))) || ($.eventName = \"UpdateServiceSetting\") || ($.eventName = \"ResetServiceSetting\")) }"

  metric_transformation {
    name      = "${var.name}-sessions-preference-changes"
    namespace = "SessionAudit"
    unit      = "Count"
    value     = "1"
  }

  depends_on = [aws_cloudwatch_log_group.trail_log_group]
}

resource "aws_cloudwatch_metric_alarm" "evidence_dashboard_starts_alarm" {
  count = try(var.evidence.alarms.starts_per_hour, null) != null ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  alarm_description   = "Sessions started: ${var.evidence.alarms.starts_per_hour} or more in an hour. Look at dashboard ${var.name}-sessions."
  alarm_name          = "${var.name}-sessions-starts"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "${var.name}-sessions-starts"
  namespace           = "SessionAudit"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  period             = 3600
  statistic          = "Sum"
  threshold          = var.evidence.alarms.starts_per_hour
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "evidence_dashboard_refusals_alarm" {
  count = var.evidence != null ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  alarm_description   = "Sessions refused: ${var.evidence.alarms.refusals_per_hour} or more in an hour. Look at dashboard ${var.name}-sessions."
  alarm_name          = "${var.name}-sessions-refusals"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "${var.name}-sessions-refusals"
  namespace           = "SessionAudit"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  period             = 3600
  statistic          = "Sum"
  threshold          = var.evidence.alarms.refusals_per_hour
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "evidence_dashboard_preference_changes_alarm" {
  count = var.evidence != null ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  alarm_description   = "Changes of session preferences: ${var.evidence.alarms.preference_changes_per_hour} or more in an hour. Look at dashboard ${var.name}-sessions."
  alarm_name          = "${var.name}-sessions-preference-changes"
  comparison_operator = "GreaterThanOrEqualToThreshold"
  evaluation_periods  = 1
  metric_name         = "${var.name}-sessions-preference-changes"
  namespace           = "SessionAudit"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  period             = 3600
  statistic          = "Sum"
  threshold          = var.evidence.alarms.preference_changes_per_hour
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.topic_policy]
}

resource "aws_cloudwatch_dashboard" "evidence_dashboard" {
  count = var.evidence != null ? 1 : 0

  dashboard_body = jsonencode({
    widgets = [for item in [
      {
        type   = "metric"
        x      = 0
        y      = 0
        width  = 8
        height = 6
        properties = {
          title  = "Sessions started"
          region = local.region
          view   = "timeSeries"
          stat   = "Sum"
          period = 3600
          metrics = [
            [
              "SessionAudit",
              "${var.name}-sessions-starts",
              {
                label = "Sessions started"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 0
        width  = 8
        height = 6
        properties = {
          title  = "Sessions refused"
          region = local.region
          view   = "timeSeries"
          stat   = "Sum"
          period = 3600
          metrics = [
            [
              "SessionAudit",
              "${var.name}-sessions-refusals",
              {
                label = "Sessions refused"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 0
        width  = 8
        height = 6
        properties = {
          title  = "Changes of session preferences"
          region = local.region
          view   = "timeSeries"
          stat   = "Sum"
          period = 3600
          metrics = [
            [
              "SessionAudit",
              "${var.name}-sessions-preference-changes",
              {
                label = "Changes of session preferences"
              },
            ],
          ]
        }
      },
      try(var.evidence.alarms.starts_per_hour, null) != null ? {
        type   = "alarm"
        x      = 0
        y      = 6
        width  = 24
        height = 3
        properties = {
          title = "Alarms"
          alarms = [
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-starts",
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-refusals",
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-preference-changes",
          ]
        }
      } : null,
      try(var.evidence.alarms.starts_per_hour, null) == null ? {
        type   = "alarm"
        x      = 0
        y      = 6
        width  = 24
        height = 3
        properties = {
          title = "Alarms"
          alarms = [
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-refusals",
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-preference-changes",
          ]
        }
      } : null,
      {
        type   = "log"
        x      = 0
        y      = 9
        width  = 24
        height = 8
        properties = {
          title  = "Last sessions"
          region = local.region
          view   = "table"
          query  = "SOURCE '/${var.name}/trail' | fields eventTime, userIdentity.arn, requestParameters.target, sourceIPAddress, requestParameters.reason | filter eventSource = \"ssm.amazonaws.com\" and eventName = \"StartSession\" and not ispresent(errorCode) | sort eventTime desc | limit 50"
        }
      },
      {
        type   = "log"
        x      = 0
        y      = 17
        width  = 24
        height = 8
        properties = {
          title  = "Sessions with output"
          region = local.region
          view   = "table"
          query  = "SOURCE '/${var.name}/sessions' | stats count(*) as events, max(@timestamp) as last by @logStream as session | sort last desc | limit 50"
        }
      },
    ] : item if item != null]
  })
  dashboard_name = "${var.name}-sessions"
}

# Node access. Gives the role of a node exactly what logging needs. It may write transcripts under the
# documents' own prefixes and output to their groups, and can neither read nor delete any.
resource "aws_iam_policy" "node_access" {
  description = "Lets nodes log the sessions that run on them"
  name        = "${var.name}-nodes"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "OpenMessageChannels"
        Effect = "Allow"
        Action = [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
      },
      {
        Sid      = "ReportToSystemsManager"
        Effect   = "Allow"
        Action   = "ssm:UpdateInstanceInformation"
        Resource = "*"
      },
      {
        Sid      = "WriteTranscripts"
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/sessions/${local.account_id}/${local.region}/*"
      },
      {
        Sid      = "GiveTranscriptsToBucketOwner"
        Effect   = "Allow"
        Action   = "s3:PutObjectAcl"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/sessions/${local.account_id}/${local.region}/*"
        Condition = {
          StringEquals = {
            "s3:x-amz-acl" = "bucket-owner-full-control"
          }
        }
      },
      {
        Sid      = "ReadBucketEncryption"
        Effect   = "Allow"
        Action   = "s3:GetEncryptionConfiguration"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}"
      },
      {
        Sid      = "EncryptTranscripts"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = aws_kms_key.logs_key.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
            ]
          }
        }
      },
      {
        Sid      = "DecryptSessionTraffic"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.session_key.arn
        Condition = {
          Null = {
            "kms:EncryptionContext:aws:ssm:SessionId" = "false"
          }
        }
      },
      {
        Sid      = "FindLogGroup"
        Effect   = "Allow"
        Action   = "logs:DescribeLogGroups"
        Resource = "*"
      },
      {
        Sid    = "WriteSessionOutput"
        Effect = "Allow"
        Action = [
          "logs:CreateLogStream",
          "logs:DescribeLogStreams",
          "logs:PutLogEvents",
        ]
        Resource = [
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions",
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions:log-stream:*",
        ]
      },
    ]
  })
}

resource "aws_iam_role" "node_access_role" {
  count = var.nodes.role_for != "none" ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      # Systems Manager gives the role to machines of hybrid activations of this account only.
      var.nodes.role_for != "ec2" ? {
        Sid    = "AllowHybridNodesAssume"
        Effect = "Allow"
        Principal = {
          Service = "ssm.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = local.account_id
          }
          ArnLike = {
            "aws:SourceArn" = "arn:${local.partition}:ssm:*:${local.account_id}:*"
          }
        }
      } : null,
      # EC2 gives the role to instances. The service name ends in the DNS suffix of the partition, in China
      # too.
      var.nodes.role_for != "hybrid" ? {
        Sid    = "AllowInstancesAssume"
        Effect = "Allow"
        Principal = {
          Service = "ec2.${local.dns_suffix}"
        }
        Action = "sts:AssumeRole"
      } : null,
    ] : item if item != null]
  })
  description = var.nodes.role_for != "ec2" ? "Role of hybrid nodes whose sessions are logged" : "Role of EC2 instances whose sessions are logged"
  name        = "${var.name}-nodes"
}

resource "aws_iam_role_policy_attachment" "node_access_attachment" {
  for_each = var.nodes.attach_to

  policy_arn = aws_iam_policy.node_access.arn
  role       = each.value
}

resource "aws_iam_role_policy_attachment" "node_access_role_attachment" {
  count = var.nodes.role_for != "none" ? 1 : 0

  policy_arn = aws_iam_policy.node_access.arn
  role       = aws_iam_role.node_access_role[0].name
}

resource "aws_iam_instance_profile" "node_access_instance_profile" {
  count = var.nodes.role_for == "ec2" ? 1 : 0

  name = "${var.name}-nodes"
  role = aws_iam_role.node_access_role[0].name
}

# Operator access. What an engineer needs to open logged sessions: certain documents on certain nodes,
# resuming and ending their own sessions, and what console and CLI read. Other documents are denied, whatever
# else the engineer may do.
resource "aws_iam_policy" "operator_access" {
  description = "Opens logged sessions of Session Manager, and no others"
  name        = "${var.name}-operators"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      length(var.operators.targets.ids) > 0 ? {
        Sid    = "StartOnListedNodes"
        Effect = "Allow"
        Action = "ssm:StartSession"
        Resource = concat(
          [for id in var.operators.targets.ids : "arn:${local.partition}:ec2:*:${local.account_id}:instance/${id}" if !startswith(id, "mi-")],
          [for id in var.operators.targets.ids : "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/${id}" if startswith(id, "mi-")],
        )
        Condition = {
          BoolIfExists = {
            "ssm:SessionDocumentAccessCheck" = "true"
          }
        }
      } : null,
      length(var.operators.targets.tags) > 0 ? {
        Sid    = "StartOnTaggedNodes"
        Effect = "Allow"
        Action = "ssm:StartSession"
        Resource = [
          "arn:${local.partition}:ec2:*:${local.account_id}:instance/*",
          "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/*",
        ]
        Condition = {
          StringEquals = { for tag, values in var.operators.targets.tags : "ssm:resourceTag/${tag}" => values }
          BoolIfExists = {
            "ssm:SessionDocumentAccessCheck" = "true"
          }
        }
      } : null,
      length(var.operators.targets.tags) + length(var.operators.targets.ids) == 0 ? {
        Sid    = "StartOnAnyNode"
        Effect = "Allow"
        Action = "ssm:StartSession"
        Resource = [
          "arn:${local.partition}:ec2:*:${local.account_id}:instance/*",
          "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/*",
        ]
        Condition = {
          BoolIfExists = {
            "ssm:SessionDocumentAccessCheck" = "true"
          }
        }
      } : null,
      # The console shows a document before it starts a session with it.
      {
        Sid    = "UseTheseDocuments"
        Effect = "Allow"
        Action = [
          "ssm:StartSession",
          "ssm:DescribeDocument",
          "ssm:GetDocument",
        ]
        Resource = [for item in [
          "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/SSM-SessionManagerRunShell",
          contains(var.operators.unlogged_documents, "AWS-StartSSHSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartSSHSession" : null,
          contains(var.operators.unlogged_documents, "AWS-StartPortForwardingSessionToRemoteHost") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSessionToRemoteHost" : null,
          contains(var.operators.unlogged_documents, "AWS-StartPortForwardingSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSession" : null,
        ] : item if item != null]
      },
      # Denies other documents even if another policy of the caller allows them. Nodes and tasks are not
      # affected.
      { for key, value in {
        Sid    = "DenyOtherDocuments"
        Effect = "Deny"
        Action = "ssm:StartSession"
        NotResource = [for item in [
          "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/SSM-SessionManagerRunShell",
          contains(var.operators.unlogged_documents, "AWS-StartSSHSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartSSHSession" : null,
          contains(var.operators.unlogged_documents, "AWS-StartPortForwardingSessionToRemoteHost") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSessionToRemoteHost" : null,
          contains(var.operators.unlogged_documents, "AWS-StartPortForwardingSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSession" : null,
          "arn:${local.partition}:ec2:*:${local.account_id}:instance/*",
          "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/*",
          "arn:${local.partition}:ecs:*:${local.account_id}:task/*",
        ] : item if item != null]
        Condition = var.operators.remote_desktop ? {
          StringNotEquals = {
            "aws:CalledViaFirst" = "ssm-guiconnect.amazonaws.com"
          }
        } : null
      } : key => value if value != null },
      # The same document may exist unlogged in an unaudited Region, and another policy may open it there.
      {
        Sid      = "DenyOtherRegions"
        Effect   = "Deny"
        Action   = "ssm:StartSession"
        Resource = "*"
        Condition = {
          StringNotEquals = {
            "aws:RequestedRegion" = local.region
          }
        }
      },
      {
        Sid      = "OpenDataChannels"
        Effect   = "Allow"
        Action   = "ssmmessages:OpenDataChannel"
        Resource = var.operators.principals == "users" ? "arn:${local.partition}:ssm:*:${local.account_id}:session/$${aws:username}-*" : "arn:${local.partition}:ssm:*:${local.account_id}:session/*"
      },
      { for key, value in {
        Sid      = "ResumeOrTerminateOwnSession"
        Effect   = "Allow"
        Action   = ["ssm:ResumeSession", "ssm:TerminateSession"]
        Resource = var.operators.principals == "users" ? "arn:${local.partition}:ssm:*:${local.account_id}:session/$${aws:username}-*" : "arn:${local.partition}:ssm:*:${local.account_id}:session/*"
        Condition = var.operators.principals == "roles" ? {
          StringEquals = {
            "ssm:resourceTag/aws:ssmmessages:session-id" = "$${aws:userid}"
          }
        } : null
      } : key => value if value != null },
      # What console and CLI show before a start. All but GetConnectionStatus support no narrower resource.
      {
        Sid    = "ListNodesAndSessions"
        Effect = "Allow"
        Action = [
          "ssm:DescribeSessions",
          "ssm:GetConnectionStatus",
          "ssm:DescribeInstanceProperties",
          "ssm:DescribeInstanceInformation",
          "ec2:DescribeInstances",
        ]
        Resource = "*"
      },
      # The client itself asks KMS for the data key of a session, so `kms:ViaService` would never match.
      {
        Sid      = "EncryptSessionTraffic"
        Effect   = "Allow"
        Action   = "kms:GenerateDataKey"
        Resource = aws_kms_key.session_key.arn
        Condition = {
          Null = {
            "kms:EncryptionContext:aws:ssm:SessionId" = "false"
          }
        }
      },
      var.session.run_as != null ? {
        Sid    = "DenyRunAsTag"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = {
          Null = {
            "aws:PrincipalTag/SSMSessionRunAs" = "false"
          }
        }
      } : null,
      {
        Sid      = "DenyNewSessionDocuments"
        Effect   = "Deny"
        Action   = "ssm:CreateDocument"
        Resource = "arn:${local.partition}:ssm:*:${local.account_id}:document/*"
        Condition = {
          StringEquals = {
            "ssm:DocumentType" = "Session"
          }
        }
      },
      {
        Sid    = "DenyDocumentChanges"
        Effect = "Deny"
        Action = [
          "ssm:DeleteDocument",
          "ssm:Modify*",
          "ssm:Put*",
          "ssm:UpdateDocument*",
        ]
        Resource = "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/SSM-SessionManagerRunShell"
      },
      {
        Sid    = "DenyAuditDataChanges"
        Effect = "Deny"
        Action = [
          "s3:Abort*",
          "s3:Bypass*",
          "s3:Delete*",
          "s3:Put*",
          "s3:Replicate*",
          "s3:Update*",
          "logs:*KmsKey",
          "logs:Create*",
          "logs:Delete*",
          "logs:P*",
          "kms:CreateGrant",
          "kms:Delete*",
          "kms:Disable*",
          "kms:Put*",
          "kms:Schedule*",
        ]
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions",
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions:*",
          aws_kms_key.session_key.arn,
          aws_kms_key.logs_key.arn,
        ]
      },
      length(var.operators.source_network.cidrs) > 0 || length(var.operators.source_network.vpc_ids) > 0 ? {
        Sid    = "DenyFromOtherNetworks"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = { for key, value in {
          StringNotEquals = length(var.operators.source_network.vpc_ids) > 0 ? {
            "aws:SourceVpc" = var.operators.source_network.vpc_ids
          } : null
          NotIpAddress = length(var.operators.source_network.cidrs) > 0 ? {
            "aws:SourceIp" = var.operators.source_network.cidrs
          } : null
        } : key => value if value != null }
      } : null,
      var.operators.mfa != null ? {
        Sid    = "DenyWithoutMfa"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = {
          BoolIfExists = {
            "aws:MultiFactorAuthPresent" = "false"
          }
        }
      } : null,
      try(var.operators.mfa.max_age_minutes, null) != null ? {
        Sid    = "DenyAfterOldLogin"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = {
          NumericGreaterThan = {
            "aws:MultiFactorAuthAge" = tostring(var.operators.mfa.max_age_minutes * 60)
          }
        }
      } : null,
      var.operators.source_identity == "required" ? {
        Sid    = "DenyWithoutSourceIdentity"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = {
          Null = {
            "aws:SourceIdentity" = "true"
          }
        }
      } : null,
    ] : item if item != null]
  })

  depends_on = [
    aws_ssm_document.document,
    aws_iam_policy.node_access,
    aws_iam_role_policy_attachment.node_access_attachment,
    aws_iam_role_policy_attachment.node_access_role_attachment,
    aws_iam_instance_profile.node_access_instance_profile,
    aws_cloudtrail.trail,
  ]
}

resource "aws_iam_group_policy_attachment" "operator_access_attachment" {
  for_each = var.operators.principals == "users" ? var.operators.attach_to : toset([])

  group      = each.value
  policy_arn = aws_iam_policy.operator_access.arn
}

resource "aws_iam_role_policy_attachment" "operator_access_attachment" {
  for_each = var.operators.principals == "roles" ? var.operators.attach_to : toset([])

  policy_arn = aws_iam_policy.operator_access.arn
  role       = each.value
}

# Guardrail. Denies what would disable, empty or bypass the audit to everyone but named administrators.
resource "aws_iam_policy" "guardrail" {
  description = "Keeps the session audit as it is"
  name        = "${var.name}-guardrail"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # The same denies in one statement. Each statement names every administrator, and a statement per link
      # then fills the policy. This denies nothing more, because a call works only on resources of its own
      # service.
      { for key, value in {
        Sid    = "DenyAuditChainChanges"
        Effect = "Deny"
        Action = concat(
          [
            "ssm:CreateDocument",
            "ssm:DeleteDocument",
            "ssm:Modify*",
            "ssm:Put*",
            "ssm:UpdateDocument*",
            "ssm:ResetServiceSetting",
            "ssm:UpdateServiceSetting",
            "cloudtrail:DeleteTrail",
            "cloudtrail:Put*",
            "cloudtrail:StopLogging",
            "cloudtrail:UpdateTrail",
            "s3:DeleteBucket*",
            "s3:Put*Configuration",
            "s3:PutBucket*",
            "s3:BypassGovernanceRetention",
            "s3:DeleteObject*",
            "s3:PutObjectLegalHold",
            "s3:PutObjectRetention",
            "s3:Replicate*",
            "s3:UpdateObject*",
            "kms:DeleteAlias",
            "kms:UpdateAlias",
            "logs:*KmsKey",
            "logs:Delete*",
            "logs:Process*",
            "logs:Put*Policy",
            "logs:PutBearer*",
            "logs:PutLogGroup*",
            "logs:PutMetricFilter",
            "logs:PutSubscriptionFilter",
            "logs:PutSyslog*",
            "logs:PutTransformer",
            "events:DeleteRule",
            "events:DisableRule",
            "events:PutRule",
            "events:PutTargets",
            "events:RemoveTargets",
            "sns:*Permission",
            "sns:DeleteTopic",
            "sns:Publish",
            "sns:PutDataProtectionPolicy",
            "sns:Set*",
            "sns:Subscribe",
            "sns:Unsubscribe",
            "cloudwatch:DeleteAlarms",
            "cloudwatch:DisableAlarmActions",
            "cloudwatch:Put*Alarm*",
            "cloudwatch:SetAlarmState",
          ],
          var.evidence != null ? [
            "lambda:DeleteFunction*",
            "lambda:PutFunction*",
            "lambda:UpdateFunction*",
            "scheduler:DeleteSchedule",
            "scheduler:UpdateSchedule",
            "athena:Delete*",
            "athena:Update*",
            "glue:BatchDelete*",
            "glue:Create*",
            "glue:Delete*",
            "glue:RenameTable",
            "glue:Update*",
          ] : [],
          [
            "sqs:*Permission",
            "sqs:ChangeMessageVisibility",
            "sqs:Delete*",
            "sqs:PurgeQueue",
            "sqs:ReceiveMessage",
            "sqs:SetQueueAttributes",
            "sqs:StartMessageMoveTask",
            "events:DeleteEventBus",
            "events:UpdateEventBus",
            "iam:CreatePolicyVersion",
            "iam:DeletePolicy*",
            "iam:SetDefaultPolicyVersion",
          ],
          length(var.nodes.attach_to) > 0 || var.nodes.role_for != "none" ? [
            "iam:AttachRolePolicy",
            "iam:CreateRole",
            "iam:DeleteRole*",
            "iam:DetachRolePolicy",
            "iam:PutRole*",
            "iam:UpdateAssumeRolePolicy",
          ] : [],
          var.nodes.role_for == "ec2" ? [
            "iam:AddRoleToInstanceProfile",
            "iam:DeleteInstanceProfile",
            "iam:RemoveRoleFromInstanceProfile",
          ] : [],
        )
        Resource = concat(
          [
            "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/SSM-SessionManagerRunShell",
            "arn:${local.partition}:ssm:${local.region}:${local.account_id}:servicesetting/ssm/documents/console/public-sharing-permission",
            "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}",
            "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-sessions",
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-logs",
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-alerts",
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-integrity-alerts",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions:*",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail:*",
          ],
          var.evidence != null ? [
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/session-ledger",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/session-ledger:*",
          ] : [],
          [
            "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-session-*",
            "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-*",
            "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
            "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals",
            "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-*",
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-*",
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-*",
          ],
          var.evidence != null ? [
            "arn:${local.partition}:lambda:${local.region}:${local.account_id}:function:${var.name}-session-ledger",
            "arn:${local.partition}:scheduler:${local.region}:${local.account_id}:schedule/default/${var.name}-session-ledger",
            "arn:${local.partition}:scheduler:${local.region}:${local.account_id}:schedule/default/${var.name}-evidence-*",
            "arn:${local.partition}:athena:${local.region}:${local.account_id}:workgroup/${var.name}-evidence",
            "arn:${local.partition}:glue:${local.region}:${local.account_id}:database/${replace(var.name, "-", "_")}_evidence",
            "arn:${local.partition}:glue:${local.region}:${local.account_id}:table/${replace(var.name, "-", "_")}_evidence/*",
          ] : [],
          [for item in [
            "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-*",
            "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-*",
            var.evidence != null ? "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-ledger-dead-letters" : null,
            "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/default",
            var.evidence != null ? "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-evidence-auditors" : null,
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-nodes",
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-operators",
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail",
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-*",
            var.nodes.role_for != "none" ? "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-nodes" : null,
          ] : item if item != null],
          [for attach_to in var.nodes.attach_to : "arn:${local.partition}:iam::${local.account_id}:role/${attach_to}"],
          [for attach_to in var.nodes.attach_to : "arn:${local.partition}:iam::${local.account_id}:role/*/${attach_to}"],
          var.nodes.role_for == "ec2" ? ["arn:${local.partition}:iam::${local.account_id}:instance-profile/${var.name}-nodes"] : [],
        )
        Condition = length(var.guardrail.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.guardrail.administrators
          }
        } : null
      } : key => value if value != null },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "guardrail_attachment" {
  for_each = var.guardrail.attach_to

  policy_arn = aws_iam_policy.guardrail.arn
  role       = each.value
}

resource "aws_iam_policy" "guardrail_part2" {
  description = "Keeps the session audit as it is"
  name        = "${var.name}-guardrail-2"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "DenyChangesOfKeysByAlias"
        Effect = "Deny"
        Action = [
          "kms:CreateGrant",
          "kms:Delete*",
          "kms:Disable*",
          "kms:Put*",
          "kms:Schedule*",
        ]
        Resource = "arn:${local.partition}:kms:${local.region}:${local.account_id}:key/*"
        Condition = { for key, value in {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = [
              "alias/${var.name}-sessions",
              "alias/${var.name}-logs",
              "alias/${var.name}-alerts",
              "alias/${var.name}-integrity-alerts",
            ]
          }
          ArnNotLike = length(var.guardrail.administrators) > 0 ? {
            "aws:PrincipalArn" = var.guardrail.administrators
          } : null
        } : key => value if value != null }
      },
      {
        Sid      = "DenyPolicyDetachment"
        Effect   = "Deny"
        Action   = "iam:Detach*Policy"
        Resource = "*"
        Condition = { for key, value in {
          ArnLike = {
            "iam:PolicyARN" = [for item in [
              var.evidence != null ? "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-evidence-auditors" : null,
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-nodes",
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-operators",
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail",
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-*",
            ] : item if item != null]
          }
          ArnNotLike = length(var.guardrail.administrators) > 0 ? {
            "aws:PrincipalArn" = var.guardrail.administrators
          } : null
        } : key => value if value != null }
      },
      { for key, value in {
        Sid    = "DenyRoleTakeover"
        Effect = "Deny"
        Action = [
          "iam:AttachRolePolicy",
          "iam:CreateRole",
          "iam:DeleteRole*",
          "iam:DetachRolePolicy",
          "iam:PassRole",
          "iam:PutRole*",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRole*",
        ]
        Resource = concat(
          var.guardrail.administrators,
          [
            "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-log-delivery",
          ],
          var.evidence != null ? [
            "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-session-ledger",
            "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-session-ledger-schedule",
          ] : [],
          try(var.evidence.report, null) != null ? ["arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report"] : [],
        )
        Condition = length(var.guardrail.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.guardrail.administrators
          }
        } : null
      } : key => value if value != null },
      { for key, value in {
        Sid    = "DenyAccountWideChanges"
        Effect = "Deny"
        Action = [
          "logs:*ResourcePolicy",
          "logs:PutAccountPolicy",
          "logs:PutPipelineRule",
          "sns:SetSMSAttributes",
          "events:PutPermission",
          "events:RemovePermission",
          "account:CloseAccount",
          "account:DisableRegion",
          "organizations:AcceptHandshake",
          "organizations:LeaveOrganization",
        ]
        Resource = "*"
        Condition = length(var.guardrail.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.guardrail.administrators
          }
        } : null
      } : key => value if value != null },
      { for key, value in {
        Sid    = "DenyForgedRecords"
        Effect = "Deny"
        Action = [
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "s3:AbortMultipartUpload",
          "s3:PutObject",
          "s3:PutObjectAcl",
        ]
        Resource = [for item in [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}/*",
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions:*",
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail:*",
          var.evidence != null ? "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/session-ledger:*" : null,
        ] : item if item != null]
        Condition = length(var.guardrail.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.guardrail.administrators
          }
        } : null
      } : key => value if value != null },
    ]
  })
}

resource "aws_iam_role_policy_attachment" "guardrail_part2_attachment" {
  for_each = var.guardrail.attach_to

  policy_arn = aws_iam_policy.guardrail_part2.arn
  role       = each.value
}

# Preference changes.
resource "aws_sqs_queue" "preference_changes_dead_letter_queue" {
  count = var.watches.preferences ? 1 : 0

  message_retention_seconds = 1209600
  name                      = "${var.name}-integrity-preferences-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_policy" "preference_changes_dead_letter_queue_policy" {
  count = var.watches.preferences ? 1 : 0

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowEventBridgeDeadLetters"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-preferences-dead-letters"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-preferences"
          }
        }
      },
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "sqs:*"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-preferences-dead-letters"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  queue_url = aws_sqs_queue.preference_changes_dead_letter_queue[0].url
}

resource "aws_cloudwatch_event_rule" "preference_changes" {
  count = var.watches.preferences ? 1 : 0

  description = "Session audit: CreateDocument, UpdateDocument, UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting, ResetServiceSetting, UpdateManagedInstanceRole"
  event_pattern = jsonencode({
    source      = ["aws.ssm"]
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [
      {
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName = [
            "CreateDocument",
            "UpdateDocument",
            "UpdateDocumentDefaultVersion",
            "DeleteDocument",
            "ModifyDocumentPermission",
            "PutResourcePolicy",
          ]
          "$or" = [
            {
              requestParameters = {
                name = ["SSM-SessionManagerRunShell"]
              }
            },
            {
              requestParameters = {
                resourceArn = [
                  {
                    wildcard = "*:document/SSM-SessionManagerRunShell"
                  },
                ]
              }
            },
          ]
        }
      },
      {
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["CreateDocument"]
          requestParameters = {
            documentType = ["Session"]
          }
        }
      },
      {
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["UpdateServiceSetting", "ResetServiceSetting"]
          requestParameters = {
            settingId = [
              {
                wildcard = "*/ssm/documents/*"
              },
              {
                wildcard = "*/ssm/managed-instance/*"
              },
            ]
          }
        }
      },
      {
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["UpdateManagedInstanceRole"]
        }
      },
    ]
  })
  name  = "${var.name}-integrity-preferences"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "preference_changes_topic_target" {
  count = var.watches.preferences ? 1 : 0

  arn       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
  rule      = aws_cloudwatch_event_rule.preference_changes[0].name
  target_id = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-preferences-dead-letters"
  }

  input_transformer {
    input_paths = {
      kind      = "$.detail.userIdentity.type"
      who       = "$.detail.userIdentity.arn"
      identity  = "$.detail.userIdentity.sessionContext.sourceIdentity"
      principal = "$.detail.userIdentity.principalId"
      issuer    = "$.detail.userIdentity.sessionContext.sessionIssuer.arn"
      service   = "$.detail.userIdentity.invokedBy"
      mfa       = "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated"
      address   = "$.detail.sourceIPAddress"
      account   = "$.account"
      region    = "$.region"
      time      = "$.detail.eventTime"
      event     = "$.detail.eventID"
      agent     = "$.detail.userAgent"
      call      = "$.detail.eventName"
      refusal   = "$.detail.errorCode"
      document  = "$.detail.requestParameters.name"
      setting   = "$.detail.requestParameters.settingId"
    }
    input_template = chomp(<<-EOT
      "ALERT: how sessions are logged may have changed (<call>)"
      ""
      "Who:      <kind> <who> <principal>"
      "Role:     <issuer> (empty: a user, or long-term credentials)"
      "Identity: <identity> (the source identity, empty: none was set)"
      "Through:  <service> (empty: no service of AWS)"
      "MFA:      <mfa> (empty: not asked; false as well where a federated user gave it elsewhere)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Document: <document>"
      "Setting:  <setting>"
      "Program:  <agent>"
    EOT
    )
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_sns_topic_policy.integrity_topic_policy,
    aws_sqs_queue_policy.preference_changes_dead_letter_queue_policy,
  ]
}

# Tampering.
resource "aws_sqs_queue" "tampering_dead_letter_queue" {
  count = var.watches.tampering ? 1 : 0

  message_retention_seconds = 1209600
  name                      = "${var.name}-integrity-tampering-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_policy" "tampering_dead_letter_queue_policy" {
  count = var.watches.tampering ? 1 : 0

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowEventBridgeDeadLetters"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-tampering-dead-letters"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [for item in [
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering",
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering-2",
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering-3",
              var.evidence != null ? "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering-4" : null,
            ] : item if item != null]
          }
        }
      },
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "sqs:*"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-tampering-dead-letters"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  queue_url = aws_sqs_queue.tampering_dead_letter_queue[0].url
}

resource "aws_cloudwatch_event_rule" "tampering" {
  count = var.watches.tampering ? 1 : 0

  description = var.evidence != null ? "Session audit: StopLogging, DeleteTrail, UpdateTrail, DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias" : "Session audit: StopLogging, DeleteTrail, UpdateTrail, DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, AssociateKmsKey, DisassociateKmsKey"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [for item in [
      {
        source = ["aws.cloudtrail"]
        detail = {
          eventName = [
            "StopLogging",
            "DeleteTrail",
            "UpdateTrail",
            {
              prefix = "Put"
            },
          ]
          "$or" = [
            {
              requestParameters = {
                name = [
                  var.name,
                  {
                    suffix = ":trail/${var.name}"
                  },
                ]
              }
            },
            {
              requestParameters = {
                trailName = [
                  var.name,
                  {
                    suffix = ":trail/${var.name}"
                  },
                ]
              }
            },
          ]
        }
      },
      {
        source = ["aws.s3"]
        detail = {
          eventName = [
            {
              prefix = "PutBucket"
            },
            {
              prefix = "DeleteBucket"
            },
            {
              prefix = "PutObjectLock"
            },
          ]
          requestParameters = {
            bucketName = [
              "${var.name}-transcripts-${local.account_id}-${local.region}",
              "${var.name}-trail-${local.account_id}-${local.region}",
              "${var.name}-access-logs-${local.account_id}-${local.region}",
            ]
          }
        }
      },
      {
        source = ["aws.kms"]
        detail = {
          eventName = [
            "DisableKey",
            "ScheduleKeyDeletion",
            "PutKeyPolicy",
            "DisableKeyRotation",
            "CreateGrant",
            "DeleteImportedKeyMaterial",
            "DeleteAlias",
            "UpdateAlias",
          ]
          resources = {
            ARN = [
              aws_kms_key.session_key.arn,
              aws_kms_key.logs_key.arn,
              aws_kms_key.alerts_key.arn,
              {
                suffix = ":alias/${var.name}-sessions"
              },
              {
                suffix = ":alias/${var.name}-logs"
              },
              {
                suffix = ":alias/${var.name}-alerts"
              },
            ]
          }
        }
      },
      var.evidence == null ? {
        source = ["aws.logs"]
        detail = {
          eventName = [
            {
              prefix = "Delete"
            },
            {
              prefix = "Put"
            },
            "AssociateKmsKey",
            "DisassociateKmsKey",
          ]
          "$or" = [
            {
              requestParameters = {
                logGroupName = ["/${var.name}/sessions", "/${var.name}/trail"]
              }
            },
            {
              requestParameters = {
                logGroupIdentifier = [
                  "/${var.name}/sessions",
                  "/${var.name}/trail",
                  {
                    suffix = ":log-group:/${var.name}/sessions"
                  },
                  {
                    suffix = ":log-group:/${var.name}/trail"
                  },
                ]
              }
            },
            {
              requestParameters = {
                resourceIdentifier = [
                  {
                    suffix = ":log-group:/${var.name}/sessions"
                  },
                  {
                    suffix = ":log-group:/${var.name}/trail"
                  },
                ]
              }
            },
          ]
        }
      } : null,
    ] : item if item != null]
  })
  name  = "${var.name}-integrity-tampering"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "tampering_topic_target" {
  count = var.watches.tampering ? 1 : 0

  arn       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
  rule      = aws_cloudwatch_event_rule.tampering[0].name
  target_id = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-tampering-dead-letters"
  }

  input_transformer {
    input_paths = {
      kind      = "$.detail.userIdentity.type"
      who       = "$.detail.userIdentity.arn"
      identity  = "$.detail.userIdentity.sessionContext.sourceIdentity"
      principal = "$.detail.userIdentity.principalId"
      issuer    = "$.detail.userIdentity.sessionContext.sessionIssuer.arn"
      service   = "$.detail.userIdentity.invokedBy"
      mfa       = "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated"
      address   = "$.detail.sourceIPAddress"
      account   = "$.account"
      region    = "$.region"
      time      = "$.detail.eventTime"
      event     = "$.detail.eventID"
      agent     = "$.detail.userAgent"
      call      = "$.detail.eventName"
      refusal   = "$.detail.errorCode"
      api       = "$.detail.eventSource"
      request   = "$.detail.requestParameters"
    }
    input_template = chomp(<<-EOT
      "ALERT: the audit of sessions is being changed (<call> at <api>)"
      ""
      "Who:      <kind> <who> <principal>"
      "Role:     <issuer> (empty: a user, or long-term credentials)"
      "Identity: <identity> (the source identity, empty: none was set)"
      "Through:  <service> (empty: no service of AWS)"
      "MFA:      <mfa> (empty: not asked; false as well where a federated user gave it elsewhere)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Program:  <agent>"
      "Asked:    <request>"
    EOT
    )
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_sns_topic_policy.integrity_topic_policy,
    aws_sqs_queue_policy.tampering_dead_letter_queue_policy,
  ]
}

# Tampering2.
resource "aws_cloudwatch_event_rule" "tampering2" {
  count = var.watches.tampering ? 1 : 0

  description = var.evidence != null ? "Session audit: AssociateKmsKey, DisassociateKmsKey, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask" : "Session audit: DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteTopic, Subscribe, Unsubscribe, PutDataProtectionPolicy"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [for item in [
      var.evidence != null ? {
        source = ["aws.logs"]
        detail = {
          eventName = [
            {
              prefix = "Delete"
            },
            {
              prefix = "Put"
            },
            "AssociateKmsKey",
            "DisassociateKmsKey",
          ]
          "$or" = [
            {
              requestParameters = {
                logGroupName = [
                  "/${var.name}/sessions",
                  "/${var.name}/trail",
                  "/${var.name}/session-ledger",
                ]
              }
            },
            {
              requestParameters = {
                logGroupIdentifier = [
                  "/${var.name}/sessions",
                  "/${var.name}/trail",
                  "/${var.name}/session-ledger",
                  {
                    suffix = ":log-group:/${var.name}/sessions"
                  },
                  {
                    suffix = ":log-group:/${var.name}/trail"
                  },
                  {
                    suffix = ":log-group:/${var.name}/session-ledger"
                  },
                ]
              }
            },
            {
              requestParameters = {
                resourceIdentifier = [
                  {
                    suffix = ":log-group:/${var.name}/sessions"
                  },
                  {
                    suffix = ":log-group:/${var.name}/trail"
                  },
                  {
                    suffix = ":log-group:/${var.name}/session-ledger"
                  },
                ]
              }
            },
          ]
        }
      } : null,
      {
        source = ["aws.events"]
        detail = {
          eventName = [
            "DisableRule",
            "DeleteRule",
            "PutRule",
            "RemoveTargets",
            "PutTargets",
          ]
          "$or" = [
            {
              requestParameters = {
                name = [
                  {
                    wildcard = "${var.name}-session-*"
                  },
                  {
                    wildcard = "${var.name}-integrity-alerting*"
                  },
                ]
              }
            },
            {
              requestParameters = {
                rule = [
                  {
                    wildcard = "${var.name}-session-*"
                  },
                  {
                    wildcard = "${var.name}-integrity-alerting*"
                  },
                ]
              }
            },
          ]
        }
      },
      {
        source = ["aws.sqs"]
        detail = {
          eventName = [
            "DeleteQueue",
            "PurgeQueue",
            "SetQueueAttributes",
            "AddPermission",
            "RemovePermission",
            "StartMessageMoveTask",
          ]
          "$or" = [for item in [
            var.evidence != null ? {
              requestParameters = {
                queueUrl = [
                  {
                    wildcard = "*/${var.name}-session-*"
                  },
                  {
                    wildcard = "*/${var.name}-integrity-alerting*"
                  },
                  {
                    suffix = "/${var.name}-session-ledger-dead-letters"
                  },
                ]
              }
            } : null,
            var.evidence != null ? {
              requestParameters = {
                sourceArn = [
                  {
                    wildcard = "*:${var.name}-session-*"
                  },
                  {
                    wildcard = "*:${var.name}-integrity-alerting*"
                  },
                  {
                    suffix = ":${var.name}-session-ledger-dead-letters"
                  },
                ]
              }
            } : null,
            var.evidence == null ? {
              requestParameters = {
                queueUrl = [
                  {
                    wildcard = "*/${var.name}-session-*"
                  },
                  {
                    wildcard = "*/${var.name}-integrity-alerting*"
                  },
                ]
              }
            } : null,
            var.evidence == null ? {
              requestParameters = {
                sourceArn = [
                  {
                    wildcard = "*:${var.name}-session-*"
                  },
                  {
                    wildcard = "*:${var.name}-integrity-alerting*"
                  },
                ]
              }
            } : null,
          ] : item if item != null]
        }
      },
      var.evidence == null ? {
        source = ["aws.sns"]
        detail = {
          eventName = [
            "DeleteTopic",
            {
              prefix = "Set"
            },
            "AddPermission",
            "RemovePermission",
            "Subscribe",
            "Unsubscribe",
            "PutDataProtectionPolicy",
          ]
          "$or" = [
            {
              requestParameters = {
                topicArn = [
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals",
                ]
              }
            },
            {
              requestParameters = {
                resourceArn = [
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals",
                ]
              }
            },
            {
              requestParameters = {
                subscriptionArn = [
                  {
                    prefix = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts:"
                  },
                  {
                    prefix = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals:"
                  },
                ]
              }
            },
          ]
        }
      } : null,
    ] : item if item != null]
  })
  name  = "${var.name}-integrity-tampering-2"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "tampering2_topic_target" {
  count = var.watches.tampering ? 1 : 0

  arn       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
  rule      = aws_cloudwatch_event_rule.tampering2[0].name
  target_id = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-tampering-dead-letters"
  }

  input_transformer {
    input_paths = {
      kind      = "$.detail.userIdentity.type"
      who       = "$.detail.userIdentity.arn"
      identity  = "$.detail.userIdentity.sessionContext.sourceIdentity"
      principal = "$.detail.userIdentity.principalId"
      issuer    = "$.detail.userIdentity.sessionContext.sessionIssuer.arn"
      service   = "$.detail.userIdentity.invokedBy"
      mfa       = "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated"
      address   = "$.detail.sourceIPAddress"
      account   = "$.account"
      region    = "$.region"
      time      = "$.detail.eventTime"
      event     = "$.detail.eventID"
      agent     = "$.detail.userAgent"
      call      = "$.detail.eventName"
      refusal   = "$.detail.errorCode"
      api       = "$.detail.eventSource"
      request   = "$.detail.requestParameters"
    }
    input_template = chomp(<<-EOT
      "ALERT: the audit of sessions is being changed (<call> at <api>)"
      ""
      "Who:      <kind> <who> <principal>"
      "Role:     <issuer> (empty: a user, or long-term credentials)"
      "Identity: <identity> (the source identity, empty: none was set)"
      "Through:  <service> (empty: no service of AWS)"
      "MFA:      <mfa> (empty: not asked; false as well where a federated user gave it elsewhere)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Program:  <agent>"
      "Asked:    <request>"
    EOT
    )
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_sns_topic_policy.integrity_topic_policy,
    aws_sqs_queue_policy.tampering_dead_letter_queue_policy,
  ]
}

# Tampering3.
resource "aws_cloudwatch_event_rule" "tampering3" {
  count = var.watches.tampering ? 1 : 0

  description = var.evidence != null ? "Session audit: DeleteTopic, AddPermission, RemovePermission, Subscribe, Unsubscribe, PutDataProtectionPolicy, DeleteAlarms, DisableAlarmActions, SetAlarmState, UpdateSchedule, DeleteSchedule" : "Session audit: DeleteAlarms, DisableAlarmActions, SetAlarmState, DeleteEventBus, UpdateEventBus, PutPermission, RemovePermission, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule, SetSMSAttributes"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [for item in [
      var.evidence != null ? {
        source = ["aws.sns"]
        detail = {
          eventName = [
            "DeleteTopic",
            {
              prefix = "Set"
            },
            "AddPermission",
            "RemovePermission",
            "Subscribe",
            "Unsubscribe",
            "PutDataProtectionPolicy",
          ]
          "$or" = [
            {
              requestParameters = {
                topicArn = [
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals",
                ]
              }
            },
            {
              requestParameters = {
                resourceArn = [
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals",
                ]
              }
            },
            {
              requestParameters = {
                subscriptionArn = [
                  {
                    prefix = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts:"
                  },
                  {
                    prefix = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals:"
                  },
                ]
              }
            },
          ]
        }
      } : null,
      {
        source = ["aws.monitoring"]
        detail = {
          eventName = [
            "DeleteAlarms",
            "DisableAlarmActions",
            "SetAlarmState",
            {
              prefix = "Put"
            },
          ]
          "$or" = [
            {
              requestParameters = {
                alarmName = [
                  {
                    wildcard = "${var.name}-*"
                  },
                ]
              }
            },
            {
              requestParameters = {
                alarmNames = [
                  {
                    wildcard = "${var.name}-*"
                  },
                ]
              }
            },
            {
              requestParameters = {
                muteTargets = {
                  alarmNames = [
                    {
                      wildcard = "${var.name}-*"
                    },
                  ]
                }
              }
            },
          ]
        }
      },
      var.evidence != null ? {
        source = ["aws.lambda"]
        detail = {
          eventName = [
            {
              prefix = "UpdateFunctionCode"
            },
            {
              prefix = "UpdateFunctionConfiguration"
            },
            {
              prefix = "DeleteFunction"
            },
            {
              prefix = "PutFunctionConcurrency"
            },
          ]
          requestParameters = {
            functionName = [
              "${var.name}-session-ledger",
              {
                suffix = ":function:${var.name}-session-ledger"
              },
            ]
          }
        }
      } : null,
      var.evidence != null ? {
        source = ["aws.scheduler"]
        detail = {
          eventName = ["UpdateSchedule", "DeleteSchedule"]
          requestParameters = {
            name = ["${var.name}-session-ledger"]
          }
        }
      } : null,
      var.evidence == null ? {
        source = ["aws.events"]
        detail = {
          eventName = ["DeleteEventBus", "UpdateEventBus"]
          requestParameters = {
            name = ["default"]
          }
        }
      } : null,
      var.evidence == null ? {
        source = ["aws.events"]
        detail = {
          eventName = ["PutPermission", "RemovePermission"]
          requestParameters = {
            eventBusName = [
              "default",
              {
                exists = false
              },
            ]
          }
        }
      } : null,
      var.evidence == null ? {
        source = ["aws.logs"]
        detail = {
          eventName = [
            "PutAccountPolicy",
            "PutResourcePolicy",
            "DeleteResourcePolicy",
            "PutPipelineRule",
          ]
        }
      } : null,
      var.evidence == null ? {
        source = ["aws.sns"]
        detail = {
          eventName = ["SetSMSAttributes"]
        }
      } : null,
    ] : item if item != null]
  })
  name  = "${var.name}-integrity-tampering-3"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "tampering3_topic_target" {
  count = var.watches.tampering ? 1 : 0

  arn       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
  rule      = aws_cloudwatch_event_rule.tampering3[0].name
  target_id = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-tampering-dead-letters"
  }

  input_transformer {
    input_paths = {
      kind      = "$.detail.userIdentity.type"
      who       = "$.detail.userIdentity.arn"
      identity  = "$.detail.userIdentity.sessionContext.sourceIdentity"
      principal = "$.detail.userIdentity.principalId"
      issuer    = "$.detail.userIdentity.sessionContext.sessionIssuer.arn"
      service   = "$.detail.userIdentity.invokedBy"
      mfa       = "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated"
      address   = "$.detail.sourceIPAddress"
      account   = "$.account"
      region    = "$.region"
      time      = "$.detail.eventTime"
      event     = "$.detail.eventID"
      agent     = "$.detail.userAgent"
      call      = "$.detail.eventName"
      refusal   = "$.detail.errorCode"
      api       = "$.detail.eventSource"
      request   = "$.detail.requestParameters"
    }
    input_template = chomp(<<-EOT
      "ALERT: the audit of sessions is being changed (<call> at <api>)"
      ""
      "Who:      <kind> <who> <principal>"
      "Role:     <issuer> (empty: a user, or long-term credentials)"
      "Identity: <identity> (the source identity, empty: none was set)"
      "Through:  <service> (empty: no service of AWS)"
      "MFA:      <mfa> (empty: not asked; false as well where a federated user gave it elsewhere)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Program:  <agent>"
      "Asked:    <request>"
    EOT
    )
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_sns_topic_policy.integrity_topic_policy,
    aws_sqs_queue_policy.tampering_dead_letter_queue_policy,
  ]
}

# Tampering4.
resource "aws_cloudwatch_event_rule" "tampering4" {
  count = var.evidence != null && var.watches.tampering ? 1 : 0

  description = "Session audit: DeleteEventBus, UpdateEventBus, PutPermission, RemovePermission, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule, SetSMSAttributes"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [
      {
        source = ["aws.events"]
        detail = {
          eventName = ["DeleteEventBus", "UpdateEventBus"]
          requestParameters = {
            name = ["default"]
          }
        }
      },
      {
        source = ["aws.events"]
        detail = {
          eventName = ["PutPermission", "RemovePermission"]
          requestParameters = {
            eventBusName = [
              "default",
              {
                exists = false
              },
            ]
          }
        }
      },
      {
        source = ["aws.logs"]
        detail = {
          eventName = [
            "PutAccountPolicy",
            "PutResourcePolicy",
            "DeleteResourcePolicy",
            "PutPipelineRule",
          ]
        }
      },
      {
        source = ["aws.sns"]
        detail = {
          eventName = ["SetSMSAttributes"]
        }
      },
    ]
  })
  name  = "${var.name}-integrity-tampering-4"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "tampering4_topic_target" {
  count = var.evidence != null && var.watches.tampering ? 1 : 0

  arn       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
  rule      = aws_cloudwatch_event_rule.tampering4[0].name
  target_id = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-tampering-dead-letters"
  }

  input_transformer {
    input_paths = {
      kind      = "$.detail.userIdentity.type"
      who       = "$.detail.userIdentity.arn"
      identity  = "$.detail.userIdentity.sessionContext.sourceIdentity"
      principal = "$.detail.userIdentity.principalId"
      issuer    = "$.detail.userIdentity.sessionContext.sessionIssuer.arn"
      service   = "$.detail.userIdentity.invokedBy"
      mfa       = "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated"
      address   = "$.detail.sourceIPAddress"
      account   = "$.account"
      region    = "$.region"
      time      = "$.detail.eventTime"
      event     = "$.detail.eventID"
      agent     = "$.detail.userAgent"
      call      = "$.detail.eventName"
      refusal   = "$.detail.errorCode"
      api       = "$.detail.eventSource"
      request   = "$.detail.requestParameters"
    }
    input_template = chomp(<<-EOT
      "ALERT: the audit of sessions is being changed (<call> at <api>)"
      ""
      "Who:      <kind> <who> <principal>"
      "Role:     <issuer> (empty: a user, or long-term credentials)"
      "Identity: <identity> (the source identity, empty: none was set)"
      "Through:  <service> (empty: no service of AWS)"
      "MFA:      <mfa> (empty: not asked; false as well where a federated user gave it elsewhere)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Program:  <agent>"
      "Asked:    <request>"
    EOT
    )
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_sns_topic_policy.integrity_topic_policy,
    aws_sqs_queue_policy.tampering_dead_letter_queue_policy,
  ]
}

# Alert tampering.
resource "aws_sqs_queue" "alert_tampering_dead_letter_queue" {
  count = var.watches.tampering ? 1 : 0

  message_retention_seconds = 1209600
  name                      = "${var.name}-integrity-alerting-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_policy" "alert_tampering_dead_letter_queue_policy" {
  count = var.watches.tampering ? 1 : 0

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "AllowEventBridgeDeadLetters"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sqs:SendMessage"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-alerting-dead-letters"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-alerting"
          }
        }
      },
      {
        Sid    = "DenyInsecureTransport"
        Effect = "Deny"
        Principal = {
          AWS = "*"
        }
        Action   = "sqs:*"
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-alerting-dead-letters"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  queue_url = aws_sqs_queue.alert_tampering_dead_letter_queue[0].url
}

resource "aws_cloudwatch_event_rule" "alert_tampering" {
  count = var.watches.tampering ? 1 : 0

  description = "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteTopic, Subscribe, Unsubscribe, PutDataProtectionPolicy, SetSMSAttributes"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [
      {
        source = ["aws.kms"]
        detail = {
          eventName = [
            "DisableKey",
            "ScheduleKeyDeletion",
            "PutKeyPolicy",
            "DisableKeyRotation",
            "CreateGrant",
            "DeleteImportedKeyMaterial",
            "DeleteAlias",
            "UpdateAlias",
          ]
          resources = {
            ARN = [
              aws_kms_key.integrity_key.arn,
              {
                suffix = ":alias/${var.name}-integrity-alerts"
              },
            ]
          }
        }
      },
      {
        source = ["aws.events"]
        detail = {
          eventName = [
            "DisableRule",
            "DeleteRule",
            "PutRule",
            "RemoveTargets",
            "PutTargets",
          ]
          "$or" = [
            {
              requestParameters = {
                name = [
                  {
                    wildcard = "${var.name}-integrity-*"
                  },
                ]
              }
            },
            {
              requestParameters = {
                rule = [
                  {
                    wildcard = "${var.name}-integrity-*"
                  },
                ]
              }
            },
          ]
        }
      },
      {
        source = ["aws.sqs"]
        detail = {
          eventName = [
            "DeleteQueue",
            "PurgeQueue",
            "SetQueueAttributes",
            "AddPermission",
            "RemovePermission",
            "StartMessageMoveTask",
          ]
          "$or" = [
            {
              requestParameters = {
                queueUrl = [
                  {
                    wildcard = "*/${var.name}-integrity-*"
                  },
                ]
              }
            },
            {
              requestParameters = {
                sourceArn = [
                  {
                    wildcard = "*:${var.name}-integrity-*"
                  },
                ]
              }
            },
          ]
        }
      },
      {
        source = ["aws.sns"]
        detail = {
          eventName = [
            "DeleteTopic",
            {
              prefix = "Set"
            },
            "AddPermission",
            "RemovePermission",
            "Subscribe",
            "Unsubscribe",
            "PutDataProtectionPolicy",
          ]
          "$or" = [
            {
              requestParameters = {
                topicArn = [
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
                ]
              }
            },
            {
              requestParameters = {
                resourceArn = [
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
                ]
              }
            },
            {
              requestParameters = {
                subscriptionArn = [
                  {
                    prefix = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts:"
                  },
                ]
              }
            },
          ]
        }
      },
      {
        source = ["aws.sns"]
        detail = {
          eventName = ["SetSMSAttributes"]
        }
      },
    ]
  })
  name  = "${var.name}-integrity-alerting"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "alert_tampering_topic_target" {
  count = var.watches.tampering ? 1 : 0

  arn       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts"
  rule      = aws_cloudwatch_event_rule.alert_tampering[0].name
  target_id = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-alerting-dead-letters"
  }

  input_transformer {
    input_paths = {
      kind      = "$.detail.userIdentity.type"
      who       = "$.detail.userIdentity.arn"
      identity  = "$.detail.userIdentity.sessionContext.sourceIdentity"
      principal = "$.detail.userIdentity.principalId"
      issuer    = "$.detail.userIdentity.sessionContext.sessionIssuer.arn"
      service   = "$.detail.userIdentity.invokedBy"
      mfa       = "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated"
      address   = "$.detail.sourceIPAddress"
      account   = "$.account"
      region    = "$.region"
      time      = "$.detail.eventTime"
      event     = "$.detail.eventID"
      agent     = "$.detail.userAgent"
      call      = "$.detail.eventName"
      refusal   = "$.detail.errorCode"
      api       = "$.detail.eventSource"
      request   = "$.detail.requestParameters"
    }
    input_template = chomp(<<-EOT
      "ALERT: the audit of sessions is being changed (<call> at <api>)"
      ""
      "Who:      <kind> <who> <principal>"
      "Role:     <issuer> (empty: a user, or long-term credentials)"
      "Identity: <identity> (the source identity, empty: none was set)"
      "Through:  <service> (empty: no service of AWS)"
      "MFA:      <mfa> (empty: not asked; false as well where a federated user gave it elsewhere)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Program:  <agent>"
      "Asked:    <request>"
    EOT
    )
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_sns_topic_policy.topic_policy,
    aws_sqs_queue_policy.alert_tampering_dead_letter_queue_policy,
  ]
}

# Alarms.
resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_session_events" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-events could not start a target. What it could not deliver waits in queue ${var.name}-session-events-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-session-events-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-events"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_session_events" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-events could not even put an event into queue ${var.name}-session-events-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-session-events-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-events"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_session_starts" {
  count = var.watches.silence ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-starts could not start a target. What it could not deliver waits in queue ${var.name}-session-starts-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-session-starts-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-starts"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_session_starts" {
  count = var.watches.silence ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-starts could not even put an event into queue ${var.name}-session-starts-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-session-starts-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-starts"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_session_refusals" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-refusals could not start a target. What it could not deliver waits in queue ${var.name}-session-refusals-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-session-refusals-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-refusals"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_session_refusals" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-refusals could not even put an event into queue ${var.name}-session-refusals-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-session-refusals-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-refusals"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_preferences" {
  count = var.watches.preferences ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-preferences could not start a target. What it could not deliver waits in queue ${var.name}-integrity-preferences-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-preferences-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-preferences"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_preferences" {
  count = var.watches.preferences ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-preferences could not even put an event into queue ${var.name}-integrity-preferences-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-preferences-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-preferences"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_tampering" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering could not start a target. What it could not deliver waits in queue ${var.name}-integrity-tampering-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-tampering-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_tampering" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering could not even put an event into queue ${var.name}-integrity-tampering-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-tampering-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_tampering_2" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-2 could not start a target. What it could not deliver waits in queue ${var.name}-integrity-tampering-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-tampering-2-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-2"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_tampering_2" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-2 could not even put an event into queue ${var.name}-integrity-tampering-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-tampering-2-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-2"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_tampering_3" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-3 could not start a target. What it could not deliver waits in queue ${var.name}-integrity-tampering-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-tampering-3-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-3"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_tampering_3" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-3 could not even put an event into queue ${var.name}-integrity-tampering-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-tampering-3-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-3"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_tampering_4" {
  count = var.evidence != null && var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-4 could not start a target. What it could not deliver waits in queue ${var.name}-integrity-tampering-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-tampering-4-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-4"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_tampering_4" {
  count = var.evidence != null && var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-4 could not even put an event into queue ${var.name}-integrity-tampering-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-tampering-4-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-4"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_alerting" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-alerting could not start a target. What it could not deliver waits in queue ${var.name}-integrity-alerting-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-alerting-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-alerting"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_alerting" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-alerting could not even put an event into queue ${var.name}-integrity-alerting-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-alerting-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-alerting"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_session_events" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-session-events-dead-letters holds events that rule ${var.name}-session-events could not deliver. Read them before their 14 days are over, and delete them to end this alarm."
  alarm_name          = "${var.name}-session-events-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-session-events-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_session_starts" {
  count = var.watches.silence ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-session-starts-dead-letters holds events that rule ${var.name}-session-starts could not deliver. Read them before their 14 days are over, and delete them to end this alarm."
  alarm_name          = "${var.name}-session-starts-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-session-starts-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_session_refusals" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-session-refusals-dead-letters holds events that rule ${var.name}-session-refusals could not deliver. Read them before their 14 days are over, and delete them to end this alarm."
  alarm_name          = "${var.name}-session-refusals-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-session-refusals-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_integrity_preferences" {
  count = var.watches.preferences ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-integrity-preferences-dead-letters holds events that rule ${var.name}-integrity-preferences could not deliver. Read them before their 14 days are over, and delete them to end this alarm."
  alarm_name          = "${var.name}-integrity-preferences-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-integrity-preferences-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_integrity_tampering" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-integrity-tampering-dead-letters holds events that rule ${var.name}-integrity-tampering could not deliver. Read them before their 14 days are over, and delete them to end this alarm."
  alarm_name          = "${var.name}-integrity-tampering-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-integrity-tampering-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_integrity_alerting" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-integrity-alerting-dead-letters holds events that rule ${var.name}-integrity-alerting could not deliver. Read them before their 14 days are over, and delete them to end this alarm."
  alarm_name          = "${var.name}-integrity-alerting-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-integrity-alerting-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_notifications_session_alerts" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Topic ${var.name}-session-alerts could not reach a subscriber. Look at its subscriptions: an address that is gone, a function or queue that refuses."
  alarm_name          = "${var.name}-session-alerts-failed-notifications"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    TopicName = "${var.name}-session-alerts"
  }
  evaluation_periods = 1
  metric_name        = "NumberOfNotificationsFailed"
  namespace          = "AWS/SNS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_notifications_session_refusals" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Topic ${var.name}-session-refusals could not reach a subscriber. Look at its subscriptions: an address that is gone, a function or queue that refuses."
  alarm_name          = "${var.name}-session-refusals-failed-notifications"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    TopicName = "${var.name}-session-refusals"
  }
  evaluation_periods = 1
  metric_name        = "NumberOfNotificationsFailed"
  namespace          = "AWS/SNS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_undelivered_session_alerts" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Topic ${var.name}-session-alerts got messages, and nobody got them from the topic. Look at its subscriptions: there may be none, or none that was confirmed."
  alarm_name          = "${var.name}-session-alerts-undelivered"
  comparison_operator = "GreaterThanThreshold"
  datapoints_to_alarm = 1
  evaluation_periods  = 2
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  threshold          = 0
  treat_missing_data = "notBreaching"

  metric_query {
    id = "published"

    metric {
      dimensions = {
        TopicName = "${var.name}-session-alerts"
      }
      metric_name = "NumberOfMessagesPublished"
      namespace   = "AWS/SNS"
      period      = 300
      stat        = "Sum"
    }
  }
  metric_query {
    id = "delivered"

    metric {
      dimensions = {
        TopicName = "${var.name}-session-alerts"
      }
      metric_name = "NumberOfNotificationsDelivered"
      namespace   = "AWS/SNS"
      period      = 300
      stat        = "Sum"
    }
  }
  metric_query {
    expression = "published + TIME_SERIES(0)"
    id         = "p"
  }
  metric_query {
    expression = "delivered + TIME_SERIES(0)"
    id         = "d"
  }
  metric_query {
    expression = "p - DIFF(p)"
    id         = "sent"
    label      = "Messages in the period before"
  }
  metric_query {
    expression = "2 * d - DIFF(d)"
    id         = "received"
    label      = "Deliveries in both periods"
  }
  metric_query {
    expression  = "sent > 1000000 * received"
    id          = "undelivered"
    label       = "Messages that nobody got"
    return_data = true
  }

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_silent_sessions" {
  count = var.watches.silence ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Sessions were started, and log group /${var.name}/sessions has had no events for 15 minutes or more. Look at the preferences document, the permissions of the nodes and the key of the group."
  alarm_name          = "${var.name}-sessions-silent"
  comparison_operator = "GreaterThanThreshold"
  datapoints_to_alarm = 1
  evaluation_periods  = 2
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  threshold          = 0
  treat_missing_data = "notBreaching"

  metric_query {
    id = "starts"

    metric {
      dimensions = {
        RuleName = "${var.name}-session-starts"
      }
      metric_name = "TriggeredRules"
      namespace   = "AWS/Events"
      period      = 900
      stat        = "Sum"
    }
  }
  metric_query {
    id = "entries"

    metric {
      dimensions = {
        LogGroupName = "/${var.name}/sessions"
      }
      metric_name = "IncomingLogEvents"
      namespace   = "AWS/Logs"
      period      = 900
      stat        = "Sum"
    }
  }
  metric_query {
    expression = "starts + TIME_SERIES(0)"
    id         = "s"
  }
  metric_query {
    expression = "entries + TIME_SERIES(0)"
    id         = "e"
  }
  metric_query {
    expression = "s - DIFF(s)"
    id         = "started"
    label      = "Sessions started in the period before"
  }
  metric_query {
    expression = "2 * e - DIFF(e)"
    id         = "written"
    label      = "Log events in both periods"
  }
  metric_query {
    expression  = "started > 1000000 * written"
    id          = "silent"
    label       = "Sessions without logs"
    return_data = true
  }

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

# Alert alarms.
resource "aws_cloudwatch_metric_alarm" "alert_alarms_matches_session_refusals" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-refusals has matched events, perhaps many. Its own targets, and the trail, have each of them."
  alarm_name          = "${var.name}-session-refusals-matches"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-refusals"
  }
  evaluation_periods = 1
  metric_name        = "TriggeredRules"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alert_alarms_failed_notifications_integrity_alerts" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  alarm_description   = "Topic ${var.name}-integrity-alerts could not reach a subscriber. Look at its subscriptions: an address that is gone, a function or queue that refuses."
  alarm_name          = "${var.name}-integrity-alerts-failed-notifications"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    TopicName = "${var.name}-integrity-alerts"
  }
  evaluation_periods = 1
  metric_name        = "NumberOfNotificationsFailed"
  namespace          = "AWS/SNS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alert_alarms_undelivered_integrity_alerts" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  alarm_description   = "Topic ${var.name}-integrity-alerts got messages, and nobody got them from the topic. Look at its subscriptions: there may be none, or none that was confirmed."
  alarm_name          = "${var.name}-integrity-alerts-undelivered"
  comparison_operator = "GreaterThanThreshold"
  datapoints_to_alarm = 1
  evaluation_periods  = 2
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  threshold          = 0
  treat_missing_data = "notBreaching"

  metric_query {
    id = "published"

    metric {
      dimensions = {
        TopicName = "${var.name}-integrity-alerts"
      }
      metric_name = "NumberOfMessagesPublished"
      namespace   = "AWS/SNS"
      period      = 300
      stat        = "Sum"
    }
  }
  metric_query {
    id = "delivered"

    metric {
      dimensions = {
        TopicName = "${var.name}-integrity-alerts"
      }
      metric_name = "NumberOfNotificationsDelivered"
      namespace   = "AWS/SNS"
      period      = 300
      stat        = "Sum"
    }
  }
  metric_query {
    expression = "published + TIME_SERIES(0)"
    id         = "p"
  }
  metric_query {
    expression = "delivered + TIME_SERIES(0)"
    id         = "d"
  }
  metric_query {
    expression = "p - DIFF(p)"
    id         = "sent"
    label      = "Messages in the period before"
  }
  metric_query {
    expression = "2 * d - DIFF(d)"
    id         = "received"
    label      = "Deliveries in both periods"
  }
  metric_query {
    expression  = "sent > 1000000 * received"
    id          = "undelivered"
    label       = "Messages that nobody got"
    return_data = true
  }

  depends_on = [aws_sns_topic_policy.topic_policy]
}

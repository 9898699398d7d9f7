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

# Session key. A customer managed KMS key with an alias and rotation. Its policy lets the account administer
# it. Other modules add grants, each with the condition that its service supports.
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

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
            "kms:EncryptionContext:aws:logs:arn" = [
              "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions",
              "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail",
            ]
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
            "aws:SourceArn" = [
              "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
              "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}",
            ]
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
            "aws:SourceArn" = [
              "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-refusals-matches",
              "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerts-failed-notifications",
              "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerts-undelivered",
            ]
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
          [for item in [
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
            "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-session-*",
            "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-*",
            "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
            "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals",
            "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-*",
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-*",
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-*",
            "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-*",
            "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-*",
            "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/default",
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
            "iam:PolicyARN" = [
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-nodes",
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-operators",
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail",
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-*",
            ]
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
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}/*",
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions:*",
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail:*",
        ]
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
            "aws:SourceArn" = [
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering",
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering-2",
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering-3",
            ]
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

  description = "Session audit: StopLogging, DeleteTrail, UpdateTrail, DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, AssociateKmsKey, DisassociateKmsKey"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [
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
      {
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
      },
    ]
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

  description = "Session audit: DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteTopic, Subscribe, Unsubscribe, PutDataProtectionPolicy"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [
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
          "$or" = [
            {
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
            },
            {
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
      },
    ]
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

  description = "Session audit: DeleteAlarms, DisableAlarmActions, SetAlarmState, DeleteEventBus, UpdateEventBus, PutPermission, RemovePermission, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule, SetSMSAttributes"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [
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

# Alarms. CloudWatch alarms on the alerting itself, so that a lost notification or a lost log is noticed.
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

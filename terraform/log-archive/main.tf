# Generated from the constructs by `npm run export`: change those instead.

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}

data "aws_region" "iam" {
  provider = aws.iam

  lifecycle {
    postcondition {
      condition     = contains(["cn-north-1", "us-gov-west-1", "eusc-de-east-1", "us-iso-east-1", "us-isob-east-1", "eu-isoe-west-1", "us-isof-south-1", "us-east-1"], self.id)
      error_message = "The provider `aws.iam` must work in the Region that records calls of IAM, us-east-1 in the partition aws, got: ${self.id}; change its region"
    }
  }
}

locals {
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.id
  partition  = data.aws_partition.current.partition
  dns_suffix = data.aws_partition.current.dns_suffix
  iam_region = data.aws_region.iam.id
  administrator_names = distinct([
    for arn in var.guardrail.administrators : regex("[^/]+$", arn)
    if !startswith(regex("[^/]+$", arn), "${var.name}-")
  ])
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

# Transcript key. A customer managed KMS key with an alias and rotation. Its policy starts with the account.
# Other modules add grants, each with the condition that its service supports.
resource "aws_kms_key" "transcript_key" {
  deletion_window_in_days = 30
  description             = "Session transcripts of all accounts"
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
      # Other accounts look up the key's ARN by its alias, so nobody copies it by hand. They learn metadata
      # only.
      {
        Sid    = "AllowOrganizationToResolveAlias"
        Effect = "Allow"
        Principal = {
          AWS = "*"
        }
        Action   = "kms:DescribeKey"
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = var.organization_id
          }
        }
      },
      # Uploads from every account of an organization into one bucket, and nothing else: only through S3 in
      # the key's Region, and with the bucket's ARN as context, which is what S3 passes if the Bucket Key is
      # on.
      {
        Sid    = "AllowOrganizationUploads"
        Effect = "Allow"
        Principal = {
          AWS = "*"
        }
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID"               = var.organization_id
            "kms:ViaService"                   = "s3.${local.region}.${local.dns_suffix}"
            "kms:EncryptionContext:aws:s3:arn" = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}"
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

resource "aws_kms_alias" "transcript_key_alias" {
  name          = "alias/${var.name}-transcripts"
  target_key_id = aws_kms_key.transcript_key.key_id
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
      kms_master_key_id = aws_kms_key.transcript_key.arn
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
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.transcript_key.arn
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
      {
        Sid    = "AllowOrganizationTranscripts"
        Effect = "Allow"
        Principal = {
          AWS = "*"
        }
        Action = [
          "s3:PutObject",
          "s3:PutObjectAcl",
          "s3:AbortMultipartUpload",
        ]
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/sessions/$${aws:PrincipalAccount}/*"
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = var.organization_id
          }
          ArnLike = {
            "aws:PrincipalArn" = concat(
              [
                "arn:${local.partition}:iam::*:role/${var.name}-nodes",
                "arn:${local.partition}:iam::*:role/*/${var.name}-nodes",
              ],
              [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/${node_role}"],
              [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/*/${node_role}"],
            )
          }
        }
      },
      {
        Sid    = "AllowOrganizationToReadEncryption"
        Effect = "Allow"
        Principal = {
          AWS = "*"
        }
        Action   = "s3:GetEncryptionConfiguration"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}"
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = var.organization_id
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

# Trail key.
resource "aws_kms_key" "trail_key" {
  deletion_window_in_days = 30
  description             = "Files of the organization trail"
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
      # Other accounts look up the key's ARN by its alias, so nobody copies it by hand. They learn metadata
      # only.
      {
        Sid    = "AllowOrganizationToResolveAlias"
        Effect = "Allow"
        Principal = {
          AWS = "*"
        }
        Action   = "kms:DescribeKey"
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = var.organization_id
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
            "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${var.management_account_id}:trail/${var.name}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:cloudtrail:arn" = "arn:${local.partition}:cloudtrail:*:${var.management_account_id}:trail/*"
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
            "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${var.management_account_id}:trail/${var.name}"
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

resource "aws_kms_alias" "trail_key_alias" {
  name          = "alias/${var.name}-trail"
  target_key_id = aws_kms_key.trail_key.key_id
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
      kms_master_key_id = aws_kms_key.trail_key.arn
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
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.trail_key.arn
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
            "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${var.management_account_id}:trail/${var.name}"
          }
        }
      },
      {
        Sid    = "AllowCloudTrailWrite"
        Effect = "Allow"
        Principal = {
          Service = "cloudtrail.amazonaws.com"
        }
        Action = "s3:PutObject"
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/${var.management_account_id}/*",
          "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/${var.organization_id}/*",
        ]
        Condition = {
          StringEquals = {
            "aws:SourceArn" = "arn:${local.partition}:cloudtrail:${local.region}:${var.management_account_id}:trail/${var.name}"
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

# Forwarding role. The IAM role that rules in all Regions of an account use to send events to one bus. IAM is
# global, so one is enough.
resource "aws_iam_role" "forwarding_role" {
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # EventBridge may assume the role for rules of this account and these names, in any Region.
      {
        Sid    = "AllowForwardingRulesToAssume"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = local.account_id
          }
          ArnLike = {
            "aws:SourceArn" = concat(
              [
                "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-session-forwarding",
                "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-forwarding",
              ],
              var.watches.tampering ? [
                "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-forwarding-2",
                "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-iam",
              ] : [],
            )
          }
        }
      },
    ]
  })
  description = "Forwarding of session events to ${var.name}"
  name        = "${var.name}-event-forwarding"
}

resource "aws_iam_role_policy" "forwarding_role_policy" {
  name = "put-events"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "AllowPutEventsOnBus"
        Effect   = "Allow"
        Action   = "events:PutEvents"
        Resource = "arn:${local.partition}:events:${local.region}:${var.security_account_id}:event-bus/${var.name}"
      },
    ]
  })
  role = aws_iam_role.forwarding_role.name
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
        Action = [
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
          "events:DeleteRule",
          "events:DisableRule",
          "events:PutRule",
          "events:PutTargets",
          "events:RemoveTargets",
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
          "iam:AttachRolePolicy",
          "iam:CreateRole",
          "iam:DeleteRole*",
          "iam:DetachRolePolicy",
          "iam:PutRole*",
          "iam:UpdateAssumeRolePolicy",
        ]
        Resource = concat(
          [
            "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-transcripts",
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-trail",
            "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-session-*",
            "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-session-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-integrity-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-sessions-*",
            "arn:${local.partition}:sqs:*:${local.account_id}:${var.name}-session-*",
            "arn:${local.partition}:sqs:*:${local.account_id}:${var.name}-integrity-*",
            "arn:${local.partition}:events:*:${local.account_id}:event-bus/default",
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail",
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-*",
            "arn:${local.partition}:iam::*:role/${var.name}-nodes",
            "arn:${local.partition}:iam::*:role/*/${var.name}-nodes",
          ],
          [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/${node_role}"],
          [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/*/${node_role}"],
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
              "alias/${var.name}-transcripts",
              "alias/${var.name}-trail",
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
            "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding",
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

# Forwarding. An EventBridge rule on events of sessions or of their audit, and the targets that it starts.
# EventBridge retries for a day; what it still cannot deliver waits for 14 days in the rule's dead-letter
# queue.
resource "aws_sqs_queue" "forwarding_dead_letter_queue" {
  message_retention_seconds = 1209600
  name                      = "${var.name}-session-forwarding-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_policy" "forwarding_dead_letter_queue_policy" {
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
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-forwarding-dead-letters"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [for item in [
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-session-forwarding",
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-forwarding",
              var.watches.tampering ? "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-forwarding-2" : null,
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
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-forwarding-dead-letters"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  queue_url = aws_sqs_queue.forwarding_dead_letter_queue.url
}

resource "aws_cloudwatch_event_rule" "forwarding" {
  description = !var.watches.tampering ? "Session audit: StartSession, ResumeSession, TerminateSession" : "Session audit: StartSession, ResumeSession, TerminateSession, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask"
  event_pattern = jsonencode({ for key, value in {
    source      = !var.watches.tampering ? ["aws.ssm"] : null
    detail-type = ["AWS API Call via CloudTrail"]
    detail = !var.watches.tampering ? {
      eventSource = ["ssm.amazonaws.com"]
      eventName   = ["StartSession", "ResumeSession", "TerminateSession"]
    } : null
    "$or" = var.watches.tampering ? [
      {
        source = ["aws.ssm"]
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["StartSession", "ResumeSession", "TerminateSession"]
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
    ] : null
  } : key => value if value != null })
  name  = "${var.name}-session-forwarding"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "forwarding_event_bus_target" {
  arn       = "arn:${local.partition}:events:${local.region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  rule      = aws_cloudwatch_event_rule.forwarding.name
  target_id = "EventBus"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-forwarding-dead-letters"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_iam_role_policy.forwarding_role_policy,
    aws_sqs_queue_policy.forwarding_dead_letter_queue_policy,
  ]
}

# Integrity forwarding.
resource "aws_cloudwatch_event_rule" "integrity_forwarding" {
  description = (
    !var.watches.preferences && !var.watches.tampering ? "Session audit: events" :
    !var.watches.preferences && var.watches.tampering ? "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask" :
    "Session audit: CreateDocument, UpdateDocument, UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting, ResetServiceSetting, UpdateManagedInstanceRole"
  )
  event_pattern = jsonencode({ for key, value in {
    source      = !var.watches.preferences && !var.watches.tampering ? ["aws.cloudwatch"] : null
    detail-type = !var.watches.preferences && !var.watches.tampering ? ["CloudWatch Alarm State Change"] : null
    detail = !var.watches.preferences && !var.watches.tampering ? {
      alarmName = [
        {
          wildcard = "${var.name}-session-forwarding-*"
        },
        {
          wildcard = "${var.name}-sessions-*"
        },
      ]
    } : null
    "$or" = var.watches.preferences || var.watches.tampering ? [for item in [
      {
        source      = ["aws.cloudwatch"]
        detail-type = ["CloudWatch Alarm State Change"]
        detail = {
          alarmName = [
            {
              wildcard = "${var.name}-session-forwarding-*"
            },
            {
              wildcard = "${var.name}-sessions-*"
            },
          ]
        }
      },
      var.watches.preferences ? {
        source      = ["aws.ssm"]
        detail-type = ["AWS API Call via CloudTrail"]
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
      } : null,
      var.watches.preferences ? {
        source      = ["aws.ssm"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["CreateDocument"]
          requestParameters = {
            documentType = ["Session"]
          }
        }
      } : null,
      var.watches.preferences ? {
        source      = ["aws.ssm"]
        detail-type = ["AWS API Call via CloudTrail"]
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
      } : null,
      var.watches.preferences ? {
        source      = ["aws.ssm"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["UpdateManagedInstanceRole"]
        }
      } : null,
      var.watches.tampering ? {
        source      = ["aws.s3"]
        detail-type = ["AWS API Call via CloudTrail"]
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
      } : null,
      !var.watches.preferences ? {
        source      = ["aws.kms"]
        detail-type = ["AWS API Call via CloudTrail"]
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
              aws_kms_key.transcript_key.arn,
              aws_kms_key.trail_key.arn,
              {
                suffix = ":alias/${var.name}-transcripts"
              },
              {
                suffix = ":alias/${var.name}-trail"
              },
            ]
          }
        }
      } : null,
      !var.watches.preferences ? {
        source      = ["aws.events"]
        detail-type = ["AWS API Call via CloudTrail"]
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
                ]
              }
            },
            {
              requestParameters = {
                rule = [
                  {
                    wildcard = "${var.name}-session-*"
                  },
                ]
              }
            },
          ]
        }
      } : null,
      !var.watches.preferences ? {
        source      = ["aws.sqs"]
        detail-type = ["AWS API Call via CloudTrail"]
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
                ]
              }
            },
            {
              requestParameters = {
                sourceArn = [
                  {
                    wildcard = "*:${var.name}-session-*"
                  },
                ]
              }
            },
          ]
        }
      } : null,
    ] : item if item != null] : null
  } : key => value if value != null })
  name  = "${var.name}-integrity-forwarding"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "integrity_forwarding_event_bus_target" {
  arn       = "arn:${local.partition}:events:${local.region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  rule      = aws_cloudwatch_event_rule.integrity_forwarding.name
  target_id = "EventBus"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-forwarding-dead-letters"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_iam_role_policy.forwarding_role_policy,
    aws_sqs_queue_policy.forwarding_dead_letter_queue_policy,
  ]
}

# Integrity forwarding2.
resource "aws_cloudwatch_event_rule" "integrity_forwarding2" {
  count = var.watches.tampering ? 1 : 0

  description = !var.watches.preferences ? "Session audit: DeleteAlarms, DisableAlarmActions, SetAlarmState" : "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteAlarms, DisableAlarmActions, SetAlarmState"
  event_pattern = jsonencode({ for key, value in {
    source      = !var.watches.preferences ? ["aws.monitoring"] : null
    detail-type = ["AWS API Call via CloudTrail"]
    detail = !var.watches.preferences ? {
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
                wildcard = "${var.name}-session-forwarding-*"
              },
              {
                wildcard = "${var.name}-sessions-*"
              },
            ]
          }
        },
        {
          requestParameters = {
            alarmNames = [
              {
                wildcard = "${var.name}-session-forwarding-*"
              },
              {
                wildcard = "${var.name}-sessions-*"
              },
            ]
          }
        },
        {
          requestParameters = {
            muteTargets = {
              alarmNames = [
                {
                  wildcard = "${var.name}-session-forwarding-*"
                },
                {
                  wildcard = "${var.name}-sessions-*"
                },
              ]
            }
          }
        },
      ]
    } : null
    "$or" = var.watches.preferences ? [
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
              aws_kms_key.transcript_key.arn,
              aws_kms_key.trail_key.arn,
              {
                suffix = ":alias/${var.name}-transcripts"
              },
              {
                suffix = ":alias/${var.name}-trail"
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
                    wildcard = "${var.name}-session-*"
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
                ]
              }
            },
            {
              requestParameters = {
                sourceArn = [
                  {
                    wildcard = "*:${var.name}-session-*"
                  },
                ]
              }
            },
          ]
        }
      },
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
                    wildcard = "${var.name}-session-forwarding-*"
                  },
                  {
                    wildcard = "${var.name}-sessions-*"
                  },
                ]
              }
            },
            {
              requestParameters = {
                alarmNames = [
                  {
                    wildcard = "${var.name}-session-forwarding-*"
                  },
                  {
                    wildcard = "${var.name}-sessions-*"
                  },
                ]
              }
            },
            {
              requestParameters = {
                muteTargets = {
                  alarmNames = [
                    {
                      wildcard = "${var.name}-session-forwarding-*"
                    },
                    {
                      wildcard = "${var.name}-sessions-*"
                    },
                  ]
                }
              }
            },
          ]
        }
      },
    ] : null
  } : key => value if value != null })
  name  = "${var.name}-integrity-forwarding-2"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "integrity_forwarding2_event_bus_target" {
  count = var.watches.tampering ? 1 : 0

  arn       = "arn:${local.partition}:events:${local.region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  rule      = aws_cloudwatch_event_rule.integrity_forwarding2[0].name
  target_id = "EventBus"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-forwarding-dead-letters"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_iam_role_policy.forwarding_role_policy,
    aws_sqs_queue_policy.forwarding_dead_letter_queue_policy,
  ]
}

# Alarms. CloudWatch alarms on the alerting itself, so that a lost notification or a lost log is noticed.
resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_session_forwarding" {
  actions_enabled     = true
  alarm_description   = "Queue ${var.name}-session-forwarding-dead-letters holds events that rule ${var.name}-session-forwarding could not deliver. Read them before their 14 days are over, and delete them to end this alarm."
  alarm_name          = "${var.name}-session-forwarding-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-session-forwarding-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"
}

# Iam forwarding.
resource "aws_sqs_queue" "iam_forwarding_dead_letter_queue" {
  count = var.watches.tampering ? 1 : 0

  provider                  = aws.iam
  message_retention_seconds = 1209600
  name                      = "${var.name}-integrity-iam-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_policy" "iam_forwarding_dead_letter_queue_policy" {
  count = var.watches.tampering ? 1 : 0

  provider = aws.iam
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
        Resource = "arn:${local.partition}:sqs:${local.iam_region}:${local.account_id}:${var.name}-integrity-iam-dead-letters"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:${local.partition}:events:${local.iam_region}:${local.account_id}:rule/${var.name}-integrity-iam"
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
        Resource = "arn:${local.partition}:sqs:${local.iam_region}:${local.account_id}:${var.name}-integrity-iam-dead-letters"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  queue_url = aws_sqs_queue.iam_forwarding_dead_letter_queue[0].url
}

resource "aws_cloudwatch_event_rule" "iam_forwarding" {
  count = var.watches.tampering ? 1 : 0

  provider    = aws.iam
  description = "Session audit: AttachRolePolicy, DetachRolePolicy, UpdateAssumeRolePolicy, CreateRole, TagRole, UntagRole, CreatePolicyVersion, SetDefaultPolicyVersion, DetachUserPolicy, DetachGroupPolicy"
  event_pattern = jsonencode({
    "$or" = [
      {
        source      = ["aws.iam"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventName = [
            {
              prefix = "DeleteRole"
            },
            {
              prefix = "PutRole"
            },
            "AttachRolePolicy",
            "DetachRolePolicy",
            "UpdateAssumeRolePolicy",
            "CreateRole",
            "TagRole",
            "UntagRole",
            {
              prefix = "UpdateRole"
            },
          ]
          requestParameters = {
            roleName = concat(
              [
                {
                  wildcard = "${var.name}-*"
                },
              ],
              concat(
                [for name in local.administrator_names : name if !strcontains(name, "*")],
                [for name in local.administrator_names : { wildcard = name } if strcontains(name, "*")],
              ),
            )
          }
        }
      },
      {
        source      = ["aws.iam"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventName = [
            "CreatePolicyVersion",
            "SetDefaultPolicyVersion",
            {
              prefix = "DeletePolicy"
            },
            "DetachRolePolicy",
            "DetachUserPolicy",
            "DetachGroupPolicy",
          ]
          requestParameters = {
            policyArn = [
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail",
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-2",
            ]
          }
        }
      },
      {
        source      = ["aws.cloudwatch"]
        detail-type = ["CloudWatch Alarm State Change"]
        detail = {
          alarmName = [
            {
              wildcard = "${var.name}-integrity-iam-*"
            },
          ]
        }
      },
    ]
  })
  name  = "${var.name}-integrity-iam"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "iam_forwarding_event_bus_target" {
  count = var.watches.tampering ? 1 : 0

  provider  = aws.iam
  arn       = "arn:${local.partition}:events:${local.region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  rule      = aws_cloudwatch_event_rule.iam_forwarding[0].name
  target_id = "EventBus"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.iam_region}:${local.account_id}:${var.name}-integrity-iam-dead-letters"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_iam_role_policy.forwarding_role_policy,
    aws_sqs_queue_policy.iam_forwarding_dead_letter_queue_policy,
  ]
}

# Iam forwarding alarms.
resource "aws_cloudwatch_metric_alarm" "iam_forwarding_alarms_dead_letters_integrity_iam" {
  count = var.watches.tampering ? 1 : 0

  provider            = aws.iam
  actions_enabled     = true
  alarm_description   = "Queue ${var.name}-integrity-iam-dead-letters holds events that rule ${var.name}-integrity-iam could not deliver. Read them before their 14 days are over, and delete them to end this alarm."
  alarm_name          = "${var.name}-integrity-iam-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-integrity-iam-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"
}

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
            "aws:SourceArn" = "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}"
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

# Transcript key. A customer managed KMS key with an alias and rotation. Its policy lets the account
# administer it. Other modules add grants, each with the condition that its service supports.
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

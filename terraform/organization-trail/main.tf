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

data "aws_kms_key" "archive_key" {
  key_id = "arn:${local.partition}:kms:${local.region}:${var.log_archive_account_id}:alias/${var.name}-trail"
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

# Logs key. A customer managed KMS key with an alias and rotation. Its policy lets the account administer it.
# Other modules add grants, each with the condition that its service supports.
resource "aws_kms_key" "logs_key" {
  deletion_window_in_days = 30
  description             = "Log group of the organization trail"
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
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail"
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

# Log group. A CloudWatch log group for audit data, kept for a year by default.
resource "aws_cloudwatch_log_group" "log_group" {
  kms_key_id        = aws_kms_key.logs_key.arn
  name              = "/${var.name}/trail"
  retention_in_days = var.retention_days
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
        Sid    = "AllowTrailStreams"
        Effect = "Allow"
        Action = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = [
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail:log-stream:${local.account_id}_CloudTrail_${local.region}*",
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail:log-stream:${var.organization_id}_*",
        ]
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
  is_organization_trail         = true
  kms_key_id                    = data.aws_kms_key.archive_key.arn
  name                          = var.name
  s3_bucket_name                = "${var.name}-trail-${var.log_archive_account_id}-${local.region}"

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
          "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/",
        ]
      }
    }
  }

  depends_on = [
    aws_cloudwatch_log_group.log_group,
    aws_iam_role_policy.trail_log_delivery_policy,
  ]

  lifecycle {
    prevent_destroy = true
  }
}

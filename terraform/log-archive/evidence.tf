# Generated from the constructs by `npm run export`: change those instead.

# Key. A customer managed KMS key with an alias and rotation. Its policy lets the account administer it. Other
# modules add grants, each with the condition that its service supports.
resource "aws_kms_key" "evidence_key" {
  count = var.evidence != null ? 1 : 0

  deletion_window_in_days = 30
  description             = "Answers to questions about sessions, and the log of the ledger"
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
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/session-ledger"
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

resource "aws_kms_alias" "evidence_key_alias" {
  count = var.evidence != null ? 1 : 0

  name          = "alias/${var.name}-evidence"
  target_key_id = aws_kms_key.evidence_key[0].key_id
}

# Alerts key.
resource "aws_kms_key" "evidence_alerts_key" {
  count = var.evidence != null ? 1 : 0

  deletion_window_in_days = 30
  description             = "Messages of the archive's topic"
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

resource "aws_kms_alias" "evidence_alerts_key_alias" {
  count = var.evidence != null ? 1 : 0

  name          = "alias/${var.name}-archive-alerts"
  target_key_id = aws_kms_key.evidence_alerts_key[0].key_id
}

# Topic. An encrypted SNS topic that EventBridge and CloudWatch can actually publish to, and its subscribers.
resource "aws_sns_topic" "evidence_topic" {
  count = var.evidence != null ? 1 : 0

  kms_master_key_id = aws_kms_key.evidence_alerts_key[0].arn
  name              = "${var.name}-archive-alerts"
}

resource "aws_sns_topic_policy" "evidence_topic_policy" {
  count = var.evidence != null ? 1 : 0

  arn = aws_sns_topic.evidence_topic[0].arn
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
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
      {
        Sid    = "AllowCloudWatchAlarmsPublish"
        Effect = "Allow"
        Principal = {
          Service = "cloudwatch.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-not-collected",
              "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-errors",
              "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-dead-letters",
              "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-unreadable-places",
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

resource "aws_sns_topic_subscription" "evidence_topic_subscription_email" {
  for_each = var.alerts.emails

  endpoint  = each.value
  protocol  = "email"
  topic_arn = aws_sns_topic.evidence_topic[0].arn
}

resource "aws_sns_topic_subscription" "evidence_topic_subscription_sms" {
  for_each = var.alerts.phone_numbers

  endpoint  = each.value
  protocol  = "sms"
  topic_arn = aws_sns_topic.evidence_topic[0].arn
}

resource "aws_sns_topic_subscription" "evidence_topic_subscription_https" {
  for_each = var.alerts.urls

  endpoint               = each.value
  endpoint_auto_confirms = true
  protocol               = "https"
  topic_arn              = aws_sns_topic.evidence_topic[0].arn
}

# Ledger log group. A CloudWatch log group for audit data, kept for a year by default.
resource "aws_cloudwatch_log_group" "evidence_ledger_log_group" {
  count = var.evidence != null ? 1 : 0

  kms_key_id        = aws_kms_key.evidence_key[0].arn
  name              = "/${var.name}/session-ledger"
  retention_in_days = 365
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
        Resource = aws_kms_key.transcript_key.arn
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
      # The role of that name in every account of the organization, because a list of accounts would not
      # fit.
      {
        Sid      = "AllowReaderRoles"
        Effect   = "Allow"
        Action   = "sts:AssumeRole"
        Resource = "arn:${local.partition}:iam::*:role/${var.name}-ledger-reader"
        Condition = {
          StringEquals = {
            "aws:ResourceOrgID" = var.organization_id
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
      READER_ROLE       = "arn:${local.partition}:iam::*:role/${var.name}-ledger-reader"
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
        "places": ${jsonencode(local.ledger_places)}
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

# Answers bucket. An S3 bucket for audit data: encrypted, versioned, private, TLS only, and closed to objects
# that nobody can decrypt.
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
      kms_master_key_id = aws_kms_key.evidence_key[0].arn
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
            "s3:x-amz-server-side-encryption-aws-kms-key-id" = aws_kms_key.evidence_key[0].arn
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
    "projection.account.values"    = "${var.management_account_id},${local.account_id},${var.security_account_id},${join(",", keys(var.evidence.workloads))}"
    "projection.region.type"       = "enum"
    "projection.region.values"     = join(",", distinct(concat([local.region], flatten(values(var.evidence.workloads)))))
    "projection.day.type"          = "date"
    "projection.day.format"        = "yyyy/MM/dd"
    "projection.day.range"         = "NOW-${var.evidence.years}YEARS,NOW"
    "projection.day.interval"      = "1"
    "projection.day.interval.unit" = "DAYS"
    "storage.location.template"    = "s3://${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/${var.organization_id}/$${account}/CloudTrail/$${region}/$${day}"
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
    location      = "s3://${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/${var.organization_id}/"
    output_format = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"

    columns {
      name = "eventversion"
      type = "string"
    }
    columns {
      name = "useridentity"
      type = "struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,onbehalfof:struct<userid:string,identitystorearn:string>,sessioncontext:struct<attributes:struct<mfaauthenticated:string,creationdate:string>,sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>,sourceidentity:string,ec2roledelivery:string,webidfederationdata:struct<federatedprovider:string,attributes:map<string,string>>>>"
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
        kms_key_arn       = aws_kms_key.evidence_key[0].arn
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
          useridentity.sessioncontext.sourceidentity AS source_identity,
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
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN told.status = 'failed' THEN 'refused'
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
        starts.source_identity AS source_identity,
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
          useridentity.sessioncontext.sourceidentity AS source_identity,
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
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN told.status = 'failed' THEN 'refused'
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
        starts.source_identity AS source_identity,
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
    WHERE ? IN (person, principal, source_identity)
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
          useridentity.sessioncontext.sourceidentity AS source_identity,
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
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN told.status = 'failed' THEN 'refused'
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
        starts.source_identity AS source_identity,
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
          useridentity.sessioncontext.sourceidentity AS source_identity,
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
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN told.status = 'failed' THEN 'refused'
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
        starts.source_identity AS source_identity,
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
          useridentity.sessioncontext.sourceidentity AS source_identity,
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
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN told.status = 'failed' THEN 'refused'
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
        starts.source_identity AS source_identity,
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
          useridentity.sessioncontext.sourceidentity AS source_identity,
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
          WHEN told.transcript_bytes > 0 THEN 'recorded'
          WHEN told.status = 'failed' THEN 'refused'
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
        starts.source_identity AS source_identity,
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
          useridentity.sessioncontext.sourceidentity AS source_identity,
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
      started_at, account, region, person, principal, source_identity, identity_type, target, document, reason, source_address,
      user_agent, mfa, error_code, error_message, session_id, event_id
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
          useridentity.sessioncontext.sourceidentity AS source_identity,
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
      started_at, account, region, person, principal, source_identity, identity_type, target, document, reason, source_address,
      user_agent, mfa, error_code, error_message, session_id, event_id
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
          useridentity.sessioncontext.sourceidentity AS source_identity,
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
      started_at, account, region, person, principal, source_identity, identity_type, target, document, reason, source_address,
      user_agent, mfa, error_code, error_message, session_id, event_id
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
          useridentity.sessioncontext.sourceidentity AS source_identity,
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
          regexp_replace(json_extract_scalar(requestparameters, '$.resourceArn'), '^arn:.*:document/', ''),
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
        OR changed IN (SELECT regexp_replace(document, '^arn:.*:document/', '') FROM starts)
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
      -- A place that no run has read for two days is not known any better.
      OR max(CASE WHEN outcome = 'read' THEN collected_at END) < date_format(current_date - INTERVAL '2' DAY, '%Y-%m-%d')
    UNION ALL
    SELECT NULL, NULL, 0, 0, NULL, NULL, 'no run has noted what it read'
    FROM (SELECT count(*) AS runs FROM collections WHERE day >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')) AS noted
    WHERE runs = 0
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
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/${var.organization_id}/*"
      },
      {
        Sid      = "AllowListingTrailFiles"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}"
        Condition = {
          StringLike = {
            "s3:prefix" = "AWSLogs/${var.organization_id}/*"
          }
        }
      },
      {
        Sid      = "AllowDecryptingTrailFiles"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.trail_key.arn
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
        Resource = aws_kms_key.transcript_key.arn
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
        Resource = aws_kms_key.evidence_key[0].arn
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
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/AWSLogs/${var.organization_id}/*"
      },
      {
        Sid      = "AllowListingTrailFiles"
        Effect   = "Allow"
        Action   = "s3:ListBucket"
        Resource = "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}"
        Condition = {
          StringLike = {
            "s3:prefix" = "AWSLogs/${var.organization_id}/*"
          }
        }
      },
      {
        Sid      = "AllowDecryptingTrailFiles"
        Effect   = "Allow"
        Action   = "kms:Decrypt"
        Resource = aws_kms_key.trail_key.arn
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
        Resource = aws_kms_key.transcript_key.arn
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
        Resource = aws_kms_key.evidence_key[0].arn
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
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.sessioncontext.sourceidentity AS source_identity,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n),\ntold AS (\n  SELECT *\n  FROM (\n    SELECT\n      *,\n      row_number() OVER (\n        PARTITION BY account, region, session_id\n        ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at\n      ) AS line\n    FROM ledger\n    -- A day more: CloudTrail files a call of late evening under the next day.\n    WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')\n  ) AS lines\n  WHERE line = 1\n),\nsessions AS (\n  SELECT\n    coalesce(told.session_id, starts.session_id) AS session_id,\n    CASE\n      WHEN told.transcript_bytes > 0 THEN 'recorded'\n      WHEN told.status = 'failed' THEN 'refused'\n      WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'\n      WHEN told.session_id IS NULL THEN 'unknown'\n      WHEN told.status = 'active' THEN 'open'\n      WHEN told.transcript_checked_at IS NULL THEN 'unknown'\n      WHEN told.transcript_bytes = 0 THEN 'partial'\n      ELSE 'missing'\n    END AS verdict,\n    coalesce(told.account, starts.account) AS account,\n    coalesce(told.region, starts.region) AS region,\n    coalesce(told.person, starts.person) AS person,\n    coalesce(told.principal, starts.principal) AS principal,\n    starts.source_identity AS source_identity,\n    coalesce(told.target, starts.target) AS target,\n    coalesce(told.document, starts.document) AS document,\n    coalesce(told.started_at, starts.started_at) AS started_at,\n    told.ended_at AS ended_at,\n    date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,\n    coalesce(told.reason, starts.reason) AS reason,\n    starts.source_address AS source_address,\n    starts.mfa AS mfa,\n    starts.user_agent AS user_agent,\n    starts.event_id AS event_id,\n    told.transcript_key AS transcript_key,\n    told.transcript_bytes AS transcript_bytes\n  FROM told\n  FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts\n    ON told.session_id = starts.session_id\n    AND told.account = starts.account\n    AND told.region = starts.region\n  WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')\n)\nSELECT *\nFROM sessions\nORDER BY started_at DESC, session_id",
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
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.sessioncontext.sourceidentity AS source_identity,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n),\ntold AS (\n  SELECT *\n  FROM (\n    SELECT\n      *,\n      row_number() OVER (\n        PARTITION BY account, region, session_id\n        ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at\n      ) AS line\n    FROM ledger\n    -- A day more: CloudTrail files a call of late evening under the next day.\n    WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')\n  ) AS lines\n  WHERE line = 1\n),\nsessions AS (\n  SELECT\n    coalesce(told.session_id, starts.session_id) AS session_id,\n    CASE\n      WHEN told.transcript_bytes > 0 THEN 'recorded'\n      WHEN told.status = 'failed' THEN 'refused'\n      WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'\n      WHEN told.session_id IS NULL THEN 'unknown'\n      WHEN told.status = 'active' THEN 'open'\n      WHEN told.transcript_checked_at IS NULL THEN 'unknown'\n      WHEN told.transcript_bytes = 0 THEN 'partial'\n      ELSE 'missing'\n    END AS verdict,\n    coalesce(told.account, starts.account) AS account,\n    coalesce(told.region, starts.region) AS region,\n    coalesce(told.person, starts.person) AS person,\n    coalesce(told.principal, starts.principal) AS principal,\n    starts.source_identity AS source_identity,\n    coalesce(told.target, starts.target) AS target,\n    coalesce(told.document, starts.document) AS document,\n    coalesce(told.started_at, starts.started_at) AS started_at,\n    told.ended_at AS ended_at,\n    date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,\n    coalesce(told.reason, starts.reason) AS reason,\n    starts.source_address AS source_address,\n    starts.mfa AS mfa,\n    starts.user_agent AS user_agent,\n    starts.event_id AS event_id,\n    told.transcript_key AS transcript_key,\n    told.transcript_bytes AS transcript_bytes\n  FROM told\n  FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts\n    ON told.session_id = starts.session_id\n    AND told.account = starts.account\n    AND told.region = starts.region\n  WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')\n)\nSELECT *\nFROM sessions\nWHERE verdict IN ('missing', 'partial')\nORDER BY started_at DESC, session_id",
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
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.sessioncontext.sourceidentity AS source_identity,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n),\ntold AS (\n  SELECT *\n  FROM (\n    SELECT\n      *,\n      row_number() OVER (\n        PARTITION BY account, region, session_id\n        ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at\n      ) AS line\n    FROM ledger\n    -- A day more: CloudTrail files a call of late evening under the next day.\n    WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')\n  ) AS lines\n  WHERE line = 1\n),\nsessions AS (\n  SELECT\n    coalesce(told.session_id, starts.session_id) AS session_id,\n    CASE\n      WHEN told.transcript_bytes > 0 THEN 'recorded'\n      WHEN told.status = 'failed' THEN 'refused'\n      WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'\n      WHEN told.session_id IS NULL THEN 'unknown'\n      WHEN told.status = 'active' THEN 'open'\n      WHEN told.transcript_checked_at IS NULL THEN 'unknown'\n      WHEN told.transcript_bytes = 0 THEN 'partial'\n      ELSE 'missing'\n    END AS verdict,\n    coalesce(told.account, starts.account) AS account,\n    coalesce(told.region, starts.region) AS region,\n    coalesce(told.person, starts.person) AS person,\n    coalesce(told.principal, starts.principal) AS principal,\n    starts.source_identity AS source_identity,\n    coalesce(told.target, starts.target) AS target,\n    coalesce(told.document, starts.document) AS document,\n    coalesce(told.started_at, starts.started_at) AS started_at,\n    told.ended_at AS ended_at,\n    date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,\n    coalesce(told.reason, starts.reason) AS reason,\n    starts.source_address AS source_address,\n    starts.mfa AS mfa,\n    starts.user_agent AS user_agent,\n    starts.event_id AS event_id,\n    told.transcript_key AS transcript_key,\n    told.transcript_bytes AS transcript_bytes\n  FROM told\n  FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts\n    ON told.session_id = starts.session_id\n    AND told.account = starts.account\n    AND told.region = starts.region\n  WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')\n)\nSELECT *\nFROM sessions\nWHERE verdict = 'unlogged'\nORDER BY started_at DESC, session_id",
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
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.sessioncontext.sourceidentity AS source_identity,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n),\ntold AS (\n  SELECT *\n  FROM (\n    SELECT\n      *,\n      row_number() OVER (\n        PARTITION BY account, region, session_id\n        ORDER BY CASE status WHEN 'active' THEN 1 ELSE 0 END, collected_at\n      ) AS line\n    FROM ledger\n    -- A day more: CloudTrail files a call of late evening under the next day.\n    WHERE day >= date_format(current_date - INTERVAL '31' DAY, '%Y-%m-%d')\n  ) AS lines\n  WHERE line = 1\n),\nsessions AS (\n  SELECT\n    coalesce(told.session_id, starts.session_id) AS session_id,\n    CASE\n      WHEN told.transcript_bytes > 0 THEN 'recorded'\n      WHEN told.status = 'failed' THEN 'refused'\n      WHEN coalesce(told.document, starts.document) LIKE 'AWS-%' THEN 'unlogged'\n      WHEN told.session_id IS NULL THEN 'unknown'\n      WHEN told.status = 'active' THEN 'open'\n      WHEN told.transcript_checked_at IS NULL THEN 'unknown'\n      WHEN told.transcript_bytes = 0 THEN 'partial'\n      ELSE 'missing'\n    END AS verdict,\n    coalesce(told.account, starts.account) AS account,\n    coalesce(told.region, starts.region) AS region,\n    coalesce(told.person, starts.person) AS person,\n    coalesce(told.principal, starts.principal) AS principal,\n    starts.source_identity AS source_identity,\n    coalesce(told.target, starts.target) AS target,\n    coalesce(told.document, starts.document) AS document,\n    coalesce(told.started_at, starts.started_at) AS started_at,\n    told.ended_at AS ended_at,\n    date_diff('second', from_iso8601_timestamp(told.started_at), from_iso8601_timestamp(told.ended_at)) AS duration_seconds,\n    coalesce(told.reason, starts.reason) AS reason,\n    starts.source_address AS source_address,\n    starts.mfa AS mfa,\n    starts.user_agent AS user_agent,\n    starts.event_id AS event_id,\n    told.transcript_key AS transcript_key,\n    told.transcript_bytes AS transcript_bytes\n  FROM told\n  FULL OUTER JOIN (SELECT * FROM starts WHERE error_code IS NULL) AS starts\n    ON told.session_id = starts.session_id\n    AND told.account = starts.account\n    AND told.region = starts.region\n  WHERE coalesce(told.started_at, starts.started_at) >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')\n)\nSELECT *\nFROM sessions\nWHERE verdict = 'unknown'\nORDER BY started_at DESC, session_id",
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
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.sessioncontext.sourceidentity AS source_identity,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n)\nSELECT\n  started_at, account, region, person, principal, source_identity, identity_type, target, document, reason, source_address,\n  user_agent, mfa, error_code, error_message, session_id, event_id\nFROM starts\nWHERE error_code IS NOT NULL\nORDER BY started_at DESC, event_id",
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
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.sessioncontext.sourceidentity AS source_identity,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n)\nSELECT\n  started_at, account, region, person, principal, source_identity, identity_type, target, document, reason, source_address,\n  user_agent, mfa, error_code, error_message, session_id, event_id\nFROM starts\nWHERE identity_type = 'Root'\nORDER BY started_at DESC, event_id",
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
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.sessioncontext.sourceidentity AS source_identity,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n)\nSELECT\n  started_at, account, region, person, principal, source_identity, identity_type, target, document, reason, source_address,\n  user_agent, mfa, error_code, error_message, session_id, event_id\nFROM starts\nWHERE mfa = 'false' AND error_code IS NULL\nORDER BY started_at DESC, event_id",
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
        "QueryString": "WITH starts AS (\n  SELECT *\n  FROM (\n    SELECT\n      json_extract_scalar(responseelements, '$.sessionId') AS session_id,\n      eventid AS event_id,\n      account,\n      region,\n      eventtime AS started_at,\n      CASE\n        WHEN useridentity.type = 'Root' THEN 'root'\n        ELSE coalesce(useridentity.username, nullif(split_part(useridentity.principalid, ':', 2), ''), useridentity.arn)\n      END AS person,\n      useridentity.arn AS principal,\n      useridentity.sessioncontext.sourceidentity AS source_identity,\n      useridentity.type AS identity_type,\n      json_extract_scalar(requestparameters, '$.target') AS target,\n      coalesce(json_extract_scalar(requestparameters, '$.documentName'), 'SSM-SessionManagerRunShell') AS document,\n      json_extract_scalar(requestparameters, '$.reason') AS reason,\n      sourceipaddress AS source_address,\n      useragent AS user_agent,\n      CASE\n        -- Identity Center asks for the second factor itself: \"false\" says nothing there.\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated = 'false' AND strpos(useridentity.arn, '/AWSReservedSSO_') > 0 THEN NULL\n        WHEN useridentity.sessioncontext.attributes.mfaauthenticated IS NOT NULL THEN useridentity.sessioncontext.attributes.mfaauthenticated\n        -- An access key of a user has no session that could have had one.\n        WHEN useridentity.type = 'IAMUser' THEN 'false'\n      END AS mfa,\n      errorcode AS error_code,\n      errormessage AS error_message,\n      row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n    FROM trail\n    WHERE eventsource = 'ssm.amazonaws.com'\n      AND eventname = 'StartSession'\n      AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n  ) AS calls\n  WHERE copy = 1\n),\nchanges AS (\n  SELECT\n    eventtime AS changed_at,\n    account,\n    region,\n    eventname AS event_name,\n    -- A document may be named by its ARN.\n    coalesce(\n      regexp_replace(json_extract_scalar(requestparameters, '$.name'), '^arn:.*:document/', ''),\n      regexp_replace(json_extract_scalar(requestparameters, '$.resourceArn'), '^arn:.*:document/', ''),\n      json_extract_scalar(requestparameters, '$.settingId')\n    ) AS changed,\n    useridentity.arn AS principal,\n    sourceipaddress AS source_address,\n    errorcode AS error_code,\n    eventid AS event_id,\n    row_number() OVER (PARTITION BY eventid ORDER BY eventtime) AS copy\n  FROM trail\n  WHERE eventsource = 'ssm.amazonaws.com'\n    AND eventname IN ('CreateDocument', 'UpdateDocument', 'UpdateDocumentDefaultVersion', 'DeleteDocument', 'ModifyDocumentPermission', 'PutResourcePolicy', 'UpdateServiceSetting', 'ResetServiceSetting')\n    AND day >= date_format(current_date - INTERVAL '30' DAY, '%Y/%m/%d')\n)\nSELECT changed_at, account, region, event_name, changed, principal, source_address, error_code, event_id\nFROM changes\nWHERE copy = 1\n  AND (\n    event_name IN ('UpdateServiceSetting', 'ResetServiceSetting')\n    OR changed = 'SSM-SessionManagerRunShell'\n    OR changed IN (SELECT regexp_replace(document, '^arn:.*:document/', '') FROM starts)\n  )\nORDER BY changed_at DESC, event_id",
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
        "QueryString": "SELECT\n  account,\n  region,\n  count(*) AS runs,\n  count_if(outcome = 'unreadable') AS unreadable_runs,\n  max(CASE WHEN outcome = 'read' THEN collected_at END) AS last_read_at,\n  max_by(outcome, collected_at) AS last_outcome,\n  max_by(message, collected_at) AS last_message\nFROM collections\nWHERE day >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')\nGROUP BY account, region\nHAVING count_if(outcome = 'unreadable') > 0\n  -- A place that no run has read for two days is not known any better.\n  OR max(CASE WHEN outcome = 'read' THEN collected_at END) < date_format(current_date - INTERVAL '2' DAY, '%Y-%m-%d')\nUNION ALL\nSELECT NULL, NULL, 0, 0, NULL, NULL, 'no run has noted what it read'\nFROM (SELECT count(*) AS runs FROM collections WHERE day >= date_format(current_date - INTERVAL '30' DAY, '%Y-%m-%d')) AS noted\nWHERE runs = 0\nORDER BY account, region",
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
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
  ]
  alarm_description   = "Function ${var.name}-session-ledger has not added to the session ledger for ${2 * var.evidence.every_hours + 1} hours. Session Manager forgets ended sessions after 30 days: look at the schedule, and at the log group of the function."
  alarm_name          = "${var.name}-session-ledger-not-collected"
  comparison_operator = "LessThanThreshold"
  datapoints_to_alarm = 2 * var.evidence.every_hours + 1
  evaluation_periods  = 2 * var.evidence.every_hours + 1
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
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

  depends_on = [aws_sns_topic_policy.evidence_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "evidence_alarms_errors_session_ledger" {
  count = var.evidence != null ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
  ]
  alarm_description   = "Function ${var.name}-session-ledger failed. Lambda retries twice, and the next run catches up. Look at the log group of the function."
  alarm_name          = "${var.name}-session-ledger-errors"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    FunctionName = "${var.name}-session-ledger"
  }
  evaluation_periods = 1
  metric_name        = "Errors"
  namespace          = "AWS/Lambda"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.evidence_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "evidence_alarms_dead_letters_session_ledger" {
  count = var.evidence != null ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
  ]
  alarm_description   = "Queue ${var.name}-session-ledger-dead-letters holds events of runs of function ${var.name}-session-ledger that failed at every attempt. The next run catches up. Delete the events to end this alarm."
  alarm_name          = "${var.name}-session-ledger-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-session-ledger-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.evidence_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "evidence_alarms_unreadable_places_session_ledger" {
  count = var.evidence != null ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
  ]
  alarm_description   = "Function ${var.name}-session-ledger could not read every account and Region. The newest file below collections/ in the ledger's bucket says which, and why."
  alarm_name          = "${var.name}-session-ledger-unreadable-places"
  comparison_operator = "GreaterThanThreshold"
  evaluation_periods  = 1
  metric_name         = "${var.name}-session-ledger-unreadable-places"
  namespace           = "SessionAudit"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
  ]
  period             = 3600
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "ignore"

  depends_on = [aws_sns_topic_policy.evidence_topic_policy]
}

# Topic alarms.
resource "aws_cloudwatch_metric_alarm" "evidence_topic_alarms_failed_notifications_archive_alerts" {
  count = var.evidence != null ? 1 : 0

  actions_enabled     = true
  alarm_description   = "Topic ${var.name}-archive-alerts could not reach a subscriber. Look at its subscriptions: an address may no longer exist, or a function or queue may refuse the message."
  alarm_name          = "${var.name}-archive-alerts-failed-notifications"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    TopicName = "${var.name}-archive-alerts"
  }
  evaluation_periods = 1
  metric_name        = "NumberOfNotificationsFailed"
  namespace          = "AWS/SNS"
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"
}

resource "aws_cloudwatch_metric_alarm" "evidence_topic_alarms_undelivered_archive_alerts" {
  count = var.evidence != null ? 1 : 0

  actions_enabled     = true
  alarm_description   = "Topic ${var.name}-archive-alerts received messages, but delivered them to nobody. Look at its subscriptions: there may be none, or none that was confirmed."
  alarm_name          = "${var.name}-archive-alerts-undelivered"
  comparison_operator = "GreaterThanThreshold"
  datapoints_to_alarm = 1
  evaluation_periods  = 2
  threshold           = 0
  treat_missing_data  = "notBreaching"

  metric_query {
    id = "published"

    metric {
      dimensions = {
        TopicName = "${var.name}-archive-alerts"
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
        TopicName = "${var.name}-archive-alerts"
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
    label       = "Messages that nobody received"
    return_data = true
  }
}

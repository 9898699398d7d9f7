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
  key_id = "arn:${local.partition}:kms:${local.region}:${var.log_archive_account_id}:alias/${var.name}-transcripts"
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
            "aws:SourceArn" = [for item in [
              "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-session-forwarding",
              var.watches.silence ? "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-session-starts" : null,
              "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-forwarding",
              var.watches.tampering ? "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-forwarding-2" : null,
              var.watches.preferences && var.watches.tampering ? "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-forwarding-3" : null,
              var.watches.tampering ? "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-iam" : null,
            ] : item if item != null]
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

# Ledger reader. The role that a ledger in another account uses to read this account's sessions, and nothing
# else.
resource "aws_iam_role" "ledger_reader" {
  count = var.evidence != null ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # Trusts one role of the collector's account, by name: the role may be re-created, and need not exist
      # first.
      {
        Sid    = "AllowCollector"
        Effect = "Allow"
        Principal = {
          AWS = "arn:${local.partition}:iam::${var.log_archive_account_id}:root"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = var.evidence.organization_id
          }
          ArnEquals = {
            "aws:PrincipalArn" = "arn:${local.partition}:iam::${var.log_archive_account_id}:role/${var.name}-session-ledger"
          }
        }
      },
    ]
  })
  description = "Sessions for the ledger of account ${var.log_archive_account_id}"
  name        = "${var.name}-ledger-reader"
}

resource "aws_iam_role_policy" "ledger_reader_policy" {
  count = var.evidence != null ? 1 : 0

  name = "describe-sessions"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "AllowReadingSessions"
        Effect   = "Allow"
        Action   = "ssm:DescribeSessions"
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:RequestedRegion" = concat(
              [local.region],
              keys(var.further_session_key_arns),
            )
          }
        }
      },
    ]
  })
  role = aws_iam_role.ledger_reader[0].name
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
            "kms:EncryptionContext:aws:logs:arn" = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions"
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
        "s3BucketName": ${jsonencode("${var.name}-transcripts-${var.log_archive_account_id}-${local.region}")},
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
              var.watches.silence ? "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-session-starts" : null,
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-forwarding",
              var.watches.tampering ? "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-forwarding-2" : null,
              var.watches.preferences && var.watches.tampering ? "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-forwarding-3" : null,
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
  description = (
    !var.watches.tampering && var.watches.silence ? "Session audit: ResumeSession, TerminateSession, StartSession" :
    !var.watches.silence && var.watches.tampering ? "Session audit: StartSession, ResumeSession, TerminateSession, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask" :
    !var.watches.tampering && !var.watches.silence ? "Session audit: StartSession, ResumeSession, TerminateSession" :
    "Session audit: ResumeSession, TerminateSession, StartSession, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask"
  )
  event_pattern = jsonencode({ for key, value in {
    source      = !var.watches.tampering ? ["aws.ssm"] : null
    detail-type = ["AWS API Call via CloudTrail"]
    detail = !var.watches.tampering && !var.watches.silence ? {
      eventSource = ["ssm.amazonaws.com"]
      eventName   = ["StartSession", "ResumeSession", "TerminateSession"]
    } : null
    "$or" = var.watches.tampering || var.watches.silence ? [for item in [
      !var.watches.tampering ? {
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["ResumeSession", "TerminateSession"]
          errorCode = [
            {
              exists = false
            },
          ]
        }
      } : null,
      !var.watches.tampering ? {
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
      } : null,
      !var.watches.tampering ? {
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["StartSession", "ResumeSession", "TerminateSession"]
          errorCode = [
            {
              exists = true
            },
          ]
        }
      } : null,
      var.watches.tampering && var.watches.silence ? {
        source = ["aws.ssm"]
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["ResumeSession", "TerminateSession"]
          errorCode = [
            {
              exists = false
            },
          ]
        }
      } : null,
      var.watches.tampering && var.watches.silence ? {
        source = ["aws.ssm"]
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
      } : null,
      var.watches.tampering ? {
        source = ["aws.ssm"]
        detail = { for key, value in {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["StartSession", "ResumeSession", "TerminateSession"]
          errorCode = var.watches.silence ? [
            {
              exists = true
            },
          ] : null
        } : key => value if value != null }
      } : null,
      var.watches.tampering ? {
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
      } : null,
      var.watches.tampering ? {
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
      } : null,
    ] : item if item != null] : null
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

# Starts.
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

resource "aws_cloudwatch_event_target" "starts_event_bus_target" {
  count = var.watches.silence ? 1 : 0

  arn       = "arn:${local.partition}:events:${local.region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  rule      = aws_cloudwatch_event_rule.starts[0].name
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
    !var.watches.preferences && var.watches.tampering ? "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, AssociateKmsKey, DisassociateKmsKey, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask" :
    !var.watches.tampering && var.watches.preferences ? "Session audit: CreateDocument, UpdateDocument, UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting, ResetServiceSetting, UpdateManagedInstanceRole" :
    "Session audit: CreateDocument, UpdateDocument, UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting, ResetServiceSetting, UpdateManagedInstanceRole, DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias"
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
              aws_kms_key.session_key.arn,
              aws_kms_key.logs_key.arn,
              {
                suffix = ":alias/${var.name}-sessions"
              },
              {
                suffix = ":alias/${var.name}-logs"
              },
            ]
          }
        }
      } : null,
      !var.watches.preferences ? {
        source      = ["aws.logs"]
        detail-type = ["AWS API Call via CloudTrail"]
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
                logGroupName = ["/${var.name}/sessions"]
              }
            },
            {
              requestParameters = {
                logGroupIdentifier = [
                  "/${var.name}/sessions",
                  {
                    suffix = ":log-group:/${var.name}/sessions"
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
                ]
              }
            },
          ]
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

  description = !var.watches.preferences ? "Session audit: DeleteAlarms, DisableAlarmActions, SetAlarmState, DeleteEventBus, UpdateEventBus, PutPermission, RemovePermission, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule" : "Session audit: AssociateKmsKey, DisassociateKmsKey, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteAlarms, DisableAlarmActions, SetAlarmState, DeleteEventBus, UpdateEventBus, PutPermission"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [for item in [
      var.watches.preferences ? {
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
                logGroupName = ["/${var.name}/sessions"]
              }
            },
            {
              requestParameters = {
                logGroupIdentifier = [
                  "/${var.name}/sessions",
                  {
                    suffix = ":log-group:/${var.name}/sessions"
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
                ]
              }
            },
          ]
        }
      } : null,
      var.watches.preferences ? {
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
      } : null,
      var.watches.preferences ? {
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
      !var.watches.preferences ? {
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
    ] : item if item != null]
  })
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

# Integrity forwarding3.
resource "aws_cloudwatch_event_rule" "integrity_forwarding3" {
  count = var.watches.preferences && var.watches.tampering ? 1 : 0

  description = "Session audit: PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule"
  event_pattern = jsonencode({
    source      = ["aws.logs"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventName = [
        "PutAccountPolicy",
        "PutResourcePolicy",
        "DeleteResourcePolicy",
        "PutPipelineRule",
      ]
    }
  })
  name  = "${var.name}-integrity-forwarding-3"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "integrity_forwarding3_event_bus_target" {
  count = var.watches.preferences && var.watches.tampering ? 1 : 0

  arn       = "arn:${local.partition}:events:${local.region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  rule      = aws_cloudwatch_event_rule.integrity_forwarding3[0].name
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

resource "aws_cloudwatch_metric_alarm" "alarms_silent_sessions" {
  count = var.watches.silence ? 1 : 0

  actions_enabled     = true
  alarm_description   = "Sessions were started, and log group /${var.name}/sessions has had no events for 15 minutes or more. Look at the preferences document, the permissions of the nodes and the key of the group."
  alarm_name          = "${var.name}-sessions-silent"
  comparison_operator = "GreaterThanThreshold"
  datapoints_to_alarm = 1
  evaluation_periods  = 2
  threshold           = 0
  treat_missing_data  = "notBreaching"

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
        Resource = length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/sessions/${local.account_id}/*" : "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/sessions/${local.account_id}/${local.region}/*"
      },
      {
        Sid      = "GiveTranscriptsToBucketOwner"
        Effect   = "Allow"
        Action   = "s3:PutObjectAcl"
        Resource = length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/sessions/${local.account_id}/*" : "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/sessions/${local.account_id}/${local.region}/*"
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
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}"
      },
      {
        Sid      = "EncryptTranscripts"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = data.aws_kms_key.archive_key.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}",
              "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/*",
            ]
          }
        }
      },
      {
        Sid    = "DecryptSessionTraffic"
        Effect = "Allow"
        Action = "kms:Decrypt"
        Resource = concat(
          [aws_kms_key.session_key.arn],
          values(var.further_session_key_arns),
        )
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
        Resource = concat(
          length(var.further_session_key_arns) > 0 ? [
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions:log-stream:*",
          ] : [],
          length(var.further_session_key_arns) == 0 ? [
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions:log-stream:*",
          ] : [],
        )
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
          length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:ssm:*:${local.account_id}:document/SSM-SessionManagerRunShell" : null,
          length(var.further_session_key_arns) == 0 ? "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/SSM-SessionManagerRunShell" : null,
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
          length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:ssm:*:${local.account_id}:document/SSM-SessionManagerRunShell" : null,
          length(var.further_session_key_arns) == 0 ? "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/SSM-SessionManagerRunShell" : null,
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
            "aws:RequestedRegion" = concat(
              [local.region],
              keys(var.further_session_key_arns),
            )
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
        Sid    = "EncryptSessionTraffic"
        Effect = "Allow"
        Action = "kms:GenerateDataKey"
        Resource = concat(
          [aws_kms_key.session_key.arn],
          values(var.further_session_key_arns),
        )
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
        Resource = length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:ssm:*:${local.account_id}:document/SSM-SessionManagerRunShell" : "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/SSM-SessionManagerRunShell"
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
        Resource = concat(
          [
            "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/*",
          ],
          length(var.further_session_key_arns) > 0 ? [
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions:*",
          ] : [],
          length(var.further_session_key_arns) == 0 ? [
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions:*",
          ] : [],
          [
            aws_kms_key.session_key.arn,
            data.aws_kms_key.archive_key.arn,
          ],
          values(var.further_session_key_arns),
        )
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
            "arn:${local.partition}:ssm:*:${local.account_id}:document/SSM-SessionManagerRunShell",
            "arn:${local.partition}:ssm:*:${local.account_id}:servicesetting/ssm/documents/console/public-sharing-permission",
            "arn:${local.partition}:kms:*:${local.account_id}:alias/${var.name}-sessions",
            "arn:${local.partition}:kms:*:${local.account_id}:alias/${var.name}-logs",
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions:*",
            "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-session-*",
            "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-session-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-integrity-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-sessions-*",
            "arn:${local.partition}:sqs:*:${local.account_id}:${var.name}-session-*",
            "arn:${local.partition}:sqs:*:${local.account_id}:${var.name}-integrity-*",
            "arn:${local.partition}:events:*:${local.account_id}:event-bus/default",
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
        Resource = "arn:${local.partition}:kms:*:${local.account_id}:key/*"
        Condition = { for key, value in {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = ["alias/${var.name}-sessions", "alias/${var.name}-logs"]
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
          [for item in [
            "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding",
            var.evidence != null ? "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-ledger-reader" : null,
          ] : item if item != null],
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
        Resource = "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions:*"
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
  description = var.nodes.role_for != "ec2" ? "Session audit: AttachRolePolicy, DetachRolePolicy, UpdateAssumeRolePolicy, CreateRole, TagRole, UntagRole, CreatePolicyVersion, SetDefaultPolicyVersion, DetachUserPolicy, DetachGroupPolicy" : "Session audit: AttachRolePolicy, DetachRolePolicy, UpdateAssumeRolePolicy, CreateRole, TagRole, UntagRole, RemoveRoleFromInstanceProfile, AddRoleToInstanceProfile, DeleteInstanceProfile, CreatePolicyVersion, SetDefaultPolicyVersion, DetachUserPolicy, DetachGroupPolicy"
  event_pattern = jsonencode({
    "$or" = [for item in [
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
              tolist(var.nodes.attach_to),
            )
          }
        }
      },
      var.nodes.role_for == "ec2" ? {
        source      = ["aws.iam"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventName = [
            "RemoveRoleFromInstanceProfile",
            "AddRoleToInstanceProfile",
            "DeleteInstanceProfile",
          ]
          requestParameters = {
            instanceProfileName = ["${var.name}-nodes"]
          }
        }
      } : null,
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
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-nodes",
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-operators",
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
    ] : item if item != null]
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

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
        "s3BucketName": ${jsonencode("${var.name}-transcripts-${var.log_archive_account_id}-${var.home_region}")},
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
    !var.watches.silence && var.watches.tampering ? "Session audit: StartSession, ResumeSession, TerminateSession, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask" :
    !var.watches.tampering && !var.watches.silence ? "Session audit: StartSession, ResumeSession, TerminateSession" :
    !var.watches.tampering && var.watches.silence ? "Session audit: ResumeSession, TerminateSession, StartSession" :
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
  arn       = "arn:${local.partition}:events:${var.home_region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = var.forwarding_role_arn
  rule      = aws_cloudwatch_event_rule.forwarding.name
  target_id = "EventBus"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-forwarding-dead-letters"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [aws_sqs_queue_policy.forwarding_dead_letter_queue_policy]
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

  arn       = "arn:${local.partition}:events:${var.home_region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = var.forwarding_role_arn
  rule      = aws_cloudwatch_event_rule.starts[0].name
  target_id = "EventBus"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-forwarding-dead-letters"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [aws_sqs_queue_policy.forwarding_dead_letter_queue_policy]
}

# Integrity forwarding.
resource "aws_cloudwatch_event_rule" "integrity_forwarding" {
  description = (
    !var.watches.tampering && var.watches.preferences ? "Session audit: CreateDocument, UpdateDocument, UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting, ResetServiceSetting, UpdateManagedInstanceRole" :
    !var.watches.preferences && !var.watches.tampering ? "Session audit: events" :
    !var.watches.preferences && var.watches.tampering ? "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, AssociateKmsKey, DisassociateKmsKey, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask" :
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
  arn       = "arn:${local.partition}:events:${var.home_region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = var.forwarding_role_arn
  rule      = aws_cloudwatch_event_rule.integrity_forwarding.name
  target_id = "EventBus"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-forwarding-dead-letters"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [aws_sqs_queue_policy.forwarding_dead_letter_queue_policy]
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

  arn       = "arn:${local.partition}:events:${var.home_region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = var.forwarding_role_arn
  rule      = aws_cloudwatch_event_rule.integrity_forwarding2[0].name
  target_id = "EventBus"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-forwarding-dead-letters"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [aws_sqs_queue_policy.forwarding_dead_letter_queue_policy]
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

  arn       = "arn:${local.partition}:events:${var.home_region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = var.forwarding_role_arn
  rule      = aws_cloudwatch_event_rule.integrity_forwarding3[0].name
  target_id = "EventBus"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-forwarding-dead-letters"
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [aws_sqs_queue_policy.forwarding_dead_letter_queue_policy]
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

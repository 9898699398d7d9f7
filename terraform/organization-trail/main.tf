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

# Logs key. A customer managed KMS key with an alias and rotation. Its policy starts with the account. Other
# modules add grants, each with the condition that its service supports.
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

# Dashboard. For people on call: Logs Insights queries, metrics of calls, alarms on them, and a dashboard.
resource "aws_cloudwatch_query_definition" "dashboard_sessions_started_query" {
  count = var.evidence ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/sessions-started"
  query_string = chomp(<<-EOT
    fields eventTime, userIdentity.arn, sourceIPAddress, requestParameters.target, recipientAccountId, awsRegion, coalesce(requestParameters.documentName, "SSM-SessionManagerRunShell") as document, requestParameters.reason, responseElements.sessionId
    | filter eventSource = "ssm.amazonaws.com" and eventName = "StartSession" and not ispresent(errorCode)
    | sort eventTime desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_query_definition" "dashboard_sessions_refused_query" {
  count = var.evidence ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/sessions-refused"
  query_string = chomp(<<-EOT
    fields eventTime, userIdentity.arn, sourceIPAddress, requestParameters.target, recipientAccountId, awsRegion, errorCode, errorMessage
    | filter eventSource = "ssm.amazonaws.com" and eventName = "StartSession" and ispresent(errorCode)
    | sort eventTime desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_query_definition" "dashboard_calls_by_person_query" {
  count = var.evidence ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/calls-by-person"
  query_string = chomp(<<-EOT
    filter eventSource = "ssm.amazonaws.com" and eventName in ["StartSession", "ResumeSession", "TerminateSession"]
    | stats count(*) as calls, count_distinct(requestParameters.target) as nodes, max(eventTime) as last by userIdentity.arn
    | sort calls desc
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_query_definition" "dashboard_preference_changes_query" {
  count = var.evidence ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/preference-changes"
  query_string = chomp(<<-EOT
    fields eventTime, eventName, coalesce(requestParameters.name, requestParameters.settingId) as changed, userIdentity.arn, sourceIPAddress, recipientAccountId, awsRegion, errorCode
    | filter eventSource = "ssm.amazonaws.com" and eventName in ["CreateDocument", "UpdateDocument", "UpdateDocumentDefaultVersion", "DeleteDocument", "ModifyDocumentPermission", "PutResourcePolicy", "UpdateServiceSetting", "ResetServiceSetting"]
    | sort eventTime desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_log_metric_filter" "dashboard_starts" {
  count = var.evidence ? 1 : 0

  log_group_name = "/${var.name}/trail"
  name           = "${var.name}-sessions-starts"
  pattern        = "{ ($.eventSource = \"ssm.amazonaws.com\") && ($.eventName = \"StartSession\") && ($.errorCode NOT EXISTS) }"

  metric_transformation {
    name      = "${var.name}-sessions-starts"
    namespace = "SessionAudit"
    unit      = "Count"
    value     = "1"
  }

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_log_metric_filter" "dashboard_refusals" {
  count = var.evidence ? 1 : 0

  log_group_name = "/${var.name}/trail"
  name           = "${var.name}-sessions-refusals"
  pattern        = "{ ($.eventSource = \"ssm.amazonaws.com\") && ($.eventName = \"StartSession\") && ($.errorCode EXISTS) }"

  metric_transformation {
    name      = "${var.name}-sessions-refusals"
    namespace = "SessionAudit"
    unit      = "Count"
    value     = "1"
  }

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_log_metric_filter" "dashboard_preference_changes" {
  count = var.evidence ? 1 : 0

  log_group_name = "/${var.name}/trail"
  name           = "${var.name}-sessions-preference-changes"
  pattern        = "{ ($.eventSource = \"ssm.amazonaws.com\") && ((($.requestParameters.name = \"*SSM-SessionManagerRunShell\") && (($.eventName = \"CreateDocument\") || ($.eventName = \"UpdateDocument\") || ($.eventName = \"UpdateDocumentDefaultVersion\") || ($.eventName = \"DeleteDocument\") || ($.eventName = \"ModifyDocumentPermission\") || ($.eventName = \"PutResourcePolicy\"))) || ($.eventName = \"UpdateServiceSetting\") || ($.eventName = \"ResetServiceSetting\")) }"

  metric_transformation {
    name      = "${var.name}-sessions-preference-changes"
    namespace = "SessionAudit"
    unit      = "Count"
    value     = "1"
  }

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_dashboard" "dashboard" {
  count = var.evidence ? 1 : 0

  dashboard_body = jsonencode({
    widgets = [
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
    ]
  })
  dashboard_name = "${var.name}-sessions"
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
          "cloudtrail:DeleteTrail",
          "cloudtrail:Put*",
          "cloudtrail:StopLogging",
          "cloudtrail:UpdateTrail",
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
        ]
        Resource = [
          "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}",
          "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-logs",
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail",
          "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail:*",
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
            "kms:ResourceAliases" = "alias/${var.name}-logs"
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
            "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-log-delivery",
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
          "logs:*ResourcePolicy",
          "logs:PutAccountPolicy",
          "logs:PutPipelineRule",
          "events:PutPermission",
          "events:RemovePermission",
          "account:CloseAccount",
          "account:DisableRegion",
          "organizations:AcceptHandshake",
          "organizations:LeaveOrganization",
          "organizations:AttachPolicy",
          "organizations:CloseAccount",
          "organizations:DeletePolicy",
          "organizations:DetachPolicy",
          "organizations:DisablePolicyType",
          "organizations:MoveAccount",
          "organizations:PutResourcePolicy",
          "organizations:RegisterDelegatedAdministrator",
          "organizations:RemoveAccountFromOrganization",
          "organizations:UpdatePolicy",
          "sts:AssumeRoot",
          "cloudtrail:DeregisterOrganizationDelegatedAdmin",
          "cloudtrail:RegisterOrganizationDelegatedAdmin",
          "organizations:DeleteOrganization",
          "organizations:DisableAWSServiceAccess",
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
        Resource = "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/trail:*"
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
    !var.watches.preferences && var.watches.tampering ? "Session audit: StopLogging, DeleteTrail, UpdateTrail, DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, AssociateKmsKey, DisassociateKmsKey, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets" :
    !var.watches.tampering && var.watches.preferences ? "Session audit: CreateDocument, UpdateDocument, UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting, ResetServiceSetting, UpdateManagedInstanceRole" :
    "Session audit: CreateDocument, UpdateDocument, UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting, ResetServiceSetting, UpdateManagedInstanceRole, StopLogging, DeleteTrail, UpdateTrail"
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
        source      = ["aws.cloudtrail"]
        detail-type = ["AWS API Call via CloudTrail"]
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
              aws_kms_key.logs_key.arn,
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
                logGroupName = ["/${var.name}/trail"]
              }
            },
            {
              requestParameters = {
                logGroupIdentifier = [
                  "/${var.name}/trail",
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
                    suffix = ":log-group:/${var.name}/trail"
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

  description = !var.watches.preferences ? "Session audit: DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteAlarms, DisableAlarmActions, SetAlarmState, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule" : "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, AssociateKmsKey, DisassociateKmsKey, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [for item in [
      var.watches.preferences ? {
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
              aws_kms_key.logs_key.arn,
              {
                suffix = ":alias/${var.name}-logs"
              },
            ]
          }
        }
      } : null,
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
                logGroupName = ["/${var.name}/trail"]
              }
            },
            {
              requestParameters = {
                logGroupIdentifier = [
                  "/${var.name}/trail",
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
                    suffix = ":log-group:/${var.name}/trail"
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
      !var.watches.preferences ? {
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
      } : null,
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

  description = "Session audit: DeleteAlarms, DisableAlarmActions, SetAlarmState, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule"
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
    ]
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
  description = "Session audit: AttachRolePolicy, DetachRolePolicy, UpdateAssumeRolePolicy, CreateRole, TagRole, UntagRole, CreatePolicyVersion, SetDefaultPolicyVersion, DetachUserPolicy, DetachGroupPolicy, DetachPolicy, AttachPolicy, UpdatePolicy, DeletePolicy, DisablePolicyType, MoveAccount, RemoveAccountFromOrganization, CloseAccount, RegisterDelegatedAdministrator, PutResourcePolicy, DisableAWSServiceAccess, DeleteOrganization"
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
        source      = ["aws.organizations"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventName = [
            "DetachPolicy",
            "AttachPolicy",
            "UpdatePolicy",
            "DeletePolicy",
            "DisablePolicyType",
            "MoveAccount",
            "RemoveAccountFromOrganization",
            "CloseAccount",
            "RegisterDelegatedAdministrator",
            "PutResourcePolicy",
            "DisableAWSServiceAccess",
            "DeleteOrganization",
          ]
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

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
  iam_region = data.aws_region.iam.id
  administrator_names = distinct([
    for arn in var.guardrail.administrators : regex("[^/]+$", arn)
    if !startswith(regex("[^/]+$", arn), "${var.name}-")
  ])
}

# Bus. A custom EventBridge bus that accepts events from every account of one organization.
resource "aws_cloudwatch_event_bus" "bus" {
  name = var.name
}

resource "aws_cloudwatch_event_bus_policy" "bus_policy" {
  event_bus_name = aws_cloudwatch_event_bus.bus.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # Only rules in accounts of one organization may send events. The id is a fixed value, so checks for
      # public policies do not flag it. Only events of AWS services are accepted, which nobody can forge:
      # PutEvents refuses such a source.
      {
        Sid    = "AllowOrganizationToPutEvents"
        Effect = "Allow"
        Principal = {
          AWS = "*"
        }
        Action   = "events:PutEvents"
        Resource = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/${var.name}"
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = var.organization_id
          }
          "ForAllValues:StringLike" = {
            "events:source" = "aws.*"
          }
        }
      },
    ]
  })
}

# Alerts key. A customer managed KMS key with an alias and rotation. Its policy starts with the account. Other
# modules add grants, each with the condition that its service supports.
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
    Statement = [
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
      {
        Sid    = "AllowEventBridgePublish"
        Effect = "Allow"
        Principal = {
          Service = "events.amazonaws.com"
        }
        Action   = "sns:Publish"
        Resource = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
      },
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
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerting-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerting-lost-events",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-forwarded-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-forwarded-lost-events",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-forwarded-2-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-forwarded-2-lost-events",
              ] : [],
              [for item in [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alarms-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alarms-lost-events",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-events-dead-letters",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-refusals-dead-letters",
                var.watches.preferences ? "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-preferences-dead-letters" : null,
              ] : item if item != null],
              var.watches.tampering ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-dead-letters",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerting-dead-letters",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-forwarded-dead-letters",
              ] : [],
              [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alarms-dead-letters",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-alerts-failed-notifications",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-refusals-failed-notifications",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-alerts-undelivered",
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
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}/${var.name}-session-events"
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
  description    = "Session audit: StartSession, ResumeSession, TerminateSession"
  event_bus_name = var.name
  event_pattern = jsonencode({
    source      = ["aws.ssm"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["ssm.amazonaws.com"]
      eventName   = ["StartSession", "ResumeSession", "TerminateSession"]
      errorCode = [
        {
          exists = false
        },
      ]
    }
  })
  name  = "${var.name}-session-events"
  state = "ENABLED"

  depends_on = [aws_cloudwatch_event_bus_policy.bus_policy]
}

resource "aws_cloudwatch_event_target" "events_topic_target" {
  arn            = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts"
  event_bus_name = var.name
  rule           = aws_cloudwatch_event_rule.events.name
  target_id      = "Topic"

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
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}/${var.name}-session-refusals"
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
  description    = "Session audit: StartSession, ResumeSession, TerminateSession"
  event_bus_name = var.name
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

  depends_on = [aws_cloudwatch_event_bus_policy.bus_policy]
}

resource "aws_cloudwatch_event_target" "refusals_topic_target" {
  arn            = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals"
  event_bus_name = var.name
  rule           = aws_cloudwatch_event_rule.refusals.name
  target_id      = "Topic"

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
              var.watches.preferences && var.watches.tampering ? "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-forwarding-2" : null,
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
        Resource = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/${var.name}"
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
          "kms:DeleteAlias",
          "kms:UpdateAlias",
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
        ]
        Resource = [
          "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-alerts",
          "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-integrity-alerts",
          "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-session-*",
          "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}/${var.name}-session-*",
          "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-*",
          "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}/${var.name}-integrity-*",
          "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
          "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals",
          "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
          "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-session-*",
          "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-integrity-*",
          "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-sessions-*",
          "arn:${local.partition}:sqs:*:${local.account_id}:${var.name}-session-*",
          "arn:${local.partition}:sqs:*:${local.account_id}:${var.name}-integrity-*",
          "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/${var.name}",
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
            "kms:ResourceAliases" = [
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
    ]
  })
}

resource "aws_iam_role_policy_attachment" "guardrail_part2_attachment" {
  for_each = var.guardrail.attach_to

  policy_arn = aws_iam_policy.guardrail_part2.arn
  role       = each.value
}

# Forwarding.
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
            "aws:SourceArn" = [
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-session-forwarding",
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-forwarding",
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
  description = "Session audit: StartSession, ResumeSession, TerminateSession"
  event_pattern = jsonencode({
    source      = ["aws.ssm"]
    detail-type = ["AWS API Call via CloudTrail"]
    detail = {
      eventSource = ["ssm.amazonaws.com"]
      eventName   = ["StartSession", "ResumeSession", "TerminateSession"]
    }
  })
  name  = "${var.name}-session-forwarding"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "forwarding_event_bus_target" {
  arn       = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/${var.name}"
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
  description = !var.watches.preferences ? "Session audit: events" : "Session audit: CreateDocument, UpdateDocument, UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting, ResetServiceSetting, UpdateManagedInstanceRole"
  event_pattern = jsonencode({ for key, value in {
    source      = !var.watches.preferences ? ["aws.cloudwatch"] : null
    detail-type = !var.watches.preferences ? ["CloudWatch Alarm State Change"] : null
    detail = !var.watches.preferences ? {
      alarmName = [
        {
          wildcard = "${var.name}-session-forwarding-*"
        },
        {
          wildcard = "${var.name}-sessions-*"
        },
      ]
    } : null
    "$or" = var.watches.preferences ? [
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
      {
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
      },
      {
        source      = ["aws.ssm"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["CreateDocument"]
          requestParameters = {
            documentType = ["Session"]
          }
        }
      },
      {
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
      },
      {
        source      = ["aws.ssm"]
        detail-type = ["AWS API Call via CloudTrail"]
        detail = {
          eventSource = ["ssm.amazonaws.com"]
          eventName   = ["UpdateManagedInstanceRole"]
        }
      },
    ] : null
  } : key => value if value != null })
  name  = "${var.name}-integrity-forwarding"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "integrity_forwarding_event_bus_target" {
  arn       = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/${var.name}"
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
  arn       = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/${var.name}"
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
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}/${var.name}-integrity-preferences"
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

  description    = "Session audit: CreateDocument, UpdateDocument, UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting, ResetServiceSetting, UpdateManagedInstanceRole"
  event_bus_name = var.name
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

  depends_on = [aws_cloudwatch_event_bus_policy.bus_policy]
}

resource "aws_cloudwatch_event_target" "preference_changes_topic_target" {
  count = var.watches.preferences ? 1 : 0

  arn            = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
  event_bus_name = var.name
  rule           = aws_cloudwatch_event_rule.preference_changes[0].name
  target_id      = "Topic"

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

  description = "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask"
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
              aws_kms_key.alerts_key.arn,
              {
                suffix = ":alias/${var.name}-alerts"
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

  description = "Session audit: DeleteTopic, AddPermission, RemovePermission, Subscribe, Unsubscribe, PutDataProtectionPolicy, DeleteAlarms, DisableAlarmActions, SetAlarmState, DeleteEventBus, UpdateEventBus, PutPermission, SetSMSAttributes"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [
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
            name = [var.name, "default"]
          }
        }
      },
      {
        source = ["aws.events"]
        detail = {
          eventName = ["PutPermission", "RemovePermission"]
          requestParameters = {
            eventBusName = [
              var.name,
              "default",
              {
                exists = false
              },
            ]
          }
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

# Forwarded tampering.
resource "aws_sqs_queue" "forwarded_tampering_dead_letter_queue" {
  count = var.watches.tampering ? 1 : 0

  message_retention_seconds = 1209600
  name                      = "${var.name}-integrity-forwarded-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_policy" "forwarded_tampering_dead_letter_queue_policy" {
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
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-forwarded-dead-letters"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = [
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}/${var.name}-integrity-forwarded",
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}/${var.name}-integrity-forwarded-2",
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
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-forwarded-dead-letters"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  queue_url = aws_sqs_queue.forwarded_tampering_dead_letter_queue[0].url
}

resource "aws_cloudwatch_event_rule" "forwarded_tampering" {
  count = var.watches.tampering ? 1 : 0

  description    = "Session audit: StopLogging, DeleteTrail, UpdateTrail, DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, AssociateKmsKey, DisassociateKmsKey, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteEventBus, UpdateEventBus, PutPermission, RemovePermission, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, StartMessageMoveTask, Dele"
  event_bus_name = var.name
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
            "PutAccountPolicy",
            "PutResourcePolicy",
            "DeleteResourcePolicy",
            "PutPipelineRule",
          ]
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
            "DeleteEventBus",
            "UpdateEventBus",
            "PutPermission",
            "RemovePermission",
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
            "SetSMSAttributes",
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
        }
      },
      {
        source = ["aws.iam"]
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
            "RemoveRoleFromInstanceProfile",
            "AddRoleToInstanceProfile",
            "DeleteInstanceProfile",
            "CreatePolicyVersion",
            "SetDefaultPolicyVersion",
            {
              prefix = "DeletePolicy"
            },
            "DetachRolePolicy",
            "DetachUserPolicy",
            "DetachGroupPolicy",
          ]
        }
      },
      var.evidence ? {
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
        }
      } : null,
      var.evidence ? {
        source = ["aws.scheduler"]
        detail = {
          eventName = ["UpdateSchedule", "DeleteSchedule"]
        }
      } : null,
    ] : item if item != null]
  })
  name  = "${var.name}-integrity-forwarded"
  state = "ENABLED"

  depends_on = [aws_cloudwatch_event_bus_policy.bus_policy]
}

resource "aws_cloudwatch_event_target" "forwarded_tampering_topic_target" {
  count = var.watches.tampering ? 1 : 0

  arn            = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
  event_bus_name = var.name
  rule           = aws_cloudwatch_event_rule.forwarded_tampering[0].name
  target_id      = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-forwarded-dead-letters"
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
    aws_sqs_queue_policy.forwarded_tampering_dead_letter_queue_policy,
  ]
}

# Forwarded tampering2.
resource "aws_cloudwatch_event_rule" "forwarded_tampering2" {
  count = var.watches.tampering ? 1 : 0

  description    = "Session audit: DetachPolicy, AttachPolicy, UpdatePolicy, DeletePolicy, DisablePolicyType, MoveAccount, RemoveAccountFromOrganization, CloseAccount, RegisterDelegatedAdministrator, PutResourcePolicy, DisableAWSServiceAccess, DeleteOrganization"
  event_bus_name = var.name
  event_pattern = jsonencode({
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
  })
  name  = "${var.name}-integrity-forwarded-2"
  state = "ENABLED"

  depends_on = [aws_cloudwatch_event_bus_policy.bus_policy]
}

resource "aws_cloudwatch_event_target" "forwarded_tampering2_topic_target" {
  count = var.watches.tampering ? 1 : 0

  arn            = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
  event_bus_name = var.name
  rule           = aws_cloudwatch_event_rule.forwarded_tampering2[0].name
  target_id      = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-forwarded-dead-letters"
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
    aws_sqs_queue_policy.forwarded_tampering_dead_letter_queue_policy,
  ]
}

# Forwarded alarms.
resource "aws_sqs_queue" "forwarded_alarms_dead_letter_queue" {
  message_retention_seconds = 1209600
  name                      = "${var.name}-integrity-alarms-dead-letters"
  sqs_managed_sse_enabled   = true

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_sqs_queue_policy" "forwarded_alarms_dead_letter_queue_policy" {
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
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-alarms-dead-letters"
        Condition = {
          ArnEquals = {
            "aws:SourceArn" = "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}/${var.name}-integrity-alarms"
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
        Resource = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-alarms-dead-letters"
        Condition = {
          Bool = {
            "aws:SecureTransport" = "false"
          }
        }
      },
    ]
  })
  queue_url = aws_sqs_queue.forwarded_alarms_dead_letter_queue.url
}

resource "aws_cloudwatch_event_rule" "forwarded_alarms" {
  description    = "Session audit: events"
  event_bus_name = var.name
  event_pattern = jsonencode({
    source      = ["aws.cloudwatch"]
    detail-type = ["CloudWatch Alarm State Change"]
    detail = {
      alarmName = [
        {
          wildcard = "${var.name}-*"
        },
      ]
    }
  })
  name  = "${var.name}-integrity-alarms"
  state = "ENABLED"

  depends_on = [aws_cloudwatch_event_bus_policy.bus_policy]
}

resource "aws_cloudwatch_event_target" "forwarded_alarms_topic_target" {
  arn            = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
  event_bus_name = var.name
  rule           = aws_cloudwatch_event_rule.forwarded_alarms.name
  target_id      = "Topic"

  dead_letter_config {
    arn = "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-integrity-alarms-dead-letters"
  }

  input_transformer {
    input_paths = {
      alarm   = "$.detail.alarmName"
      state   = "$.detail.state.value"
      because = "$.detail.state.reason"
      meaning = "$.detail.configuration.description"
      account = "$.account"
      region  = "$.region"
      time    = "$.time"
    }
    input_template = chomp(<<-EOT
      "ALARM of the session audit: <alarm> is <state>"
      ""
      "When:     <time>"
      "Account:  <account>, <region>"
      "Because:  <because>"
      "<meaning>"
    EOT
    )
  }

  retry_policy {
    maximum_event_age_in_seconds = 86400
    maximum_retry_attempts       = 185
  }

  depends_on = [
    aws_sns_topic_policy.integrity_topic_policy,
    aws_sqs_queue_policy.forwarded_alarms_dead_letter_queue_policy,
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
    RuleName     = "${var.name}-session-events"
    EventBusName = var.name
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
    RuleName     = "${var.name}-session-events"
    EventBusName = var.name
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
    RuleName     = "${var.name}-session-refusals"
    EventBusName = var.name
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
    RuleName     = "${var.name}-session-refusals"
    EventBusName = var.name
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
    RuleName     = "${var.name}-integrity-preferences"
    EventBusName = var.name
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
    RuleName     = "${var.name}-integrity-preferences"
    EventBusName = var.name
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

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_forwarded" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-forwarded could not start a target. What it could not deliver waits in queue ${var.name}-integrity-forwarded-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-forwarded-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName     = "${var.name}-integrity-forwarded"
    EventBusName = var.name
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

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_forwarded" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-forwarded could not even put an event into queue ${var.name}-integrity-forwarded-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-forwarded-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName     = "${var.name}-integrity-forwarded"
    EventBusName = var.name
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

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_forwarded_2" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-forwarded-2 could not start a target. What it could not deliver waits in queue ${var.name}-integrity-forwarded-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-forwarded-2-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName     = "${var.name}-integrity-forwarded-2"
    EventBusName = var.name
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

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_forwarded_2" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-forwarded-2 could not even put an event into queue ${var.name}-integrity-forwarded-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-forwarded-2-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName     = "${var.name}-integrity-forwarded-2"
    EventBusName = var.name
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

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_alarms" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-alarms could not start a target. What it could not deliver waits in queue ${var.name}-integrity-alarms-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-alarms-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName     = "${var.name}-integrity-alarms"
    EventBusName = var.name
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

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_alarms" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-alarms could not even put an event into queue ${var.name}-integrity-alarms-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-alarms-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName     = "${var.name}-integrity-alarms"
    EventBusName = var.name
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

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_integrity_forwarded" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-integrity-forwarded-dead-letters holds events that rule ${var.name}-integrity-forwarded could not deliver. Read them before their 14 days are over, and delete them to end this alarm."
  alarm_name          = "${var.name}-integrity-forwarded-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-integrity-forwarded-dead-letters"
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

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_integrity_alarms" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-integrity-alarms-dead-letters holds events that rule ${var.name}-integrity-alarms could not deliver. Read them before their 14 days are over, and delete them to end this alarm."
  alarm_name          = "${var.name}-integrity-alarms-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-integrity-alarms-dead-letters"
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
    RuleName     = "${var.name}-session-refusals"
    EventBusName = var.name
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

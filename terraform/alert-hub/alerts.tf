# Generated from the constructs by `npm run export`: change those instead.

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
      "Identity: <identity> (the source identity; empty: none was set)"
      "Through:  <service> (empty: no AWS service)"
      "MFA:      <mfa> (empty: not recorded; false also for federated users whose identity provider checked it)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Session:  <session> (empty: refused)"
      "Refused:  <refusal> (empty: allowed)"
      "Document: <document> (empty: SSM-SessionManagerRunShell at a start, none at resume and terminate)"
      "Target:   <target> (empty at resume and terminate: look for the start of this session; empty also if a refused call was recorded without its parameters)"
      "Request:  <requested> (the session to resume or terminate; empty at a start)"
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
      "Identity: <identity> (the source identity; empty: none was set)"
      "Through:  <service> (empty: no AWS service)"
      "MFA:      <mfa> (empty: not recorded; false also for federated users whose identity provider checked it)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Session:  <session> (empty: refused)"
      "Refused:  <refusal> (empty: allowed)"
      "Document: <document> (empty: SSM-SessionManagerRunShell at a start, none at resume and terminate)"
      "Target:   <target> (empty at resume and terminate: look for the start of this session; empty also if a refused call was recorded without its parameters)"
      "Request:  <requested> (the session to resume or terminate; empty at a start)"
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
      "Identity: <identity> (the source identity; empty: none was set)"
      "Through:  <service> (empty: no AWS service)"
      "MFA:      <mfa> (empty: not recorded; false also for federated users whose identity provider checked it)"
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
      "Identity: <identity> (the source identity; empty: none was set)"
      "Through:  <service> (empty: no AWS service)"
      "MFA:      <mfa> (empty: not recorded; false also for federated users whose identity provider checked it)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Program:  <agent>"
      "Request:  <request>"
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
      "Identity: <identity> (the source identity; empty: none was set)"
      "Through:  <service> (empty: no AWS service)"
      "MFA:      <mfa> (empty: not recorded; false also for federated users whose identity provider checked it)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Program:  <agent>"
      "Request:  <request>"
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
      "Identity: <identity> (the source identity; empty: none was set)"
      "Through:  <service> (empty: no AWS service)"
      "MFA:      <mfa> (empty: not recorded; false also for federated users whose identity provider checked it)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Program:  <agent>"
      "Request:  <request>"
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
      "Identity: <identity> (the source identity; empty: none was set)"
      "Through:  <service> (empty: no AWS service)"
      "MFA:      <mfa> (empty: not recorded; false also for federated users whose identity provider checked it)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Program:  <agent>"
      "Request:  <request>"
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
      "Identity: <identity> (the source identity; empty: none was set)"
      "Through:  <service> (empty: no AWS service)"
      "MFA:      <mfa> (empty: not recorded; false also for federated users whose identity provider checked it)"
      "From:     <address>"
      "When:     <time>"
      "Account:  <account>, <region>"
      "Event:    <event> in CloudTrail"
      "Refused:  <refusal> (empty: it was done)"
      "Program:  <agent>"
      "Request:  <request>"
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
      "ALARM of the session audit: <alarm> is in state <state>"
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

# Generated from the constructs by `npm run export`: change those instead.

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
            "aws:SourceArn" = concat(
              try(var.evidence.alarms.starts_per_hour, null) != null ? ["arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-starts"] : [],
              var.evidence != null ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-refusals",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-sessions-preference-changes",
              ] : [],
              [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-refusals-matches",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerts-failed-notifications",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-alerts-undelivered",
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
              var.evidence != null ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-not-collected",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-errors",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-dead-letters",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-session-ledger-unreadable-places",
              ] : [],
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
              ] : [],
              var.evidence != null && var.watches.tampering ? [
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-4-failed-invocations",
                "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-integrity-tampering-4-lost-events",
              ] : [],
              var.watches.tampering ? [
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
            "aws:SourceArn" = [for item in [
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering",
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering-2",
              "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering-3",
              var.evidence != null ? "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-tampering-4" : null,
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

  description = var.evidence != null ? "Session audit: StopLogging, DeleteTrail, UpdateTrail, DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias" : "Session audit: StopLogging, DeleteTrail, UpdateTrail, DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, AssociateKmsKey, DisassociateKmsKey"
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
      var.evidence == null ? {
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
      } : null,
    ] : item if item != null]
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

  description = var.evidence != null ? "Session audit: AssociateKmsKey, DisassociateKmsKey, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask" : "Session audit: DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteTopic, Subscribe, Unsubscribe, PutDataProtectionPolicy"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [for item in [
      var.evidence != null ? {
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
                logGroupName = [
                  "/${var.name}/sessions",
                  "/${var.name}/trail",
                  "/${var.name}/session-ledger",
                ]
              }
            },
            {
              requestParameters = {
                logGroupIdentifier = [
                  "/${var.name}/sessions",
                  "/${var.name}/trail",
                  "/${var.name}/session-ledger",
                  {
                    suffix = ":log-group:/${var.name}/sessions"
                  },
                  {
                    suffix = ":log-group:/${var.name}/trail"
                  },
                  {
                    suffix = ":log-group:/${var.name}/session-ledger"
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
                  {
                    suffix = ":log-group:/${var.name}/session-ledger"
                  },
                ]
              }
            },
          ]
        }
      } : null,
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
          "$or" = [for item in [
            var.evidence != null ? {
              requestParameters = {
                queueUrl = [
                  {
                    wildcard = "*/${var.name}-session-*"
                  },
                  {
                    wildcard = "*/${var.name}-integrity-alerting*"
                  },
                  {
                    suffix = "/${var.name}-session-ledger-dead-letters"
                  },
                ]
              }
            } : null,
            var.evidence != null ? {
              requestParameters = {
                sourceArn = [
                  {
                    wildcard = "*:${var.name}-session-*"
                  },
                  {
                    wildcard = "*:${var.name}-integrity-alerting*"
                  },
                  {
                    suffix = ":${var.name}-session-ledger-dead-letters"
                  },
                ]
              }
            } : null,
            var.evidence == null ? {
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
            } : null,
            var.evidence == null ? {
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
            } : null,
          ] : item if item != null]
        }
      },
      var.evidence == null ? {
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
      } : null,
    ] : item if item != null]
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

# Tampering3.
resource "aws_cloudwatch_event_rule" "tampering3" {
  count = var.watches.tampering ? 1 : 0

  description = var.evidence != null ? "Session audit: DeleteTopic, AddPermission, RemovePermission, Subscribe, Unsubscribe, PutDataProtectionPolicy, DeleteAlarms, DisableAlarmActions, SetAlarmState, UpdateSchedule, DeleteSchedule" : "Session audit: DeleteAlarms, DisableAlarmActions, SetAlarmState, DeleteEventBus, UpdateEventBus, PutPermission, RemovePermission, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule, SetSMSAttributes"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [for item in [
      var.evidence != null ? {
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
      var.evidence != null ? {
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
          requestParameters = {
            functionName = [
              "${var.name}-session-ledger",
              {
                suffix = ":${var.name}-session-ledger"
              },
              {
                suffix = "${var.name}-session-ledger:$LATEST"
              },
            ]
          }
        }
      } : null,
      var.evidence != null ? {
        source = ["aws.scheduler"]
        detail = {
          eventName = ["UpdateSchedule", "DeleteSchedule"]
          requestParameters = {
            name = ["${var.name}-session-ledger"]
          }
        }
      } : null,
      var.evidence == null ? {
        source = ["aws.events"]
        detail = {
          eventName = ["DeleteEventBus", "UpdateEventBus"]
          requestParameters = {
            name = ["default"]
          }
        }
      } : null,
      var.evidence == null ? {
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
      } : null,
      var.evidence == null ? {
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
      var.evidence == null ? {
        source = ["aws.sns"]
        detail = {
          eventName = ["SetSMSAttributes"]
        }
      } : null,
    ] : item if item != null]
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

# Tampering4.
resource "aws_cloudwatch_event_rule" "tampering4" {
  count = var.evidence != null && var.watches.tampering ? 1 : 0

  description = "Session audit: DeleteEventBus, UpdateEventBus, PutPermission, RemovePermission, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule, SetSMSAttributes"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [
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
  name  = "${var.name}-integrity-tampering-4"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "tampering4_topic_target" {
  count = var.evidence != null && var.watches.tampering ? 1 : 0

  arn       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
  rule      = aws_cloudwatch_event_rule.tampering4[0].name
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

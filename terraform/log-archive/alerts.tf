# Generated from the constructs by `npm run export`: change those instead.

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
              var.evidence != null && var.watches.tampering ? "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-forwarding-3" : null,
              var.evidence != null && var.watches.preferences && var.watches.tampering ? "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-forwarding-4" : null,
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
              var.evidence != null && var.watches.tampering ? "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-forwarding-3" : null,
              var.evidence != null && var.watches.preferences && var.watches.tampering ? "arn:${local.partition}:events:${local.region}:${local.account_id}:rule/${var.name}-integrity-forwarding-4" : null,
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
    var.evidence != null && !var.watches.preferences && var.watches.tampering ? "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias" :
    !var.watches.preferences && var.evidence == null && var.watches.tampering ? "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask" :
    "Session audit: CreateDocument, UpdateDocument, UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting, ResetServiceSetting, UpdateManagedInstanceRole"
  )
  event_pattern = jsonencode({ for key, value in {
    source      = !var.watches.preferences && !var.watches.tampering ? ["aws.cloudwatch"] : null
    detail-type = !var.watches.preferences && !var.watches.tampering ? ["CloudWatch Alarm State Change"] : null
    detail = !var.watches.preferences && !var.watches.tampering ? {
      alarmName = concat(
        [
          {
            wildcard = "${var.name}-session-forwarding-*"
          },
          {
            wildcard = "${var.name}-sessions-*"
          },
        ],
        var.evidence != null ? [
          "${var.name}-archive-alerts-failed-notifications",
          "${var.name}-archive-alerts-undelivered",
        ] : [],
      )
    } : null
    "$or" = var.watches.preferences || var.watches.tampering ? [for item in [
      var.evidence != null ? {
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
            "${var.name}-archive-alerts-failed-notifications",
            "${var.name}-archive-alerts-undelivered",
          ]
        }
      } : null,
      var.evidence == null ? {
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
      } : null,
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
            ARN = concat(
              [
                aws_kms_key.transcript_key.arn,
                aws_kms_key.trail_key.arn,
              ],
              var.evidence != null ? [
                aws_kms_key.evidence_key[0].arn,
                aws_kms_key.evidence_alerts_key[0].arn,
              ] : [],
              [for item in [
                {
                  suffix = ":alias/${var.name}-transcripts"
                },
                {
                  suffix = ":alias/${var.name}-trail"
                },
                var.evidence != null ? {
                  suffix = ":alias/${var.name}-evidence"
                } : null,
                var.evidence != null ? {
                  suffix = ":alias/${var.name}-archive-alerts"
                } : null,
              ] : item if item != null],
            )
          }
        }
      } : null,
      !var.watches.preferences && var.evidence == null ? {
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
      !var.watches.preferences && var.evidence == null ? {
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

  description = (
    var.evidence != null && var.watches.preferences ? "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, AssociateKmsKey, DisassociateKmsKey, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets" :
    var.evidence != null && !var.watches.preferences ? "Session audit: AssociateKmsKey, DisassociateKmsKey, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteTopic, Subscribe, Unsubscribe, PutDataProtectionPolicy" :
    !var.watches.preferences && var.evidence == null ? "Session audit: DeleteAlarms, DisableAlarmActions, SetAlarmState" :
    "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteAlarms, DisableAlarmActions, SetAlarmState"
  )
  event_pattern = jsonencode({ for key, value in {
    source      = !var.watches.preferences && var.evidence == null ? ["aws.monitoring"] : null
    detail-type = ["AWS API Call via CloudTrail"]
    detail = !var.watches.preferences && var.evidence == null ? {
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
    "$or" = var.evidence != null || var.watches.preferences ? [for item in [
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
            ARN = concat(
              [
                aws_kms_key.transcript_key.arn,
                aws_kms_key.trail_key.arn,
              ],
              var.evidence != null ? [
                aws_kms_key.evidence_key[0].arn,
                aws_kms_key.evidence_alerts_key[0].arn,
              ] : [],
              [for item in [
                {
                  suffix = ":alias/${var.name}-transcripts"
                },
                {
                  suffix = ":alias/${var.name}-trail"
                },
                var.evidence != null ? {
                  suffix = ":alias/${var.name}-evidence"
                } : null,
                var.evidence != null ? {
                  suffix = ":alias/${var.name}-archive-alerts"
                } : null,
              ] : item if item != null],
            )
          }
        }
      } : null,
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
                logGroupName = ["/${var.name}/session-ledger"]
              }
            },
            {
              requestParameters = {
                logGroupIdentifier = [
                  "/${var.name}/session-ledger",
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
      !var.watches.preferences || var.evidence == null ? {
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
                ]
              }
            } : null,
            var.evidence == null ? {
              requestParameters = {
                sourceArn = [
                  {
                    wildcard = "*:${var.name}-session-*"
                  },
                ]
              }
            } : null,
          ] : item if item != null]
        }
      } : null,
      !var.watches.preferences ? {
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
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
                ]
              }
            },
            {
              requestParameters = {
                resourceArn = [
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
                ]
              }
            },
            {
              requestParameters = {
                subscriptionArn = [
                  {
                    prefix = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts:"
                  },
                ]
              }
            },
          ]
        }
      } : null,
      var.evidence == null ? {
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
    ] : item if item != null] : null
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

# Integrity forwarding3.
resource "aws_cloudwatch_event_rule" "integrity_forwarding3" {
  count = var.evidence != null && var.watches.tampering ? 1 : 0

  description = !var.watches.preferences ? "Session audit: DeleteAlarms, DisableAlarmActions, SetAlarmState, UpdateSchedule, DeleteSchedule, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule, SetSMSAttributes" : "Session audit: DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteTopic, Subscribe, Unsubscribe, PutDataProtectionPolicy, DeleteAlarms, DisableAlarmActions, SetAlarmState"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [for item in [
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
                  {
                    suffix = "/${var.name}-session-ledger-dead-letters"
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
                    suffix = ":${var.name}-session-ledger-dead-letters"
                  },
                ]
              }
            },
          ]
        }
      } : null,
      var.watches.preferences ? {
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
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
                ]
              }
            },
            {
              requestParameters = {
                resourceArn = [
                  "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts",
                ]
              }
            },
            {
              requestParameters = {
                subscriptionArn = [
                  {
                    prefix = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts:"
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
                  "${var.name}-archive-alerts-failed-notifications",
                  "${var.name}-archive-alerts-undelivered",
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
                  "${var.name}-archive-alerts-failed-notifications",
                  "${var.name}-archive-alerts-undelivered",
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
                    "${var.name}-archive-alerts-failed-notifications",
                    "${var.name}-archive-alerts-undelivered",
                  ]
                }
              }
            },
          ]
        }
      },
      !var.watches.preferences ? {
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
      !var.watches.preferences ? {
        source = ["aws.scheduler"]
        detail = {
          eventName = ["UpdateSchedule", "DeleteSchedule"]
          requestParameters = {
            name = ["${var.name}-session-ledger"]
          }
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
      !var.watches.preferences ? {
        source = ["aws.sns"]
        detail = {
          eventName = ["SetSMSAttributes"]
        }
      } : null,
    ] : item if item != null]
  })
  name  = "${var.name}-integrity-forwarding-3"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "integrity_forwarding3_event_bus_target" {
  count = var.evidence != null && var.watches.tampering ? 1 : 0

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

# Integrity forwarding4.
resource "aws_cloudwatch_event_rule" "integrity_forwarding4" {
  count = var.evidence != null && var.watches.preferences && var.watches.tampering ? 1 : 0

  description = "Session audit: UpdateSchedule, DeleteSchedule, PutAccountPolicy, PutResourcePolicy, DeleteResourcePolicy, PutPipelineRule, SetSMSAttributes"
  event_pattern = jsonencode({
    detail-type = ["AWS API Call via CloudTrail"]
    "$or" = [
      {
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
      },
      {
        source = ["aws.scheduler"]
        detail = {
          eventName = ["UpdateSchedule", "DeleteSchedule"]
          requestParameters = {
            name = ["${var.name}-session-ledger"]
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
  name  = "${var.name}-integrity-forwarding-4"
  state = "ENABLED"
}

resource "aws_cloudwatch_event_target" "integrity_forwarding4_event_bus_target" {
  count = var.evidence != null && var.watches.preferences && var.watches.tampering ? 1 : 0

  arn       = "arn:${local.partition}:events:${local.region}:${var.security_account_id}:event-bus/${var.name}"
  role_arn  = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  rule      = aws_cloudwatch_event_rule.integrity_forwarding4[0].name
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

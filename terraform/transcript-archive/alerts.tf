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
            "aws:SourceArn" = concat(
              [
                "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-session-forwarding",
                "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-forwarding",
              ],
              var.watches.tampering ? [
                "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-forwarding-2",
                "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-iam",
              ] : [],
            )
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
    !var.watches.preferences && var.watches.tampering ? "Session audit: DisableKey, ScheduleKeyDeletion, PutKeyPolicy, DisableKeyRotation, CreateGrant, DeleteImportedKeyMaterial, DeleteAlias, UpdateAlias, DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask" :
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
              "${var.name}-access-logs-${local.account_id}-${local.region}",
            ]
          }
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
              aws_kms_key.transcript_key.arn,
              {
                suffix = ":alias/${var.name}-transcripts"
              },
            ]
          }
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

  description = !var.watches.preferences ? "Session audit: DeleteAlarms, DisableAlarmActions, SetAlarmState" : "Session audit: DisableRule, DeleteRule, PutRule, RemoveTargets, PutTargets, DeleteQueue, PurgeQueue, SetQueueAttributes, AddPermission, RemovePermission, StartMessageMoveTask, DeleteAlarms, DisableAlarmActions, SetAlarmState"
  event_pattern = jsonencode({ for key, value in {
    source      = !var.watches.preferences ? ["aws.monitoring"] : null
    detail-type = ["AWS API Call via CloudTrail"]
    detail = !var.watches.preferences ? {
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
    "$or" = var.watches.preferences ? [
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
    ] : null
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

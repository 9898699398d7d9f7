# Generated from the constructs by `npm run export`: change those instead.

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
            "s3:DeleteBucket*",
            "s3:Put*Configuration",
            "s3:PutBucket*",
            "s3:BypassGovernanceRetention",
            "s3:DeleteObject*",
            "s3:PutObjectLegalHold",
            "s3:PutObjectRetention",
            "s3:Replicate*",
            "s3:UpdateObject*",
            "kms:DeleteAlias",
            "kms:UpdateAlias",
          ],
          var.evidence != null ? [
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
          ] : [],
          [
            "events:DeleteRule",
            "events:DisableRule",
            "events:PutRule",
            "events:PutTargets",
            "events:RemoveTargets",
          ],
          var.evidence != null ? [
            "sns:*Permission",
            "sns:DeleteTopic",
            "sns:Publish",
            "sns:PutDataProtectionPolicy",
            "sns:Set*",
            "sns:Subscribe",
            "sns:Unsubscribe",
          ] : [],
          [
            "cloudwatch:DeleteAlarms",
            "cloudwatch:DisableAlarmActions",
            "cloudwatch:Put*Alarm*",
            "cloudwatch:SetAlarmState",
          ],
          var.evidence != null ? [
            "lambda:DeleteFunction*",
            "lambda:PutFunction*",
            "lambda:UpdateFunction*",
            "scheduler:DeleteSchedule",
            "scheduler:UpdateSchedule",
            "athena:Delete*",
            "athena:Update*",
            "glue:BatchDelete*",
            "glue:Create*",
            "glue:Delete*",
            "glue:RenameTable",
            "glue:Update*",
          ] : [],
          [
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
            "iam:AttachRolePolicy",
            "iam:CreateRole",
            "iam:DeleteRole*",
            "iam:DetachRolePolicy",
            "iam:PutRole*",
            "iam:UpdateAssumeRolePolicy",
          ],
        )
        Resource = concat(
          [
            "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-transcripts",
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-trail",
          ],
          var.evidence != null ? [
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-evidence",
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-archive-alerts",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/session-ledger",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/session-ledger:*",
          ] : [],
          [for item in [
            "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-session-*",
            "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-*",
            var.evidence != null ? "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts" : null,
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-session-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-integrity-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-sessions-*",
          ] : item if item != null],
          var.evidence != null ? [
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-archive-alerts-failed-notifications",
            "arn:${local.partition}:cloudwatch:${local.region}:${local.account_id}:alarm:${var.name}-archive-alerts-undelivered",
            "arn:${local.partition}:lambda:${local.region}:${local.account_id}:function:${var.name}-session-ledger",
            "arn:${local.partition}:scheduler:${local.region}:${local.account_id}:schedule/default/${var.name}-session-ledger",
            "arn:${local.partition}:scheduler:${local.region}:${local.account_id}:schedule/default/${var.name}-evidence-*",
            "arn:${local.partition}:athena:${local.region}:${local.account_id}:workgroup/${var.name}-evidence",
            "arn:${local.partition}:glue:${local.region}:${local.account_id}:database/${replace(var.name, "-", "_")}_evidence",
            "arn:${local.partition}:glue:${local.region}:${local.account_id}:table/${replace(var.name, "-", "_")}_evidence/*",
          ] : [],
          [for item in [
            "arn:${local.partition}:sqs:*:${local.account_id}:${var.name}-session-*",
            "arn:${local.partition}:sqs:*:${local.account_id}:${var.name}-integrity-*",
            var.evidence != null ? "arn:${local.partition}:sqs:${local.region}:${local.account_id}:${var.name}-session-ledger-dead-letters" : null,
            "arn:${local.partition}:events:*:${local.account_id}:event-bus/default",
            var.evidence != null ? "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-evidence-auditors" : null,
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail",
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-*",
            "arn:${local.partition}:iam::*:role/${var.name}-nodes",
            "arn:${local.partition}:iam::*:role/*/${var.name}-nodes",
          ] : item if item != null],
          [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/${node_role}"],
          [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/*/${node_role}"],
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
        Resource = "arn:${local.partition}:kms:${local.region}:${local.account_id}:key/*"
        Condition = { for key, value in {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = concat(
              [
                "alias/${var.name}-transcripts",
                "alias/${var.name}-trail",
              ],
              var.evidence != null ? [
                "alias/${var.name}-evidence",
                "alias/${var.name}-archive-alerts",
              ] : [],
            )
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
            "iam:PolicyARN" = [for item in [
              var.evidence != null ? "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-evidence-auditors" : null,
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail",
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-*",
            ] : item if item != null]
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
          var.evidence != null ? [
            "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-session-ledger",
            "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-session-ledger-schedule",
          ] : [],
          [for item in [
            try(var.evidence.report, null) != null ? "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-evidence-report" : null,
            "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding",
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
        Action = concat(
          var.evidence != null ? [
            "logs:*ResourcePolicy",
            "logs:PutAccountPolicy",
            "logs:PutPipelineRule",
            "sns:SetSMSAttributes",
          ] : [],
          [
            "events:PutPermission",
            "events:RemovePermission",
            "account:CloseAccount",
            "account:DisableRegion",
            "organizations:AcceptHandshake",
            "organizations:LeaveOrganization",
          ],
        )
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
        Resource = [for item in [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-trail-${local.account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}/*",
          var.evidence != null ? "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/session-ledger:*" : null,
        ] : item if item != null]
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

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
        Action = [
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
          "iam:AttachRolePolicy",
          "iam:CreateRole",
          "iam:DeleteRole*",
          "iam:DetachRolePolicy",
          "iam:PutRole*",
          "iam:UpdateAssumeRolePolicy",
        ]
        Resource = concat(
          [
            "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}/*",
            "arn:${local.partition}:kms:${local.region}:${local.account_id}:alias/${var.name}-transcripts",
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
            "arn:${local.partition}:iam::*:role/${var.name}-nodes",
            "arn:${local.partition}:iam::*:role/*/${var.name}-nodes",
          ],
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
            "kms:ResourceAliases" = "alias/${var.name}-transcripts"
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
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${local.account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-access-logs-${local.account_id}-${local.region}/*",
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

resource "aws_iam_role_policy_attachment" "guardrail_part2_attachment" {
  for_each = var.guardrail.attach_to

  policy_arn = aws_iam_policy.guardrail_part2.arn
  role       = each.value
}

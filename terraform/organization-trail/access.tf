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

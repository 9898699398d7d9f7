# Generated from the constructs by `npm run export`: change those instead.

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.id
  partition  = data.aws_partition.current.partition
}

# Operator access. What an engineer needs to open logged sessions: certain documents on certain nodes,
# resuming and ending their own sessions, and what console and CLI read. Other documents are denied, whatever
# else the engineer may do.
resource "aws_iam_policy" "this" {
  description = "Opens logged sessions of Session Manager, and no others"
  name        = var.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      length(var.targets.ids) > 0 ? {
        Sid    = "StartOnListedNodes"
        Effect = "Allow"
        Action = "ssm:StartSession"
        Resource = concat(
          [for id in var.targets.ids : "arn:${local.partition}:ec2:*:${local.account_id}:instance/${id}" if !startswith(id, "mi-")],
          [for id in var.targets.ids : "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/${id}" if startswith(id, "mi-")],
        )
        Condition = {
          BoolIfExists = {
            "ssm:SessionDocumentAccessCheck" = "true"
          }
        }
      } : null,
      length(var.targets.tags) > 0 ? {
        Sid    = "StartOnTaggedNodes"
        Effect = "Allow"
        Action = "ssm:StartSession"
        Resource = [
          "arn:${local.partition}:ec2:*:${local.account_id}:instance/*",
          "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/*",
        ]
        Condition = {
          StringEquals = { for tag, values in var.targets.tags : "ssm:resourceTag/${tag}" => values }
          BoolIfExists = {
            "ssm:SessionDocumentAccessCheck" = "true"
          }
        }
      } : null,
      length(var.targets.tags) + length(var.targets.ids) == 0 ? {
        Sid    = "StartOnAnyNode"
        Effect = "Allow"
        Action = "ssm:StartSession"
        Resource = [
          "arn:${local.partition}:ec2:*:${local.account_id}:instance/*",
          "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/*",
        ]
        Condition = {
          BoolIfExists = {
            "ssm:SessionDocumentAccessCheck" = "true"
          }
        }
      } : null,
      # The console shows a document before it starts a session with it.
      {
        Sid    = "UseTheseDocuments"
        Effect = "Allow"
        Action = [
          "ssm:StartSession",
          "ssm:DescribeDocument",
          "ssm:GetDocument",
        ]
        Resource = [for item in [
          length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:ssm:*:${local.account_id}:document/${var.document_name}" : null,
          length(var.further_session_key_arns) == 0 ? "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/${var.document_name}" : null,
          contains(var.unlogged_documents, "AWS-StartSSHSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartSSHSession" : null,
          contains(var.unlogged_documents, "AWS-StartPortForwardingSessionToRemoteHost") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSessionToRemoteHost" : null,
          contains(var.unlogged_documents, "AWS-StartPortForwardingSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSession" : null,
        ] : item if item != null]
      },
      # Denies other documents even if another policy of the caller allows them. Nodes and tasks are not
      # affected.
      { for key, value in {
        Sid    = "DenyOtherDocuments"
        Effect = "Deny"
        Action = "ssm:StartSession"
        NotResource = [for item in [
          length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:ssm:*:${local.account_id}:document/${var.document_name}" : null,
          length(var.further_session_key_arns) == 0 ? "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/${var.document_name}" : null,
          contains(var.unlogged_documents, "AWS-StartSSHSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartSSHSession" : null,
          contains(var.unlogged_documents, "AWS-StartPortForwardingSessionToRemoteHost") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSessionToRemoteHost" : null,
          contains(var.unlogged_documents, "AWS-StartPortForwardingSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSession" : null,
          "arn:${local.partition}:ec2:*:${local.account_id}:instance/*",
          "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/*",
          "arn:${local.partition}:ecs:*:${local.account_id}:task/*",
        ] : item if item != null]
        Condition = var.remote_desktop ? {
          StringNotEquals = {
            "aws:CalledViaFirst" = "ssm-guiconnect.amazonaws.com"
          }
        } : null
      } : key => value if value != null },
      # The same document may exist unlogged in an unaudited Region, and another policy may open it there.
      {
        Sid      = "DenyOtherRegions"
        Effect   = "Deny"
        Action   = "ssm:StartSession"
        Resource = "*"
        Condition = {
          StringNotEquals = {
            "aws:RequestedRegion" = concat(
              [local.region],
              keys(var.further_session_key_arns),
            )
          }
        }
      },
      {
        Sid      = "OpenDataChannels"
        Effect   = "Allow"
        Action   = "ssmmessages:OpenDataChannel"
        Resource = var.principals == "users" ? "arn:${local.partition}:ssm:*:${local.account_id}:session/$${aws:username}-*" : "arn:${local.partition}:ssm:*:${local.account_id}:session/*"
      },
      { for key, value in {
        Sid      = "ResumeOrTerminateOwnSession"
        Effect   = "Allow"
        Action   = ["ssm:ResumeSession", "ssm:TerminateSession"]
        Resource = var.principals == "users" ? "arn:${local.partition}:ssm:*:${local.account_id}:session/$${aws:username}-*" : "arn:${local.partition}:ssm:*:${local.account_id}:session/*"
        Condition = var.principals == "roles" ? {
          StringEquals = {
            "ssm:resourceTag/aws:ssmmessages:session-id" = "$${aws:userid}"
          }
        } : null
      } : key => value if value != null },
      # What console and CLI show before a start. All but GetConnectionStatus support no narrower resource.
      {
        Sid    = "ListNodesAndSessions"
        Effect = "Allow"
        Action = [
          "ssm:DescribeSessions",
          "ssm:GetConnectionStatus",
          "ssm:DescribeInstanceProperties",
          "ssm:DescribeInstanceInformation",
          "ec2:DescribeInstances",
        ]
        Resource = "*"
      },
      var.document_names_user ? {
        Sid    = "DenyRunAsTag"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = {
          Null = {
            "aws:PrincipalTag/SSMSessionRunAs" = "false"
          }
        }
      } : null,
      # The client itself asks KMS for the data key of a session, so `kms:ViaService` would never match.
      var.session_key_arn != null || length(var.further_session_key_arns) > 0 ? {
        Sid    = "EncryptSessionTraffic"
        Effect = "Allow"
        Action = "kms:GenerateDataKey"
        Resource = concat(
          values(var.further_session_key_arns),
          var.session_key_arn != null ? [var.session_key_arn] : [],
        )
        Condition = {
          Null = {
            "kms:EncryptionContext:aws:ssm:SessionId" = "false"
          }
        }
      } : null,
      {
        Sid      = "DenyNewSessionDocuments"
        Effect   = "Deny"
        Action   = "ssm:CreateDocument"
        Resource = "arn:${local.partition}:ssm:*:${local.account_id}:document/*"
        Condition = {
          StringEquals = {
            "ssm:DocumentType" = "Session"
          }
        }
      },
      {
        Sid    = "DenyDocumentChanges"
        Effect = "Deny"
        Action = [
          "ssm:DeleteDocument",
          "ssm:Modify*",
          "ssm:Put*",
          "ssm:UpdateDocument*",
        ]
        Resource = length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:ssm:*:${local.account_id}:document/${var.document_name}" : "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/${var.document_name}"
      },
      {
        Sid    = "DenyAuditDataChanges"
        Effect = "Deny"
        Action = concat(
          [
            "s3:Abort*",
            "s3:Bypass*",
            "s3:Delete*",
            "s3:Put*",
            "s3:Replicate*",
            "s3:Update*",
            "logs:*KmsKey",
            "logs:Create*",
            "logs:Delete*",
            "logs:P*",
          ],
          var.session_key_arn != null || var.transcript_key_arn != null || length(var.further_session_key_arns) > 0 ? [
            "kms:CreateGrant",
            "kms:Delete*",
            "kms:Disable*",
            "kms:Put*",
            "kms:Schedule*",
          ] : [],
        )
        Resource = concat(
          [
            "arn:${local.partition}:s3:::${var.transcript_bucket_name}",
            "arn:${local.partition}:s3:::${var.transcript_bucket_name}/*",
          ],
          length(var.further_session_key_arns) > 0 ? [
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:${var.session_log_group_name}",
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:${var.session_log_group_name}:*",
          ] : [],
          values(var.further_session_key_arns),
          length(var.further_session_key_arns) == 0 ? [
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${var.session_log_group_name}",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${var.session_log_group_name}:*",
          ] : [],
          [for item in [
            var.transcript_key_arn != null ? var.transcript_key_arn : null,
            var.session_key_arn != null ? var.session_key_arn : null,
          ] : item if item != null],
        )
      },
      length(var.source_network.cidrs) > 0 || length(var.source_network.vpc_ids) > 0 ? {
        Sid    = "DenyFromOtherNetworks"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = { for key, value in {
          StringNotEquals = length(var.source_network.vpc_ids) > 0 ? {
            "aws:SourceVpc" = var.source_network.vpc_ids
          } : null
          NotIpAddress = length(var.source_network.cidrs) > 0 ? {
            "aws:SourceIp" = var.source_network.cidrs
          } : null
        } : key => value if value != null }
      } : null,
      var.mfa != null ? {
        Sid    = "DenyWithoutMfa"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = {
          BoolIfExists = {
            "aws:MultiFactorAuthPresent" = "false"
          }
        }
      } : null,
      try(var.mfa.max_age_minutes, null) != null ? {
        Sid    = "DenyAfterOldLogin"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = {
          NumericGreaterThan = {
            "aws:MultiFactorAuthAge" = tostring(var.mfa.max_age_minutes * 60)
          }
        }
      } : null,
      var.source_identity == "required" ? {
        Sid    = "DenyWithoutSourceIdentity"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = {
          Null = {
            "aws:SourceIdentity" = "true"
          }
        }
      } : null,
    ] : item if item != null]
  })
}

resource "aws_iam_group_policy_attachment" "attachment" {
  for_each = var.principals == "users" ? var.attach_to : toset([])

  group      = each.value
  policy_arn = aws_iam_policy.this.arn
}

resource "aws_iam_role_policy_attachment" "attachment" {
  for_each = var.principals == "roles" ? var.attach_to : toset([])

  policy_arn = aws_iam_policy.this.arn
  role       = each.value
}

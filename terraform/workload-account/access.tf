# Generated from the constructs by `npm run export`: change those instead.

# Node access. Gives the role of a node exactly what logging needs. It may write transcripts under the
# documents' own prefixes and output to their groups, and can neither read nor delete any.
resource "aws_iam_policy" "node_access" {
  description = "Lets nodes log the sessions that run on them"
  name        = "${var.name}-nodes"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid    = "OpenMessageChannels"
        Effect = "Allow"
        Action = [
          "ssmmessages:CreateControlChannel",
          "ssmmessages:CreateDataChannel",
          "ssmmessages:OpenControlChannel",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
      },
      {
        Sid      = "ReportToSystemsManager"
        Effect   = "Allow"
        Action   = "ssm:UpdateInstanceInformation"
        Resource = "*"
      },
      {
        Sid      = "WriteTranscripts"
        Effect   = "Allow"
        Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
        Resource = length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/sessions/${local.account_id}/*" : "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/sessions/${local.account_id}/${local.region}/*"
      },
      {
        Sid      = "GiveTranscriptsToBucketOwner"
        Effect   = "Allow"
        Action   = "s3:PutObjectAcl"
        Resource = length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/sessions/${local.account_id}/*" : "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/sessions/${local.account_id}/${local.region}/*"
        Condition = {
          StringEquals = {
            "s3:x-amz-acl" = "bucket-owner-full-control"
          }
        }
      },
      {
        Sid      = "ReadBucketEncryption"
        Effect   = "Allow"
        Action   = "s3:GetEncryptionConfiguration"
        Resource = "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}"
      },
      {
        Sid      = "EncryptTranscripts"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = data.aws_kms_key.archive_key.arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = "s3.${local.region}.${local.dns_suffix}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}",
              "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/*",
            ]
          }
        }
      },
      {
        Sid    = "DecryptSessionTraffic"
        Effect = "Allow"
        Action = "kms:Decrypt"
        Resource = concat(
          [aws_kms_key.session_key.arn],
          values(var.further_session_key_arns),
        )
        Condition = {
          Null = {
            "kms:EncryptionContext:aws:ssm:SessionId" = "false"
          }
        }
      },
      {
        Sid      = "FindLogGroup"
        Effect   = "Allow"
        Action   = "logs:DescribeLogGroups"
        Resource = "*"
      },
      {
        Sid    = "WriteSessionOutput"
        Effect = "Allow"
        Action = [
          "logs:CreateLogStream",
          "logs:DescribeLogStreams",
          "logs:PutLogEvents",
        ]
        Resource = concat(
          length(var.further_session_key_arns) > 0 ? [
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions:log-stream:*",
          ] : [],
          length(var.further_session_key_arns) == 0 ? [
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions:log-stream:*",
          ] : [],
        )
      },
    ]
  })
}

resource "aws_iam_role" "node_access_role" {
  count = var.nodes.role_for != "none" ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      # Systems Manager gives the role to machines of hybrid activations of this account only.
      var.nodes.role_for != "ec2" ? {
        Sid    = "AllowHybridNodesAssume"
        Effect = "Allow"
        Principal = {
          Service = "ssm.amazonaws.com"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:SourceAccount" = local.account_id
          }
          ArnLike = {
            "aws:SourceArn" = "arn:${local.partition}:ssm:*:${local.account_id}:*"
          }
        }
      } : null,
      # EC2 gives the role to instances. The service name ends in the DNS suffix of the partition, in China
      # too.
      var.nodes.role_for != "hybrid" ? {
        Sid    = "AllowInstancesAssume"
        Effect = "Allow"
        Principal = {
          Service = "ec2.${local.dns_suffix}"
        }
        Action = "sts:AssumeRole"
      } : null,
    ] : item if item != null]
  })
  description = var.nodes.role_for != "ec2" ? "Role of hybrid nodes whose sessions are logged" : "Role of EC2 instances whose sessions are logged"
  name        = "${var.name}-nodes"
}

resource "aws_iam_role_policy_attachment" "node_access_attachment" {
  for_each = var.nodes.attach_to

  policy_arn = aws_iam_policy.node_access.arn
  role       = each.value
}

resource "aws_iam_role_policy_attachment" "node_access_role_attachment" {
  count = var.nodes.role_for != "none" ? 1 : 0

  policy_arn = aws_iam_policy.node_access.arn
  role       = aws_iam_role.node_access_role[0].name
}

resource "aws_iam_instance_profile" "node_access_instance_profile" {
  count = var.nodes.role_for == "ec2" ? 1 : 0

  name = "${var.name}-nodes"
  role = aws_iam_role.node_access_role[0].name
}

# Operator access. What an engineer needs to open logged sessions: certain documents on certain nodes,
# resuming and ending their own sessions, and what console and CLI read. Other documents are denied, whatever
# else the engineer may do.
resource "aws_iam_policy" "operator_access" {
  description = "Opens logged sessions of Session Manager, and no others"
  name        = "${var.name}-operators"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      length(var.operators.targets.ids) > 0 ? {
        Sid    = "StartOnListedNodes"
        Effect = "Allow"
        Action = "ssm:StartSession"
        Resource = concat(
          [for id in var.operators.targets.ids : "arn:${local.partition}:ec2:*:${local.account_id}:instance/${id}" if !startswith(id, "mi-")],
          [for id in var.operators.targets.ids : "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/${id}" if startswith(id, "mi-")],
        )
        Condition = {
          BoolIfExists = {
            "ssm:SessionDocumentAccessCheck" = "true"
          }
        }
      } : null,
      length(var.operators.targets.tags) > 0 ? {
        Sid    = "StartOnTaggedNodes"
        Effect = "Allow"
        Action = "ssm:StartSession"
        Resource = [
          "arn:${local.partition}:ec2:*:${local.account_id}:instance/*",
          "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/*",
        ]
        Condition = {
          StringEquals = { for tag, values in var.operators.targets.tags : "ssm:resourceTag/${tag}" => values }
          BoolIfExists = {
            "ssm:SessionDocumentAccessCheck" = "true"
          }
        }
      } : null,
      length(var.operators.targets.tags) + length(var.operators.targets.ids) == 0 ? {
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
          length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:ssm:*:${local.account_id}:document/SSM-SessionManagerRunShell" : null,
          length(var.further_session_key_arns) == 0 ? "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/SSM-SessionManagerRunShell" : null,
          contains(var.operators.unlogged_documents, "AWS-StartSSHSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartSSHSession" : null,
          contains(var.operators.unlogged_documents, "AWS-StartPortForwardingSessionToRemoteHost") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSessionToRemoteHost" : null,
          contains(var.operators.unlogged_documents, "AWS-StartPortForwardingSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSession" : null,
        ] : item if item != null]
      },
      # Denies other documents even if another policy of the caller allows them. Nodes and tasks are not
      # affected.
      { for key, value in {
        Sid    = "DenyOtherDocuments"
        Effect = "Deny"
        Action = "ssm:StartSession"
        NotResource = [for item in [
          length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:ssm:*:${local.account_id}:document/SSM-SessionManagerRunShell" : null,
          length(var.further_session_key_arns) == 0 ? "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/SSM-SessionManagerRunShell" : null,
          contains(var.operators.unlogged_documents, "AWS-StartSSHSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartSSHSession" : null,
          contains(var.operators.unlogged_documents, "AWS-StartPortForwardingSessionToRemoteHost") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSessionToRemoteHost" : null,
          contains(var.operators.unlogged_documents, "AWS-StartPortForwardingSession") ? "arn:${local.partition}:ssm:*::document/AWS-StartPortForwardingSession" : null,
          "arn:${local.partition}:ec2:*:${local.account_id}:instance/*",
          "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/*",
          "arn:${local.partition}:ecs:*:${local.account_id}:task/*",
        ] : item if item != null]
        Condition = var.operators.remote_desktop ? {
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
        Resource = var.operators.principals == "users" ? "arn:${local.partition}:ssm:*:${local.account_id}:session/$${aws:username}-*" : "arn:${local.partition}:ssm:*:${local.account_id}:session/*"
      },
      { for key, value in {
        Sid      = "ResumeOrTerminateOwnSession"
        Effect   = "Allow"
        Action   = ["ssm:ResumeSession", "ssm:TerminateSession"]
        Resource = var.operators.principals == "users" ? "arn:${local.partition}:ssm:*:${local.account_id}:session/$${aws:username}-*" : "arn:${local.partition}:ssm:*:${local.account_id}:session/*"
        Condition = var.operators.principals == "roles" ? {
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
      # The client itself asks KMS for the data key of a session, so `kms:ViaService` would never match.
      {
        Sid    = "EncryptSessionTraffic"
        Effect = "Allow"
        Action = "kms:GenerateDataKey"
        Resource = concat(
          [aws_kms_key.session_key.arn],
          values(var.further_session_key_arns),
        )
        Condition = {
          Null = {
            "kms:EncryptionContext:aws:ssm:SessionId" = "false"
          }
        }
      },
      var.session.run_as != null ? {
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
        Resource = length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:ssm:*:${local.account_id}:document/SSM-SessionManagerRunShell" : "arn:${local.partition}:ssm:${local.region}:${local.account_id}:document/SSM-SessionManagerRunShell"
      },
      {
        Sid    = "DenyAuditDataChanges"
        Effect = "Deny"
        Action = [
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
          "kms:CreateGrant",
          "kms:Delete*",
          "kms:Disable*",
          "kms:Put*",
          "kms:Schedule*",
        ]
        Resource = concat(
          [
            "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/*",
          ],
          length(var.further_session_key_arns) > 0 ? [
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions:*",
          ] : [],
          length(var.further_session_key_arns) == 0 ? [
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions:*",
          ] : [],
          [
            aws_kms_key.session_key.arn,
            data.aws_kms_key.archive_key.arn,
          ],
          values(var.further_session_key_arns),
        )
      },
      length(var.operators.source_network.cidrs) > 0 || length(var.operators.source_network.vpc_ids) > 0 ? {
        Sid    = "DenyFromOtherNetworks"
        Effect = "Deny"
        Action = [
          "ssm:StartSession",
          "ssm:ResumeSession",
          "ssmmessages:OpenDataChannel",
        ]
        Resource = "*"
        Condition = { for key, value in {
          StringNotEquals = length(var.operators.source_network.vpc_ids) > 0 ? {
            "aws:SourceVpc" = var.operators.source_network.vpc_ids
          } : null
          NotIpAddress = length(var.operators.source_network.cidrs) > 0 ? {
            "aws:SourceIp" = var.operators.source_network.cidrs
          } : null
        } : key => value if value != null }
      } : null,
      var.operators.mfa != null ? {
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
      try(var.operators.mfa.max_age_minutes, null) != null ? {
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
            "aws:MultiFactorAuthAge" = tostring(var.operators.mfa.max_age_minutes * 60)
          }
        }
      } : null,
      var.operators.source_identity == "required" ? {
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

  depends_on = [
    aws_ssm_document.document,
    aws_iam_policy.node_access,
    aws_iam_role_policy_attachment.node_access_attachment,
    aws_iam_role_policy_attachment.node_access_role_attachment,
    aws_iam_instance_profile.node_access_instance_profile,
  ]
}

resource "aws_iam_group_policy_attachment" "operator_access_attachment" {
  for_each = var.operators.principals == "users" ? var.operators.attach_to : toset([])

  group      = each.value
  policy_arn = aws_iam_policy.operator_access.arn
}

resource "aws_iam_role_policy_attachment" "operator_access_attachment" {
  for_each = var.operators.principals == "roles" ? var.operators.attach_to : toset([])

  policy_arn = aws_iam_policy.operator_access.arn
  role       = each.value
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
        Action = concat(
          [
            "ssm:CreateDocument",
            "ssm:DeleteDocument",
            "ssm:Modify*",
            "ssm:Put*",
            "ssm:UpdateDocument*",
            "ssm:ResetServiceSetting",
            "ssm:UpdateServiceSetting",
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
          ],
          length(var.nodes.attach_to) > 0 || var.nodes.role_for != "none" ? [
            "iam:AttachRolePolicy",
            "iam:CreateRole",
            "iam:DeleteRole*",
            "iam:DetachRolePolicy",
            "iam:PutRole*",
            "iam:UpdateAssumeRolePolicy",
          ] : [],
          var.nodes.role_for == "ec2" ? [
            "iam:AddRoleToInstanceProfile",
            "iam:DeleteInstanceProfile",
            "iam:RemoveRoleFromInstanceProfile",
          ] : [],
        )
        Resource = concat(
          [for item in [
            "arn:${local.partition}:ssm:*:${local.account_id}:document/SSM-SessionManagerRunShell",
            "arn:${local.partition}:ssm:*:${local.account_id}:servicesetting/ssm/documents/console/public-sharing-permission",
            "arn:${local.partition}:kms:*:${local.account_id}:alias/${var.name}-sessions",
            "arn:${local.partition}:kms:*:${local.account_id}:alias/${var.name}-logs",
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions",
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions:*",
            "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-session-*",
            "arn:${local.partition}:events:*:${local.account_id}:rule/${var.name}-integrity-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-session-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-integrity-*",
            "arn:${local.partition}:cloudwatch:*:${local.account_id}:alarm:${var.name}-sessions-*",
            "arn:${local.partition}:sqs:*:${local.account_id}:${var.name}-session-*",
            "arn:${local.partition}:sqs:*:${local.account_id}:${var.name}-integrity-*",
            "arn:${local.partition}:events:*:${local.account_id}:event-bus/default",
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-nodes",
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-operators",
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail",
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-*",
            var.nodes.role_for != "none" ? "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-nodes" : null,
          ] : item if item != null],
          [for attach_to in var.nodes.attach_to : "arn:${local.partition}:iam::${local.account_id}:role/${attach_to}"],
          [for attach_to in var.nodes.attach_to : "arn:${local.partition}:iam::${local.account_id}:role/*/${attach_to}"],
          var.nodes.role_for == "ec2" ? ["arn:${local.partition}:iam::${local.account_id}:instance-profile/${var.name}-nodes"] : [],
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
        Resource = "arn:${local.partition}:kms:*:${local.account_id}:key/*"
        Condition = { for key, value in {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = ["alias/${var.name}-sessions", "alias/${var.name}-logs"]
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
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-nodes",
              "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-operators",
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
          [for item in [
            "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding",
            var.evidence != null ? "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-ledger-reader" : null,
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
        Resource = "arn:${local.partition}:logs:*:${local.account_id}:log-group:/${var.name}/sessions:*"
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

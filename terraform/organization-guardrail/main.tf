# Generated from the constructs by `npm run export`: change those instead.

data "aws_region" "current" {}

data "aws_partition" "current" {}

locals {
  region    = data.aws_region.current.id
  partition = data.aws_partition.current.partition
  trail_arn = coalesce(var.trail_arn, "arn:${local.partition}:cloudtrail:${local.region}:${var.management_account_id}:trail/${var.name}")
}

# Service control. Denies what would disable, empty or bypass the audit to everyone but named administrators.
resource "aws_organizations_policy" "service_control" {
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # The same denies in one statement. Each statement names every administrator, and a statement per link
      # then fills the policy. This denies nothing more, because a call works only on resources of its own
      # service.
      {
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
            "cloudtrail:DeleteTrail",
            "cloudtrail:Put*",
            "cloudtrail:StopLogging",
            "cloudtrail:UpdateTrail",
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
          ],
          var.evidence ? [
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
            "iam:AddRoleToInstanceProfile",
            "iam:DeleteInstanceProfile",
            "iam:RemoveRoleFromInstanceProfile",
          ],
        )
        Resource = concat(
          [
            "arn:${local.partition}:ssm:*:*:document/SSM-SessionManagerRunShell",
            "arn:${local.partition}:ssm:*:*:servicesetting/ssm/documents/console/public-sharing-permission",
            local.trail_arn,
            "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-trail-${var.log_archive_account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${var.log_archive_account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-trail-${var.log_archive_account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${var.log_archive_account_id}-${local.region}/*",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-sessions",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-logs",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-alerts",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-integrity-alerts",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-transcripts",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-trail",
          ],
          var.evidence ? [
            "arn:${local.partition}:kms:*:*:alias/${var.name}-evidence",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-archive-alerts",
          ] : [],
          [for item in [
            "arn:${local.partition}:logs:*:*:log-group:/${var.name}/*",
            "arn:${local.partition}:logs:*:*:log-group:/${var.name}/*:*",
            "arn:${local.partition}:events:*:*:rule/${var.name}-session-*",
            "arn:${local.partition}:events:*:*:rule/${var.name}/${var.name}-session-*",
            "arn:${local.partition}:events:*:*:rule/${var.name}-integrity-*",
            "arn:${local.partition}:events:*:*:rule/${var.name}/${var.name}-integrity-*",
            "arn:${local.partition}:sns:*:*:${var.name}-session-*",
            "arn:${local.partition}:sns:*:*:${var.name}-integrity-*",
            var.evidence ? "arn:${local.partition}:sns:*:*:${var.name}-archive-*" : null,
            "arn:${local.partition}:cloudwatch:*:*:alarm:${var.name}-session-*",
            "arn:${local.partition}:cloudwatch:*:*:alarm:${var.name}-integrity-*",
            "arn:${local.partition}:cloudwatch:*:*:alarm:${var.name}-sessions-*",
          ] : item if item != null],
          var.evidence ? [
            "arn:${local.partition}:cloudwatch:*:*:alarm:${var.name}-archive-*",
            "arn:${local.partition}:lambda:*:*:function:${var.name}-session-ledger",
            "arn:${local.partition}:scheduler:*:*:schedule/default/${var.name}-session-ledger",
            "arn:${local.partition}:scheduler:*:*:schedule/default/${var.name}-evidence-*",
            "arn:${local.partition}:athena:*:*:workgroup/${var.name}-evidence",
            "arn:${local.partition}:glue:*:*:database/${replace(var.name, "-", "_")}_evidence",
            "arn:${local.partition}:glue:*:*:table/${replace(var.name, "-", "_")}_evidence/*",
          ] : [],
          [for item in [
            "arn:${local.partition}:sqs:*:*:${var.name}-session-*",
            "arn:${local.partition}:sqs:*:*:${var.name}-integrity-*",
            var.evidence ? "arn:${local.partition}:sqs:*:*:${var.name}-session-ledger-*" : null,
            "arn:${local.partition}:events:${local.region}:${var.security_account_id}:event-bus/${var.name}",
            "arn:${local.partition}:events:*:*:event-bus/default",
            "arn:${local.partition}:iam::*:policy/${var.name}-*",
            "arn:${local.partition}:iam::*:role/${var.name}-nodes",
            "arn:${local.partition}:iam::*:role/*/${var.name}-nodes",
          ] : item if item != null],
          [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/${node_role}"],
          [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/*/${node_role}"],
          [
            "arn:${local.partition}:iam::*:role/${var.name}-operators",
            "arn:${local.partition}:iam::*:instance-profile/${var.name}-nodes",
          ],
        )
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      },
    ]
  })
  description = "Keeps the session audit as it is"
  name        = "${var.name}-service-control"
  type        = "SERVICE_CONTROL_POLICY"
}

resource "aws_organizations_policy_attachment" "service_control_attachment" {
  for_each = var.attach_to

  policy_id = aws_organizations_policy.service_control.id
  target_id = each.value
}

resource "aws_organizations_policy" "service_control_part2" {
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
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
        Resource = "arn:${local.partition}:kms:*:*:key/*"
        Condition = {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = concat(
              [
                "alias/${var.name}-sessions",
                "alias/${var.name}-logs",
                "alias/${var.name}-alerts",
                "alias/${var.name}-integrity-alerts",
                "alias/${var.name}-transcripts",
                "alias/${var.name}-trail",
              ],
              var.evidence ? [
                "alias/${var.name}-evidence",
                "alias/${var.name}-archive-alerts",
              ] : [],
            )
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      },
      {
        Sid      = "DenyPolicyDetachment"
        Effect   = "Deny"
        Action   = "iam:Detach*Policy"
        Resource = "*"
        Condition = {
          ArnLike = {
            "iam:PolicyARN" = "arn:${local.partition}:iam::*:policy/${var.name}-*"
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      },
      {
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
          var.administrators,
          [
            "arn:${local.partition}:iam::*:role/${var.name}-event-forwarding",
            "arn:${local.partition}:iam::*:role/${var.name}-log-delivery",
          ],
          var.evidence ? [
            "arn:${local.partition}:iam::*:role/${var.name}-session-ledger",
            "arn:${local.partition}:iam::*:role/${var.name}-session-ledger-schedule",
            "arn:${local.partition}:iam::*:role/${var.name}-ledger-reader",
            "arn:${local.partition}:iam::*:role/${var.name}-evidence-report",
          ] : [],
        )
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      },
      {
        Sid    = "DenyAccountWideChanges"
        Effect = "Deny"
        Action = [
          "logs:*ResourcePolicy",
          "logs:PutAccountPolicy",
          "logs:PutPipelineRule",
          "sns:SetSMSAttributes",
          "events:PutPermission",
          "events:RemovePermission",
          "account:CloseAccount",
          "account:DisableRegion",
          "organizations:AcceptHandshake",
          "organizations:LeaveOrganization",
        ]
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      },
      {
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
          "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-trail-${var.log_archive_account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-access-logs-${var.log_archive_account_id}-${local.region}/*",
          "arn:${local.partition}:logs:*:*:log-group:/${var.name}/*:*",
        ]
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = concat(
              var.administrators,
              [
                "arn:${local.partition}:iam::*:role/${var.name}-nodes",
                "arn:${local.partition}:iam::*:role/*/${var.name}-nodes",
              ],
              [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/${node_role}"],
              [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/*/${node_role}"],
              [
                "arn:${local.partition}:iam::*:role/${var.name}-event-forwarding",
                "arn:${local.partition}:iam::*:role/${var.name}-log-delivery",
              ],
              var.evidence ? [
                "arn:${local.partition}:iam::*:role/${var.name}-session-ledger",
                "arn:${local.partition}:iam::*:role/${var.name}-session-ledger-schedule",
                "arn:${local.partition}:iam::*:role/${var.name}-ledger-reader",
                "arn:${local.partition}:iam::*:role/${var.name}-evidence-report",
              ] : [],
            )
          }
        }
      },
      contains(var.closes, "endpoints") ? {
        Sid    = "DenyEndpointChanges"
        Effect = "Deny"
        Action = [
          "ec2:CreateVpcEndpoint",
          "ec2:DeleteVpcEndpoints",
          "ec2:ModifyVpcEndpoint",
        ]
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "access_points") ? {
        Sid    = "DenyNewAccessPoints"
        Effect = "Deny"
        Action = [
          "s3:CreateAccessPoint",
          "s3:CreateAccessPointForObjectLambda",
          "s3:CreateMultiRegionAccessPoint",
        ]
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "identity_providers") ? {
        Sid    = "DenyIdentityProviders"
        Effect = "Deny"
        Action = [
          "iam:AcceptDelegationRequest",
          "iam:AddClientIDToOpenIDConnectProvider",
          "iam:CreateOpenIDConnectProvider",
          "iam:CreateSAMLProvider",
          "iam:UpdateOpenIDConnectProviderThumbprint",
          "iam:UpdateSAMLProvider",
          "rolesanywhere:CreateTrustAnchor",
          "rolesanywhere:UpdateTrustAnchor",
        ]
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "default_host_management") ? {
        Sid      = "DenyDefaultHostManagement"
        Effect   = "Deny"
        Action   = ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"]
        Resource = "arn:${local.partition}:ssm:*:*:servicesetting/ssm/managed-instance/default-ec2-instance-management-role"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "instance_profiles") ? {
        Sid    = "DenyInstanceProfiles"
        Effect = "Deny"
        Action = [
          "ec2:AssociateIamInstanceProfile",
          "ec2:DisassociateIamInstanceProfile",
          "ec2:ReplaceIamInstanceProfileAssociation",
          "iam:AddRoleToInstanceProfile",
          "iam:RemoveRoleFromInstanceProfile",
        ]
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "managed_node_roles") ? {
        Sid      = "DenyManagedNodeRoles"
        Effect   = "Deny"
        Action   = "ssm:UpdateManagedInstanceRole"
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "ecs_exec") ? {
        Sid      = "DenyEcsExec"
        Effect   = "Deny"
        Action   = "ecs:ExecuteCommand"
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "instance_connect") ? {
        Sid    = "DenyInstanceConnect"
        Effect = "Deny"
        Action = [
          "ec2-instance-connect:OpenTunnel",
          "ec2-instance-connect:SendSSHPublicKey",
          "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
        ]
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "gui_connect") ? {
        Sid      = "DenyGuiConnect"
        Effect   = "Deny"
        Action   = "ssm-guiconnect:StartConnection"
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "run_command") ? {
        Sid    = "DenyRunCommand"
        Effect = "Deny"
        Action = [
          "ssm:CreateAssociation",
          "ssm:CreateAssociationBatch",
          "ssm:RegisterTaskWithMaintenanceWindow",
          "ssm:SendCommand",
          "ssm:StartAssociationsOnce",
          "ssm:StartAutomationExecution",
          "ssm:StartChangeRequestExecution",
          "ssm:UpdateAssociation",
          "ssm:UpdateMaintenanceWindowTask",
        ]
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "run_as_tags") ? {
        Sid    = "DenyRunAsTags"
        Effect = "Deny"
        Action = [
          "iam:CreateRole",
          "iam:CreateUser",
          "iam:TagRole",
          "iam:TagUser",
          "iam:UntagRole",
          "iam:UntagUser",
          "sts:TagSession",
        ]
        Resource = "*"
        Condition = {
          "ForAnyValue:StringEqualsIgnoreCase" = {
            "aws:TagKeys" = "SSMSessionRunAs"
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "new_documents") ? {
        Sid      = "DenyNewSessionDocuments"
        Effect   = "Deny"
        Action   = "ssm:CreateDocument"
        Resource = "arn:${local.partition}:ssm:*:*:document/*"
        Condition = {
          StringEquals = {
            "ssm:DocumentType" = "Session"
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      contains(var.closes, "shared_documents") ? {
        Sid      = "DenySharedDocuments"
        Effect   = "Deny"
        Action   = "ssm:StartSession"
        Resource = "arn:${local.partition}:ssm:*:*:document/*"
        Condition = {
          StringNotEquals = {
            "aws:ResourceAccount" = "$${aws:PrincipalAccount}"
          }
          Null = {
            "aws:ResourceAccount" = "false"
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      # Denies other documents even if another policy of the caller allows them. Nodes and tasks are not
      # affected.
      contains(var.closes, "other_documents") ? {
        Sid    = "DenyOtherDocuments"
        Effect = "Deny"
        Action = "ssm:StartSession"
        NotResource = [
          "arn:${local.partition}:ssm:*:*:document/SSM-SessionManagerRunShell",
          "arn:${local.partition}:ec2:*:*:instance/*",
          "arn:${local.partition}:ssm:*:*:managed-instance/*",
          "arn:${local.partition}:ecs:*:*:task/*",
        ]
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
    ] : item if item != null]
  })
  description = "Keeps the session audit as it is"
  name        = "${var.name}-service-control-2"
  type        = "SERVICE_CONTROL_POLICY"
}

resource "aws_organizations_policy_attachment" "service_control_part2_attachment" {
  for_each = var.attach_to

  policy_id = aws_organizations_policy.service_control_part2.id
  target_id = each.value
}

# Resource control.
resource "aws_organizations_policy" "resource_control" {
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # The same denies in one statement. Each statement names every administrator, and a statement per link
      # then fills the policy. This denies nothing more, because a call works only on resources of its own
      # service.
      {
        Sid       = "DenyAuditChainChanges"
        Effect    = "Deny"
        Principal = "*"
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
          "sqs:*Permission",
          "sqs:ChangeMessageVisibility",
          "sqs:Delete*",
          "sqs:PurgeQueue",
          "sqs:ReceiveMessage",
          "sqs:SetQueueAttributes",
          "sqs:StartMessageMoveTask",
          "events:DeleteEventBus",
          "events:UpdateEventBus",
        ]
        Resource = concat(
          [
            "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-trail-${var.log_archive_account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${var.log_archive_account_id}-${local.region}",
            "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-trail-${var.log_archive_account_id}-${local.region}/*",
            "arn:${local.partition}:s3:::${var.name}-access-logs-${var.log_archive_account_id}-${local.region}/*",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-sessions",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-logs",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-alerts",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-integrity-alerts",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-transcripts",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-trail",
          ],
          var.evidence ? [
            "arn:${local.partition}:kms:*:*:alias/${var.name}-evidence",
            "arn:${local.partition}:kms:*:*:alias/${var.name}-archive-alerts",
          ] : [],
          [for item in [
            "arn:${local.partition}:logs:*:*:log-group:/${var.name}/*",
            "arn:${local.partition}:logs:*:*:log-group:/${var.name}/*:*",
            "arn:${local.partition}:events:*:*:rule/${var.name}-session-*",
            "arn:${local.partition}:events:*:*:rule/${var.name}/${var.name}-session-*",
            "arn:${local.partition}:events:*:*:rule/${var.name}-integrity-*",
            "arn:${local.partition}:events:*:*:rule/${var.name}/${var.name}-integrity-*",
            "arn:${local.partition}:sqs:*:*:${var.name}-session-*",
            "arn:${local.partition}:sqs:*:*:${var.name}-integrity-*",
            var.evidence ? "arn:${local.partition}:sqs:*:*:${var.name}-session-ledger-*" : null,
            "arn:${local.partition}:events:${local.region}:${var.security_account_id}:event-bus/${var.name}",
            "arn:${local.partition}:events:*:*:event-bus/default",
          ] : item if item != null],
        )
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      },
    ]
  })
  description = "Keeps the session audit as it is"
  name        = "${var.name}-resource-control"
  type        = "RESOURCE_CONTROL_POLICY"
}

resource "aws_organizations_policy_attachment" "resource_control_attachment" {
  for_each = var.attach_resources_to

  policy_id = aws_organizations_policy.resource_control.id
  target_id = each.value
}

resource "aws_organizations_policy" "resource_control_part2" {
  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "DenyChangesOfKeysByAlias"
        Effect    = "Deny"
        Principal = "*"
        Action = [
          "kms:CreateGrant",
          "kms:Delete*",
          "kms:Disable*",
          "kms:Put*",
          "kms:Schedule*",
        ]
        Resource = "arn:${local.partition}:kms:*:*:key/*"
        Condition = {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = concat(
              [
                "alias/${var.name}-sessions",
                "alias/${var.name}-logs",
                "alias/${var.name}-alerts",
                "alias/${var.name}-integrity-alerts",
                "alias/${var.name}-transcripts",
                "alias/${var.name}-trail",
              ],
              var.evidence ? [
                "alias/${var.name}-evidence",
                "alias/${var.name}-archive-alerts",
              ] : [],
            )
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      },
      {
        Sid       = "DenyForgedRecords"
        Effect    = "Deny"
        Principal = "*"
        Action = [
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "s3:AbortMultipartUpload",
          "s3:PutObject",
          "s3:PutObjectAcl",
        ]
        Resource = [
          "arn:${local.partition}:s3:::${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-trail-${var.log_archive_account_id}-${local.region}/*",
          "arn:${local.partition}:s3:::${var.name}-access-logs-${var.log_archive_account_id}-${local.region}/*",
          "arn:${local.partition}:logs:*:*:log-group:/${var.name}/*:*",
        ]
        Condition = {
          Bool = {
            "aws:PrincipalIsAWSService" = "false"
          }
          ArnNotLike = {
            "aws:PrincipalArn" = concat(
              var.administrators,
              [
                "arn:${local.partition}:iam::*:role/${var.name}-nodes",
                "arn:${local.partition}:iam::*:role/*/${var.name}-nodes",
              ],
              [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/${node_role}"],
              [for node_role in var.node_roles : "arn:${local.partition}:iam::*:role/*/${node_role}"],
              [
                "arn:${local.partition}:iam::*:role/${var.name}-event-forwarding",
                "arn:${local.partition}:iam::*:role/${var.name}-log-delivery",
              ],
              var.evidence ? [
                "arn:${local.partition}:iam::*:role/${var.name}-session-ledger",
                "arn:${local.partition}:iam::*:role/${var.name}-session-ledger-schedule",
                "arn:${local.partition}:iam::*:role/${var.name}-ledger-reader",
                "arn:${local.partition}:iam::*:role/${var.name}-evidence-report",
              ] : [],
            )
          }
        }
      },
    ]
  })
  description = "Keeps the session audit as it is"
  name        = "${var.name}-resource-control-2"
  type        = "RESOURCE_CONTROL_POLICY"
}

resource "aws_organizations_policy_attachment" "resource_control_part2_attachment" {
  for_each = var.attach_resources_to

  policy_id = aws_organizations_policy.resource_control_part2.id
  target_id = each.value
}

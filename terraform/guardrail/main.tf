# Generated from the constructs by `npm run export`: change those instead.

data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

locals {
  account_id       = data.aws_caller_identity.current.account_id
  partition        = data.aws_partition.current.partition
  of_organization  = contains(["service-control-policy", "resource-control-policy"], var.kind)
  kept_roles       = concat(var.protects.nodes.role_arns, compact(var.protects.policies[*].role_arn))
  trusted_roles    = concat(var.administrators, var.protects.roles)
  schedules        = concat(var.protects.ledgers[*].schedule_arn, var.protects.tables[*].schedule_arn)
  knows_writers    = var.kind == "identity-policy" || length(var.protects.nodes.role_arns) > 0
  protects_records = local.knows_writers && length(var.protects.buckets) + length(var.protects.log_groups) > 0
  protects_more    = var.kind != "resource-control-policy" || local.protects_records || length(var.protects.key_aliases) + length(var.protects.recording_key_aliases) > 0
  size_limit = lookup({
    service-control-policy  = 10240
    resource-control-policy = 5120
  }, var.kind, 6144)
  policy_sizes              = [for policy in concat(aws_iam_policy.this, aws_iam_policy.part2) : length(jsonencode(jsondecode(policy.policy)))]
  organization_policy_sizes = [for policy in concat(aws_organizations_policy.this, aws_organizations_policy.part2) : length(jsonencode(jsondecode(policy.content)))]
}

# Guardrail. Denies what would disable, empty or bypass the audit to everyone but named administrators.
resource "aws_organizations_policy" "this" {
  count = local.of_organization ? 1 : 0

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # The same denies in one statement. Each statement names every administrator, and a statement per link
      # then fills the policy. This denies nothing more, because a call works only on resources of its own
      # service.
      { for key, value in {
        Sid       = "DenyAuditChainChanges"
        Effect    = "Deny"
        Principal = var.kind == "resource-control-policy" ? "*" : null
        Action = concat(
          length(var.protects.key_aliases) > 0 ? ["kms:DeleteAlias", "kms:UpdateAlias"] : [],
          length(var.protects.log_groups) > 0 ? [
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
          var.kind == "service-control-policy" && length(var.protects.documents) > 0 ? [
            "ssm:CreateDocument",
            "ssm:DeleteDocument",
            "ssm:Modify*",
            "ssm:Put*",
            "ssm:UpdateDocument*",
          ] : [],
          var.kind == "service-control-policy" && length(var.protects.trails) > 0 ? [
            "cloudtrail:DeleteTrail",
            "cloudtrail:Put*",
            "cloudtrail:StopLogging",
            "cloudtrail:UpdateTrail",
          ] : [],
          var.kind == "service-control-policy" && length(var.protects.settings) > 0 ? ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"] : [],
          length(var.protects.buckets) > 0 ? [
            "s3:DeleteBucket*",
            "s3:Put*Configuration",
            "s3:PutBucket*",
            "s3:BypassGovernanceRetention",
            "s3:DeleteObject*",
            "s3:PutObjectLegalHold",
            "s3:PutObjectRetention",
            "s3:Replicate*",
            "s3:UpdateObject*",
          ] : [],
          length(var.protects.keys) > 0 ? [
            "kms:CreateGrant",
            "kms:Delete*",
            "kms:Disable*",
            "kms:Put*",
            "kms:Schedule*",
          ] : [],
          length(var.protects.events) > 0 ? [
            "events:DeleteRule",
            "events:DisableRule",
            "events:PutRule",
            "events:PutTargets",
            "events:RemoveTargets",
          ] : [],
          var.kind == "service-control-policy" && length(var.protects.topics) > 0 ? [
            "sns:*Permission",
            "sns:DeleteTopic",
            "sns:Publish",
            "sns:PutDataProtectionPolicy",
            "sns:Set*",
            "sns:Subscribe",
            "sns:Unsubscribe",
          ] : [],
          var.kind == "service-control-policy" && length(var.protects.alarms) > 0 ? [
            "cloudwatch:DeleteAlarms",
            "cloudwatch:DisableAlarmActions",
            "cloudwatch:Put*Alarm*",
            "cloudwatch:SetAlarmState",
          ] : [],
          var.kind == "service-control-policy" && length(var.protects.ledgers) > 0 ? [
            "lambda:DeleteFunction*",
            "lambda:PutFunction*",
            "lambda:UpdateFunction*",
          ] : [],
          var.kind == "service-control-policy" && length(local.schedules) > 0 ? ["scheduler:DeleteSchedule", "scheduler:UpdateSchedule"] : [],
          var.kind == "service-control-policy" && length(var.protects.tables) > 0 ? [
            "athena:Delete*",
            "athena:Update*",
            "glue:BatchDelete*",
            "glue:Create*",
            "glue:Delete*",
            "glue:RenameTable",
            "glue:Update*",
          ] : [],
          length(var.protects.events) > 0 || length(var.protects.ledgers) > 0 ? [
            "sqs:*Permission",
            "sqs:ChangeMessageVisibility",
            "sqs:Delete*",
            "sqs:PurgeQueue",
            "sqs:ReceiveMessage",
            "sqs:SetQueueAttributes",
            "sqs:StartMessageMoveTask",
          ] : [],
          length(var.protects.buses) > 0 ? ["events:DeleteEventBus", "events:UpdateEventBus"] : [],
          length(var.protects.policies) > 0 && var.kind == "service-control-policy" ? [
            "iam:CreatePolicyVersion",
            "iam:DeletePolicy*",
            "iam:SetDefaultPolicyVersion",
          ] : [],
          var.kind == "service-control-policy" && length(local.kept_roles) > 0 ? [
            "iam:AttachRolePolicy",
            "iam:CreateRole",
            "iam:DeleteRole*",
            "iam:DetachRolePolicy",
            "iam:PutRole*",
            "iam:UpdateAssumeRolePolicy",
          ] : [],
          var.kind == "service-control-policy" && length(var.protects.nodes.instance_profile_arns) > 0 ? [
            "iam:AddRoleToInstanceProfile",
            "iam:DeleteInstanceProfile",
            "iam:RemoveRoleFromInstanceProfile",
          ] : [],
        )
        Resource = concat(
          var.protects.key_aliases,
          var.protects.log_groups,
          [for arn in var.protects.log_groups : "${arn}:*"],
          var.kind == "service-control-policy" ? var.protects.documents : [],
          var.kind == "service-control-policy" ? var.protects.trails : [],
          var.kind == "service-control-policy" ? var.protects.settings : [],
          var.protects.buckets,
          [for arn in var.protects.buckets : "${arn}/*"],
          var.protects.keys,
          var.protects.events[*].rule_arn,
          var.kind == "service-control-policy" ? var.protects.topics : [],
          var.kind == "service-control-policy" ? var.protects.alarms : [],
          var.kind == "service-control-policy" ? var.protects.ledgers[*].function_arn : [],
          var.kind == "service-control-policy" ? var.protects.ledgers[*].schedule_arn : [],
          var.protects.ledgers[*].dead_letter_queue_arn,
          var.kind == "service-control-policy" ? var.protects.tables[*].schedule_arn : [],
          var.kind == "service-control-policy" ? var.protects.tables[*].workgroup_arn : [],
          var.kind == "service-control-policy" ? flatten(var.protects.tables[*].table_arns) : [],
          var.protects.events[*].dead_letter_queue_arn,
          var.protects.buses,
          var.kind == "service-control-policy" ? var.protects.policies[*].policy_arn : [],
          var.kind == "service-control-policy" ? var.protects.nodes.role_arns : [],
          var.kind == "service-control-policy" ? compact(var.protects.policies[*].role_arn) : [],
          var.kind == "service-control-policy" ? var.protects.nodes.instance_profile_arns : [],
        )
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : key => value if value != null },
    ]
  })
  description = "Keeps the session audit as it is"
  name        = var.name
  type        = var.kind == "resource-control-policy" ? "RESOURCE_CONTROL_POLICY" : "SERVICE_CONTROL_POLICY"
}

resource "aws_organizations_policy_attachment" "attachment" {
  for_each = local.of_organization ? var.attach_to : toset([])

  policy_id = aws_organizations_policy.this[0].id
  target_id = each.value
}

resource "aws_organizations_policy" "part2" {
  count = local.of_organization && local.protects_more ? 1 : 0

  content = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      length(var.protects.key_aliases) > 0 ? { for key, value in {
        Sid       = "DenyChangesOfKeysByAlias"
        Effect    = "Deny"
        Principal = var.kind == "resource-control-policy" ? "*" : null
        Action = [
          "kms:CreateGrant",
          "kms:Delete*",
          "kms:Disable*",
          "kms:Put*",
          "kms:Schedule*",
        ]
        Resource = [for key in distinct([for arn in var.protects.key_aliases : split(":alias/", arn)[0]]) : "${key}:key/*"]
        Condition = {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = distinct([for arn in var.protects.key_aliases : "alias/${split(":alias/", arn)[1]}"])
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : key => value if value != null } : null,
      length(var.protects.recording_key_aliases) > 0 ? { for key, value in {
        Sid       = "DenyChangesOfRecordingKeys"
        Effect    = "Deny"
        Principal = var.kind == "resource-control-policy" ? "*" : null
        Action    = ["kms:Delete*", "kms:Disable*", "kms:Put*", "kms:Schedule*"]
        Resource  = [for key in distinct([for arn in var.protects.recording_key_aliases : split(":alias/", arn)[0]]) : "${key}:key/*"]
        Condition = {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = distinct([for arn in var.protects.recording_key_aliases : "alias/${split(":alias/", arn)[1]}"])
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : key => value if value != null } : null,
      length(var.protects.recording_key_aliases) > 0 ? { for key, value in {
        Sid       = "DenyGrantsOnRecordingKeys"
        Effect    = "Deny"
        Principal = var.kind == "resource-control-policy" ? "*" : null
        Action    = "kms:CreateGrant"
        Resource  = [for key in distinct([for arn in var.protects.recording_key_aliases : split(":alias/", arn)[0]]) : "${key}:key/*"]
        Condition = {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = distinct([for arn in var.protects.recording_key_aliases : "alias/${split(":alias/", arn)[1]}"])
          }
          StringNotLike = {
            "kms:ViaService" = "ssm-guiconnect.*.amazonaws.com"
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : key => value if value != null } : null,
      var.kind == "service-control-policy" && length(var.protects.recording_key_aliases) > 0 ? {
        Sid    = "DenyRecordingPreferences"
        Effect = "Deny"
        Action = [
          "ssm-guiconnect:DeleteConnectionRecordingPreferences",
          "ssm-guiconnect:UpdateConnectionRecordingPreferences",
        ]
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      local.protects_records ? { for key, value in {
        Sid       = "DenyForgedRecords"
        Effect    = "Deny"
        Principal = var.kind == "resource-control-policy" ? "*" : null
        Action = [
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "s3:AbortMultipartUpload",
          "s3:PutObject",
          "s3:PutObjectAcl",
        ]
        Resource = concat(
          [for arn in var.protects.buckets : "${arn}/*"],
          [for arn in var.protects.log_groups : "${arn}:*"],
        )
        Condition = { for key, value in {
          Bool = var.kind == "resource-control-policy" ? {
            "aws:PrincipalIsAWSService" = "false"
          } : null
          ArnNotLike = {
            "aws:PrincipalArn" = concat(
              var.administrators,
              var.protects.nodes.role_arns,
              var.protects.roles,
            )
          }
        } : key => value if value != null }
      } : key => value if value != null } : null,
      length(var.protects.policies) > 0 && var.kind == "service-control-policy" ? {
        Sid      = "DenyPolicyDetachment"
        Effect   = "Deny"
        Action   = "iam:Detach*Policy"
        Resource = "*"
        Condition = {
          ArnLike = {
            "iam:PolicyARN" = var.protects.policies[*].policy_arn
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      var.kind == "service-control-policy" ? {
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
          var.protects.roles,
        )
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      var.kind == "service-control-policy" ? {
        Sid    = "DenyAccountWideChanges"
        Effect = "Deny"
        Action = concat(
          length(var.protects.log_groups) > 0 ? [
            "logs:*ResourcePolicy",
            "logs:PutAccountPolicy",
            "logs:PutPipelineRule",
          ] : [],
          length(var.protects.topics) > 0 ? ["sns:SetSMSAttributes"] : [],
          length(var.protects.buses) > 0 ? ["events:PutPermission", "events:RemovePermission"] : [],
          [
            "account:CloseAccount",
            "account:DisableRegion",
            "organizations:AcceptHandshake",
            "organizations:LeaveOrganization",
          ],
          var.protects.organization ? [
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
          ] : [],
        )
        Resource = "*"
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      # Denies other documents even if another policy of the caller allows them. Nodes and tasks are not
      # affected.
      var.kind == "service-control-policy" && contains(var.closes, "other_documents") ? {
        Sid    = "DenyOtherDocuments"
        Effect = "Deny"
        Action = "ssm:StartSession"
        NotResource = concat(
          var.protects.documents,
          [
            "arn:${local.partition}:ec2:*:*:instance/*",
            "arn:${local.partition}:ssm:*:*:managed-instance/*",
            "arn:${local.partition}:ecs:*:*:task/*",
          ],
        )
        Condition = { for key, value in {
          StringNotEquals = var.remote_desktop ? {
            "aws:CalledViaFirst" = "ssm-guiconnect.amazonaws.com"
          } : null
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : key => value if value != null }
      } : null,
      var.kind == "service-control-policy" && contains(var.closes, "run_command") ? {
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
        Condition = { for key, value in {
          StringNotEquals = var.remote_desktop ? {
            "aws:CalledViaFirst" = "ssm-guiconnect.amazonaws.com"
          } : null
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : key => value if value != null }
      } : null,
      var.kind == "service-control-policy" && contains(var.closes, "gui_connect") ? {
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
      var.kind == "service-control-policy" && contains(var.closes, "instance_profiles") ? {
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
      var.kind == "service-control-policy" && contains(var.closes, "ecs_exec") ? {
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
      var.kind == "service-control-policy" && contains(var.closes, "identity_providers") ? {
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
      var.kind == "service-control-policy" && contains(var.closes, "shared_documents") ? {
        Sid      = "DenySharedDocuments"
        Effect   = "Deny"
        Action   = "ssm:StartSession"
        Resource = "arn:${local.partition}:ssm:*:*:document/*"
        Condition = {
          StringNotEquals = { for key, value in {
            "aws:ResourceAccount" = "$${aws:PrincipalAccount}"
            "aws:CalledViaFirst"  = var.remote_desktop ? "ssm-guiconnect.amazonaws.com" : null
          } : key => value if value != null }
          Null = {
            "aws:ResourceAccount" = "false"
          }
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        }
      } : null,
      var.kind == "service-control-policy" && contains(var.closes, "new_documents") ? {
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
      var.kind == "service-control-policy" && contains(var.closes, "run_as_tags") ? {
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
      var.kind == "service-control-policy" && contains(var.closes, "instance_connect") ? {
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
      var.kind == "service-control-policy" && contains(var.closes, "managed_node_roles") ? {
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
      var.kind == "service-control-policy" && contains(var.closes, "access_points") ? {
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
      var.kind == "service-control-policy" && contains(var.closes, "endpoints") ? {
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
      var.kind == "service-control-policy" && contains(var.closes, "default_host_management") ? {
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
    ] : item if item != null]
  })
  description = "Keeps the session audit as it is"
  name        = "${var.name}-2"
  type        = var.kind == "resource-control-policy" ? "RESOURCE_CONTROL_POLICY" : "SERVICE_CONTROL_POLICY"
}

resource "aws_organizations_policy_attachment" "part2_attachment" {
  for_each = local.of_organization && local.protects_more ? var.attach_to : toset([])

  policy_id = aws_organizations_policy.part2[0].id
  target_id = each.value
}

resource "aws_iam_policy" "this" {
  count = !local.of_organization ? 1 : 0

  description = "Keeps the session audit as it is"
  name        = var.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      # A permissions boundary is the maximum its principal may do, so it starts by allowing everything. A
      # principal that could create or strengthen another principal without the boundary, or make a role
      # without it trust them, could escape. So could one that signs in as somebody else; those calls
      # support no condition on the boundary, so they are denied entirely.
      var.kind != "identity-policy" ? {
        Sid      = "AllowEverythingElse"
        Effect   = "Allow"
        Action   = "*"
        Resource = "*"
      } : null,
      var.kind != "identity-policy" ? {
        Sid    = "DenyBoundaryRemoval"
        Effect = "Deny"
        Action = [
          "iam:DeleteRolePermissionsBoundary",
          "iam:DeleteUserPermissionsBoundary",
        ]
        Resource = "*"
        Condition = { for key, value in {
          StringEquals = {
            "iam:PermissionsBoundary" = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}"
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      var.kind != "identity-policy" ? {
        Sid    = "DenyPrincipalsWithoutBoundary"
        Effect = "Deny"
        Action = [
          "iam:AttachRolePolicy",
          "iam:AttachUserPolicy",
          "iam:CreateRole",
          "iam:CreateUser",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy",
          "iam:PutUserPermissionsBoundary",
          "iam:PutUserPolicy",
          "iam:UpdateAssumeRolePolicy",
        ]
        Resource = "*"
        Condition = { for key, value in {
          StringNotEquals = {
            "iam:PermissionsBoundary" = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}"
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      var.kind != "identity-policy" ? { for key, value in {
        Sid    = "DenySigningInAsOthers"
        Effect = "Deny"
        Action = [
          "iam:CreateAccessKey",
          "iam:CreateLoginProfile",
          "iam:CreateServiceSpecificCredential",
          "iam:EnableMFADevice",
          "iam:ResetServiceSpecificCredential",
          "iam:UpdateAccessKey",
          "iam:UpdateLoginProfile",
          "iam:UploadSSHPublicKey",
          "iam:UploadSigningCertificate",
          "iam:AddUserToGroup",
          "iam:AttachGroupPolicy",
          "iam:PutGroupPolicy",
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
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      # The same denies in one statement. Each statement names every administrator, and a statement per link
      # then fills the policy. This denies nothing more, because a call works only on resources of its own
      # service.
      { for key, value in {
        Sid    = "DenyAuditChainChanges"
        Effect = "Deny"
        Action = concat(
          length(var.protects.buses) > 0 ? ["events:DeleteEventBus", "events:UpdateEventBus"] : [],
          length(var.protects.ledgers) > 0 ? [
            "lambda:DeleteFunction*",
            "lambda:PutFunction*",
            "lambda:UpdateFunction*",
          ] : [],
          length(local.schedules) > 0 ? ["scheduler:DeleteSchedule", "scheduler:UpdateSchedule"] : [],
          length(var.protects.tables) > 0 ? [
            "athena:Delete*",
            "athena:Update*",
            "glue:BatchDelete*",
            "glue:Create*",
            "glue:Delete*",
            "glue:RenameTable",
            "glue:Update*",
          ] : [],
          length(var.protects.alarms) > 0 ? [
            "cloudwatch:DeleteAlarms",
            "cloudwatch:DisableAlarmActions",
            "cloudwatch:Put*Alarm*",
            "cloudwatch:SetAlarmState",
          ] : [],
          length(var.protects.topics) > 0 ? [
            "sns:*Permission",
            "sns:DeleteTopic",
            "sns:Publish",
            "sns:PutDataProtectionPolicy",
            "sns:Set*",
            "sns:Subscribe",
            "sns:Unsubscribe",
          ] : [],
          length(var.protects.events) > 0 ? [
            "events:DeleteRule",
            "events:DisableRule",
            "events:PutRule",
            "events:PutTargets",
            "events:RemoveTargets",
          ] : [],
          length(var.protects.events) > 0 || length(var.protects.ledgers) > 0 ? [
            "sqs:*Permission",
            "sqs:ChangeMessageVisibility",
            "sqs:Delete*",
            "sqs:PurgeQueue",
            "sqs:ReceiveMessage",
            "sqs:SetQueueAttributes",
            "sqs:StartMessageMoveTask",
          ] : [],
          length(var.protects.log_groups) > 0 ? [
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
          length(var.protects.key_aliases) > 0 ? ["kms:DeleteAlias", "kms:UpdateAlias"] : [],
          length(var.protects.keys) > 0 ? [
            "kms:CreateGrant",
            "kms:Delete*",
            "kms:Disable*",
            "kms:Put*",
            "kms:Schedule*",
          ] : [],
          length(var.protects.buckets) > 0 ? [
            "s3:DeleteBucket*",
            "s3:Put*Configuration",
            "s3:PutBucket*",
            "s3:BypassGovernanceRetention",
            "s3:DeleteObject*",
            "s3:PutObjectLegalHold",
            "s3:PutObjectRetention",
            "s3:Replicate*",
            "s3:UpdateObject*",
          ] : [],
          length(var.protects.trails) > 0 ? [
            "cloudtrail:DeleteTrail",
            "cloudtrail:Put*",
            "cloudtrail:StopLogging",
            "cloudtrail:UpdateTrail",
          ] : [],
          length(var.protects.settings) > 0 ? ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"] : [],
          length(var.protects.documents) > 0 ? [
            "ssm:CreateDocument",
            "ssm:DeleteDocument",
            "ssm:Modify*",
            "ssm:Put*",
            "ssm:UpdateDocument*",
          ] : [],
          [
            "iam:CreatePolicyVersion",
            "iam:DeletePolicy*",
            "iam:SetDefaultPolicyVersion",
          ],
          length(var.protects.nodes.instance_profile_arns) > 0 ? [
            "iam:AddRoleToInstanceProfile",
            "iam:DeleteInstanceProfile",
            "iam:RemoveRoleFromInstanceProfile",
          ] : [],
          length(local.kept_roles) > 0 ? [
            "iam:AttachRolePolicy",
            "iam:CreateRole",
            "iam:DeleteRole*",
            "iam:DetachRolePolicy",
            "iam:PutRole*",
            "iam:UpdateAssumeRolePolicy",
          ] : [],
        )
        Resource = concat(
          var.protects.policies[*].policy_arn,
          var.protects.buses,
          var.protects.tables[*].schedule_arn,
          var.protects.tables[*].workgroup_arn,
          flatten(var.protects.tables[*].table_arns),
          var.protects.ledgers[*].function_arn,
          var.protects.ledgers[*].schedule_arn,
          var.protects.ledgers[*].dead_letter_queue_arn,
          var.protects.alarms,
          var.protects.topics,
          var.protects.events[*].rule_arn,
          var.protects.events[*].dead_letter_queue_arn,
          var.protects.log_groups,
          [for arn in var.protects.log_groups : "${arn}:*"],
          var.protects.key_aliases,
          var.protects.keys,
          var.protects.buckets,
          [for arn in var.protects.buckets : "${arn}/*"],
          var.protects.trails,
          var.protects.settings,
          var.protects.documents,
          [for item in [
            "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}",
            var.kind != "permissions-boundary" ? "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-*" : null,
          ] : item if item != null],
          compact(var.protects.policies[*].role_arn),
          var.protects.nodes.instance_profile_arns,
          var.protects.nodes.role_arns,
        )
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null },
      var.kind != "identity-policy" && length(var.protects.key_aliases) > 0 ? {
        Sid    = "DenyChangesOfKeysByAlias"
        Effect = "Deny"
        Action = [
          "kms:CreateGrant",
          "kms:Delete*",
          "kms:Disable*",
          "kms:Put*",
          "kms:Schedule*",
        ]
        Resource = [for key in distinct([for arn in var.protects.key_aliases : split(":alias/", arn)[0]]) : "${key}:key/*"]
        Condition = { for key, value in {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = distinct([for arn in var.protects.key_aliases : "alias/${split(":alias/", arn)[1]}"])
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      var.kind != "identity-policy" && length(var.protects.recording_key_aliases) > 0 ? {
        Sid      = "DenyChangesOfRecordingKeys"
        Effect   = "Deny"
        Action   = ["kms:Delete*", "kms:Disable*", "kms:Put*", "kms:Schedule*"]
        Resource = [for key in distinct([for arn in var.protects.recording_key_aliases : split(":alias/", arn)[0]]) : "${key}:key/*"]
        Condition = { for key, value in {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = distinct([for arn in var.protects.recording_key_aliases : "alias/${split(":alias/", arn)[1]}"])
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      var.kind != "identity-policy" && length(var.protects.recording_key_aliases) > 0 ? {
        Sid      = "DenyGrantsOnRecordingKeys"
        Effect   = "Deny"
        Action   = "kms:CreateGrant"
        Resource = [for key in distinct([for arn in var.protects.recording_key_aliases : split(":alias/", arn)[0]]) : "${key}:key/*"]
        Condition = { for key, value in {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = distinct([for arn in var.protects.recording_key_aliases : "alias/${split(":alias/", arn)[1]}"])
          }
          StringNotLike = {
            "kms:ViaService" = "ssm-guiconnect.*.amazonaws.com"
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      var.kind != "identity-policy" && length(var.protects.recording_key_aliases) > 0 ? { for key, value in {
        Sid    = "DenyRecordingPreferences"
        Effect = "Deny"
        Action = [
          "ssm-guiconnect:DeleteConnectionRecordingPreferences",
          "ssm-guiconnect:UpdateConnectionRecordingPreferences",
        ]
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" ? {
        Sid      = "DenyPolicyDetachment"
        Effect   = "Deny"
        Action   = "iam:Detach*Policy"
        Resource = "*"
        Condition = { for key, value in {
          ArnLike = {
            "iam:PolicyARN" = concat(
              var.protects.policies[*].policy_arn,
              [
                "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}",
              ],
            )
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      var.kind != "identity-policy" && length(local.trusted_roles) > 0 ? { for key, value in {
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
          var.protects.roles,
        )
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" ? { for key, value in {
        Sid    = "DenyAccountWideChanges"
        Effect = "Deny"
        Action = concat(
          length(var.protects.log_groups) > 0 ? [
            "logs:*ResourcePolicy",
            "logs:PutAccountPolicy",
            "logs:PutPipelineRule",
          ] : [],
          length(var.protects.topics) > 0 ? ["sns:SetSMSAttributes"] : [],
          length(var.protects.buses) > 0 ? ["events:PutPermission", "events:RemovePermission"] : [],
          [
            "account:CloseAccount",
            "account:DisableRegion",
            "organizations:AcceptHandshake",
            "organizations:LeaveOrganization",
          ],
          var.protects.organization ? [
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
          ] : [],
        )
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      # Denies other documents even if another policy of the caller allows them. Nodes and tasks are not
      # affected.
      var.kind != "identity-policy" && contains(var.closes, "other_documents") ? { for key, value in {
        Sid    = "DenyOtherDocuments"
        Effect = "Deny"
        Action = "ssm:StartSession"
        NotResource = concat(
          var.protects.documents,
          [
            "arn:${local.partition}:ec2:*:${local.account_id}:instance/*",
            "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/*",
            "arn:${local.partition}:ecs:*:${local.account_id}:task/*",
          ],
        )
        Condition = length(var.administrators) > 0 || var.remote_desktop ? { for key, value in {
          StringNotEquals = var.remote_desktop ? {
            "aws:CalledViaFirst" = "ssm-guiconnect.amazonaws.com"
          } : null
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" && contains(var.closes, "run_as_tags") ? {
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
        Condition = { for key, value in {
          "ForAnyValue:StringEqualsIgnoreCase" = {
            "aws:TagKeys" = "SSMSessionRunAs"
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      var.kind != "identity-policy" && local.protects_records ? {
        Sid    = "DenyForgedRecords"
        Effect = "Deny"
        Action = [
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "s3:AbortMultipartUpload",
          "s3:PutObject",
          "s3:PutObjectAcl",
        ]
        Resource = concat(
          [for arn in var.protects.log_groups : "${arn}:*"],
          [for arn in var.protects.buckets : "${arn}/*"],
        )
        Condition = {
          ArnNotLike = {
            "aws:PrincipalArn" = concat(
              var.administrators,
              var.protects.nodes.role_arns,
              var.protects.roles,
            )
          }
        }
      } : null,
      var.kind != "identity-policy" && contains(var.closes, "shared_documents") ? {
        Sid      = "DenySharedDocuments"
        Effect   = "Deny"
        Action   = "ssm:StartSession"
        Resource = "arn:${local.partition}:ssm:*:*:document/*"
        Condition = { for key, value in {
          Null = {
            "aws:ResourceAccount" = "false"
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
          StringNotEquals = { for key, value in {
            "aws:ResourceAccount" = "$${aws:PrincipalAccount}"
            "aws:CalledViaFirst"  = var.remote_desktop ? "ssm-guiconnect.amazonaws.com" : null
          } : key => value if value != null }
        } : key => value if value != null }
      } : null,
      var.kind != "identity-policy" && contains(var.closes, "new_documents") ? {
        Sid      = "DenyNewSessionDocuments"
        Effect   = "Deny"
        Action   = "ssm:CreateDocument"
        Resource = "arn:${local.partition}:ssm:*:${local.account_id}:document/*"
        Condition = { for key, value in {
          StringEquals = {
            "ssm:DocumentType" = "Session"
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      var.kind != "identity-policy" && contains(var.closes, "gui_connect") ? { for key, value in {
        Sid      = "DenyGuiConnect"
        Effect   = "Deny"
        Action   = "ssm-guiconnect:StartConnection"
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" && contains(var.closes, "run_command") ? { for key, value in {
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
        Condition = length(var.administrators) > 0 || var.remote_desktop ? { for key, value in {
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
          StringNotEquals = var.remote_desktop ? {
            "aws:CalledViaFirst" = "ssm-guiconnect.amazonaws.com"
          } : null
        } : key => value if value != null } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" && contains(var.closes, "instance_connect") ? { for key, value in {
        Sid    = "DenyInstanceConnect"
        Effect = "Deny"
        Action = [
          "ec2-instance-connect:OpenTunnel",
          "ec2-instance-connect:SendSSHPublicKey",
          "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
        ]
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" && contains(var.closes, "ecs_exec") ? { for key, value in {
        Sid      = "DenyEcsExec"
        Effect   = "Deny"
        Action   = "ecs:ExecuteCommand"
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" && contains(var.closes, "access_points") ? { for key, value in {
        Sid    = "DenyNewAccessPoints"
        Effect = "Deny"
        Action = [
          "s3:CreateAccessPoint",
          "s3:CreateAccessPointForObjectLambda",
          "s3:CreateMultiRegionAccessPoint",
        ]
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" && contains(var.closes, "endpoints") ? { for key, value in {
        Sid    = "DenyEndpointChanges"
        Effect = "Deny"
        Action = [
          "ec2:CreateVpcEndpoint",
          "ec2:DeleteVpcEndpoints",
          "ec2:ModifyVpcEndpoint",
        ]
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" && contains(var.closes, "managed_node_roles") ? { for key, value in {
        Sid      = "DenyManagedNodeRoles"
        Effect   = "Deny"
        Action   = "ssm:UpdateManagedInstanceRole"
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" && contains(var.closes, "instance_profiles") ? { for key, value in {
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
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" && contains(var.closes, "default_host_management") ? { for key, value in {
        Sid      = "DenyDefaultHostManagement"
        Effect   = "Deny"
        Action   = ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"]
        Resource = "arn:${local.partition}:ssm:*:${local.account_id}:servicesetting/ssm/managed-instance/default-ec2-instance-management-role"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      var.kind != "identity-policy" && contains(var.closes, "identity_providers") ? { for key, value in {
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
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
    ] : item if item != null]
  })
}

resource "aws_iam_role_policy_attachment" "attachment" {
  for_each = var.kind == "identity-policy" ? var.attach_to : toset([])

  policy_arn = aws_iam_policy.this[0].arn
  role       = each.value
}

resource "aws_iam_policy" "part2" {
  count = var.kind == "identity-policy" ? 1 : 0

  description = "Keeps the session audit as it is"
  name        = "${var.name}-2"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      length(var.protects.recording_key_aliases) > 0 ? {
        Sid      = "DenyChangesOfRecordingKeys"
        Effect   = "Deny"
        Action   = ["kms:Delete*", "kms:Disable*", "kms:Put*", "kms:Schedule*"]
        Resource = [for key in distinct([for arn in var.protects.recording_key_aliases : split(":alias/", arn)[0]]) : "${key}:key/*"]
        Condition = { for key, value in {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = distinct([for arn in var.protects.recording_key_aliases : "alias/${split(":alias/", arn)[1]}"])
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      length(var.protects.recording_key_aliases) > 0 ? {
        Sid      = "DenyGrantsOnRecordingKeys"
        Effect   = "Deny"
        Action   = "kms:CreateGrant"
        Resource = [for key in distinct([for arn in var.protects.recording_key_aliases : split(":alias/", arn)[0]]) : "${key}:key/*"]
        Condition = { for key, value in {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = distinct([for arn in var.protects.recording_key_aliases : "alias/${split(":alias/", arn)[1]}"])
          }
          StringNotLike = {
            "kms:ViaService" = "ssm-guiconnect.*.amazonaws.com"
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      length(var.protects.recording_key_aliases) > 0 ? { for key, value in {
        Sid    = "DenyRecordingPreferences"
        Effect = "Deny"
        Action = [
          "ssm-guiconnect:DeleteConnectionRecordingPreferences",
          "ssm-guiconnect:UpdateConnectionRecordingPreferences",
        ]
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      length(var.protects.key_aliases) > 0 ? {
        Sid    = "DenyChangesOfKeysByAlias"
        Effect = "Deny"
        Action = [
          "kms:CreateGrant",
          "kms:Delete*",
          "kms:Disable*",
          "kms:Put*",
          "kms:Schedule*",
        ]
        Resource = [for key in distinct([for arn in var.protects.key_aliases : split(":alias/", arn)[0]]) : "${key}:key/*"]
        Condition = { for key, value in {
          "ForAnyValue:StringEquals" = {
            "kms:ResourceAliases" = distinct([for arn in var.protects.key_aliases : "alias/${split(":alias/", arn)[1]}"])
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      {
        Sid      = "DenyPolicyDetachment"
        Effect   = "Deny"
        Action   = "iam:Detach*Policy"
        Resource = "*"
        Condition = { for key, value in {
          ArnLike = {
            "iam:PolicyARN" = concat(
              var.protects.policies[*].policy_arn,
              [
                "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}",
                "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-*",
              ],
            )
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      },
      length(local.trusted_roles) > 0 ? { for key, value in {
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
          var.protects.roles,
        )
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      { for key, value in {
        Sid    = "DenyAccountWideChanges"
        Effect = "Deny"
        Action = concat(
          length(var.protects.buses) > 0 ? ["events:PutPermission", "events:RemovePermission"] : [],
          length(var.protects.topics) > 0 ? ["sns:SetSMSAttributes"] : [],
          length(var.protects.log_groups) > 0 ? [
            "logs:*ResourcePolicy",
            "logs:PutAccountPolicy",
            "logs:PutPipelineRule",
          ] : [],
          [
            "account:CloseAccount",
            "account:DisableRegion",
            "organizations:AcceptHandshake",
            "organizations:LeaveOrganization",
          ],
          var.protects.organization ? [
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
          ] : [],
        )
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null },
      local.protects_records ? { for key, value in {
        Sid    = "DenyForgedRecords"
        Effect = "Deny"
        Action = [
          "logs:CreateLogStream",
          "logs:PutLogEvents",
          "s3:AbortMultipartUpload",
          "s3:PutObject",
          "s3:PutObjectAcl",
        ]
        Resource = concat(
          [for arn in var.protects.log_groups : "${arn}:*"],
          [for arn in var.protects.buckets : "${arn}/*"],
        )
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      # Denies other documents even if another policy of the caller allows them. Nodes and tasks are not
      # affected.
      contains(var.closes, "other_documents") ? { for key, value in {
        Sid    = "DenyOtherDocuments"
        Effect = "Deny"
        Action = "ssm:StartSession"
        NotResource = concat(
          var.protects.documents,
          [
            "arn:${local.partition}:ec2:*:${local.account_id}:instance/*",
            "arn:${local.partition}:ssm:*:${local.account_id}:managed-instance/*",
            "arn:${local.partition}:ecs:*:${local.account_id}:task/*",
          ],
        )
        Condition = length(var.administrators) > 0 || var.remote_desktop ? { for key, value in {
          StringNotEquals = var.remote_desktop ? {
            "aws:CalledViaFirst" = "ssm-guiconnect.amazonaws.com"
          } : null
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null } : null
      } : key => value if value != null } : null,
      contains(var.closes, "shared_documents") ? {
        Sid      = "DenySharedDocuments"
        Effect   = "Deny"
        Action   = "ssm:StartSession"
        Resource = "arn:${local.partition}:ssm:*:*:document/*"
        Condition = { for key, value in {
          StringNotEquals = { for key, value in {
            "aws:ResourceAccount" = "$${aws:PrincipalAccount}"
            "aws:CalledViaFirst"  = var.remote_desktop ? "ssm-guiconnect.amazonaws.com" : null
          } : key => value if value != null }
          Null = {
            "aws:ResourceAccount" = "false"
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      contains(var.closes, "new_documents") ? {
        Sid      = "DenyNewSessionDocuments"
        Effect   = "Deny"
        Action   = "ssm:CreateDocument"
        Resource = "arn:${local.partition}:ssm:*:${local.account_id}:document/*"
        Condition = { for key, value in {
          StringEquals = {
            "ssm:DocumentType" = "Session"
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      contains(var.closes, "run_command") ? { for key, value in {
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
        Condition = length(var.administrators) > 0 || var.remote_desktop ? { for key, value in {
          StringNotEquals = var.remote_desktop ? {
            "aws:CalledViaFirst" = "ssm-guiconnect.amazonaws.com"
          } : null
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null } : null
      } : key => value if value != null } : null,
      contains(var.closes, "gui_connect") ? { for key, value in {
        Sid      = "DenyGuiConnect"
        Effect   = "Deny"
        Action   = "ssm-guiconnect:StartConnection"
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
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
        Condition = { for key, value in {
          "ForAnyValue:StringEqualsIgnoreCase" = {
            "aws:TagKeys" = "SSMSessionRunAs"
          }
          ArnNotLike = length(var.administrators) > 0 ? {
            "aws:PrincipalArn" = var.administrators
          } : null
        } : key => value if value != null }
      } : null,
      contains(var.closes, "instance_connect") ? { for key, value in {
        Sid    = "DenyInstanceConnect"
        Effect = "Deny"
        Action = [
          "ec2-instance-connect:OpenTunnel",
          "ec2-instance-connect:SendSSHPublicKey",
          "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
        ]
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      contains(var.closes, "ecs_exec") ? { for key, value in {
        Sid      = "DenyEcsExec"
        Effect   = "Deny"
        Action   = "ecs:ExecuteCommand"
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      contains(var.closes, "instance_profiles") ? { for key, value in {
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
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      contains(var.closes, "managed_node_roles") ? { for key, value in {
        Sid      = "DenyManagedNodeRoles"
        Effect   = "Deny"
        Action   = "ssm:UpdateManagedInstanceRole"
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      contains(var.closes, "default_host_management") ? { for key, value in {
        Sid      = "DenyDefaultHostManagement"
        Effect   = "Deny"
        Action   = ["ssm:ResetServiceSetting", "ssm:UpdateServiceSetting"]
        Resource = "arn:${local.partition}:ssm:*:${local.account_id}:servicesetting/ssm/managed-instance/default-ec2-instance-management-role"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      contains(var.closes, "identity_providers") ? { for key, value in {
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
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      contains(var.closes, "access_points") ? { for key, value in {
        Sid    = "DenyNewAccessPoints"
        Effect = "Deny"
        Action = [
          "s3:CreateAccessPoint",
          "s3:CreateAccessPointForObjectLambda",
          "s3:CreateMultiRegionAccessPoint",
        ]
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
      contains(var.closes, "endpoints") ? { for key, value in {
        Sid    = "DenyEndpointChanges"
        Effect = "Deny"
        Action = [
          "ec2:CreateVpcEndpoint",
          "ec2:DeleteVpcEndpoints",
          "ec2:ModifyVpcEndpoint",
        ]
        Resource = "*"
        Condition = length(var.administrators) > 0 ? {
          ArnNotLike = {
            "aws:PrincipalArn" = var.administrators
          }
        } : null
      } : key => value if value != null } : null,
    ] : item if item != null]
  })
}

resource "aws_iam_role_policy_attachment" "part2_attachment" {
  for_each = var.kind == "identity-policy" ? var.attach_to : toset([])

  policy_arn = aws_iam_policy.part2[0].arn
  role       = each.value
}

# Generated from the constructs by `npm run export`: change those instead.

data "aws_caller_identity" "current" {}

data "aws_region" "current" {}

data "aws_partition" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  region     = data.aws_region.current.id
  partition  = data.aws_partition.current.partition
  dns_suffix = data.aws_partition.current.dns_suffix
}

# Node access. Gives the role of a node exactly what logging needs. It may write transcripts under the
# documents' own prefixes and output to their groups, and can neither read nor delete any.
resource "aws_iam_policy" "this" {
  description = "Lets nodes log the sessions that run on them"
  name        = var.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
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
        Resource = length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:s3:::${var.transcript_bucket_name}/sessions/${local.account_id}/*" : "arn:${local.partition}:s3:::${var.transcript_bucket_name}/sessions/${local.account_id}/${local.region}/*"
      },
      {
        Sid      = "GiveTranscriptsToBucketOwner"
        Effect   = "Allow"
        Action   = "s3:PutObjectAcl"
        Resource = length(var.further_session_key_arns) > 0 ? "arn:${local.partition}:s3:::${var.transcript_bucket_name}/sessions/${local.account_id}/*" : "arn:${local.partition}:s3:::${var.transcript_bucket_name}/sessions/${local.account_id}/${local.region}/*"
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
        Resource = "arn:${local.partition}:s3:::${var.transcript_bucket_name}"
      },
      var.transcript_key_arn != null ? {
        Sid      = "EncryptTranscripts"
        Effect   = "Allow"
        Action   = ["kms:GenerateDataKey", "kms:Decrypt"]
        Resource = var.transcript_key_arn
        Condition = {
          StringEquals = {
            "kms:ViaService" = var.transcript_bucket_region == null ? "s3.${local.region}.${local.dns_suffix}" : "s3.${var.transcript_bucket_region}.${local.dns_suffix}"
          }
          StringLike = {
            "kms:EncryptionContext:aws:s3:arn" = [
              "arn:${local.partition}:s3:::${var.transcript_bucket_name}",
              "arn:${local.partition}:s3:::${var.transcript_bucket_name}/*",
            ]
          }
        }
      } : null,
      var.session_key_arn != null || length(var.further_session_key_arns) > 0 ? {
        Sid    = "DecryptSessionTraffic"
        Effect = "Allow"
        Action = "kms:Decrypt"
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
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:${var.session_log_group_name}",
            "arn:${local.partition}:logs:*:${local.account_id}:log-group:${var.session_log_group_name}:log-stream:*",
          ] : [],
          length(var.further_session_key_arns) == 0 ? [
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${var.session_log_group_name}",
            "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:${var.session_log_group_name}:log-stream:*",
          ] : [],
        )
      },
    ] : item if item != null]
  })
}

resource "aws_iam_role" "role" {
  count = var.role_for != null ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [for item in [
      # Systems Manager gives the role to machines of hybrid activations of this account only.
      var.role_for == "hybrid" ? {
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
      var.role_for == "ec2" ? {
        Sid    = "AllowInstancesAssume"
        Effect = "Allow"
        Principal = {
          Service = "ec2.${local.dns_suffix}"
        }
        Action = "sts:AssumeRole"
      } : null,
    ] : item if item != null]
  })
  description = var.role_for == "hybrid" ? "Role of hybrid nodes whose sessions are logged" : "Role of EC2 instances whose sessions are logged"
  name        = var.name
}

resource "aws_iam_role_policy_attachment" "role_attachment" {
  count = var.role_for != null ? 1 : 0

  policy_arn = aws_iam_policy.this.arn
  role       = aws_iam_role.role[0].name
}

resource "aws_iam_instance_profile" "instance_profile" {
  count = var.role_for == "ec2" ? 1 : 0

  name = var.name
  role = aws_iam_role.role[0].name
}

resource "aws_iam_role_policy_attachment" "attachment" {
  for_each = var.attach_to

  policy_arn = aws_iam_policy.this.arn
  role       = each.value
}

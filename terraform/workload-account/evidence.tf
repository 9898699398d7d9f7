# Generated from the constructs by `npm run export`: change those instead.

# Ledger reader. The role that a ledger in another account uses to read this account's sessions, and nothing
# else.
resource "aws_iam_role" "ledger_reader" {
  count = var.evidence != null ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      # Trusts one role of the collector's account, by name: the role may be re-created, and need not exist
      # first.
      {
        Sid    = "AllowCollector"
        Effect = "Allow"
        Principal = {
          AWS = "arn:${local.partition}:iam::${var.log_archive_account_id}:root"
        }
        Action = "sts:AssumeRole"
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = var.evidence.organization_id
          }
          ArnEquals = {
            "aws:PrincipalArn" = "arn:${local.partition}:iam::${var.log_archive_account_id}:role/${var.name}-session-ledger"
          }
        }
      },
    ]
  })
  description = "Sessions for the ledger of account ${var.log_archive_account_id}"
  name        = "${var.name}-ledger-reader"
}

resource "aws_iam_role_policy" "ledger_reader_policy" {
  count = var.evidence != null ? 1 : 0

  name = "describe-sessions"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "AllowReadingSessions"
        Effect   = "Allow"
        Action   = "ssm:DescribeSessions"
        Resource = "*"
        Condition = {
          StringEquals = {
            "aws:RequestedRegion" = concat(
              [local.region],
              keys(var.further_session_key_arns),
            )
          }
        }
      },
    ]
  })
  role = aws_iam_role.ledger_reader[0].name
}

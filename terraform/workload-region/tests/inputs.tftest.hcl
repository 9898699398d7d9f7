# Generated from the constructs by `npm run export`: change those instead.

mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      partition  = "aws"
      dns_suffix = "amazonaws.com"
    }
  }

  mock_data "aws_region" {
    defaults = {
      id = "eu-west-1"
    }
  }
}

run "plans_the_example" {
  command = plan

  variables {
    name                   = "acme-audit"
    forwarding_role_arn    = "arn:aws:iam::444444444444:role/acme-audit-event-forwarding"
    log_archive_account_id = "222222222222"
    security_account_id    = "333333333333"
    home_region            = "eu-central-1"
  }
}

run "refuses_1" {
  command = plan

  variables {
    name                   = "Acme_Audit"
    forwarding_role_arn    = "acme"
    log_archive_account_id = "acme"
    security_account_id    = "acme"
    home_region            = "acme"
    session = {
      idle_timeout_minutes = 61
    }
    retention_days     = 366
    key_administrators = ["arn:aws:sts::111122223333:assumed-role/admin/alice"]
  }

  expect_failures = [var.forwarding_role_arn, var.name, var.log_archive_account_id, var.security_account_id, var.home_region, var.session, var.retention_days, var.key_administrators]
}

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

mock_provider "aws" {
  alias = "iam"

  mock_data "aws_region" {
    defaults = {
      id = "us-east-1"
    }
  }
}

run "plans_the_example" {
  command = plan

  variables {
    name                = "acme-audit"
    organization_id     = "o-a1b2c3d4e5"
    security_account_id = "333333333333"
  }
}

run "refuses_1" {
  command = plan

  variables {
    name                = "Acme_Audit"
    organization_id     = "acme"
    security_account_id = "acme"
    guardrail = {
      administrators = ["arn:aws:iam::111122223333:role/*"]
    }
    node_roles = ["arn:aws:iam::111122223333:role/web"]
    bucket_retention = {
      archive_after_days = 0
    }
    object_lock = {
      mode           = "governance"
      retention_days = 7
    }
    key_administrators = ["arn:aws:sts::111122223333:assumed-role/admin/alice"]
  }

  expect_failures = [var.name, var.organization_id, var.security_account_id, var.guardrail, var.node_roles, var.bucket_retention, var.object_lock, var.key_administrators]
}

run "refuses_2" {
  command = plan

  variables {
    name                = "acme-audit"
    organization_id     = "o-a1b2c3d4e5"
    security_account_id = "333333333333"
    guardrail = {
      attach_to = ["arn:aws:iam::111122223333:role/developers"]
    }
    bucket_retention = {
      archive_after_days = 90
      expire_after_days  = 90
    }
    object_lock = {
      mode           = "GOVERNANCE"
      retention_days = 0
    }
  }

  expect_failures = [var.guardrail, var.bucket_retention, var.object_lock]
}

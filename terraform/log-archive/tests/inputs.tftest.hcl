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
    name                  = "acme-audit"
    organization_id       = "o-a1b2c3d4e5"
    management_account_id = "111111111111"
    security_account_id   = "333333333333"
  }
}

run "refuses_1" {
  command = plan

  variables {
    name                  = "Acme_Audit"
    organization_id       = "acme"
    management_account_id = "acme"
    security_account_id   = "acme"
    guardrail = {
      administrators = ["arn:aws:iam::111122223333:role/*"]
    }
    evidence = {
      workloads = {}
    }
    alerts = {
      emails = ["Security <security@example.com>"]
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

  expect_failures = [var.name, var.organization_id, var.management_account_id, var.security_account_id, var.guardrail, var.evidence, var.alerts, var.node_roles, var.bucket_retention, var.object_lock, var.key_administrators]
}

run "refuses_2" {
  command = plan

  variables {
    name                  = "acme-audit"
    organization_id       = "o-a1b2c3d4e5"
    management_account_id = "111111111111"
    security_account_id   = "333333333333"
    guardrail = {
      attach_to = ["arn:aws:iam::111122223333:role/developers"]
    }
    evidence = {
      workloads = {
        "4444" = ["eu-west-1"]
      }
    }
    alerts = {
      phone_numbers = ["0170 1234567"]
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

  expect_failures = [var.guardrail, var.evidence, var.alerts, var.bucket_retention, var.object_lock]
}

run "refuses_3" {
  command = plan

  variables {
    name                  = "acme-audit"
    organization_id       = "o-a1b2c3d4e5"
    management_account_id = "111111111111"
    security_account_id   = "333333333333"
    evidence = {
      workloads = {
        "444444444444" = ["Ireland"]
      }
    }
  }

  expect_failures = [var.evidence]
}

run "refuses_4" {
  command = plan

  variables {
    name                  = "acme-audit"
    organization_id       = "o-a1b2c3d4e5"
    management_account_id = "111111111111"
    security_account_id   = "333333333333"
    evidence = {
      workloads = {
        "444444444444" = ["eu-west-1", "eu-west-1"]
      }
    }
  }

  expect_failures = [var.evidence]
}

run "refuses_5" {
  command = plan

  variables {
    name                  = "acme-audit"
    organization_id       = "o-a1b2c3d4e5"
    management_account_id = "111111111111"
    security_account_id   = "333333333333"
    evidence = {
      workloads = {
        "444444444444" = ["eu-west-1"]
      }
      years = 101
    }
  }

  expect_failures = [var.evidence]
}

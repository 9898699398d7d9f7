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
    name            = "acme-audit"
    organization_id = "o-a1b2c3d4e5"
    alerts = {
      emails = ["security@example.com"]
    }
  }
}

run "refuses_1" {
  command = plan

  variables {
    name            = "Acme_Audit"
    organization_id = "acme"
    alerts = {
      emails = ["Security <security@example.com>"]
    }
    guardrail = {
      administrators = ["arn:aws:iam::111122223333:role/*"]
    }
    refusals = {
      emails = ["security"]
    }
    integrity_alerts = {
      urls = ["http://hooks.example.com/sessions"]
    }
    key_administrators = ["arn:aws:sts::111122223333:assumed-role/admin/alice"]
  }

  expect_failures = [var.name, var.organization_id, var.guardrail, var.alerts, var.refusals, var.integrity_alerts, var.key_administrators]
}

run "refuses_2" {
  command = plan

  variables {
    name            = "acme-audit"
    organization_id = "o-a1b2c3d4e5"
    alerts = {
      phone_numbers = ["0170 1234567"]
    }
    guardrail = {
      attach_to = ["arn:aws:iam::111122223333:role/developers"]
    }
  }

  expect_failures = [var.guardrail, var.alerts]
}

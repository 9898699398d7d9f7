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

  mock_data "aws_kms_key" {
    defaults = {
      arn = "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"
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
    name                   = "acme-audit"
    log_archive_account_id = "222222222222"
    security_account_id    = "333333333333"
    operators = {
      targets = {
        tags = {
          team = ["shop"]
        }
      }
      attach_to = ["shop-engineers"]
    }
  }
}

run "refuses_1" {
  command = plan

  variables {
    name                   = "Acme_Audit"
    log_archive_account_id = "acme"
    security_account_id    = "acme"
    operators = {
      principals = "groups"
    }
    node_roles = ["arn:aws:iam::111122223333:role/web"]
    further_session_key_arns = {
      Ireland = "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"
    }
    evidence = {
      organization_id = "acme"
    }
    session = {
      idle_timeout_minutes = 61
    }
    retention_days     = 366
    key_administrators = ["arn:aws:sts::111122223333:assumed-role/admin/alice"]
    nodes = {
      role_for = "ecs"
    }
    guardrail = {
      administrators = ["arn:aws:iam::111122223333:role/*"]
    }
  }

  expect_failures = [var.name, var.log_archive_account_id, var.security_account_id, var.node_roles, var.further_session_key_arns, var.evidence, var.session, var.retention_days, var.key_administrators, var.nodes, var.operators, var.guardrail]
}

run "refuses_2" {
  command = plan

  variables {
    name                   = "acme-audit"
    log_archive_account_id = "222222222222"
    security_account_id    = "333333333333"
    operators = {
      targets = {
        tags = {
          team = ["shop"]
        }
      }
      attach_to = ["shop-engineers"]
    }
    nodes = {
      attach_to = ["arn:aws:iam::111122223333:role/web"]
    }
  }

  expect_failures = [var.nodes]
}

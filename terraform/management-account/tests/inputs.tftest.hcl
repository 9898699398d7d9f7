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
    trail_arn           = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/aws-controltower-BaselineCloudTrail"
    security_account_id = "333333333333"
  }
}

run "refuses_1" {
  command = plan

  variables {
    name                = "Acme_Audit"
    trail_arn           = "aws-controltower-BaselineCloudTrail"
    security_account_id = "acme"
    guardrail = {
      administrators = ["arn:aws:iam::111122223333:role/*"]
    }
  }

  expect_failures = [var.name, var.security_account_id, var.guardrail, var.trail_arn]
}

run "refuses_2" {
  command = plan

  variables {
    name                = "acme-audit"
    trail_arn           = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/aws-controltower-BaselineCloudTrail"
    security_account_id = "333333333333"
    guardrail = {
      attach_to = ["arn:aws:iam::111122223333:role/developers"]
    }
  }

  expect_failures = [var.guardrail]
}

run "refuses_outputs_1" {
  command = plan

  variables {
    name                = "acme-audit"
    security_account_id = "333333333333"
    trail_arn           = "arn:aws:cloudtrail:eu-north-1:111122223333:trail/central"
  }

  expect_failures = [output.guardrail_policy_arn]
}

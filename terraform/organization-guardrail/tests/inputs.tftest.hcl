# Generated from the constructs by `npm run export`: change those instead.

mock_provider "aws" {
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
    management_account_id  = "111111111111"
    log_archive_account_id = "222222222222"
    security_account_id    = "333333333333"
    administrators         = ["arn:aws:iam::*:role/TerraformDeployment"]
    attach_to              = ["ou-a1b2-c3d4e5f6"]
  }
}

run "refuses_1" {
  command = plan

  variables {
    name                   = "Acme_Audit"
    management_account_id  = "acme"
    log_archive_account_id = "acme"
    security_account_id    = "acme"
    administrators         = ["arn:aws:iam::111122223333:role/*"]
    attach_to              = ["Workloads"]
    node_roles             = ["arn:aws:iam::111122223333:role/web"]
    closes                 = ["ssh"]
    trail_arn              = "aws-controltower-BaselineCloudTrail"
    attach_resources_to    = ["Archive"]
  }

  expect_failures = [var.name, var.management_account_id, var.log_archive_account_id, var.security_account_id, var.node_roles, var.administrators, var.closes, var.trail_arn, var.attach_to, var.attach_resources_to]
}

run "refuses_2" {
  command = plan

  variables {
    name                   = "acme-audit"
    management_account_id  = "111111111111"
    log_archive_account_id = "222222222222"
    security_account_id    = "333333333333"
    administrators         = []
    attach_to              = ["ou-a1b2-c3d4e5f6"]
  }

  expect_failures = [var.administrators]
}

run "refuses_outputs_1" {
  command = plan

  variables {
    name                   = "acme-audit"
    management_account_id  = "111111111111"
    log_archive_account_id = "222222222222"
    security_account_id    = "333333333333"
    administrators         = ["arn:aws:iam::*:role/TerraformDeployment"]
    attach_to              = ["ou-a1b2-c3d4e5f6"]
    trail_arn              = "arn:aws:cloudtrail:eu-west-1:444444444444:trail/central"
  }

  expect_failures = [output.service_control_policy_id]
}

run "refuses_outputs_2" {
  command = plan

  variables {
    name                   = "acme-audit"
    management_account_id  = "111111111111"
    log_archive_account_id = "222222222222"
    security_account_id    = "333333333333"
    attach_to              = ["ou-a1b2-c3d4e5f6"]
    administrators         = [for number in range(150) : "arn:aws:iam::111122223333:role/administrator-with-a-very-long-name-${number}"]
  }

  expect_failures = [output.service_control_policy_id, output.service_control_policy2_id, output.resource_control_policy_id, output.resource_control_policy2_id]
}

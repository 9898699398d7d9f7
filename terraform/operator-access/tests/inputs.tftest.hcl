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
    name                   = "acme-shop-operators"
    session_key_arn        = "arn:aws:kms:eu-west-1:111122223333:key/11111111-1111-1111-1111-111111111111"
    transcript_bucket_name = "acme-audit-transcripts-111122223333-eu-west-1"
    transcript_key_arn     = "arn:aws:kms:eu-west-1:111122223333:key/22222222-2222-2222-2222-222222222222"
    session_log_group_name = "/acme-audit/sessions"
    targets = {
      tags = {
        team = ["shop"]
      }
    }
    attach_to = ["shop-engineers"]
  }
}

run "refuses_1" {
  command = plan

  variables {
    name                   = "acme/operators"
    session_key_arn        = "alias/acme-sessions"
    transcript_bucket_name = "Acme"
    transcript_key_arn     = "alias/acme-logs"
    session_log_group_name = "acme sessions"
    targets = {
      ids = ["web-1"]
    }
    attach_to     = ["arn:aws:iam::111122223333:role/web"]
    document_name = "a document"
    further_session_key_arns = {
      Ireland = "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000"
    }
    principals      = "groups"
    source_identity = "optional"
    source_network = {
      cidrs = ["0.0.0.0/0"]
    }
    unlogged_documents = ["AWS-RunShellScript"]
    mfa = {
      max_age_minutes = 0
    }
  }

  expect_failures = [var.name, var.document_name, var.session_key_arn, var.transcript_bucket_name, var.transcript_key_arn, var.session_log_group_name, var.further_session_key_arns, var.principals, var.attach_to, var.source_identity, var.source_network, var.unlogged_documents, var.targets, var.mfa]
}

run "refuses_2" {
  command = plan

  variables {
    name                   = "acme-shop-operators"
    session_key_arn        = "arn:aws:kms:eu-west-1:111122223333:key/11111111-1111-1111-1111-111111111111"
    transcript_bucket_name = "acme-audit-transcripts-111122223333-eu-west-1"
    transcript_key_arn     = "arn:aws:kms:eu-west-1:111122223333:key/22222222-2222-2222-2222-222222222222"
    session_log_group_name = "/acme-audit/sessions"
    targets = {
      tags = {
        team = ["shop"]
      }
      ids = ["i-0123456789abcdef0"]
    }
    attach_to = ["shop-engineers"]
    source_network = {
      cidrs = ["203.0.113.1/24"]
    }
  }

  expect_failures = [var.source_network, var.targets]
}

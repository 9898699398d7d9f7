# Generated from the constructs by `npm run export`: change those instead.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

module "operator_access" {
  source = "../.."

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

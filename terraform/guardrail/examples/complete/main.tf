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

module "guardrail" {
  source = "../.."

  name = "acme-shop-guardrail"
  protects = {
    documents   = ["arn:aws:ssm:*:111122223333:document/SSM-SessionManagerRunShell"]
    buckets     = ["arn:aws:s3:::acme-shop-transcripts"]
    key_aliases = ["arn:aws:kms:*:111122223333:alias/acme-shop-transcripts"]
    log_groups  = ["arn:aws:logs:*:111122223333:log-group:/acme/sessions"]
  }
  administrators = ["arn:aws:iam::111122223333:role/terraform"]
  attach_to      = ["developers"]
}

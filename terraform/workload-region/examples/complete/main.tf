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

module "workload_region" {
  source = "../.."

  name                   = "acme-audit"
  forwarding_role_arn    = "arn:aws:iam::444444444444:role/acme-audit-event-forwarding"
  log_archive_account_id = "222222222222"
  security_account_id    = "333333333333"
  home_region            = "eu-central-1"
}

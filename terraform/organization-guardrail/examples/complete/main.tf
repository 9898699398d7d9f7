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

module "organization_guardrail" {
  source = "../.."

  name                   = "acme-audit"
  management_account_id  = "111111111111"
  log_archive_account_id = "222222222222"
  security_account_id    = "333333333333"
  administrators         = ["arn:aws:iam::*:role/TerraformDeployment"]
  attach_to              = ["ou-a1b2-c3d4e5f6"]
}

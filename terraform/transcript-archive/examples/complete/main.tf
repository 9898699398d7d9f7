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

# The Region that records calls of IAM.
provider "aws" {
  alias  = "iam"
  region = "us-east-1"
}

module "transcript_archive" {
  source = "../.."
  providers = {
    aws     = aws
    aws.iam = aws.iam
  }

  name                = "acme-audit"
  organization_id     = "o-a1b2c3d4e5"
  security_account_id = "333333333333"
}

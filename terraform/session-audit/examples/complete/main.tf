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

module "session_audit" {
  source = "../.."

  name = "acme-audit"
  alerts = {
    emails = ["security@example.com"]
  }
  session = {
    idle_timeout_minutes = 15
    max_duration_minutes = 480
  }
}

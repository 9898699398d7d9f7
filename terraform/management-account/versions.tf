# Generated from the constructs by `npm run export`: change those instead.

terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source                = "hashicorp/aws"
      version               = ">= 5.100"
      configuration_aliases = [aws.iam]
    }
  }
}

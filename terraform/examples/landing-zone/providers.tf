# One for each account and Region, `aws.<account>` in the home Region. The Region us-east-1, which records calls of IAM, is in every
# account.

provider "aws" {
  alias               = "log_archive"
  region              = local.home
  allowed_account_ids = [local.accounts.log_archive.id]

  assume_role {
    role_arn = local.roles.log_archive
  }
}

provider "aws" {
  alias               = "log_archive_us_east_1"
  region              = "us-east-1"
  allowed_account_ids = [local.accounts.log_archive.id]

  assume_role {
    role_arn = local.roles.log_archive
  }
}

provider "aws" {
  alias               = "management"
  region              = local.home
  allowed_account_ids = [local.accounts.management.id]

  assume_role {
    role_arn = local.roles.management
  }
}

provider "aws" {
  alias               = "management_us_east_1"
  region              = "us-east-1"
  allowed_account_ids = [local.accounts.management.id]

  assume_role {
    role_arn = local.roles.management
  }
}

provider "aws" {
  alias               = "security"
  region              = local.home
  allowed_account_ids = [local.accounts.security.id]

  assume_role {
    role_arn = local.roles.security
  }
}

provider "aws" {
  alias               = "security_us_east_1"
  region              = "us-east-1"
  allowed_account_ids = [local.accounts.security.id]

  assume_role {
    role_arn = local.roles.security
  }
}

provider "aws" {
  alias               = "shop"
  region              = local.home
  allowed_account_ids = [local.accounts.shop.id]

  assume_role {
    role_arn = local.roles.shop
  }
}

provider "aws" {
  alias               = "shop_us_east_1"
  region              = "us-east-1"
  allowed_account_ids = [local.accounts.shop.id]

  assume_role {
    role_arn = local.roles.shop
  }
}

provider "aws" {
  alias               = "billing"
  region              = local.home
  allowed_account_ids = [local.accounts.billing.id]

  assume_role {
    role_arn = local.roles.billing
  }
}

provider "aws" {
  alias               = "billing_us_east_1"
  region              = "us-east-1"
  allowed_account_ids = [local.accounts.billing.id]

  assume_role {
    role_arn = local.roles.billing
  }
}

provider "aws" {
  alias               = "billing_eu_central_1"
  region              = "eu-central-1"
  allowed_account_ids = [local.accounts.billing.id]

  assume_role {
    role_arn = local.roles.billing
  }
}

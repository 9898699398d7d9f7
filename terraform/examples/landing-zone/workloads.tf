# For each account, a call for the home Region, which creates what an account has once, and one for each further Region.

module "shop" {
  source = "../../workload-account"
  providers = {
    aws     = aws.shop
    aws.iam = aws.shop_us_east_1
  }

  name                   = local.name
  log_archive_account_id = local.accounts.log_archive.id
  security_account_id    = local.accounts.security.id
  node_roles             = local.node_roles
  evidence               = { organization_id = local.organization_id }
  further_session_key_arns = {
    us-east-1 = module.shop_us_east_1.session_key_arn
  }

  # It looks up the archive's key, and sends events to the hub's bus.
  depends_on = [module.log_archive, module.alert_hub]
}

module "shop_us_east_1" {
  source = "../../workload-region"
  providers = {
    aws = aws.shop_us_east_1
  }

  name                   = local.name
  log_archive_account_id = local.accounts.log_archive.id
  security_account_id    = local.accounts.security.id
  home_region            = local.home
  forwarding_role_arn    = module.shop.forwarding_role_arn
}

module "billing" {
  source = "../../workload-account"
  providers = {
    aws     = aws.billing
    aws.iam = aws.billing_us_east_1
  }

  name                   = local.name
  log_archive_account_id = local.accounts.log_archive.id
  security_account_id    = local.accounts.security.id
  node_roles             = local.node_roles
  evidence               = { organization_id = local.organization_id }
  further_session_key_arns = {
    eu-central-1 = module.billing_eu_central_1.session_key_arn
  }

  # It looks up the archive's key, and sends events to the hub's bus.
  depends_on = [module.log_archive, module.alert_hub]
}

module "billing_eu_central_1" {
  source = "../../workload-region"
  providers = {
    aws = aws.billing_eu_central_1
  }

  name                   = local.name
  log_archive_account_id = local.accounts.log_archive.id
  security_account_id    = local.accounts.security.id
  home_region            = local.home
  forwarding_role_arn    = module.billing.forwarding_role_arn
}

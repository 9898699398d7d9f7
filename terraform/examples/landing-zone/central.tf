# The accounts on which every other one relies. Regions that are not the home Region send their events there.

module "log_archive" {
  source = "../../log-archive"
  providers = {
    aws     = aws.log_archive
    aws.iam = aws.log_archive_us_east_1
  }

  name                  = local.name
  organization_id       = local.organization_id
  management_account_id = local.accounts.management.id
  security_account_id   = local.accounts.security.id
  node_roles            = local.node_roles
  evidence              = { workloads = local.workloads }

  # Who hears of it when the ledger is not kept. The hub tells of everything else.
  alerts = { emails = ["security@example.com"] }
}

module "log_archive_us_east_1" {
  source = "../../central-region"
  providers = {
    aws = aws.log_archive_us_east_1
  }

  name                = local.name
  security_account_id = local.accounts.security.id
  home_region         = local.home
  forwarding_role_arn = module.log_archive.forwarding_role_arn
}

module "organization_trail" {
  source = "../../organization-trail"
  providers = {
    aws     = aws.management
    aws.iam = aws.management_us_east_1
  }

  name                   = local.name
  organization_id        = local.organization_id
  log_archive_account_id = local.accounts.log_archive.id
  security_account_id    = local.accounts.security.id
  evidence               = true

  # When a trail is created, CloudTrail checks that it can use the bucket and the key of the archive.
  depends_on = [module.log_archive]
}

# Not attached to anything yet. First create the exempt role in every account, then name organizational units in attach_to and
# attach_resources_to.
module "organization_guardrail" {
  source = "../../organization-guardrail"
  providers = {
    aws = aws.management
  }

  name                   = local.name
  management_account_id  = local.accounts.management.id
  log_archive_account_id = local.accounts.log_archive.id
  security_account_id    = local.accounts.security.id
  node_roles             = local.node_roles
  evidence               = true
  administrators         = ["arn:aws:iam::*:role/TerraformDeployment"]
}

module "organization_trail_us_east_1" {
  source = "../../central-region"
  providers = {
    aws = aws.management_us_east_1
  }

  name                = local.name
  security_account_id = local.accounts.security.id
  home_region         = local.home
  forwarding_role_arn = module.organization_trail.forwarding_role_arn
}

module "alert_hub" {
  source = "../../alert-hub"
  providers = {
    aws     = aws.security
    aws.iam = aws.security_us_east_1
  }

  name            = local.name
  organization_id = local.organization_id
  evidence        = true
  alerts          = { emails = ["security@example.com"] }
}

module "alert_hub_us_east_1" {
  source = "../../central-region"
  providers = {
    aws = aws.security_us_east_1
  }

  name                = local.name
  security_account_id = local.accounts.security.id
  home_region         = local.home
  forwarding_role_arn = module.alert_hub.forwarding_role_arn
}

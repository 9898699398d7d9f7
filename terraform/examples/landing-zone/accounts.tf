locals {
  # The base of every physical name.
  name            = "acme-audit"
  organization_id = "o-a1b2c3d4e5"

  # Region of the archive, the trail and the alerts.
  home = "eu-west-1"

  # Every account of the landing zone. Terraform cannot create providers from a map: each account has its blocks in providers.tf,
  # and its module calls in central.tf or workloads.tf.
  accounts = {
    management  = { id = "111111111111" }
    log_archive = { id = "222222222222" }
    security    = { id = "333333333333" }

    # regions: where sessions are audited, the home Region among them.
    # node_roles: names of roles that nodes already have. Only these, and the role that the module creates, can write transcripts.
    shop    = { id = "444444444444", regions = ["eu-west-1", "us-east-1"], node_roles = [] }
    billing = { id = "555555555555", regions = ["eu-west-1", "eu-central-1"], node_roles = [] }
  }

  # The role that Terraform assumes in each account.
  roles = { for name, account in local.accounts : name => "arn:aws:iam::${account.id}:role/TerraformDeployment" }

  # The archive admits the node roles of all accounts.
  node_roles = toset(flatten([for account in values(local.accounts) : try(account.node_roles, [])]))

  # The ledger keeps the sessions of all accounts with nodes.
  workloads = { for account in values(local.accounts) : account.id => account.regions if can(account.regions) }
}

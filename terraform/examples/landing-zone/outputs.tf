# What people need next: policies to attach, topics to subscribe to, and where the evidence is.
output "accounts" {
  value = {
    log_archive           = module.log_archive
    organization_trail    = module.organization_trail
    organization_policies = module.organization_guardrail
    alert_hub             = module.alert_hub
    shop                  = module.shop
    billing               = module.billing
  }
}

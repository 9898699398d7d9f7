# Generated from the constructs by `npm run export`: change those instead.

output "forwarding_rule_name" {
  description = "The rule that sends sessions to the hub"
  value       = "${var.name}-session-forwarding"

  precondition {
    condition     = local.region != var.home_region
    error_message = "`home_region` must be another Region than that of the provider, got: ${jsonencode(var.home_region)}; use the module of the account there"
  }
}

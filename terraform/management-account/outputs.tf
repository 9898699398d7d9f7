# Generated from the constructs by `npm run export`: change those instead.

output "guardrail_policy_arn" {
  description = "Attach it to everyone who must not change the audit"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail"

  precondition {
    condition     = split(":", var.trail_arn)[3] == local.region && split(":", var.trail_arn)[4] == local.account_id
    error_message = "`trail_arn` must be of a trail of this account in the Region of the provider, where CloudTrail records changes of it, got: ${jsonencode(var.trail_arn)}; apply the module in the management account, with a provider of the home Region; for a trail of another Region, use the construct"
  }
}

output "guardrail_policy2_arn" {
  description = "Attach it to everyone who must not change the audit"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-2"
}

output "forwarding_role_arn" {
  description = "The role that sends events to the hub, from every Region"
  value       = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  depends_on  = [aws_iam_role_policy.forwarding_role_policy]
}

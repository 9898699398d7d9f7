# Generated from the constructs by `npm run export`: change those instead.

output "guardrail_policy_arn" {
  description = "Attach it to everyone who must not change the audit"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail"
}

output "guardrail_policy2_arn" {
  description = "Attach it to everyone who must not change the audit"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-2"
}

output "trail_arn" {
  description = "Records the API calls of every account of the organization"
  value       = "arn:${local.partition}:cloudtrail:${local.region}:${local.account_id}:trail/${var.name}"
}

output "trail_log_group_name" {
  description = "API calls of all accounts and Regions, for searches"
  value       = "/${var.name}/trail"
}

output "forwarding_role_arn" {
  description = "The role that sends events to the hub, from every Region"
  value       = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  depends_on  = [aws_iam_role_policy.forwarding_role_policy]
}

# Generated from the constructs by `npm run export`: change those instead.

output "guardrail_policy_arn" {
  description = "Attach it to everyone who must not change the audit"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail"
}

output "guardrail_policy2_arn" {
  description = "Attach it to everyone who must not change the audit"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-2"
}

output "bus_arn" {
  description = "Every account sends its events to it"
  value       = "arn:${local.partition}:events:${local.region}:${local.account_id}:event-bus/${var.name}"
}

output "topic_arn" {
  description = "Subscribe to it to be notified of sessions"
  value       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts"
}

output "refusal_topic_arn" {
  description = "Subscribe to it to be notified of refused calls"
  value       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-refusals"
}

output "integrity_topic_arn" {
  description = "Subscribe to it to be notified of threats to the audit"
  value       = "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts"
}

output "forwarding_role_arn" {
  description = "The role that sends events to the hub, from every Region"
  value       = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  depends_on  = [aws_iam_role_policy.forwarding_role_policy]
}

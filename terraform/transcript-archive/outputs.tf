# Generated from the constructs by `npm run export`: change those instead.

output "guardrail_policy_arn" {
  description = "Attach it to everyone who must not change the audit"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail"
}

output "guardrail_policy2_arn" {
  description = "Attach it to everyone who must not change the audit"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-2"
}

output "transcript_bucket_name" {
  description = "Transcripts of all accounts, a file per session"
  value       = "${var.name}-transcripts-${local.account_id}-${local.region}"
}

output "access_log_bucket_name" {
  description = "Requests to the other buckets"
  value       = "${var.name}-access-logs-${local.account_id}-${local.region}"
}

output "forwarding_role_arn" {
  description = "The role that sends events to the hub, from every Region"
  value       = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  depends_on  = [aws_iam_role_policy.forwarding_role_policy]
}

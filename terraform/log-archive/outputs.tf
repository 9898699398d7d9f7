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

output "trail_bucket_name" {
  description = "API calls of all accounts and Regions"
  value       = "${var.name}-trail-${local.account_id}-${local.region}"
}

output "access_log_bucket_name" {
  description = "Requests to the other buckets"
  value       = "${var.name}-access-logs-${local.account_id}-${local.region}"
}

output "topic_arn" {
  description = "Subscribe to it to be notified when the ledger is no longer kept"
  value       = var.evidence != null ? "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-archive-alerts" : null

  precondition {
    condition     = var.evidence != null || length(var.alerts.emails) + length(var.alerts.phone_numbers) + length(var.alerts.urls) == 0
    error_message = "`alerts` must be left out where there is no `evidence`: there is nothing to report, got: ${jsonencode(var.alerts)}; give evidence, or leave it out"
  }
}

output "auditor_policy_arn" {
  description = "Attach it to the roles of your auditors"
  value       = var.evidence != null ? "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-evidence-auditors" : null
}

output "workgroup_name" {
  description = "Athena workgroup with the queries about sessions"
  value       = var.evidence != null ? "${var.name}-evidence" : null
}

output "forwarding_role_arn" {
  description = "The role that sends events to the hub, from every Region"
  value       = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  depends_on  = [aws_iam_role_policy.forwarding_role_policy]
}

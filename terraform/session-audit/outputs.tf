# Generated from the constructs by `npm run export`: change those instead.

output "node_policy_arn" {
  description = "Attach it to the roles of your nodes"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-nodes"
}

output "node_instance_profile_name" {
  description = "Launch EC2 instances with it"
  value       = var.nodes.role_for == "ec2" ? "${var.name}-nodes" : null
}

output "operator_policy_arn" {
  description = "Attach it to the roles of your engineers"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-operators"
}

output "guardrail_policy_arn" {
  description = "Attach it to everyone who must not change the audit"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail"
}

output "guardrail_policy2_arn" {
  description = "Attach it to everyone who must not change the audit"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-guardrail-2"
}

output "document_name" {
  description = "Start sessions with it"
  value       = "SSM-SessionManagerRunShell"
}

output "session_key_arn" {
  description = "Encrypts session data between operator and node"
  value       = aws_kms_key.session_key.arn
}

output "logs_key_arn" {
  description = "Encrypts transcripts, session output and trail files"
  value       = aws_kms_key.logs_key.arn
}

output "transcript_bucket_name" {
  description = "Transcripts, a file per session"
  value       = "${var.name}-transcripts-${local.account_id}-${local.region}"
}

output "trail_bucket_name" {
  description = "API calls of all Regions"
  value       = "${var.name}-trail-${local.account_id}-${local.region}"
}

output "access_log_bucket_name" {
  description = "Requests to the other buckets"
  value       = "${var.name}-access-logs-${local.account_id}-${local.region}"
}

output "session_log_group_name" {
  description = "Session output as it is printed"
  value       = "/${var.name}/sessions"
}

output "trail_log_group_name" {
  description = "API calls of all Regions, for searches"
  value       = "/${var.name}/trail"
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

output "auditor_policy_arn" {
  description = "Attach it to the roles of your auditors"
  value       = var.evidence != null ? "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-evidence-auditors" : null
}

output "workgroup_name" {
  description = "Athena workgroup with the queries about sessions"
  value       = var.evidence != null ? "${var.name}-evidence" : null
}

output "next_steps" {
  description = "In this order; skip what you have done"
  value = [
    "Attach the node policy: sessions on a node without it are refused, or leave no transcript",
    "Subscribe people to the topics; email subscribers must confirm",
    "Attach the operator policy",
    "Attach the guardrail policy",
  ]
}

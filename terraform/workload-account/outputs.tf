# Generated from the constructs by `npm run export`: change those instead.

output "node_policy_arn" {
  description = "Attach it to the roles of your nodes"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-nodes"

  precondition {
    condition     = length(setsubtract(var.nodes.attach_to, var.node_roles)) == 0
    error_message = "`nodes.attach_to` must be roles that may write to the archive, as node_roles names them, got: ${jsonencode(setsubtract(var.nodes.attach_to, var.node_roles))}; add them to node_roles here and of log-archive, and apply that first: their transcripts would be lost"
  }
}

output "node_instance_profile_name" {
  description = "Launch EC2 instances with it"
  value       = var.nodes.role_for == "ec2" ? "${var.name}-nodes" : null
}

output "operator_policy_arn" {
  description = "Attach it to the roles of your engineers"
  value       = "arn:${local.partition}:iam::${local.account_id}:policy/${var.name}-operators"

  precondition {
    condition     = !contains(keys(var.further_session_key_arns), local.region)
    error_message = "`further_session_key_arns` must be of other Regions than the home Region, which this module audits itself, got: ${jsonencode(keys(var.further_session_key_arns))}; leave the Region of the provider out"
  }
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
  description = "Start sessions with it, in every Region"
  value       = "SSM-SessionManagerRunShell"
}

output "transcript_locations" {
  description = "Transcripts of each Region, a file per session, in the log archive"
  value = concat(
    [
      "s3://${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/sessions/${local.account_id}/${local.region}/",
    ],
    [for region in keys(var.further_session_key_arns) : "s3://${var.name}-transcripts-${var.log_archive_account_id}-${local.region}/sessions/${local.account_id}/${region}/"],
  )
}

output "session_log_group_arns" {
  description = "Session output of each Region as it is printed"
  value = concat(
    [
      "arn:${local.partition}:logs:${local.region}:${local.account_id}:log-group:/${var.name}/sessions",
    ],
    [for region in keys(var.further_session_key_arns) : "arn:${local.partition}:logs:${region}:${local.account_id}:log-group:/${var.name}/sessions"],
  )
}

output "forwarding_role_arn" {
  description = "The role that sends events to the hub, from every Region"
  value       = "arn:${local.partition}:iam::${local.account_id}:role/${var.name}-event-forwarding"
  depends_on  = [aws_iam_role_policy.forwarding_role_policy]
}

# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new OrganizationTrail(this, "OrganizationTrail", ...)` has deployed into the module. Replace:
# - acme_audit: your `name`, in lower case, with underscores
# - eu_west_1: your Region
# - organization_trail, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_kms_key.organization_trail_logs_key
  to   = module.organization_trail.aws_kms_key.logs_key
}

moved {
  from = aws_kms_alias.organization_trail_logs_key_alias
  to   = module.organization_trail.aws_kms_alias.logs_key_alias
}

moved {
  from = aws_cloudwatch_log_group.organization_trail_log_group
  to   = module.organization_trail.aws_cloudwatch_log_group.log_group
}

moved {
  from = aws_cloudwatch_query_definition.organization_trail_dashboard_sessions_started_query
  to   = module.organization_trail.aws_cloudwatch_query_definition.dashboard_sessions_started_query[0]
}

moved {
  from = aws_cloudwatch_query_definition.organization_trail_dashboard_sessions_refused_query
  to   = module.organization_trail.aws_cloudwatch_query_definition.dashboard_sessions_refused_query[0]
}

moved {
  from = aws_cloudwatch_query_definition.organization_trail_dashboard_calls_by_person_query
  to   = module.organization_trail.aws_cloudwatch_query_definition.dashboard_calls_by_person_query[0]
}

moved {
  from = aws_cloudwatch_query_definition.organization_trail_dashboard_preference_changes_query
  to   = module.organization_trail.aws_cloudwatch_query_definition.dashboard_preference_changes_query[0]
}

moved {
  from = aws_cloudwatch_log_metric_filter.organization_trail_dashboard_starts
  to   = module.organization_trail.aws_cloudwatch_log_metric_filter.dashboard_starts[0]
}

moved {
  from = aws_cloudwatch_log_metric_filter.organization_trail_dashboard_refusals
  to   = module.organization_trail.aws_cloudwatch_log_metric_filter.dashboard_refusals[0]
}

moved {
  from = aws_cloudwatch_log_metric_filter.organization_trail_dashboard_preference_changes
  to   = module.organization_trail.aws_cloudwatch_log_metric_filter.dashboard_preference_changes[0]
}

moved {
  from = aws_cloudwatch_dashboard.organization_trail_dashboard
  to   = module.organization_trail.aws_cloudwatch_dashboard.dashboard[0]
}

moved {
  from = aws_iam_role.organization_trail_trail_log_delivery_role
  to   = module.organization_trail.aws_iam_role.trail_log_delivery_role
}

moved {
  from = aws_iam_role_policy.organization_trail_trail_log_delivery_policy
  to   = module.organization_trail.aws_iam_role_policy.trail_log_delivery_policy
}

moved {
  from = aws_cloudtrail.organization_trail_trail
  to   = module.organization_trail.aws_cloudtrail.trail
}

moved {
  from = aws_iam_role.organization_trail_forwarding_role
  to   = module.organization_trail.aws_iam_role.forwarding_role
}

moved {
  from = aws_iam_role_policy.organization_trail_forwarding_role_policy
  to   = module.organization_trail.aws_iam_role_policy.forwarding_role_policy
}

moved {
  from = aws_iam_policy.organization_trail_guardrail
  to   = module.organization_trail.aws_iam_policy.guardrail
}

moved {
  from = aws_iam_role_policy_attachment.organization_trail_guardrail_attachment_engineers
  to   = module.organization_trail.aws_iam_role_policy_attachment.guardrail_attachment["engineers"]
}

moved {
  from = aws_iam_policy.organization_trail_guardrail_part2
  to   = module.organization_trail.aws_iam_policy.guardrail_part2
}

moved {
  from = aws_iam_role_policy_attachment.organization_trail_guardrail_part2_attachment_engineers
  to   = module.organization_trail.aws_iam_role_policy_attachment.guardrail_part2_attachment["engineers"]
}

moved {
  from = aws_sqs_queue.organization_trail_eu_west_1_forwarding_dead_letter_queue
  to   = module.organization_trail.aws_sqs_queue.forwarding_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.organization_trail_eu_west_1_forwarding_dead_letter_queue_policy
  to   = module.organization_trail.aws_sqs_queue_policy.forwarding_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.organization_trail_eu_west_1_forwarding
  to   = module.organization_trail.aws_cloudwatch_event_rule.forwarding
}

moved {
  from = aws_cloudwatch_event_target.organization_trail_eu_west_1_forwarding_event_bus_target
  to   = module.organization_trail.aws_cloudwatch_event_target.forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.organization_trail_eu_west_1_integrity_forwarding
  to   = module.organization_trail.aws_cloudwatch_event_rule.integrity_forwarding
}

moved {
  from = aws_cloudwatch_event_target.organization_trail_eu_west_1_integrity_forwarding_event_bus_target
  to   = module.organization_trail.aws_cloudwatch_event_target.integrity_forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.organization_trail_eu_west_1_integrity_forwarding2
  to   = module.organization_trail.aws_cloudwatch_event_rule.integrity_forwarding2[0]
}

moved {
  from = aws_cloudwatch_event_target.organization_trail_eu_west_1_integrity_forwarding2_event_bus_target
  to   = module.organization_trail.aws_cloudwatch_event_target.integrity_forwarding2_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_event_rule.organization_trail_eu_west_1_integrity_forwarding3
  to   = module.organization_trail.aws_cloudwatch_event_rule.integrity_forwarding3[0]
}

moved {
  from = aws_cloudwatch_event_target.organization_trail_eu_west_1_integrity_forwarding3_event_bus_target
  to   = module.organization_trail.aws_cloudwatch_event_target.integrity_forwarding3_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.organization_trail_eu_west_1_alarms_dead_letters_acme_audit_session_forwarding
  to   = module.organization_trail.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_forwarding
}

moved {
  from = aws_sqs_queue.organization_trail_iam_forwarding_dead_letter_queue
  to   = module.organization_trail.aws_sqs_queue.iam_forwarding_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.organization_trail_iam_forwarding_dead_letter_queue_policy
  to   = module.organization_trail.aws_sqs_queue_policy.iam_forwarding_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.organization_trail_iam_forwarding
  to   = module.organization_trail.aws_cloudwatch_event_rule.iam_forwarding[0]
}

moved {
  from = aws_cloudwatch_event_target.organization_trail_iam_forwarding_event_bus_target
  to   = module.organization_trail.aws_cloudwatch_event_target.iam_forwarding_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.organization_trail_iam_forwarding_alarms_dead_letters_acme_audit_integrity_iam
  to   = module.organization_trail.aws_cloudwatch_metric_alarm.iam_forwarding_alarms_dead_letters_integrity_iam[0]
}

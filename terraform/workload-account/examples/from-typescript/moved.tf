# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new WorkloadAccount(this, "WorkloadAccount", ...)` has deployed into the module. Replace:
# - acme_audit: your `name`, in lower case, with underscores
# - eu_west_1: your Region
# - workload_account, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_iam_role.workload_account_forwarding_role
  to   = module.workload_account.aws_iam_role.forwarding_role
}

moved {
  from = aws_iam_role_policy.workload_account_forwarding_role_policy
  to   = module.workload_account.aws_iam_role_policy.forwarding_role_policy
}

moved {
  from = aws_iam_role.workload_account_ledger_reader
  to   = module.workload_account.aws_iam_role.ledger_reader[0]
}

moved {
  from = aws_iam_role_policy.workload_account_ledger_reader_policy
  to   = module.workload_account.aws_iam_role_policy.ledger_reader_policy[0]
}

moved {
  from = aws_kms_key.workload_account_eu_west_1_session_key
  to   = module.workload_account.aws_kms_key.session_key
}

moved {
  from = aws_kms_alias.workload_account_eu_west_1_session_key_alias
  to   = module.workload_account.aws_kms_alias.session_key_alias
}

moved {
  from = aws_kms_key.workload_account_eu_west_1_logs_key
  to   = module.workload_account.aws_kms_key.logs_key
}

moved {
  from = aws_kms_alias.workload_account_eu_west_1_logs_key_alias
  to   = module.workload_account.aws_kms_alias.logs_key_alias
}

moved {
  from = aws_cloudwatch_log_group.workload_account_eu_west_1_session_log_group
  to   = module.workload_account.aws_cloudwatch_log_group.session_log_group
}

moved {
  from = aws_ssm_document.workload_account_eu_west_1_document
  to   = module.workload_account.aws_ssm_document.document
}

moved {
  from = aws_ssm_service_setting.workload_account_eu_west_1_settings_public_sharing
  to   = module.workload_account.aws_ssm_service_setting.settings_public_sharing
}

moved {
  from = aws_sqs_queue.workload_account_eu_west_1_forwarding_dead_letter_queue
  to   = module.workload_account.aws_sqs_queue.forwarding_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.workload_account_eu_west_1_forwarding_dead_letter_queue_policy
  to   = module.workload_account.aws_sqs_queue_policy.forwarding_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.workload_account_eu_west_1_forwarding
  to   = module.workload_account.aws_cloudwatch_event_rule.forwarding
}

moved {
  from = aws_cloudwatch_event_target.workload_account_eu_west_1_forwarding_event_bus_target
  to   = module.workload_account.aws_cloudwatch_event_target.forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.workload_account_eu_west_1_starts
  to   = module.workload_account.aws_cloudwatch_event_rule.starts[0]
}

moved {
  from = aws_cloudwatch_event_target.workload_account_eu_west_1_starts_event_bus_target
  to   = module.workload_account.aws_cloudwatch_event_target.starts_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_event_rule.workload_account_eu_west_1_integrity_forwarding
  to   = module.workload_account.aws_cloudwatch_event_rule.integrity_forwarding
}

moved {
  from = aws_cloudwatch_event_target.workload_account_eu_west_1_integrity_forwarding_event_bus_target
  to   = module.workload_account.aws_cloudwatch_event_target.integrity_forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.workload_account_eu_west_1_integrity_forwarding2
  to   = module.workload_account.aws_cloudwatch_event_rule.integrity_forwarding2[0]
}

moved {
  from = aws_cloudwatch_event_target.workload_account_eu_west_1_integrity_forwarding2_event_bus_target
  to   = module.workload_account.aws_cloudwatch_event_target.integrity_forwarding2_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_event_rule.workload_account_eu_west_1_integrity_forwarding3
  to   = module.workload_account.aws_cloudwatch_event_rule.integrity_forwarding3[0]
}

moved {
  from = aws_cloudwatch_event_target.workload_account_eu_west_1_integrity_forwarding3_event_bus_target
  to   = module.workload_account.aws_cloudwatch_event_target.integrity_forwarding3_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.workload_account_eu_west_1_alarms_dead_letters_acme_audit_session_forwarding
  to   = module.workload_account.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_forwarding
}

moved {
  from = aws_cloudwatch_metric_alarm.workload_account_eu_west_1_alarms_silent_acme_audit_sessions
  to   = module.workload_account.aws_cloudwatch_metric_alarm.alarms_silent_sessions[0]
}

moved {
  from = aws_iam_policy.workload_account_node_access
  to   = module.workload_account.aws_iam_policy.node_access
}

moved {
  from = aws_iam_role.workload_account_node_access_role
  to   = module.workload_account.aws_iam_role.node_access_role[0]
}

moved {
  from = aws_iam_role_policy_attachment.workload_account_node_access_attachment_engineers
  to   = module.workload_account.aws_iam_role_policy_attachment.node_access_attachment["engineers"]
}

moved {
  from = aws_iam_role_policy_attachment.workload_account_node_access_role_attachment
  to   = module.workload_account.aws_iam_role_policy_attachment.node_access_role_attachment[0]
}

moved {
  from = aws_iam_instance_profile.workload_account_node_access_instance_profile
  to   = module.workload_account.aws_iam_instance_profile.node_access_instance_profile[0]
}

moved {
  from = aws_iam_policy.workload_account_operator_access
  to   = module.workload_account.aws_iam_policy.operator_access
}

moved {
  from = aws_iam_group_policy_attachment.workload_account_operator_access_attachment_engineers
  to   = module.workload_account.aws_iam_group_policy_attachment.operator_access_attachment["engineers"]
}

moved {
  from = aws_iam_role_policy_attachment.workload_account_operator_access_attachment_engineers
  to   = module.workload_account.aws_iam_role_policy_attachment.operator_access_attachment["engineers"]
}

moved {
  from = aws_iam_policy.workload_account_guardrail
  to   = module.workload_account.aws_iam_policy.guardrail
}

moved {
  from = aws_iam_role_policy_attachment.workload_account_guardrail_attachment_engineers
  to   = module.workload_account.aws_iam_role_policy_attachment.guardrail_attachment["engineers"]
}

moved {
  from = aws_iam_policy.workload_account_guardrail_part2
  to   = module.workload_account.aws_iam_policy.guardrail_part2
}

moved {
  from = aws_iam_role_policy_attachment.workload_account_guardrail_part2_attachment_engineers
  to   = module.workload_account.aws_iam_role_policy_attachment.guardrail_part2_attachment["engineers"]
}

moved {
  from = aws_sqs_queue.workload_account_iam_forwarding_dead_letter_queue
  to   = module.workload_account.aws_sqs_queue.iam_forwarding_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.workload_account_iam_forwarding_dead_letter_queue_policy
  to   = module.workload_account.aws_sqs_queue_policy.iam_forwarding_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.workload_account_iam_forwarding
  to   = module.workload_account.aws_cloudwatch_event_rule.iam_forwarding[0]
}

moved {
  from = aws_cloudwatch_event_target.workload_account_iam_forwarding_event_bus_target
  to   = module.workload_account.aws_cloudwatch_event_target.iam_forwarding_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.workload_account_iam_forwarding_alarms_dead_letters_acme_audit_integrity_iam
  to   = module.workload_account.aws_cloudwatch_metric_alarm.iam_forwarding_alarms_dead_letters_integrity_iam[0]
}

# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new ManagementAccount(this, "ManagementAccount", ...)` has deployed into the module. Replace:
# - acme_audit: your `name`, in lower case, with underscores
# - eu_west_1: your Region
# - management_account, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_iam_role.management_account_forwarding_role
  to   = module.management_account.aws_iam_role.forwarding_role
}

moved {
  from = aws_iam_role_policy.management_account_forwarding_role_policy
  to   = module.management_account.aws_iam_role_policy.forwarding_role_policy
}

moved {
  from = aws_iam_policy.management_account_guardrail
  to   = module.management_account.aws_iam_policy.guardrail
}

moved {
  from = aws_iam_role_policy_attachment.management_account_guardrail_attachment_engineers
  to   = module.management_account.aws_iam_role_policy_attachment.guardrail_attachment["engineers"]
}

moved {
  from = aws_iam_policy.management_account_guardrail_part2
  to   = module.management_account.aws_iam_policy.guardrail_part2
}

moved {
  from = aws_iam_role_policy_attachment.management_account_guardrail_part2_attachment_engineers
  to   = module.management_account.aws_iam_role_policy_attachment.guardrail_part2_attachment["engineers"]
}

moved {
  from = aws_sqs_queue.management_account_eu_west_1_forwarding_dead_letter_queue
  to   = module.management_account.aws_sqs_queue.forwarding_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.management_account_eu_west_1_forwarding_dead_letter_queue_policy
  to   = module.management_account.aws_sqs_queue_policy.forwarding_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.management_account_eu_west_1_forwarding
  to   = module.management_account.aws_cloudwatch_event_rule.forwarding
}

moved {
  from = aws_cloudwatch_event_target.management_account_eu_west_1_forwarding_event_bus_target
  to   = module.management_account.aws_cloudwatch_event_target.forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.management_account_eu_west_1_integrity_forwarding
  to   = module.management_account.aws_cloudwatch_event_rule.integrity_forwarding
}

moved {
  from = aws_cloudwatch_event_target.management_account_eu_west_1_integrity_forwarding_event_bus_target
  to   = module.management_account.aws_cloudwatch_event_target.integrity_forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.management_account_eu_west_1_integrity_forwarding2
  to   = module.management_account.aws_cloudwatch_event_rule.integrity_forwarding2[0]
}

moved {
  from = aws_cloudwatch_event_target.management_account_eu_west_1_integrity_forwarding2_event_bus_target
  to   = module.management_account.aws_cloudwatch_event_target.integrity_forwarding2_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.management_account_eu_west_1_alarms_dead_letters_acme_audit_session_forwarding
  to   = module.management_account.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_forwarding
}

moved {
  from = aws_sqs_queue.management_account_iam_forwarding_dead_letter_queue
  to   = module.management_account.aws_sqs_queue.iam_forwarding_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.management_account_iam_forwarding_dead_letter_queue_policy
  to   = module.management_account.aws_sqs_queue_policy.iam_forwarding_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.management_account_iam_forwarding
  to   = module.management_account.aws_cloudwatch_event_rule.iam_forwarding[0]
}

moved {
  from = aws_cloudwatch_event_target.management_account_iam_forwarding_event_bus_target
  to   = module.management_account.aws_cloudwatch_event_target.iam_forwarding_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.management_account_iam_forwarding_alarms_dead_letters_acme_audit_integrity_iam
  to   = module.management_account.aws_cloudwatch_metric_alarm.iam_forwarding_alarms_dead_letters_integrity_iam[0]
}

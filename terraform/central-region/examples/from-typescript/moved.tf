# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new LogArchive(this, "LogArchive", ...)` has deployed into the module. Replace:
# - acme_audit: your `name`, in lower case, with underscores
# - eu_west_1: your Region
# - log_archive, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_sqs_queue.log_archive_eu_west_1_forwarding_dead_letter_queue
  to   = module.central_region.aws_sqs_queue.forwarding_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.log_archive_eu_west_1_forwarding_dead_letter_queue_policy
  to   = module.central_region.aws_sqs_queue_policy.forwarding_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_forwarding
  to   = module.central_region.aws_cloudwatch_event_rule.forwarding
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_forwarding_event_bus_target
  to   = module.central_region.aws_cloudwatch_event_target.forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_integrity_forwarding
  to   = module.central_region.aws_cloudwatch_event_rule.integrity_forwarding
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_integrity_forwarding_event_bus_target
  to   = module.central_region.aws_cloudwatch_event_target.integrity_forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_integrity_forwarding2
  to   = module.central_region.aws_cloudwatch_event_rule.integrity_forwarding2[0]
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_integrity_forwarding2_event_bus_target
  to   = module.central_region.aws_cloudwatch_event_target.integrity_forwarding2_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_eu_west_1_alarms_dead_letters_acme_audit_session_forwarding
  to   = module.central_region.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_forwarding
}

# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new LogArchive(this, "LogArchive", ...)` has deployed into the module. Replace:
# - acme_audit: your `name`, in lower case, with underscores
# - eu_west_1: your Region
# - log_archive, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_s3_bucket.log_archive_access_log_bucket
  to   = module.transcript_archive.aws_s3_bucket.access_log_bucket
}

moved {
  from = aws_s3_bucket_public_access_block.log_archive_access_log_bucket_public_access_block
  to   = module.transcript_archive.aws_s3_bucket_public_access_block.access_log_bucket_public_access_block
}

moved {
  from = aws_s3_bucket_ownership_controls.log_archive_access_log_bucket_ownership_controls
  to   = module.transcript_archive.aws_s3_bucket_ownership_controls.access_log_bucket_ownership_controls
}

moved {
  from = aws_s3_bucket_versioning.log_archive_access_log_bucket_versioning
  to   = module.transcript_archive.aws_s3_bucket_versioning.access_log_bucket_versioning
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.log_archive_access_log_bucket_encryption
  to   = module.transcript_archive.aws_s3_bucket_server_side_encryption_configuration.access_log_bucket_encryption
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.log_archive_access_log_bucket_lifecycle
  to   = module.transcript_archive.aws_s3_bucket_lifecycle_configuration.access_log_bucket_lifecycle
}

moved {
  from = aws_s3_bucket_policy.log_archive_access_log_bucket_policy
  to   = module.transcript_archive.aws_s3_bucket_policy.access_log_bucket_policy
}

moved {
  from = aws_kms_key.log_archive_transcript_key
  to   = module.transcript_archive.aws_kms_key.transcript_key
}

moved {
  from = aws_kms_alias.log_archive_transcript_key_alias
  to   = module.transcript_archive.aws_kms_alias.transcript_key_alias
}

moved {
  from = aws_s3_bucket.log_archive_transcript_bucket
  to   = module.transcript_archive.aws_s3_bucket.transcript_bucket
}

moved {
  from = aws_s3_bucket_public_access_block.log_archive_transcript_bucket_public_access_block
  to   = module.transcript_archive.aws_s3_bucket_public_access_block.transcript_bucket_public_access_block
}

moved {
  from = aws_s3_bucket_ownership_controls.log_archive_transcript_bucket_ownership_controls
  to   = module.transcript_archive.aws_s3_bucket_ownership_controls.transcript_bucket_ownership_controls
}

moved {
  from = aws_s3_bucket_versioning.log_archive_transcript_bucket_versioning
  to   = module.transcript_archive.aws_s3_bucket_versioning.transcript_bucket_versioning
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.log_archive_transcript_bucket_encryption
  to   = module.transcript_archive.aws_s3_bucket_server_side_encryption_configuration.transcript_bucket_encryption
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.log_archive_transcript_bucket_lifecycle
  to   = module.transcript_archive.aws_s3_bucket_lifecycle_configuration.transcript_bucket_lifecycle
}

moved {
  from = aws_s3_bucket_policy.log_archive_transcript_bucket_policy
  to   = module.transcript_archive.aws_s3_bucket_policy.transcript_bucket_policy
}

moved {
  from = aws_s3_bucket_object_lock_configuration.log_archive_transcript_bucket_object_lock
  to   = module.transcript_archive.aws_s3_bucket_object_lock_configuration.transcript_bucket_object_lock[0]
}

moved {
  from = aws_s3_bucket_logging.log_archive_transcript_bucket_access_logging
  to   = module.transcript_archive.aws_s3_bucket_logging.transcript_bucket_access_logging
}

moved {
  from = aws_iam_role.log_archive_forwarding_role
  to   = module.transcript_archive.aws_iam_role.forwarding_role
}

moved {
  from = aws_iam_role_policy.log_archive_forwarding_role_policy
  to   = module.transcript_archive.aws_iam_role_policy.forwarding_role_policy
}

moved {
  from = aws_iam_policy.log_archive_guardrail
  to   = module.transcript_archive.aws_iam_policy.guardrail
}

moved {
  from = aws_iam_role_policy_attachment.log_archive_guardrail_attachment_engineers
  to   = module.transcript_archive.aws_iam_role_policy_attachment.guardrail_attachment["engineers"]
}

moved {
  from = aws_iam_policy.log_archive_guardrail_part2
  to   = module.transcript_archive.aws_iam_policy.guardrail_part2
}

moved {
  from = aws_iam_role_policy_attachment.log_archive_guardrail_part2_attachment_engineers
  to   = module.transcript_archive.aws_iam_role_policy_attachment.guardrail_part2_attachment["engineers"]
}

moved {
  from = aws_sqs_queue.log_archive_eu_west_1_forwarding_dead_letter_queue
  to   = module.transcript_archive.aws_sqs_queue.forwarding_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.log_archive_eu_west_1_forwarding_dead_letter_queue_policy
  to   = module.transcript_archive.aws_sqs_queue_policy.forwarding_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_forwarding
  to   = module.transcript_archive.aws_cloudwatch_event_rule.forwarding
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_forwarding_event_bus_target
  to   = module.transcript_archive.aws_cloudwatch_event_target.forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_integrity_forwarding
  to   = module.transcript_archive.aws_cloudwatch_event_rule.integrity_forwarding
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_integrity_forwarding_event_bus_target
  to   = module.transcript_archive.aws_cloudwatch_event_target.integrity_forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_integrity_forwarding2
  to   = module.transcript_archive.aws_cloudwatch_event_rule.integrity_forwarding2[0]
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_integrity_forwarding2_event_bus_target
  to   = module.transcript_archive.aws_cloudwatch_event_target.integrity_forwarding2_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_eu_west_1_alarms_dead_letters_acme_audit_session_forwarding
  to   = module.transcript_archive.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_forwarding
}

moved {
  from = aws_sqs_queue.log_archive_iam_forwarding_dead_letter_queue
  to   = module.transcript_archive.aws_sqs_queue.iam_forwarding_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.log_archive_iam_forwarding_dead_letter_queue_policy
  to   = module.transcript_archive.aws_sqs_queue_policy.iam_forwarding_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_iam_forwarding
  to   = module.transcript_archive.aws_cloudwatch_event_rule.iam_forwarding[0]
}

moved {
  from = aws_cloudwatch_event_target.log_archive_iam_forwarding_event_bus_target
  to   = module.transcript_archive.aws_cloudwatch_event_target.iam_forwarding_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_iam_forwarding_alarms_dead_letters_acme_audit_integrity_iam
  to   = module.transcript_archive.aws_cloudwatch_metric_alarm.iam_forwarding_alarms_dead_letters_integrity_iam[0]
}

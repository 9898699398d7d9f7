# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new LogArchive(this, "LogArchive", ...)` has deployed into the module. Replace:
# - acme_audit: your `name`, in lower case, with underscores
# - eu_west_1: your Region
# - log_archive, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_s3_bucket.log_archive_access_log_bucket
  to   = module.log_archive.aws_s3_bucket.access_log_bucket
}

moved {
  from = aws_s3_bucket_public_access_block.log_archive_access_log_bucket_public_access_block
  to   = module.log_archive.aws_s3_bucket_public_access_block.access_log_bucket_public_access_block
}

moved {
  from = aws_s3_bucket_ownership_controls.log_archive_access_log_bucket_ownership_controls
  to   = module.log_archive.aws_s3_bucket_ownership_controls.access_log_bucket_ownership_controls
}

moved {
  from = aws_s3_bucket_versioning.log_archive_access_log_bucket_versioning
  to   = module.log_archive.aws_s3_bucket_versioning.access_log_bucket_versioning
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.log_archive_access_log_bucket_encryption
  to   = module.log_archive.aws_s3_bucket_server_side_encryption_configuration.access_log_bucket_encryption
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.log_archive_access_log_bucket_lifecycle
  to   = module.log_archive.aws_s3_bucket_lifecycle_configuration.access_log_bucket_lifecycle
}

moved {
  from = aws_s3_bucket_policy.log_archive_access_log_bucket_policy
  to   = module.log_archive.aws_s3_bucket_policy.access_log_bucket_policy
}

moved {
  from = aws_kms_key.log_archive_transcript_key
  to   = module.log_archive.aws_kms_key.transcript_key
}

moved {
  from = aws_kms_alias.log_archive_transcript_key_alias
  to   = module.log_archive.aws_kms_alias.transcript_key_alias
}

moved {
  from = aws_s3_bucket.log_archive_transcript_bucket
  to   = module.log_archive.aws_s3_bucket.transcript_bucket
}

moved {
  from = aws_s3_bucket_public_access_block.log_archive_transcript_bucket_public_access_block
  to   = module.log_archive.aws_s3_bucket_public_access_block.transcript_bucket_public_access_block
}

moved {
  from = aws_s3_bucket_ownership_controls.log_archive_transcript_bucket_ownership_controls
  to   = module.log_archive.aws_s3_bucket_ownership_controls.transcript_bucket_ownership_controls
}

moved {
  from = aws_s3_bucket_versioning.log_archive_transcript_bucket_versioning
  to   = module.log_archive.aws_s3_bucket_versioning.transcript_bucket_versioning
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.log_archive_transcript_bucket_encryption
  to   = module.log_archive.aws_s3_bucket_server_side_encryption_configuration.transcript_bucket_encryption
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.log_archive_transcript_bucket_lifecycle
  to   = module.log_archive.aws_s3_bucket_lifecycle_configuration.transcript_bucket_lifecycle
}

moved {
  from = aws_s3_bucket_policy.log_archive_transcript_bucket_policy
  to   = module.log_archive.aws_s3_bucket_policy.transcript_bucket_policy
}

moved {
  from = aws_s3_bucket_object_lock_configuration.log_archive_transcript_bucket_object_lock
  to   = module.log_archive.aws_s3_bucket_object_lock_configuration.transcript_bucket_object_lock[0]
}

moved {
  from = aws_s3_bucket_logging.log_archive_transcript_bucket_access_logging
  to   = module.log_archive.aws_s3_bucket_logging.transcript_bucket_access_logging
}

moved {
  from = aws_kms_key.log_archive_trail_key
  to   = module.log_archive.aws_kms_key.trail_key
}

moved {
  from = aws_kms_alias.log_archive_trail_key_alias
  to   = module.log_archive.aws_kms_alias.trail_key_alias
}

moved {
  from = aws_s3_bucket.log_archive_trail_bucket
  to   = module.log_archive.aws_s3_bucket.trail_bucket
}

moved {
  from = aws_s3_bucket_public_access_block.log_archive_trail_bucket_public_access_block
  to   = module.log_archive.aws_s3_bucket_public_access_block.trail_bucket_public_access_block
}

moved {
  from = aws_s3_bucket_ownership_controls.log_archive_trail_bucket_ownership_controls
  to   = module.log_archive.aws_s3_bucket_ownership_controls.trail_bucket_ownership_controls
}

moved {
  from = aws_s3_bucket_versioning.log_archive_trail_bucket_versioning
  to   = module.log_archive.aws_s3_bucket_versioning.trail_bucket_versioning
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.log_archive_trail_bucket_encryption
  to   = module.log_archive.aws_s3_bucket_server_side_encryption_configuration.trail_bucket_encryption
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.log_archive_trail_bucket_lifecycle
  to   = module.log_archive.aws_s3_bucket_lifecycle_configuration.trail_bucket_lifecycle
}

moved {
  from = aws_s3_bucket_policy.log_archive_trail_bucket_policy
  to   = module.log_archive.aws_s3_bucket_policy.trail_bucket_policy
}

moved {
  from = aws_s3_bucket_object_lock_configuration.log_archive_trail_bucket_object_lock
  to   = module.log_archive.aws_s3_bucket_object_lock_configuration.trail_bucket_object_lock[0]
}

moved {
  from = aws_s3_bucket_logging.log_archive_trail_bucket_access_logging
  to   = module.log_archive.aws_s3_bucket_logging.trail_bucket_access_logging
}

moved {
  from = aws_kms_key.log_archive_evidence_key
  to   = module.log_archive.aws_kms_key.evidence_key[0]
}

moved {
  from = aws_kms_alias.log_archive_evidence_key_alias
  to   = module.log_archive.aws_kms_alias.evidence_key_alias[0]
}

moved {
  from = aws_kms_key.log_archive_evidence_alerts_key
  to   = module.log_archive.aws_kms_key.evidence_alerts_key[0]
}

moved {
  from = aws_kms_alias.log_archive_evidence_alerts_key_alias
  to   = module.log_archive.aws_kms_alias.evidence_alerts_key_alias[0]
}

moved {
  from = aws_sns_topic.log_archive_evidence_topic
  to   = module.log_archive.aws_sns_topic.evidence_topic[0]
}

moved {
  from = aws_sns_topic_policy.log_archive_evidence_topic_policy
  to   = module.log_archive.aws_sns_topic_policy.evidence_topic_policy[0]
}

moved {
  from = aws_sns_topic_subscription.log_archive_evidence_topic_subscription_email_security_example_com
  to   = module.log_archive.aws_sns_topic_subscription.evidence_topic_subscription_email["security@example.com"]
}

moved {
  from = aws_sns_topic_subscription.log_archive_evidence_topic_subscription_sms_491701234567
  to   = module.log_archive.aws_sns_topic_subscription.evidence_topic_subscription_sms["+491701234567"]
}

moved {
  from = aws_sns_topic_subscription.log_archive_evidence_topic_subscription_https_https_hooks_example_com_sessions
  to   = module.log_archive.aws_sns_topic_subscription.evidence_topic_subscription_https["https://hooks.example.com/sessions"]
}

moved {
  from = aws_cloudwatch_log_group.log_archive_evidence_ledger_log_group
  to   = module.log_archive.aws_cloudwatch_log_group.evidence_ledger_log_group[0]
}

moved {
  from = aws_sqs_queue.log_archive_evidence_ledger_dead_letter_queue
  to   = module.log_archive.aws_sqs_queue.evidence_ledger_dead_letter_queue[0]
}

moved {
  from = aws_iam_role.log_archive_evidence_ledger_role
  to   = module.log_archive.aws_iam_role.evidence_ledger_role[0]
}

moved {
  from = aws_iam_role_policy.log_archive_evidence_ledger_role_policy
  to   = module.log_archive.aws_iam_role_policy.evidence_ledger_role_policy[0]
}

moved {
  from = aws_lambda_function.log_archive_evidence_ledger
  to   = module.log_archive.aws_lambda_function.evidence_ledger[0]
}

moved {
  from = aws_iam_role.log_archive_evidence_ledger_schedule_role
  to   = module.log_archive.aws_iam_role.evidence_ledger_schedule_role[0]
}

moved {
  from = aws_iam_role_policy.log_archive_evidence_ledger_schedule_role_policy
  to   = module.log_archive.aws_iam_role_policy.evidence_ledger_schedule_role_policy[0]
}

moved {
  from = aws_scheduler_schedule.log_archive_evidence_ledger_schedule
  to   = module.log_archive.aws_scheduler_schedule.evidence_ledger_schedule[0]
}

moved {
  from = aws_cloudwatch_log_metric_filter.log_archive_evidence_ledger_unreadable_places
  to   = module.log_archive.aws_cloudwatch_log_metric_filter.evidence_ledger_unreadable_places[0]
}

moved {
  from = aws_s3_bucket.log_archive_evidence_answers_bucket
  to   = module.log_archive.aws_s3_bucket.evidence_answers_bucket[0]
}

moved {
  from = aws_s3_bucket_public_access_block.log_archive_evidence_answers_bucket_public_access_block
  to   = module.log_archive.aws_s3_bucket_public_access_block.evidence_answers_bucket_public_access_block[0]
}

moved {
  from = aws_s3_bucket_ownership_controls.log_archive_evidence_answers_bucket_ownership_controls
  to   = module.log_archive.aws_s3_bucket_ownership_controls.evidence_answers_bucket_ownership_controls[0]
}

moved {
  from = aws_s3_bucket_versioning.log_archive_evidence_answers_bucket_versioning
  to   = module.log_archive.aws_s3_bucket_versioning.evidence_answers_bucket_versioning[0]
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.log_archive_evidence_answers_bucket_encryption
  to   = module.log_archive.aws_s3_bucket_server_side_encryption_configuration.evidence_answers_bucket_encryption[0]
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.log_archive_evidence_answers_bucket_lifecycle
  to   = module.log_archive.aws_s3_bucket_lifecycle_configuration.evidence_answers_bucket_lifecycle[0]
}

moved {
  from = aws_s3_bucket_policy.log_archive_evidence_answers_bucket_policy
  to   = module.log_archive.aws_s3_bucket_policy.evidence_answers_bucket_policy[0]
}

moved {
  from = aws_s3_bucket_logging.log_archive_evidence_answers_bucket_access_logging
  to   = module.log_archive.aws_s3_bucket_logging.evidence_answers_bucket_access_logging[0]
}

moved {
  from = aws_glue_catalog_database.log_archive_evidence_tables
  to   = module.log_archive.aws_glue_catalog_database.evidence_tables[0]
}

moved {
  from = aws_glue_catalog_table.log_archive_evidence_tables_trail_table
  to   = module.log_archive.aws_glue_catalog_table.evidence_tables_trail_table[0]
}

moved {
  from = aws_glue_catalog_table.log_archive_evidence_tables_ledger_table
  to   = module.log_archive.aws_glue_catalog_table.evidence_tables_ledger_table[0]
}

moved {
  from = aws_glue_catalog_table.log_archive_evidence_tables_collections_table
  to   = module.log_archive.aws_glue_catalog_table.evidence_tables_collections_table[0]
}

moved {
  from = aws_athena_workgroup.log_archive_evidence_tables_workgroup
  to   = module.log_archive.aws_athena_workgroup.evidence_tables_workgroup[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_sessions_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_sessions_query[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_by_person_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_by_person_query[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_by_node_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_by_node_query[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_missing_recordings_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_missing_recordings_query[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_unlogged_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_unlogged_query[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_unknown_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_unknown_query[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_refused_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_refused_query[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_root_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_root_query[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_without_mfa_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_without_mfa_query[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_preference_changes_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_preference_changes_query[0]
}

moved {
  from = aws_athena_named_query.log_archive_evidence_tables_unread_places_query
  to   = module.log_archive.aws_athena_named_query.evidence_tables_unread_places_query[0]
}

moved {
  from = aws_iam_policy.log_archive_evidence_tables_policy
  to   = module.log_archive.aws_iam_policy.evidence_tables_policy[0]
}

moved {
  from = aws_iam_role_policy_attachment.log_archive_evidence_tables_attachment_auditors
  to   = module.log_archive.aws_iam_role_policy_attachment.evidence_tables_attachment["auditors"]
}

moved {
  from = aws_iam_role.log_archive_evidence_tables_report_role
  to   = module.log_archive.aws_iam_role.evidence_tables_report_role[0]
}

moved {
  from = aws_iam_role_policy.log_archive_evidence_tables_report_policy
  to   = module.log_archive.aws_iam_role_policy.evidence_tables_report_policy[0]
}

moved {
  from = aws_scheduler_schedule.log_archive_evidence_tables_sessions_report
  to   = module.log_archive.aws_scheduler_schedule.evidence_tables_sessions_report[0]
}

moved {
  from = aws_scheduler_schedule.log_archive_evidence_tables_missing_recordings_report
  to   = module.log_archive.aws_scheduler_schedule.evidence_tables_missing_recordings_report[0]
}

moved {
  from = aws_scheduler_schedule.log_archive_evidence_tables_unlogged_report
  to   = module.log_archive.aws_scheduler_schedule.evidence_tables_unlogged_report[0]
}

moved {
  from = aws_scheduler_schedule.log_archive_evidence_tables_unknown_report
  to   = module.log_archive.aws_scheduler_schedule.evidence_tables_unknown_report[0]
}

moved {
  from = aws_scheduler_schedule.log_archive_evidence_tables_refused_report
  to   = module.log_archive.aws_scheduler_schedule.evidence_tables_refused_report[0]
}

moved {
  from = aws_scheduler_schedule.log_archive_evidence_tables_root_report
  to   = module.log_archive.aws_scheduler_schedule.evidence_tables_root_report[0]
}

moved {
  from = aws_scheduler_schedule.log_archive_evidence_tables_without_mfa_report
  to   = module.log_archive.aws_scheduler_schedule.evidence_tables_without_mfa_report[0]
}

moved {
  from = aws_scheduler_schedule.log_archive_evidence_tables_preference_changes_report
  to   = module.log_archive.aws_scheduler_schedule.evidence_tables_preference_changes_report[0]
}

moved {
  from = aws_scheduler_schedule.log_archive_evidence_tables_unread_places_report
  to   = module.log_archive.aws_scheduler_schedule.evidence_tables_unread_places_report[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_evidence_alarms_not_collected_acme_audit_session_ledger
  to   = module.log_archive.aws_cloudwatch_metric_alarm.evidence_alarms_not_collected_session_ledger[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_evidence_alarms_errors_acme_audit_session_ledger
  to   = module.log_archive.aws_cloudwatch_metric_alarm.evidence_alarms_errors_session_ledger[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_evidence_alarms_dead_letters_acme_audit_session_ledger
  to   = module.log_archive.aws_cloudwatch_metric_alarm.evidence_alarms_dead_letters_session_ledger[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_evidence_alarms_unreadable_places_acme_audit_session_ledger
  to   = module.log_archive.aws_cloudwatch_metric_alarm.evidence_alarms_unreadable_places_session_ledger[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_evidence_topic_alarms_failed_notifications_acme_audit_archive_alerts
  to   = module.log_archive.aws_cloudwatch_metric_alarm.evidence_topic_alarms_failed_notifications_archive_alerts[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_evidence_topic_alarms_undelivered_acme_audit_archive_alerts
  to   = module.log_archive.aws_cloudwatch_metric_alarm.evidence_topic_alarms_undelivered_archive_alerts[0]
}

moved {
  from = aws_iam_role.log_archive_forwarding_role
  to   = module.log_archive.aws_iam_role.forwarding_role
}

moved {
  from = aws_iam_role_policy.log_archive_forwarding_role_policy
  to   = module.log_archive.aws_iam_role_policy.forwarding_role_policy
}

moved {
  from = aws_iam_policy.log_archive_guardrail
  to   = module.log_archive.aws_iam_policy.guardrail
}

moved {
  from = aws_iam_role_policy_attachment.log_archive_guardrail_attachment_engineers
  to   = module.log_archive.aws_iam_role_policy_attachment.guardrail_attachment["engineers"]
}

moved {
  from = aws_iam_policy.log_archive_guardrail_part2
  to   = module.log_archive.aws_iam_policy.guardrail_part2
}

moved {
  from = aws_iam_role_policy_attachment.log_archive_guardrail_part2_attachment_engineers
  to   = module.log_archive.aws_iam_role_policy_attachment.guardrail_part2_attachment["engineers"]
}

moved {
  from = aws_sqs_queue.log_archive_eu_west_1_forwarding_dead_letter_queue
  to   = module.log_archive.aws_sqs_queue.forwarding_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.log_archive_eu_west_1_forwarding_dead_letter_queue_policy
  to   = module.log_archive.aws_sqs_queue_policy.forwarding_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_forwarding
  to   = module.log_archive.aws_cloudwatch_event_rule.forwarding
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_forwarding_event_bus_target
  to   = module.log_archive.aws_cloudwatch_event_target.forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_integrity_forwarding
  to   = module.log_archive.aws_cloudwatch_event_rule.integrity_forwarding
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_integrity_forwarding_event_bus_target
  to   = module.log_archive.aws_cloudwatch_event_target.integrity_forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_integrity_forwarding2
  to   = module.log_archive.aws_cloudwatch_event_rule.integrity_forwarding2[0]
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_integrity_forwarding2_event_bus_target
  to   = module.log_archive.aws_cloudwatch_event_target.integrity_forwarding2_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_integrity_forwarding3
  to   = module.log_archive.aws_cloudwatch_event_rule.integrity_forwarding3[0]
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_integrity_forwarding3_event_bus_target
  to   = module.log_archive.aws_cloudwatch_event_target.integrity_forwarding3_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_eu_west_1_integrity_forwarding4
  to   = module.log_archive.aws_cloudwatch_event_rule.integrity_forwarding4[0]
}

moved {
  from = aws_cloudwatch_event_target.log_archive_eu_west_1_integrity_forwarding4_event_bus_target
  to   = module.log_archive.aws_cloudwatch_event_target.integrity_forwarding4_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_eu_west_1_alarms_dead_letters_acme_audit_session_forwarding
  to   = module.log_archive.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_forwarding
}

moved {
  from = aws_sqs_queue.log_archive_iam_forwarding_dead_letter_queue
  to   = module.log_archive.aws_sqs_queue.iam_forwarding_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.log_archive_iam_forwarding_dead_letter_queue_policy
  to   = module.log_archive.aws_sqs_queue_policy.iam_forwarding_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.log_archive_iam_forwarding
  to   = module.log_archive.aws_cloudwatch_event_rule.iam_forwarding[0]
}

moved {
  from = aws_cloudwatch_event_target.log_archive_iam_forwarding_event_bus_target
  to   = module.log_archive.aws_cloudwatch_event_target.iam_forwarding_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.log_archive_iam_forwarding_alarms_dead_letters_acme_audit_integrity_iam
  to   = module.log_archive.aws_cloudwatch_metric_alarm.iam_forwarding_alarms_dead_letters_integrity_iam[0]
}

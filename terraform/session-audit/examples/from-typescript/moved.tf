# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new SessionAudit(this, "SessionAudit", ...)` has deployed into the module. Replace:
# - acme_audit: your `name`, in lower case, with underscores
# - session_audit, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_kms_key.session_audit_session_key
  to   = module.session_audit.aws_kms_key.session_key
}

moved {
  from = aws_kms_alias.session_audit_session_key_alias
  to   = module.session_audit.aws_kms_alias.session_key_alias
}

moved {
  from = aws_kms_key.session_audit_logs_key
  to   = module.session_audit.aws_kms_key.logs_key
}

moved {
  from = aws_kms_alias.session_audit_logs_key_alias
  to   = module.session_audit.aws_kms_alias.logs_key_alias
}

moved {
  from = aws_s3_bucket.session_audit_access_log_bucket
  to   = module.session_audit.aws_s3_bucket.access_log_bucket
}

moved {
  from = aws_s3_bucket_public_access_block.session_audit_access_log_bucket_public_access_block
  to   = module.session_audit.aws_s3_bucket_public_access_block.access_log_bucket_public_access_block
}

moved {
  from = aws_s3_bucket_ownership_controls.session_audit_access_log_bucket_ownership_controls
  to   = module.session_audit.aws_s3_bucket_ownership_controls.access_log_bucket_ownership_controls
}

moved {
  from = aws_s3_bucket_versioning.session_audit_access_log_bucket_versioning
  to   = module.session_audit.aws_s3_bucket_versioning.access_log_bucket_versioning
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.session_audit_access_log_bucket_encryption
  to   = module.session_audit.aws_s3_bucket_server_side_encryption_configuration.access_log_bucket_encryption
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.session_audit_access_log_bucket_lifecycle
  to   = module.session_audit.aws_s3_bucket_lifecycle_configuration.access_log_bucket_lifecycle
}

moved {
  from = aws_s3_bucket_policy.session_audit_access_log_bucket_policy
  to   = module.session_audit.aws_s3_bucket_policy.access_log_bucket_policy
}

moved {
  from = aws_s3_bucket.session_audit_transcript_bucket
  to   = module.session_audit.aws_s3_bucket.transcript_bucket
}

moved {
  from = aws_s3_bucket_public_access_block.session_audit_transcript_bucket_public_access_block
  to   = module.session_audit.aws_s3_bucket_public_access_block.transcript_bucket_public_access_block
}

moved {
  from = aws_s3_bucket_ownership_controls.session_audit_transcript_bucket_ownership_controls
  to   = module.session_audit.aws_s3_bucket_ownership_controls.transcript_bucket_ownership_controls
}

moved {
  from = aws_s3_bucket_versioning.session_audit_transcript_bucket_versioning
  to   = module.session_audit.aws_s3_bucket_versioning.transcript_bucket_versioning
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.session_audit_transcript_bucket_encryption
  to   = module.session_audit.aws_s3_bucket_server_side_encryption_configuration.transcript_bucket_encryption
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.session_audit_transcript_bucket_lifecycle
  to   = module.session_audit.aws_s3_bucket_lifecycle_configuration.transcript_bucket_lifecycle
}

moved {
  from = aws_s3_bucket_policy.session_audit_transcript_bucket_policy
  to   = module.session_audit.aws_s3_bucket_policy.transcript_bucket_policy
}

moved {
  from = aws_s3_bucket_object_lock_configuration.session_audit_transcript_bucket_object_lock
  to   = module.session_audit.aws_s3_bucket_object_lock_configuration.transcript_bucket_object_lock[0]
}

moved {
  from = aws_s3_bucket_logging.session_audit_transcript_bucket_access_logging
  to   = module.session_audit.aws_s3_bucket_logging.transcript_bucket_access_logging
}

moved {
  from = aws_s3_bucket.session_audit_trail_bucket
  to   = module.session_audit.aws_s3_bucket.trail_bucket
}

moved {
  from = aws_s3_bucket_public_access_block.session_audit_trail_bucket_public_access_block
  to   = module.session_audit.aws_s3_bucket_public_access_block.trail_bucket_public_access_block
}

moved {
  from = aws_s3_bucket_ownership_controls.session_audit_trail_bucket_ownership_controls
  to   = module.session_audit.aws_s3_bucket_ownership_controls.trail_bucket_ownership_controls
}

moved {
  from = aws_s3_bucket_versioning.session_audit_trail_bucket_versioning
  to   = module.session_audit.aws_s3_bucket_versioning.trail_bucket_versioning
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.session_audit_trail_bucket_encryption
  to   = module.session_audit.aws_s3_bucket_server_side_encryption_configuration.trail_bucket_encryption
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.session_audit_trail_bucket_lifecycle
  to   = module.session_audit.aws_s3_bucket_lifecycle_configuration.trail_bucket_lifecycle
}

moved {
  from = aws_s3_bucket_policy.session_audit_trail_bucket_policy
  to   = module.session_audit.aws_s3_bucket_policy.trail_bucket_policy
}

moved {
  from = aws_s3_bucket_object_lock_configuration.session_audit_trail_bucket_object_lock
  to   = module.session_audit.aws_s3_bucket_object_lock_configuration.trail_bucket_object_lock[0]
}

moved {
  from = aws_s3_bucket_logging.session_audit_trail_bucket_access_logging
  to   = module.session_audit.aws_s3_bucket_logging.trail_bucket_access_logging
}

moved {
  from = aws_cloudwatch_log_group.session_audit_session_log_group
  to   = module.session_audit.aws_cloudwatch_log_group.session_log_group
}

moved {
  from = aws_ssm_document.session_audit_document
  to   = module.session_audit.aws_ssm_document.document
}

moved {
  from = aws_ssm_service_setting.session_audit_settings_public_sharing
  to   = module.session_audit.aws_ssm_service_setting.settings_public_sharing
}

moved {
  from = aws_cloudwatch_log_group.session_audit_trail_log_group
  to   = module.session_audit.aws_cloudwatch_log_group.trail_log_group
}

moved {
  from = aws_iam_role.session_audit_trail_log_delivery_role
  to   = module.session_audit.aws_iam_role.trail_log_delivery_role
}

moved {
  from = aws_iam_role_policy.session_audit_trail_log_delivery_policy
  to   = module.session_audit.aws_iam_role_policy.trail_log_delivery_policy
}

moved {
  from = aws_cloudtrail.session_audit_trail
  to   = module.session_audit.aws_cloudtrail.trail
}

moved {
  from = aws_kms_key.session_audit_alerts_key
  to   = module.session_audit.aws_kms_key.alerts_key
}

moved {
  from = aws_kms_alias.session_audit_alerts_key_alias
  to   = module.session_audit.aws_kms_alias.alerts_key_alias
}

moved {
  from = aws_kms_key.session_audit_integrity_key
  to   = module.session_audit.aws_kms_key.integrity_key
}

moved {
  from = aws_kms_alias.session_audit_integrity_key_alias
  to   = module.session_audit.aws_kms_alias.integrity_key_alias
}

moved {
  from = aws_sns_topic.session_audit_topic
  to   = module.session_audit.aws_sns_topic.topic
}

moved {
  from = aws_sns_topic_policy.session_audit_topic_policy
  to   = module.session_audit.aws_sns_topic_policy.topic_policy
}

moved {
  from = aws_sns_topic_subscription.session_audit_topic_subscription_https_https_hooks_example_com_sessions
  to   = module.session_audit.aws_sns_topic_subscription.topic_subscription_https["https://hooks.example.com/sessions"]
}

moved {
  from = aws_sns_topic_subscription.session_audit_topic_subscription_sms_491701234567
  to   = module.session_audit.aws_sns_topic_subscription.topic_subscription_sms["+491701234567"]
}

moved {
  from = aws_sns_topic_subscription.session_audit_topic_subscription_email_security_example_com
  to   = module.session_audit.aws_sns_topic_subscription.topic_subscription_email["security@example.com"]
}

moved {
  from = aws_sns_topic.session_audit_refusal_topic
  to   = module.session_audit.aws_sns_topic.refusal_topic
}

moved {
  from = aws_sns_topic_policy.session_audit_refusal_topic_policy
  to   = module.session_audit.aws_sns_topic_policy.refusal_topic_policy
}

moved {
  from = aws_sns_topic_subscription.session_audit_refusal_topic_subscription_https_https_hooks_example_com_sessions
  to   = module.session_audit.aws_sns_topic_subscription.refusal_topic_subscription_https["https://hooks.example.com/sessions"]
}

moved {
  from = aws_sns_topic_subscription.session_audit_refusal_topic_subscription_sms_491701234567
  to   = module.session_audit.aws_sns_topic_subscription.refusal_topic_subscription_sms["+491701234567"]
}

moved {
  from = aws_sns_topic_subscription.session_audit_refusal_topic_subscription_email_security_example_com
  to   = module.session_audit.aws_sns_topic_subscription.refusal_topic_subscription_email["security@example.com"]
}

moved {
  from = aws_sns_topic.session_audit_integrity_topic
  to   = module.session_audit.aws_sns_topic.integrity_topic
}

moved {
  from = aws_sns_topic_policy.session_audit_integrity_topic_policy
  to   = module.session_audit.aws_sns_topic_policy.integrity_topic_policy
}

moved {
  from = aws_sns_topic_subscription.session_audit_integrity_topic_subscription_https_https_hooks_example_com_sessions
  to   = module.session_audit.aws_sns_topic_subscription.integrity_topic_subscription_https["https://hooks.example.com/sessions"]
}

moved {
  from = aws_sns_topic_subscription.session_audit_integrity_topic_subscription_sms_491701234567
  to   = module.session_audit.aws_sns_topic_subscription.integrity_topic_subscription_sms["+491701234567"]
}

moved {
  from = aws_sns_topic_subscription.session_audit_integrity_topic_subscription_email_security_example_com
  to   = module.session_audit.aws_sns_topic_subscription.integrity_topic_subscription_email["security@example.com"]
}

moved {
  from = aws_sqs_queue.session_audit_events_dead_letter_queue
  to   = module.session_audit.aws_sqs_queue.events_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.session_audit_events_dead_letter_queue_policy
  to   = module.session_audit.aws_sqs_queue_policy.events_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.session_audit_events
  to   = module.session_audit.aws_cloudwatch_event_rule.events
}

moved {
  from = aws_cloudwatch_event_target.session_audit_events_topic_target
  to   = module.session_audit.aws_cloudwatch_event_target.events_topic_target
}

moved {
  from = aws_sqs_queue.session_audit_starts_dead_letter_queue
  to   = module.session_audit.aws_sqs_queue.starts_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.session_audit_starts_dead_letter_queue_policy
  to   = module.session_audit.aws_sqs_queue_policy.starts_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.session_audit_starts
  to   = module.session_audit.aws_cloudwatch_event_rule.starts[0]
}

moved {
  from = aws_cloudwatch_event_target.session_audit_starts_topic_target
  to   = module.session_audit.aws_cloudwatch_event_target.starts_topic_target[0]
}

moved {
  from = aws_sqs_queue.session_audit_refusals_dead_letter_queue
  to   = module.session_audit.aws_sqs_queue.refusals_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.session_audit_refusals_dead_letter_queue_policy
  to   = module.session_audit.aws_sqs_queue_policy.refusals_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.session_audit_refusals
  to   = module.session_audit.aws_cloudwatch_event_rule.refusals
}

moved {
  from = aws_cloudwatch_event_target.session_audit_refusals_topic_target
  to   = module.session_audit.aws_cloudwatch_event_target.refusals_topic_target
}

moved {
  from = aws_cloudwatch_log_group.session_audit_evidence_ledger_log_group
  to   = module.session_audit.aws_cloudwatch_log_group.evidence_ledger_log_group[0]
}

moved {
  from = aws_sqs_queue.session_audit_evidence_ledger_dead_letter_queue
  to   = module.session_audit.aws_sqs_queue.evidence_ledger_dead_letter_queue[0]
}

moved {
  from = aws_iam_role.session_audit_evidence_ledger_role
  to   = module.session_audit.aws_iam_role.evidence_ledger_role[0]
}

moved {
  from = aws_iam_role_policy.session_audit_evidence_ledger_role_policy
  to   = module.session_audit.aws_iam_role_policy.evidence_ledger_role_policy[0]
}

moved {
  from = aws_lambda_function.session_audit_evidence_ledger
  to   = module.session_audit.aws_lambda_function.evidence_ledger[0]
}

moved {
  from = aws_iam_role.session_audit_evidence_ledger_schedule_role
  to   = module.session_audit.aws_iam_role.evidence_ledger_schedule_role[0]
}

moved {
  from = aws_iam_role_policy.session_audit_evidence_ledger_schedule_role_policy
  to   = module.session_audit.aws_iam_role_policy.evidence_ledger_schedule_role_policy[0]
}

moved {
  from = aws_scheduler_schedule.session_audit_evidence_ledger_schedule
  to   = module.session_audit.aws_scheduler_schedule.evidence_ledger_schedule[0]
}

moved {
  from = aws_cloudwatch_log_metric_filter.session_audit_evidence_ledger_unreadable_places
  to   = module.session_audit.aws_cloudwatch_log_metric_filter.evidence_ledger_unreadable_places[0]
}

moved {
  from = aws_s3_bucket.session_audit_evidence_answers_bucket
  to   = module.session_audit.aws_s3_bucket.evidence_answers_bucket[0]
}

moved {
  from = aws_s3_bucket_public_access_block.session_audit_evidence_answers_bucket_public_access_block
  to   = module.session_audit.aws_s3_bucket_public_access_block.evidence_answers_bucket_public_access_block[0]
}

moved {
  from = aws_s3_bucket_ownership_controls.session_audit_evidence_answers_bucket_ownership_controls
  to   = module.session_audit.aws_s3_bucket_ownership_controls.evidence_answers_bucket_ownership_controls[0]
}

moved {
  from = aws_s3_bucket_versioning.session_audit_evidence_answers_bucket_versioning
  to   = module.session_audit.aws_s3_bucket_versioning.evidence_answers_bucket_versioning[0]
}

moved {
  from = aws_s3_bucket_server_side_encryption_configuration.session_audit_evidence_answers_bucket_encryption
  to   = module.session_audit.aws_s3_bucket_server_side_encryption_configuration.evidence_answers_bucket_encryption[0]
}

moved {
  from = aws_s3_bucket_lifecycle_configuration.session_audit_evidence_answers_bucket_lifecycle
  to   = module.session_audit.aws_s3_bucket_lifecycle_configuration.evidence_answers_bucket_lifecycle[0]
}

moved {
  from = aws_s3_bucket_policy.session_audit_evidence_answers_bucket_policy
  to   = module.session_audit.aws_s3_bucket_policy.evidence_answers_bucket_policy[0]
}

moved {
  from = aws_s3_bucket_logging.session_audit_evidence_answers_bucket_access_logging
  to   = module.session_audit.aws_s3_bucket_logging.evidence_answers_bucket_access_logging[0]
}

moved {
  from = aws_glue_catalog_database.session_audit_evidence_tables
  to   = module.session_audit.aws_glue_catalog_database.evidence_tables[0]
}

moved {
  from = aws_glue_catalog_table.session_audit_evidence_tables_trail_table
  to   = module.session_audit.aws_glue_catalog_table.evidence_tables_trail_table[0]
}

moved {
  from = aws_glue_catalog_table.session_audit_evidence_tables_ledger_table
  to   = module.session_audit.aws_glue_catalog_table.evidence_tables_ledger_table[0]
}

moved {
  from = aws_glue_catalog_table.session_audit_evidence_tables_collections_table
  to   = module.session_audit.aws_glue_catalog_table.evidence_tables_collections_table[0]
}

moved {
  from = aws_athena_workgroup.session_audit_evidence_tables_workgroup
  to   = module.session_audit.aws_athena_workgroup.evidence_tables_workgroup[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_sessions_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_sessions_query[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_by_person_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_by_person_query[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_by_node_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_by_node_query[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_missing_recordings_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_missing_recordings_query[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_unlogged_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_unlogged_query[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_unknown_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_unknown_query[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_refused_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_refused_query[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_root_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_root_query[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_without_mfa_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_without_mfa_query[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_preference_changes_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_preference_changes_query[0]
}

moved {
  from = aws_athena_named_query.session_audit_evidence_tables_unread_places_query
  to   = module.session_audit.aws_athena_named_query.evidence_tables_unread_places_query[0]
}

moved {
  from = aws_iam_policy.session_audit_evidence_tables_policy
  to   = module.session_audit.aws_iam_policy.evidence_tables_policy[0]
}

moved {
  from = aws_iam_role_policy_attachment.session_audit_evidence_tables_attachment_auditors
  to   = module.session_audit.aws_iam_role_policy_attachment.evidence_tables_attachment["auditors"]
}

moved {
  from = aws_iam_role.session_audit_evidence_tables_report_role
  to   = module.session_audit.aws_iam_role.evidence_tables_report_role[0]
}

moved {
  from = aws_iam_role_policy.session_audit_evidence_tables_report_policy
  to   = module.session_audit.aws_iam_role_policy.evidence_tables_report_policy[0]
}

moved {
  from = aws_scheduler_schedule.session_audit_evidence_tables_sessions_report
  to   = module.session_audit.aws_scheduler_schedule.evidence_tables_sessions_report[0]
}

moved {
  from = aws_scheduler_schedule.session_audit_evidence_tables_missing_recordings_report
  to   = module.session_audit.aws_scheduler_schedule.evidence_tables_missing_recordings_report[0]
}

moved {
  from = aws_scheduler_schedule.session_audit_evidence_tables_unlogged_report
  to   = module.session_audit.aws_scheduler_schedule.evidence_tables_unlogged_report[0]
}

moved {
  from = aws_scheduler_schedule.session_audit_evidence_tables_unknown_report
  to   = module.session_audit.aws_scheduler_schedule.evidence_tables_unknown_report[0]
}

moved {
  from = aws_scheduler_schedule.session_audit_evidence_tables_refused_report
  to   = module.session_audit.aws_scheduler_schedule.evidence_tables_refused_report[0]
}

moved {
  from = aws_scheduler_schedule.session_audit_evidence_tables_root_report
  to   = module.session_audit.aws_scheduler_schedule.evidence_tables_root_report[0]
}

moved {
  from = aws_scheduler_schedule.session_audit_evidence_tables_without_mfa_report
  to   = module.session_audit.aws_scheduler_schedule.evidence_tables_without_mfa_report[0]
}

moved {
  from = aws_scheduler_schedule.session_audit_evidence_tables_preference_changes_report
  to   = module.session_audit.aws_scheduler_schedule.evidence_tables_preference_changes_report[0]
}

moved {
  from = aws_scheduler_schedule.session_audit_evidence_tables_unread_places_report
  to   = module.session_audit.aws_scheduler_schedule.evidence_tables_unread_places_report[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_evidence_alarms_not_collected_acme_audit_session_ledger
  to   = module.session_audit.aws_cloudwatch_metric_alarm.evidence_alarms_not_collected_session_ledger[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_evidence_alarms_errors_acme_audit_session_ledger
  to   = module.session_audit.aws_cloudwatch_metric_alarm.evidence_alarms_errors_session_ledger[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_evidence_alarms_dead_letters_acme_audit_session_ledger
  to   = module.session_audit.aws_cloudwatch_metric_alarm.evidence_alarms_dead_letters_session_ledger[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_evidence_alarms_unreadable_places_acme_audit_session_ledger
  to   = module.session_audit.aws_cloudwatch_metric_alarm.evidence_alarms_unreadable_places_session_ledger[0]
}

moved {
  from = aws_cloudwatch_query_definition.session_audit_evidence_dashboard_sessions_started_query
  to   = module.session_audit.aws_cloudwatch_query_definition.evidence_dashboard_sessions_started_query[0]
}

moved {
  from = aws_cloudwatch_query_definition.session_audit_evidence_dashboard_sessions_refused_query
  to   = module.session_audit.aws_cloudwatch_query_definition.evidence_dashboard_sessions_refused_query[0]
}

moved {
  from = aws_cloudwatch_query_definition.session_audit_evidence_dashboard_calls_by_person_query
  to   = module.session_audit.aws_cloudwatch_query_definition.evidence_dashboard_calls_by_person_query[0]
}

moved {
  from = aws_cloudwatch_query_definition.session_audit_evidence_dashboard_preference_changes_query
  to   = module.session_audit.aws_cloudwatch_query_definition.evidence_dashboard_preference_changes_query[0]
}

moved {
  from = aws_cloudwatch_query_definition.session_audit_evidence_dashboard_session_output_query
  to   = module.session_audit.aws_cloudwatch_query_definition.evidence_dashboard_session_output_query[0]
}

moved {
  from = aws_cloudwatch_query_definition.session_audit_evidence_dashboard_busiest_sessions_query
  to   = module.session_audit.aws_cloudwatch_query_definition.evidence_dashboard_busiest_sessions_query[0]
}

moved {
  from = aws_cloudwatch_query_definition.session_audit_evidence_dashboard_privileged_commands_query
  to   = module.session_audit.aws_cloudwatch_query_definition.evidence_dashboard_privileged_commands_query[0]
}

moved {
  from = aws_cloudwatch_log_metric_filter.session_audit_evidence_dashboard_starts
  to   = module.session_audit.aws_cloudwatch_log_metric_filter.evidence_dashboard_starts[0]
}

moved {
  from = aws_cloudwatch_log_metric_filter.session_audit_evidence_dashboard_refusals
  to   = module.session_audit.aws_cloudwatch_log_metric_filter.evidence_dashboard_refusals[0]
}

moved {
  from = aws_cloudwatch_log_metric_filter.session_audit_evidence_dashboard_preference_changes
  to   = module.session_audit.aws_cloudwatch_log_metric_filter.evidence_dashboard_preference_changes[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_evidence_dashboard_starts_alarm
  to   = module.session_audit.aws_cloudwatch_metric_alarm.evidence_dashboard_starts_alarm[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_evidence_dashboard_refusals_alarm
  to   = module.session_audit.aws_cloudwatch_metric_alarm.evidence_dashboard_refusals_alarm[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_evidence_dashboard_preference_changes_alarm
  to   = module.session_audit.aws_cloudwatch_metric_alarm.evidence_dashboard_preference_changes_alarm[0]
}

moved {
  from = aws_cloudwatch_dashboard.session_audit_evidence_dashboard
  to   = module.session_audit.aws_cloudwatch_dashboard.evidence_dashboard[0]
}

moved {
  from = aws_iam_policy.session_audit_node_access
  to   = module.session_audit.aws_iam_policy.node_access
}

moved {
  from = aws_iam_role.session_audit_node_access_role
  to   = module.session_audit.aws_iam_role.node_access_role[0]
}

moved {
  from = aws_iam_role_policy_attachment.session_audit_node_access_attachment_engineers
  to   = module.session_audit.aws_iam_role_policy_attachment.node_access_attachment["engineers"]
}

moved {
  from = aws_iam_role_policy_attachment.session_audit_node_access_role_attachment
  to   = module.session_audit.aws_iam_role_policy_attachment.node_access_role_attachment[0]
}

moved {
  from = aws_iam_instance_profile.session_audit_node_access_instance_profile
  to   = module.session_audit.aws_iam_instance_profile.node_access_instance_profile[0]
}

moved {
  from = aws_iam_policy.session_audit_operator_access
  to   = module.session_audit.aws_iam_policy.operator_access
}

moved {
  from = aws_iam_group_policy_attachment.session_audit_operator_access_attachment_engineers
  to   = module.session_audit.aws_iam_group_policy_attachment.operator_access_attachment["engineers"]
}

moved {
  from = aws_iam_role_policy_attachment.session_audit_operator_access_attachment_engineers
  to   = module.session_audit.aws_iam_role_policy_attachment.operator_access_attachment["engineers"]
}

moved {
  from = aws_iam_policy.session_audit_guardrail
  to   = module.session_audit.aws_iam_policy.guardrail
}

moved {
  from = aws_iam_role_policy_attachment.session_audit_guardrail_attachment_engineers
  to   = module.session_audit.aws_iam_role_policy_attachment.guardrail_attachment["engineers"]
}

moved {
  from = aws_iam_policy.session_audit_guardrail_part2
  to   = module.session_audit.aws_iam_policy.guardrail_part2
}

moved {
  from = aws_iam_role_policy_attachment.session_audit_guardrail_part2_attachment_engineers
  to   = module.session_audit.aws_iam_role_policy_attachment.guardrail_part2_attachment["engineers"]
}

moved {
  from = aws_sqs_queue.session_audit_preference_changes_dead_letter_queue
  to   = module.session_audit.aws_sqs_queue.preference_changes_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.session_audit_preference_changes_dead_letter_queue_policy
  to   = module.session_audit.aws_sqs_queue_policy.preference_changes_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.session_audit_preference_changes
  to   = module.session_audit.aws_cloudwatch_event_rule.preference_changes[0]
}

moved {
  from = aws_cloudwatch_event_target.session_audit_preference_changes_topic_target
  to   = module.session_audit.aws_cloudwatch_event_target.preference_changes_topic_target[0]
}

moved {
  from = aws_sqs_queue.session_audit_tampering_dead_letter_queue
  to   = module.session_audit.aws_sqs_queue.tampering_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.session_audit_tampering_dead_letter_queue_policy
  to   = module.session_audit.aws_sqs_queue_policy.tampering_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.session_audit_tampering
  to   = module.session_audit.aws_cloudwatch_event_rule.tampering[0]
}

moved {
  from = aws_cloudwatch_event_target.session_audit_tampering_topic_target
  to   = module.session_audit.aws_cloudwatch_event_target.tampering_topic_target[0]
}

moved {
  from = aws_cloudwatch_event_rule.session_audit_tampering2
  to   = module.session_audit.aws_cloudwatch_event_rule.tampering2[0]
}

moved {
  from = aws_cloudwatch_event_target.session_audit_tampering2_topic_target
  to   = module.session_audit.aws_cloudwatch_event_target.tampering2_topic_target[0]
}

moved {
  from = aws_cloudwatch_event_rule.session_audit_tampering3
  to   = module.session_audit.aws_cloudwatch_event_rule.tampering3[0]
}

moved {
  from = aws_cloudwatch_event_target.session_audit_tampering3_topic_target
  to   = module.session_audit.aws_cloudwatch_event_target.tampering3_topic_target[0]
}

moved {
  from = aws_cloudwatch_event_rule.session_audit_tampering4
  to   = module.session_audit.aws_cloudwatch_event_rule.tampering4[0]
}

moved {
  from = aws_cloudwatch_event_target.session_audit_tampering4_topic_target
  to   = module.session_audit.aws_cloudwatch_event_target.tampering4_topic_target[0]
}

moved {
  from = aws_sqs_queue.session_audit_alert_tampering_dead_letter_queue
  to   = module.session_audit.aws_sqs_queue.alert_tampering_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.session_audit_alert_tampering_dead_letter_queue_policy
  to   = module.session_audit.aws_sqs_queue_policy.alert_tampering_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.session_audit_alert_tampering
  to   = module.session_audit.aws_cloudwatch_event_rule.alert_tampering[0]
}

moved {
  from = aws_cloudwatch_event_target.session_audit_alert_tampering_topic_target
  to   = module.session_audit.aws_cloudwatch_event_target.alert_tampering_topic_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_invocations_acme_audit_session_events
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_invocations_session_events
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_lost_events_acme_audit_session_events
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_lost_events_session_events
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_invocations_acme_audit_session_starts
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_invocations_session_starts[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_lost_events_acme_audit_session_starts
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_lost_events_session_starts[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_invocations_acme_audit_session_refusals
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_invocations_session_refusals
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_lost_events_acme_audit_session_refusals
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_lost_events_session_refusals
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_invocations_acme_audit_integrity_preferences
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_preferences[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_lost_events_acme_audit_integrity_preferences
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_preferences[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_invocations_acme_audit_integrity_tampering
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_tampering[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_lost_events_acme_audit_integrity_tampering
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_tampering[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_invocations_acme_audit_integrity_tampering_2
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_tampering_2[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_lost_events_acme_audit_integrity_tampering_2
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_tampering_2[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_invocations_acme_audit_integrity_tampering_3
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_tampering_3[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_lost_events_acme_audit_integrity_tampering_3
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_tampering_3[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_invocations_acme_audit_integrity_tampering_4
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_tampering_4[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_lost_events_acme_audit_integrity_tampering_4
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_tampering_4[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_invocations_acme_audit_integrity_alerting
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_alerting[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_lost_events_acme_audit_integrity_alerting
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_alerting[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_dead_letters_acme_audit_session_events
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_events
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_dead_letters_acme_audit_session_starts
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_starts[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_dead_letters_acme_audit_session_refusals
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_refusals
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_dead_letters_acme_audit_integrity_preferences
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_dead_letters_integrity_preferences[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_dead_letters_acme_audit_integrity_tampering
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_dead_letters_integrity_tampering[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_dead_letters_acme_audit_integrity_alerting
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_dead_letters_integrity_alerting[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_notifications_acme_audit_session_alerts
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_notifications_session_alerts
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_failed_notifications_acme_audit_session_refusals
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_failed_notifications_session_refusals
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_undelivered_acme_audit_session_alerts
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_undelivered_session_alerts
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alarms_silent_acme_audit_sessions
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alarms_silent_sessions[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alert_alarms_matches_acme_audit_session_refusals
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alert_alarms_matches_session_refusals
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alert_alarms_failed_notifications_acme_audit_integrity_alerts
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alert_alarms_failed_notifications_integrity_alerts
}

moved {
  from = aws_cloudwatch_metric_alarm.session_audit_alert_alarms_undelivered_acme_audit_integrity_alerts
  to   = module.session_audit.aws_cloudwatch_metric_alarm.alert_alarms_undelivered_integrity_alerts
}

# Generated from the constructs by `npm run export`: change those instead.

# Moves what `new AlertHub(this, "AlertHub", ...)` has deployed into the module. Replace:
# - acme_audit: your `name`, in lower case, with underscores
# - eu_west_1: your Region
# - alert_hub, after a type: the id of your construct, where it is another one
# - each block with a key: one for each address, number, URL or role that you have
# Blocks for what you do not have are ignored by Terraform.

moved {
  from = aws_cloudwatch_event_bus.alert_hub_bus
  to   = module.alert_hub.aws_cloudwatch_event_bus.bus
}

moved {
  from = aws_cloudwatch_event_bus_policy.alert_hub_bus_policy
  to   = module.alert_hub.aws_cloudwatch_event_bus_policy.bus_policy
}

moved {
  from = aws_kms_key.alert_hub_alerts_key
  to   = module.alert_hub.aws_kms_key.alerts_key
}

moved {
  from = aws_kms_alias.alert_hub_alerts_key_alias
  to   = module.alert_hub.aws_kms_alias.alerts_key_alias
}

moved {
  from = aws_kms_key.alert_hub_integrity_key
  to   = module.alert_hub.aws_kms_key.integrity_key
}

moved {
  from = aws_kms_alias.alert_hub_integrity_key_alias
  to   = module.alert_hub.aws_kms_alias.integrity_key_alias
}

moved {
  from = aws_sns_topic.alert_hub_topic
  to   = module.alert_hub.aws_sns_topic.topic
}

moved {
  from = aws_sns_topic_policy.alert_hub_topic_policy
  to   = module.alert_hub.aws_sns_topic_policy.topic_policy
}

moved {
  from = aws_sns_topic_subscription.alert_hub_topic_subscription_https_https_hooks_example_com_sessions
  to   = module.alert_hub.aws_sns_topic_subscription.topic_subscription_https["https://hooks.example.com/sessions"]
}

moved {
  from = aws_sns_topic_subscription.alert_hub_topic_subscription_sms_491701234567
  to   = module.alert_hub.aws_sns_topic_subscription.topic_subscription_sms["+491701234567"]
}

moved {
  from = aws_sns_topic_subscription.alert_hub_topic_subscription_email_security_example_com
  to   = module.alert_hub.aws_sns_topic_subscription.topic_subscription_email["security@example.com"]
}

moved {
  from = aws_sns_topic.alert_hub_refusal_topic
  to   = module.alert_hub.aws_sns_topic.refusal_topic
}

moved {
  from = aws_sns_topic_policy.alert_hub_refusal_topic_policy
  to   = module.alert_hub.aws_sns_topic_policy.refusal_topic_policy
}

moved {
  from = aws_sns_topic_subscription.alert_hub_refusal_topic_subscription_https_https_hooks_example_com_sessions
  to   = module.alert_hub.aws_sns_topic_subscription.refusal_topic_subscription_https["https://hooks.example.com/sessions"]
}

moved {
  from = aws_sns_topic_subscription.alert_hub_refusal_topic_subscription_sms_491701234567
  to   = module.alert_hub.aws_sns_topic_subscription.refusal_topic_subscription_sms["+491701234567"]
}

moved {
  from = aws_sns_topic_subscription.alert_hub_refusal_topic_subscription_email_security_example_com
  to   = module.alert_hub.aws_sns_topic_subscription.refusal_topic_subscription_email["security@example.com"]
}

moved {
  from = aws_sns_topic.alert_hub_integrity_topic
  to   = module.alert_hub.aws_sns_topic.integrity_topic
}

moved {
  from = aws_sns_topic_policy.alert_hub_integrity_topic_policy
  to   = module.alert_hub.aws_sns_topic_policy.integrity_topic_policy
}

moved {
  from = aws_sns_topic_subscription.alert_hub_integrity_topic_subscription_https_https_hooks_example_com_sessions
  to   = module.alert_hub.aws_sns_topic_subscription.integrity_topic_subscription_https["https://hooks.example.com/sessions"]
}

moved {
  from = aws_sns_topic_subscription.alert_hub_integrity_topic_subscription_sms_491701234567
  to   = module.alert_hub.aws_sns_topic_subscription.integrity_topic_subscription_sms["+491701234567"]
}

moved {
  from = aws_sns_topic_subscription.alert_hub_integrity_topic_subscription_email_security_example_com
  to   = module.alert_hub.aws_sns_topic_subscription.integrity_topic_subscription_email["security@example.com"]
}

moved {
  from = aws_sqs_queue.alert_hub_events_dead_letter_queue
  to   = module.alert_hub.aws_sqs_queue.events_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.alert_hub_events_dead_letter_queue_policy
  to   = module.alert_hub.aws_sqs_queue_policy.events_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_events
  to   = module.alert_hub.aws_cloudwatch_event_rule.events
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_events_topic_target
  to   = module.alert_hub.aws_cloudwatch_event_target.events_topic_target
}

moved {
  from = aws_sqs_queue.alert_hub_refusals_dead_letter_queue
  to   = module.alert_hub.aws_sqs_queue.refusals_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.alert_hub_refusals_dead_letter_queue_policy
  to   = module.alert_hub.aws_sqs_queue_policy.refusals_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_refusals
  to   = module.alert_hub.aws_cloudwatch_event_rule.refusals
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_refusals_topic_target
  to   = module.alert_hub.aws_cloudwatch_event_target.refusals_topic_target
}

moved {
  from = aws_iam_role.alert_hub_forwarding_role
  to   = module.alert_hub.aws_iam_role.forwarding_role
}

moved {
  from = aws_iam_role_policy.alert_hub_forwarding_role_policy
  to   = module.alert_hub.aws_iam_role_policy.forwarding_role_policy
}

moved {
  from = aws_iam_policy.alert_hub_guardrail
  to   = module.alert_hub.aws_iam_policy.guardrail
}

moved {
  from = aws_iam_role_policy_attachment.alert_hub_guardrail_attachment_engineers
  to   = module.alert_hub.aws_iam_role_policy_attachment.guardrail_attachment["engineers"]
}

moved {
  from = aws_iam_policy.alert_hub_guardrail_part2
  to   = module.alert_hub.aws_iam_policy.guardrail_part2
}

moved {
  from = aws_iam_role_policy_attachment.alert_hub_guardrail_part2_attachment_engineers
  to   = module.alert_hub.aws_iam_role_policy_attachment.guardrail_part2_attachment["engineers"]
}

moved {
  from = aws_sqs_queue.alert_hub_eu_west_1_forwarding_dead_letter_queue
  to   = module.alert_hub.aws_sqs_queue.forwarding_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.alert_hub_eu_west_1_forwarding_dead_letter_queue_policy
  to   = module.alert_hub.aws_sqs_queue_policy.forwarding_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_eu_west_1_forwarding
  to   = module.alert_hub.aws_cloudwatch_event_rule.forwarding
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_eu_west_1_forwarding_event_bus_target
  to   = module.alert_hub.aws_cloudwatch_event_target.forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_eu_west_1_integrity_forwarding
  to   = module.alert_hub.aws_cloudwatch_event_rule.integrity_forwarding
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_eu_west_1_integrity_forwarding_event_bus_target
  to   = module.alert_hub.aws_cloudwatch_event_target.integrity_forwarding_event_bus_target
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_eu_west_1_alarms_dead_letters_acme_audit_session_forwarding
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_forwarding
}

moved {
  from = aws_sqs_queue.alert_hub_iam_forwarding_dead_letter_queue
  to   = module.alert_hub.aws_sqs_queue.iam_forwarding_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.alert_hub_iam_forwarding_dead_letter_queue_policy
  to   = module.alert_hub.aws_sqs_queue_policy.iam_forwarding_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_iam_forwarding
  to   = module.alert_hub.aws_cloudwatch_event_rule.iam_forwarding[0]
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_iam_forwarding_event_bus_target
  to   = module.alert_hub.aws_cloudwatch_event_target.iam_forwarding_event_bus_target[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_iam_forwarding_alarms_dead_letters_acme_audit_integrity_iam
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.iam_forwarding_alarms_dead_letters_integrity_iam[0]
}

moved {
  from = aws_sqs_queue.alert_hub_preference_changes_dead_letter_queue
  to   = module.alert_hub.aws_sqs_queue.preference_changes_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.alert_hub_preference_changes_dead_letter_queue_policy
  to   = module.alert_hub.aws_sqs_queue_policy.preference_changes_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_preference_changes
  to   = module.alert_hub.aws_cloudwatch_event_rule.preference_changes[0]
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_preference_changes_topic_target
  to   = module.alert_hub.aws_cloudwatch_event_target.preference_changes_topic_target[0]
}

moved {
  from = aws_sqs_queue.alert_hub_tampering_dead_letter_queue
  to   = module.alert_hub.aws_sqs_queue.tampering_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.alert_hub_tampering_dead_letter_queue_policy
  to   = module.alert_hub.aws_sqs_queue_policy.tampering_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_tampering
  to   = module.alert_hub.aws_cloudwatch_event_rule.tampering[0]
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_tampering_topic_target
  to   = module.alert_hub.aws_cloudwatch_event_target.tampering_topic_target[0]
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_tampering2
  to   = module.alert_hub.aws_cloudwatch_event_rule.tampering2[0]
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_tampering2_topic_target
  to   = module.alert_hub.aws_cloudwatch_event_target.tampering2_topic_target[0]
}

moved {
  from = aws_sqs_queue.alert_hub_alert_tampering_dead_letter_queue
  to   = module.alert_hub.aws_sqs_queue.alert_tampering_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.alert_hub_alert_tampering_dead_letter_queue_policy
  to   = module.alert_hub.aws_sqs_queue_policy.alert_tampering_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_alert_tampering
  to   = module.alert_hub.aws_cloudwatch_event_rule.alert_tampering[0]
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_alert_tampering_topic_target
  to   = module.alert_hub.aws_cloudwatch_event_target.alert_tampering_topic_target[0]
}

moved {
  from = aws_sqs_queue.alert_hub_forwarded_tampering_dead_letter_queue
  to   = module.alert_hub.aws_sqs_queue.forwarded_tampering_dead_letter_queue[0]
}

moved {
  from = aws_sqs_queue_policy.alert_hub_forwarded_tampering_dead_letter_queue_policy
  to   = module.alert_hub.aws_sqs_queue_policy.forwarded_tampering_dead_letter_queue_policy[0]
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_forwarded_tampering
  to   = module.alert_hub.aws_cloudwatch_event_rule.forwarded_tampering[0]
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_forwarded_tampering_topic_target
  to   = module.alert_hub.aws_cloudwatch_event_target.forwarded_tampering_topic_target[0]
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_forwarded_tampering2
  to   = module.alert_hub.aws_cloudwatch_event_rule.forwarded_tampering2[0]
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_forwarded_tampering2_topic_target
  to   = module.alert_hub.aws_cloudwatch_event_target.forwarded_tampering2_topic_target[0]
}

moved {
  from = aws_sqs_queue.alert_hub_forwarded_alarms_dead_letter_queue
  to   = module.alert_hub.aws_sqs_queue.forwarded_alarms_dead_letter_queue
}

moved {
  from = aws_sqs_queue_policy.alert_hub_forwarded_alarms_dead_letter_queue_policy
  to   = module.alert_hub.aws_sqs_queue_policy.forwarded_alarms_dead_letter_queue_policy
}

moved {
  from = aws_cloudwatch_event_rule.alert_hub_forwarded_alarms
  to   = module.alert_hub.aws_cloudwatch_event_rule.forwarded_alarms
}

moved {
  from = aws_cloudwatch_event_target.alert_hub_forwarded_alarms_topic_target
  to   = module.alert_hub.aws_cloudwatch_event_target.forwarded_alarms_topic_target
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_invocations_acme_audit_session_events
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_invocations_session_events
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_lost_events_acme_audit_session_events
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_lost_events_session_events
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_invocations_acme_audit_session_refusals
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_invocations_session_refusals
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_lost_events_acme_audit_session_refusals
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_lost_events_session_refusals
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_invocations_acme_audit_integrity_preferences
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_preferences[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_lost_events_acme_audit_integrity_preferences
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_preferences[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_invocations_acme_audit_integrity_tampering
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_tampering[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_lost_events_acme_audit_integrity_tampering
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_tampering[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_invocations_acme_audit_integrity_tampering_2
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_tampering_2[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_lost_events_acme_audit_integrity_tampering_2
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_tampering_2[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_invocations_acme_audit_integrity_alerting
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_alerting[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_lost_events_acme_audit_integrity_alerting
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_alerting[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_invocations_acme_audit_integrity_forwarded
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_forwarded[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_lost_events_acme_audit_integrity_forwarded
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_forwarded[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_invocations_acme_audit_integrity_forwarded_2
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_forwarded_2[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_lost_events_acme_audit_integrity_forwarded_2
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_forwarded_2[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_invocations_acme_audit_integrity_alarms
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_invocations_integrity_alarms
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_lost_events_acme_audit_integrity_alarms
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_lost_events_integrity_alarms
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_dead_letters_acme_audit_session_events
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_events
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_dead_letters_acme_audit_session_refusals
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_dead_letters_session_refusals
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_dead_letters_acme_audit_integrity_preferences
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_dead_letters_integrity_preferences[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_dead_letters_acme_audit_integrity_tampering
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_dead_letters_integrity_tampering[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_dead_letters_acme_audit_integrity_alerting
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_dead_letters_integrity_alerting[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_dead_letters_acme_audit_integrity_forwarded
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_dead_letters_integrity_forwarded[0]
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_dead_letters_acme_audit_integrity_alarms
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_dead_letters_integrity_alarms
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_notifications_acme_audit_session_alerts
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_notifications_session_alerts
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_failed_notifications_acme_audit_session_refusals
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_failed_notifications_session_refusals
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alarms_undelivered_acme_audit_session_alerts
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alarms_undelivered_session_alerts
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alert_alarms_matches_acme_audit_session_refusals
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alert_alarms_matches_session_refusals
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alert_alarms_failed_notifications_acme_audit_integrity_alerts
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alert_alarms_failed_notifications_integrity_alerts
}

moved {
  from = aws_cloudwatch_metric_alarm.alert_hub_alert_alarms_undelivered_acme_audit_integrity_alerts
  to   = module.alert_hub.aws_cloudwatch_metric_alarm.alert_alarms_undelivered_integrity_alerts
}

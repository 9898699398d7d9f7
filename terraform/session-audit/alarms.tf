# Generated from the constructs by `npm run export`: change those instead.

# Alarms. CloudWatch alarms on the alerting itself, so that a lost notification or a lost log is noticed.
resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_session_events" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-events could not invoke a target. The events that it could not deliver are in queue ${var.name}-session-events-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-session-events-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-events"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_session_events" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-events could not send an event to queue ${var.name}-session-events-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-session-events-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-events"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_session_starts" {
  count = var.watches.silence ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-starts could not invoke a target. The events that it could not deliver are in queue ${var.name}-session-starts-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-session-starts-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-starts"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_session_starts" {
  count = var.watches.silence ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-starts could not send an event to queue ${var.name}-session-starts-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-session-starts-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-starts"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_session_refusals" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-refusals could not invoke a target. The events that it could not deliver are in queue ${var.name}-session-refusals-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-session-refusals-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-refusals"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_session_refusals" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-refusals could not send an event to queue ${var.name}-session-refusals-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-session-refusals-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-refusals"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_preferences" {
  count = var.watches.preferences ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-preferences could not invoke a target. The events that it could not deliver are in queue ${var.name}-integrity-preferences-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-preferences-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-preferences"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_preferences" {
  count = var.watches.preferences ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-preferences could not send an event to queue ${var.name}-integrity-preferences-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-preferences-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-preferences"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_tampering" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering could not invoke a target. The events that it could not deliver are in queue ${var.name}-integrity-tampering-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-tampering-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_tampering" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering could not send an event to queue ${var.name}-integrity-tampering-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-tampering-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_tampering_2" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-2 could not invoke a target. The events that it could not deliver are in queue ${var.name}-integrity-tampering-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-tampering-2-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-2"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_tampering_2" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-2 could not send an event to queue ${var.name}-integrity-tampering-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-tampering-2-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-2"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_tampering_3" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-3 could not invoke a target. The events that it could not deliver are in queue ${var.name}-integrity-tampering-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-tampering-3-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-3"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_tampering_3" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-3 could not send an event to queue ${var.name}-integrity-tampering-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-tampering-3-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-3"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_tampering_4" {
  count = var.evidence != null && var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-4 could not invoke a target. The events that it could not deliver are in queue ${var.name}-integrity-tampering-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-tampering-4-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-4"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_tampering_4" {
  count = var.evidence != null && var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-tampering-4 could not send an event to queue ${var.name}-integrity-tampering-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-tampering-4-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-tampering-4"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_invocations_integrity_alerting" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-alerting could not invoke a target. The events that it could not deliver are in queue ${var.name}-integrity-alerting-dead-letters, with the reason in its attributes."
  alarm_name          = "${var.name}-integrity-alerting-failed-invocations"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-alerting"
  }
  evaluation_periods = 1
  metric_name        = "FailedInvocations"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_lost_events_integrity_alerting" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Rule ${var.name}-integrity-alerting could not send an event to queue ${var.name}-integrity-alerting-dead-letters: that event is lost. CloudTrail still has the call. Look at the policy of the queue."
  alarm_name          = "${var.name}-integrity-alerting-lost-events"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-integrity-alerting"
  }
  evaluation_periods = 1
  metric_name        = "InvocationsFailedToBeSentToDlq"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_session_events" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-session-events-dead-letters holds events that rule ${var.name}-session-events could not deliver. Read them within 14 days, before SQS deletes them. Delete them to end this alarm."
  alarm_name          = "${var.name}-session-events-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-session-events-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_session_starts" {
  count = var.watches.silence ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-session-starts-dead-letters holds events that rule ${var.name}-session-starts could not deliver. Read them within 14 days, before SQS deletes them. Delete them to end this alarm."
  alarm_name          = "${var.name}-session-starts-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-session-starts-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_session_refusals" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-session-refusals-dead-letters holds events that rule ${var.name}-session-refusals could not deliver. Read them within 14 days, before SQS deletes them. Delete them to end this alarm."
  alarm_name          = "${var.name}-session-refusals-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-session-refusals-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_integrity_preferences" {
  count = var.watches.preferences ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-integrity-preferences-dead-letters holds events that rule ${var.name}-integrity-preferences could not deliver. Read them within 14 days, before SQS deletes them. Delete them to end this alarm."
  alarm_name          = "${var.name}-integrity-preferences-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-integrity-preferences-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_integrity_tampering" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-integrity-tampering-dead-letters holds events that rule ${var.name}-integrity-tampering could not deliver. Read them within 14 days, before SQS deletes them. Delete them to end this alarm."
  alarm_name          = "${var.name}-integrity-tampering-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-integrity-tampering-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_integrity_alerting" {
  count = var.watches.tampering ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Queue ${var.name}-integrity-alerting-dead-letters holds events that rule ${var.name}-integrity-alerting could not deliver. Read them within 14 days, before SQS deletes them. Delete them to end this alarm."
  alarm_name          = "${var.name}-integrity-alerting-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-integrity-alerting-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_notifications_session_alerts" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Topic ${var.name}-session-alerts could not reach a subscriber. Look at its subscriptions: an address may no longer exist, or a function or queue may refuse the message."
  alarm_name          = "${var.name}-session-alerts-failed-notifications"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    TopicName = "${var.name}-session-alerts"
  }
  evaluation_periods = 1
  metric_name        = "NumberOfNotificationsFailed"
  namespace          = "AWS/SNS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_failed_notifications_session_refusals" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Topic ${var.name}-session-refusals could not reach a subscriber. Look at its subscriptions: an address may no longer exist, or a function or queue may refuse the message."
  alarm_name          = "${var.name}-session-refusals-failed-notifications"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    TopicName = "${var.name}-session-refusals"
  }
  evaluation_periods = 1
  metric_name        = "NumberOfNotificationsFailed"
  namespace          = "AWS/SNS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_undelivered_session_alerts" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Topic ${var.name}-session-alerts received messages, but delivered them to nobody. Look at its subscriptions: there may be none, or none that was confirmed."
  alarm_name          = "${var.name}-session-alerts-undelivered"
  comparison_operator = "GreaterThanThreshold"
  datapoints_to_alarm = 1
  evaluation_periods  = 2
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  threshold          = 0
  treat_missing_data = "notBreaching"

  metric_query {
    id = "published"

    metric {
      dimensions = {
        TopicName = "${var.name}-session-alerts"
      }
      metric_name = "NumberOfMessagesPublished"
      namespace   = "AWS/SNS"
      period      = 300
      stat        = "Sum"
    }
  }
  metric_query {
    id = "delivered"

    metric {
      dimensions = {
        TopicName = "${var.name}-session-alerts"
      }
      metric_name = "NumberOfNotificationsDelivered"
      namespace   = "AWS/SNS"
      period      = 300
      stat        = "Sum"
    }
  }
  metric_query {
    expression = "published + TIME_SERIES(0)"
    id         = "p"
  }
  metric_query {
    expression = "delivered + TIME_SERIES(0)"
    id         = "d"
  }
  metric_query {
    expression = "p - DIFF(p)"
    id         = "sent"
    label      = "Messages in the period before"
  }
  metric_query {
    expression = "2 * d - DIFF(d)"
    id         = "received"
    label      = "Deliveries in both periods"
  }
  metric_query {
    expression  = "sent > 1000000 * received"
    id          = "undelivered"
    label       = "Messages that nobody received"
    return_data = true
  }

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alarms_silent_sessions" {
  count = var.watches.silence ? 1 : 0

  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  alarm_description   = "Sessions were started, but log group /${var.name}/sessions has received no events for 15 minutes or more. Look at the preferences document, the permissions of the nodes and the key of the group."
  alarm_name          = "${var.name}-sessions-silent"
  comparison_operator = "GreaterThanThreshold"
  datapoints_to_alarm = 1
  evaluation_periods  = 2
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-integrity-alerts",
  ]
  threshold          = 0
  treat_missing_data = "notBreaching"

  metric_query {
    id = "starts"

    metric {
      dimensions = {
        RuleName = "${var.name}-session-starts"
      }
      metric_name = "TriggeredRules"
      namespace   = "AWS/Events"
      period      = 900
      stat        = "Sum"
    }
  }
  metric_query {
    id = "entries"

    metric {
      dimensions = {
        LogGroupName = "/${var.name}/sessions"
      }
      metric_name = "IncomingLogEvents"
      namespace   = "AWS/Logs"
      period      = 900
      stat        = "Sum"
    }
  }
  metric_query {
    expression = "starts + TIME_SERIES(0)"
    id         = "s"
  }
  metric_query {
    expression = "entries + TIME_SERIES(0)"
    id         = "e"
  }
  metric_query {
    expression = "s - DIFF(s)"
    id         = "started"
    label      = "Sessions started in the period before"
  }
  metric_query {
    expression = "2 * e - DIFF(e)"
    id         = "written"
    label      = "Log events in both periods"
  }
  metric_query {
    expression  = "started > 1000000 * written"
    id          = "silent"
    label       = "Sessions without logs"
    return_data = true
  }

  depends_on = [aws_sns_topic_policy.integrity_topic_policy]
}

# Alert alarms.
resource "aws_cloudwatch_metric_alarm" "alert_alarms_matches_session_refusals" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  alarm_description   = "Rule ${var.name}-session-refusals has matched one or more events. Its own targets, and the trail, receive each of them."
  alarm_name          = "${var.name}-session-refusals-matches"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    RuleName = "${var.name}-session-refusals"
  }
  evaluation_periods = 1
  metric_name        = "TriggeredRules"
  namespace          = "AWS/Events"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alert_alarms_failed_notifications_integrity_alerts" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  alarm_description   = "Topic ${var.name}-integrity-alerts could not reach a subscriber. Look at its subscriptions: an address may no longer exist, or a function or queue may refuse the message."
  alarm_name          = "${var.name}-integrity-alerts-failed-notifications"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    TopicName = "${var.name}-integrity-alerts"
  }
  evaluation_periods = 1
  metric_name        = "NumberOfNotificationsFailed"
  namespace          = "AWS/SNS"
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  period             = 300
  statistic          = "Sum"
  threshold          = 0
  treat_missing_data = "notBreaching"

  depends_on = [aws_sns_topic_policy.topic_policy]
}

resource "aws_cloudwatch_metric_alarm" "alert_alarms_undelivered_integrity_alerts" {
  actions_enabled = true
  alarm_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  alarm_description   = "Topic ${var.name}-integrity-alerts received messages, but delivered them to nobody. Look at its subscriptions: there may be none, or none that was confirmed."
  alarm_name          = "${var.name}-integrity-alerts-undelivered"
  comparison_operator = "GreaterThanThreshold"
  datapoints_to_alarm = 1
  evaluation_periods  = 2
  ok_actions = [
    "arn:${local.partition}:sns:${local.region}:${local.account_id}:${var.name}-session-alerts",
  ]
  threshold          = 0
  treat_missing_data = "notBreaching"

  metric_query {
    id = "published"

    metric {
      dimensions = {
        TopicName = "${var.name}-integrity-alerts"
      }
      metric_name = "NumberOfMessagesPublished"
      namespace   = "AWS/SNS"
      period      = 300
      stat        = "Sum"
    }
  }
  metric_query {
    id = "delivered"

    metric {
      dimensions = {
        TopicName = "${var.name}-integrity-alerts"
      }
      metric_name = "NumberOfNotificationsDelivered"
      namespace   = "AWS/SNS"
      period      = 300
      stat        = "Sum"
    }
  }
  metric_query {
    expression = "published + TIME_SERIES(0)"
    id         = "p"
  }
  metric_query {
    expression = "delivered + TIME_SERIES(0)"
    id         = "d"
  }
  metric_query {
    expression = "p - DIFF(p)"
    id         = "sent"
    label      = "Messages in the period before"
  }
  metric_query {
    expression = "2 * d - DIFF(d)"
    id         = "received"
    label      = "Deliveries in both periods"
  }
  metric_query {
    expression  = "sent > 1000000 * received"
    id          = "undelivered"
    label       = "Messages that nobody received"
    return_data = true
  }

  depends_on = [aws_sns_topic_policy.topic_policy]
}

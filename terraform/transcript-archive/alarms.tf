# Generated from the constructs by `npm run export`: change those instead.

# Alarms. CloudWatch alarms on the alerting itself, so that a lost notification or a lost log is noticed.
resource "aws_cloudwatch_metric_alarm" "alarms_dead_letters_session_forwarding" {
  actions_enabled     = true
  alarm_description   = "Queue ${var.name}-session-forwarding-dead-letters holds events that rule ${var.name}-session-forwarding could not deliver. Read them within 14 days, before SQS deletes them. Delete them to end this alarm."
  alarm_name          = "${var.name}-session-forwarding-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-session-forwarding-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"
}

# Iam forwarding alarms.
resource "aws_cloudwatch_metric_alarm" "iam_forwarding_alarms_dead_letters_integrity_iam" {
  count = var.watches.tampering ? 1 : 0

  provider            = aws.iam
  actions_enabled     = true
  alarm_description   = "Queue ${var.name}-integrity-iam-dead-letters holds events that rule ${var.name}-integrity-iam could not deliver. Read them within 14 days, before SQS deletes them. Delete them to end this alarm."
  alarm_name          = "${var.name}-integrity-iam-dead-letters"
  comparison_operator = "GreaterThanThreshold"
  dimensions = {
    QueueName = "${var.name}-integrity-iam-dead-letters"
  }
  evaluation_periods = 1
  metric_name        = "ApproximateNumberOfMessagesVisible"
  namespace          = "AWS/SQS"
  period             = 300
  statistic          = "Maximum"
  threshold          = 0
  treat_missing_data = "notBreaching"
}

# Generated from the constructs by `npm run export`: change those instead.

# Dashboard. For people on call: Logs Insights queries, metrics of calls, alarms on them, and a dashboard.
resource "aws_cloudwatch_query_definition" "dashboard_sessions_started_query" {
  count = var.evidence ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/sessions-started"
  query_string = chomp(<<-EOT
    fields eventTime, userIdentity.arn, sourceIPAddress, requestParameters.target, recipientAccountId, awsRegion, coalesce(requestParameters.documentName, "SSM-SessionManagerRunShell") as document, requestParameters.reason, responseElements.sessionId
    | filter eventSource = "ssm.amazonaws.com" and eventName = "StartSession" and not ispresent(errorCode)
    | sort eventTime desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_query_definition" "dashboard_sessions_refused_query" {
  count = var.evidence ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/sessions-refused"
  query_string = chomp(<<-EOT
    fields eventTime, userIdentity.arn, sourceIPAddress, requestParameters.target, recipientAccountId, awsRegion, errorCode, errorMessage
    | filter eventSource = "ssm.amazonaws.com" and eventName = "StartSession" and ispresent(errorCode)
    | sort eventTime desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_query_definition" "dashboard_calls_by_person_query" {
  count = var.evidence ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/calls-by-person"
  query_string = chomp(<<-EOT
    filter eventSource = "ssm.amazonaws.com" and eventName in ["StartSession", "ResumeSession", "TerminateSession"]
    | stats count(*) as calls, count_distinct(requestParameters.target) as nodes, max(eventTime) as last by userIdentity.arn
    | sort calls desc
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_query_definition" "dashboard_preference_changes_query" {
  count = var.evidence ? 1 : 0

  log_group_names = ["/${var.name}/trail"]
  name            = "${var.name}-sessions/preference-changes"
  query_string = chomp(<<-EOT
    fields eventTime, eventName, coalesce(requestParameters.name, requestParameters.settingId) as changed, userIdentity.arn, sourceIPAddress, recipientAccountId, awsRegion, errorCode
    | filter eventSource = "ssm.amazonaws.com" and eventName in ["CreateDocument", "UpdateDocument", "UpdateDocumentDefaultVersion", "DeleteDocument", "ModifyDocumentPermission", "PutResourcePolicy", "UpdateServiceSetting", "ResetServiceSetting"]
    | sort eventTime desc
    | limit 1000
  EOT
  )

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_log_metric_filter" "dashboard_starts" {
  count = var.evidence ? 1 : 0

  log_group_name = "/${var.name}/trail"
  name           = "${var.name}-sessions-starts"
  pattern        = "{ ($.eventSource = \"ssm.amazonaws.com\") && ($.eventName = \"StartSession\") && ($.errorCode NOT EXISTS) }"

  metric_transformation {
    name      = "${var.name}-sessions-starts"
    namespace = "SessionAudit"
    unit      = "Count"
    value     = "1"
  }

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_log_metric_filter" "dashboard_refusals" {
  count = var.evidence ? 1 : 0

  log_group_name = "/${var.name}/trail"
  name           = "${var.name}-sessions-refusals"
  pattern        = "{ ($.eventSource = \"ssm.amazonaws.com\") && ($.eventName = \"StartSession\") && ($.errorCode EXISTS) }"

  metric_transformation {
    name      = "${var.name}-sessions-refusals"
    namespace = "SessionAudit"
    unit      = "Count"
    value     = "1"
  }

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_log_metric_filter" "dashboard_preference_changes" {
  count = var.evidence ? 1 : 0

  log_group_name = "/${var.name}/trail"
  name           = "${var.name}-sessions-preference-changes"
  pattern        = "{ ($.eventSource = \"ssm.amazonaws.com\") && ((($.requestParameters.name = \"*SSM-SessionManagerRunShell\") && (($.eventName = \"CreateDocument\") || ($.eventName = \"UpdateDocument\") || ($.eventName = \"UpdateDocumentDefaultVersion\") || ($.eventName = \"DeleteDocument\") || ($.eventName = \"ModifyDocumentPermission\") || ($.eventName = \"PutResourcePolicy\"))) || ($.eventName = \"UpdateServiceSetting\") || ($.eventName = \"ResetServiceSetting\")) }"

  metric_transformation {
    name      = "${var.name}-sessions-preference-changes"
    namespace = "SessionAudit"
    unit      = "Count"
    value     = "1"
  }

  depends_on = [aws_cloudwatch_log_group.log_group]
}

resource "aws_cloudwatch_dashboard" "dashboard" {
  count = var.evidence ? 1 : 0

  dashboard_body = jsonencode({
    widgets = [
      {
        type   = "metric"
        x      = 0
        y      = 0
        width  = 8
        height = 6
        properties = {
          title  = "Sessions started"
          region = local.region
          view   = "timeSeries"
          stat   = "Sum"
          period = 3600
          metrics = [
            [
              "SessionAudit",
              "${var.name}-sessions-starts",
              {
                label = "Sessions started"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 8
        y      = 0
        width  = 8
        height = 6
        properties = {
          title  = "Sessions refused"
          region = local.region
          view   = "timeSeries"
          stat   = "Sum"
          period = 3600
          metrics = [
            [
              "SessionAudit",
              "${var.name}-sessions-refusals",
              {
                label = "Sessions refused"
              },
            ],
          ]
        }
      },
      {
        type   = "metric"
        x      = 16
        y      = 0
        width  = 8
        height = 6
        properties = {
          title  = "Changes to session preferences"
          region = local.region
          view   = "timeSeries"
          stat   = "Sum"
          period = 3600
          metrics = [
            [
              "SessionAudit",
              "${var.name}-sessions-preference-changes",
              {
                label = "Changes to session preferences"
              },
            ],
          ]
        }
      },
      {
        type   = "log"
        x      = 0
        y      = 9
        width  = 24
        height = 8
        properties = {
          title  = "Latest sessions"
          region = local.region
          view   = "table"
          query  = "SOURCE '/${var.name}/trail' | fields eventTime, userIdentity.arn, requestParameters.target, sourceIPAddress, requestParameters.reason | filter eventSource = \"ssm.amazonaws.com\" and eventName = \"StartSession\" and not ispresent(errorCode) | sort eventTime desc | limit 50"
        }
      },
    ]
  })
  dashboard_name = "${var.name}-sessions"
}

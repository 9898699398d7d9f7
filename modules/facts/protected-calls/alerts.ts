import type { ProtectedCalls } from "./protected-call";

/** What alerts people. */
export const alerts = {
  rule: [
    { action: "events:DisableRule", event: "DisableRule" },
    { action: "events:DeleteRule", event: "DeleteRule" },
    // Not events:Put*, which would stop PutEvents on a bus that stands in the same statement.
    { action: "events:PutRule", event: "PutRule" },
    { action: "events:RemoveTargets", event: "RemoveTargets" },
    { action: "events:PutTargets", event: "PutTargets" },
  ],
  // To receive a message hides it from others, and is the way to delete it.
  "dead-letter-queue": [
    { action: "sqs:DeleteQueue", denied: "sqs:Delete*", event: "DeleteQueue" },
    { action: "sqs:PurgeQueue", event: "PurgeQueue" },
    { action: "sqs:SetQueueAttributes", event: "SetQueueAttributes" },
    { action: "sqs:AddPermission", denied: "sqs:*Permission", event: "AddPermission" },
    { action: "sqs:RemovePermission", denied: "sqs:*Permission", event: "RemovePermission" },
    { action: "sqs:StartMessageMoveTask", event: "StartMessageMoveTask" },
    { action: "sqs:DeleteMessage", denied: "sqs:Delete*" },
    { action: "sqs:ReceiveMessage" },
    { action: "sqs:ChangeMessageVisibility" },
  ],
  topic: [
    { action: "sns:DeleteTopic", event: "DeleteTopic" },
    { action: "sns:SetTopicAttributes", denied: "sns:Set*", event: "Set*" },
    { action: "sns:AddPermission", denied: "sns:*Permission", event: "AddPermission" },
    { action: "sns:RemovePermission", denied: "sns:*Permission", event: "RemovePermission" },
    { action: "sns:Subscribe", event: "Subscribe" },
    { action: "sns:Unsubscribe", event: "Unsubscribe" },
    { action: "sns:SetSubscriptionAttributes", denied: "sns:Set*", event: "Set*" },
    { action: "sns:PutDataProtectionPolicy", event: "PutDataProtectionPolicy" },
    // EventBridge and CloudWatch publish as services: anybody else would only hide an alert among false ones.
    { action: "sns:Publish" },
    // Of the whole account: with nothing to spend, no message reaches a phone.
    { action: "sns:SetSMSAttributes", event: "SetSMSAttributes", toldBy: "nothing" },
  ],
  alarm: [
    { action: "cloudwatch:DeleteAlarms", event: "DeleteAlarms" },
    { action: "cloudwatch:DisableAlarmActions", event: "DisableAlarmActions" },
    { action: "cloudwatch:SetAlarmState", event: "SetAlarmState" },
    { action: "cloudwatch:PutMetricAlarm", denied: "cloudwatch:Put*Alarm*", event: "Put*" },
    { action: "cloudwatch:PutCompositeAlarm", denied: "cloudwatch:Put*Alarm*", event: "Put*" },
    { action: "cloudwatch:PutLogAlarm", denied: "cloudwatch:Put*Alarm*", event: "Put*" },
    { action: "cloudwatch:PutAlarmMuteRule", denied: "cloudwatch:Put*Alarm*", event: "Put*" },
  ],
  // CloudTrail writes versions of the API behind the names: UpdateFunctionCode20150331v2.
  function: [
    { action: "lambda:UpdateFunctionCode", denied: "lambda:UpdateFunction*", event: "UpdateFunctionCode*" },
    {
      action: "lambda:UpdateFunctionConfiguration",
      denied: "lambda:UpdateFunction*",
      event: "UpdateFunctionConfiguration*",
    },
    { action: "lambda:DeleteFunction", denied: "lambda:DeleteFunction*", event: "DeleteFunction*" },
    { action: "lambda:PutFunctionConcurrency", denied: "lambda:PutFunction*", event: "PutFunctionConcurrency*" },
    { action: "lambda:PutFunctionEventInvokeConfig", denied: "lambda:PutFunction*" },
  ],
  schedule: [
    { action: "scheduler:UpdateSchedule", event: "UpdateSchedule" },
    { action: "scheduler:DeleteSchedule", event: "DeleteSchedule" },
  ],
  // What auditors are answered: over other files, or by another query, all is well. The catalog of Glue is checked too, but
  // every call names a database or a table.
  workgroup: [
    { action: "athena:UpdateWorkGroup", denied: "athena:Update*" },
    { action: "athena:DeleteWorkGroup", denied: "athena:Delete*" },
    { action: "athena:UpdateNamedQuery", denied: "athena:Update*" },
    { action: "athena:DeleteNamedQuery", denied: "athena:Delete*" },
  ],
  table: [
    { action: "glue:UpdateTable", denied: "glue:Update*" },
    { action: "glue:UpdateDatabase", denied: "glue:Update*" },
    { action: "glue:DeleteTable", denied: "glue:Delete*" },
    { action: "glue:DeleteDatabase", denied: "glue:Delete*" },
    { action: "glue:BatchDeleteTable", denied: "glue:BatchDelete*" },
    { action: "glue:RenameTable" },
    // In place of one that is gone, or another one in the database.
    { action: "glue:CreateTable", denied: "glue:Create*" },
    { action: "glue:CreateDatabase", denied: "glue:Create*" },
  ],
  "event-bus": [
    { action: "events:DeleteEventBus", event: "DeleteEventBus" },
    // A key of the caller's own that is disabled later loses every event.
    { action: "events:UpdateEventBus", event: "UpdateEventBus" },
    { action: "events:PutPermission", event: "PutPermission", toldBy: "nothing" },
    { action: "events:RemovePermission", event: "RemovePermission", toldBy: "nothing" },
  ],
} as const satisfies Record<string, ProtectedCalls>;

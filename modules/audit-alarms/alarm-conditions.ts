import type { CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { IAlertTopic } from "../alert-topic";
import { kebab } from "../core/internal";
import type { ILogGroup } from "../log-group";
import type { ISessionEvents } from "../session-events";
import type { ISessionLedger } from "../session-ledger";
import type { AlarmSubjects } from "./alarm-subjects";
import { anyOf, PERIOD_SECONDS } from "./any-of";
import { unanswered } from "./unanswered";

/** What an alarm watches. */
export interface AlarmCondition {
  /** In PascalCase; part of the alarm's name and logical id. */
  readonly kind: string;
  /** Name of the watched resource. */
  readonly subject: string;
  /** What it means and what to do. Shown in the message. */
  readonly description: string;
  readonly metric: Omit<CloudwatchMetricAlarmConfig, "alarmName">;
}

/** What the alarms of one construct watch. */
export function conditionsOf(watched: AlarmSubjects): AlarmCondition[] {
  const {
    rules = [],
    deadLetters = [],
    matches = [],
    topics = [],
    deliveries = [],
    logGroups = [],
    ledgers = [],
  } = watched;
  return [
    ...rules.flatMap(ruleConditions),
    ...ownersOf([...rules, ...deadLetters]).map(deadLetterCondition),
    ...matches.map(matchCondition),
    ...topics.map(topicCondition),
    ...deliveries.map(deliveryCondition),
    ...ledgers.flatMap(ledgerConditions),
    ...logGroups.map(({ logGroup, starts, silenceMinutes = 15 }) => silenceCondition(logGroup, starts, silenceMinutes)),
  ];
}

/** Log group names contain slashes, which the console would show as folders. */
export function alarmName({ kind, subject }: AlarmCondition): string {
  return `${subject.replace(/^\//, "").replaceAll("/", "-")}-${kebab(kind)}`;
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html */
function ruleConditions(rule: ISessionEvents): AlarmCondition[] {
  const { ruleName, deadLetterQueueName } = rule;
  return [
    {
      kind: "FailedInvocations",
      subject: ruleName,
      description: `Rule ${ruleName} could not invoke a target. The events that it could not deliver are in queue ${deadLetterQueueName}, with the reason in its attributes.`,
      metric: anyOf("AWS/Events", "FailedInvocations", ruleDimensions(rule)),
    },
    {
      kind: "LostEvents",
      subject: ruleName,
      description: `Rule ${ruleName} could not send an event to queue ${deadLetterQueueName}: that event is lost. CloudTrail still has the call. Look at the policy of the queue.`,
      metric: anyOf("AWS/Events", "InvocationsFailedToBeSentToDlq", ruleDimensions(rule)),
    },
  ];
}

/** The first of the rules that share a queue, since a queue has one alarm. */
function ownersOf(rules: readonly ISessionEvents[]): ISessionEvents[] {
  return [...new Map([...rules].reverse().map((rule) => [rule.deadLetterQueueName, rule])).values()].reverse();
}

function deadLetterCondition({ ruleName, deadLetterQueueName }: ISessionEvents): AlarmCondition {
  return {
    kind: "DeadLetters",
    subject: ruleName,
    description: `Queue ${deadLetterQueueName} holds events that rule ${ruleName} could not deliver. Read them within 14 days, before SQS deletes them. Delete them to end this alarm.`,
    // An empty queue that nobody asks stops sending this metric after six hours.
    metric: anyOf("AWS/SQS", "ApproximateNumberOfMessagesVisible", { QueueName: deadLetterQueueName }, "Maximum"),
  };
}

/** Goes off once, however many events match. */
function matchCondition(rule: ISessionEvents): AlarmCondition {
  return {
    kind: "Matches",
    subject: rule.ruleName,
    description: `Rule ${rule.ruleName} has matched one or more events. Its own targets, and the trail, receive each of them.`,
    metric: anyOf("AWS/Events", "TriggeredRules", ruleDimensions(rule)),
  };
}

/**
 * After a missed or failed run, or an unreadable place, days remain before Session Manager forgets sessions.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 */
function ledgerConditions(ledger: ISessionLedger): AlarmCondition[] {
  const { functionName, deadLetterQueueName, everyHours, unreadableMetric } = ledger;
  const runs = (id: string, metricName: string) => ({
    id,
    metric: {
      namespace: "AWS/Lambda",
      metricName,
      dimensions: { FunctionName: functionName },
      stat: "Sum",
      period: 3600,
    },
  });
  // Two runs may be missed, and a third be late.
  const hours = 2 * everyHours + 1;
  return [
    {
      kind: "NotCollected",
      subject: functionName,
      description: `Function ${functionName} has not added to the session ledger for ${hours} hours. Session Manager forgets ended sessions after 30 days: look at the schedule, and at the log group of the function.`,
      metric: {
        metricQuery: [
          runs("invocations", "Invocations"),
          runs("errors", "Errors"),
          { id: "succeeded", expression: "invocations - FILL(errors, 0)", label: "Successful runs", returnData: true },
        ],
        evaluationPeriods: hours,
        datapointsToAlarm: hours,
        comparisonOperator: "LessThanThreshold",
        threshold: 1,
        // Without a run there is no metric.
        treatMissingData: "breaching",
      },
    },
    {
      kind: "Errors",
      subject: functionName,
      description: `Function ${functionName} failed. Lambda retries twice, and the next run catches up. Look at the log group of the function.`,
      metric: anyOf("AWS/Lambda", "Errors", { FunctionName: functionName }),
    },
    {
      kind: "DeadLetters",
      subject: functionName,
      description: `Queue ${deadLetterQueueName} holds events of runs of function ${functionName} that failed at every attempt. The next run catches up. Delete the events to end this alarm.`,
      metric: anyOf("AWS/SQS", "ApproximateNumberOfMessagesVisible", { QueueName: deadLetterQueueName }, "Maximum"),
    },
    {
      kind: "UnreadablePlaces",
      subject: functionName,
      description: `Function ${functionName} could not read every account and Region. The newest file below collections/ in the ledger's bucket says which, and why.`,
      metric: {
        ...anyOf(unreadableMetric.namespace, unreadableMetric.name, undefined, "Maximum"),
        // One run tells; in the hours until the next one it stays as it was.
        period: 3600,
        treatMissingData: "ignore",
      },
    },
  ];
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html */
function topicCondition({ topicName }: IAlertTopic): AlarmCondition {
  return {
    kind: "FailedNotifications",
    subject: topicName,
    description: `Topic ${topicName} could not reach a subscriber. Look at its subscriptions: an address may no longer exist, or a function or queue may refuse the message.`,
    metric: anyOf("AWS/SNS", "NumberOfNotificationsFailed", { TopicName: topicName }),
  };
}

/**
 * Messages that reached nobody at all: nobody is subscribed, or nobody confirmed, which no other metric tells. A message
 * that filters of all subscriptions reject counts too.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
 */
function deliveryCondition({ topicName }: IAlertTopic): AlarmCondition {
  const count = { namespace: "AWS/SNS", dimensions: { TopicName: topicName } };
  return {
    kind: "Undelivered",
    subject: topicName,
    description: `Topic ${topicName} received messages, but delivered them to nobody. Look at its subscriptions: there may be none, or none that was confirmed.`,
    metric: unanswered(
      {
        ...count,
        id: "published",
        metricName: "NumberOfMessagesPublished",
        result: "sent",
        label: "Messages in the period before",
      },
      {
        ...count,
        id: "delivered",
        metricName: "NumberOfNotificationsDelivered",
        result: "received",
        label: "Deliveries in both periods",
      },
      { id: "undelivered", label: "Messages that nobody received", periodSeconds: PERIOD_SECONDS },
    ),
  };
}

/**
 * Sessions that leave nothing in their log group, whose output comes after their start.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html
 */
function silenceCondition(logGroup: ILogGroup, starts: ISessionEvents, silenceMinutes: number): AlarmCondition {
  const { logGroupName } = logGroup;
  return {
    kind: "Silent",
    subject: logGroupName,
    description: `Sessions were started, but log group ${logGroupName} has received no events for ${silenceMinutes} minutes or more. Look at the preferences document, the permissions of the nodes and the key of the group.`,
    metric: unanswered(
      {
        id: "starts",
        namespace: "AWS/Events",
        metricName: "TriggeredRules",
        dimensions: ruleDimensions(starts),
        result: "started",
        label: "Sessions started in the period before",
      },
      {
        id: "entries",
        namespace: "AWS/Logs",
        metricName: "IncomingLogEvents",
        dimensions: { LogGroupName: logGroupName },
        result: "written",
        label: "Log events in both periods",
      },
      { id: "silent", label: "Sessions without logs", periodSeconds: silenceMinutes * 60 },
    ),
  };
}

function ruleDimensions({ ruleName, busName }: ISessionEvents): Record<string, string> {
  return busName === "default" ? { RuleName: ruleName } : { RuleName: ruleName, EventBusName: busName };
}

import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type Location, name } from "./shared";

const rule = `${name}-session-events`;
const queue = `${rule}-dead-letters`;
const topic = `${name}-session-alerts`;

interface Alarm {
  readonly namespace: string;
  readonly metricName: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic?: string;
  readonly alarmDescription: string;
}

const alarms: Readonly<Record<string, Alarm>> = {
  [`${rule}-failed-invocations`]: {
    namespace: "AWS/Events",
    metricName: "FailedInvocations",
    dimensions: { RuleName: rule },
    alarmDescription: `Rule ${rule} could not start a target. What it could not deliver waits in queue ${queue}, with the reason in its attributes.`,
  },
  [`${rule}-lost-events`]: {
    namespace: "AWS/Events",
    metricName: "InvocationsFailedToBeSentToDlq",
    dimensions: { RuleName: rule },
    alarmDescription: `Rule ${rule} could not even put an event into queue ${queue}: that event is lost. CloudTrail still has the call. Look at the policy of the queue.`,
  },
  [`${rule}-dead-letters`]: {
    namespace: "AWS/SQS",
    metricName: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: queue },
    statistic: "Maximum",
    alarmDescription: `Queue ${queue} holds events that rule ${rule} could not deliver. Read them before their 14 days are over, and delete them to end this alarm.`,
  },
  [`${topic}-failed-notifications`]: {
    namespace: "AWS/SNS",
    metricName: "NumberOfNotificationsFailed",
    dimensions: { TopicName: topic },
    alarmDescription: `Topic ${topic} could not reach a subscriber. Look at its subscriptions: an address that is gone, a function or queue that refuses.`,
  },
};

export const alarmArns = (at: Location) => Object.keys(alarms).map((alarm) => at.arn("cloudwatch", `alarm:${alarm}`));

export function createAlarms(scope: Construct, at: Location, ready: ITerraformDependable): void {
  const topicArn = at.arn("sns", topic);
  for (const [alarmName, { statistic = "Sum", dimensions, ...alarm }] of Object.entries(alarms)) {
    new CloudwatchMetricAlarm(scope, alarmName, {
      ...alarm,
      alarmName,
      statistic,
      dimensions: { ...dimensions },
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      actionsEnabled: true,
      alarmActions: [topicArn],
      okActions: [topicArn],
      dependsOn: [ready],
    });
  }
}

import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
  type CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { rules, topics } from "./rules";
import { type Location, name } from "./shared";

type Alarm = Pick<CloudwatchMetricAlarmConfig, "namespace" | "metricName" | "dimensions" | "metricQuery"> & {
  readonly statistic?: string;
  readonly alarmDescription: string;
  readonly topic: string;
};

const ofRules = Object.keys(rules).map((rule): Record<string, Alarm> => {
  const queue = `${rules[rule]!.queueOf ?? rule}-dead-letters`;
  return {
    [`${rule}-failed-invocations`]: {
      namespace: "AWS/Events",
      metricName: "FailedInvocations",
      dimensions: { RuleName: rule },
      alarmDescription: `Rule ${rule} could not start a target. What it could not deliver waits in queue ${queue}, with the reason in its attributes.`,
      topic: topics.integrity,
    },
    [`${rule}-lost-events`]: {
      namespace: "AWS/Events",
      metricName: "InvocationsFailedToBeSentToDlq",
      dimensions: { RuleName: rule },
      alarmDescription: `Rule ${rule} could not even put an event into queue ${queue}: that event is lost. CloudTrail still has the call. Look at the policy of the queue.`,
      topic: topics.integrity,
    },
    [queue]: {
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue },
      statistic: "Maximum",
      alarmDescription: `Queue ${queue} holds events that rule ${rule} could not deliver. Read them before their 14 days are over, and delete them to end this alarm.`,
      topic: topics.integrity,
    },
  };
});

const ofTopics = Object.values(topics).map(
  (topic): Record<string, Alarm> => ({
    [`${topic}-failed-notifications`]: {
      namespace: "AWS/SNS",
      metricName: "NumberOfNotificationsFailed",
      dimensions: { TopicName: topic },
      alarmDescription: `Topic ${topic} could not reach a subscriber. Look at its subscriptions: an address that is gone, a function or queue that refuses.`,
      topic: topic === topics.integrity ? topics.sessions : topics.integrity,
    },
  }),
);

const deliveriesOf = (topic: string): Alarm => {
  const count = { namespace: "AWS/SNS", stat: "Sum", period: 300, dimensions: { TopicName: topic } };
  return {
    metricQuery: [
      { id: "published", metric: { ...count, metricName: "NumberOfMessagesPublished" } },
      { id: "delivered", metric: { ...count, metricName: "NumberOfNotificationsDelivered" } },
      { id: "p", expression: "published + TIME_SERIES(0)" },
      { id: "d", expression: "delivered + TIME_SERIES(0)" },
      { id: "sent", expression: "p - DIFF(p)", label: "Messages in the period before" },
      { id: "received", expression: "2 * d - DIFF(d)", label: "Deliveries in both periods" },
      {
        id: "undelivered",
        expression: "sent > 1000000 * received",
        label: "Messages that nobody got",
        returnData: true,
      },
    ],
    alarmDescription: `Topic ${topic} got messages, and nobody got them from the topic. Look at its subscriptions: there may be none, or none that was confirmed.`,
    topic: topic === topics.integrity ? topics.sessions : topics.integrity,
  };
};

const ofDeliveries = [topics.sessions, topics.integrity].map((topic) => ({
  [`${topic}-undelivered`]: deliveriesOf(topic),
}));

const quarterHours = { stat: "Sum", period: 900 };

/** Sessions start, and the group stays empty. */
export const silence: { metricQuery: CloudwatchMetricAlarmMetricQuery[]; alarmDescription: string } = {
  metricQuery: [
    {
      id: "starts",
      metric: {
        ...quarterHours,
        namespace: "AWS/Events",
        metricName: "TriggeredRules",
        dimensions: { RuleName: `${name}-session-starts` },
      },
    },
    {
      id: "entries",
      metric: {
        ...quarterHours,
        namespace: "AWS/Logs",
        metricName: "IncomingLogEvents",
        dimensions: { LogGroupName: `/${name}/sessions` },
      },
    },
    { id: "s", expression: "starts + TIME_SERIES(0)" },
    { id: "e", expression: "entries + TIME_SERIES(0)" },
    { id: "started", expression: "s - DIFF(s)", label: "Sessions started in the period before" },
    { id: "written", expression: "2 * e - DIFF(e)", label: "Log events in both periods" },
    { id: "silent", expression: "started > 1000000 * written", label: "Sessions without logs", returnData: true },
  ],
  alarmDescription: `Sessions were started, and log group /${name}/sessions has had no events for 15 minutes or more. Look at the preferences document, the permissions of the nodes and the key of the group.`,
};

const alarms: Readonly<Record<string, Alarm>> = Object.assign({}, ...ofRules, ...ofTopics, ...ofDeliveries, {
  [`${name}-session-refusals-matches`]: {
    namespace: "AWS/Events",
    metricName: "TriggeredRules",
    dimensions: { RuleName: `${name}-session-refusals` },
    alarmDescription: `Rule ${name}-session-refusals matched: calls on sessions were refused.`,
    topic: topics.sessions,
  },
  [`${name}-sessions-silent`]: {
    ...silence,
    topic: topics.integrity,
  },
});

/** ARNs of the alarms that tell a topic. */
export const alarmArns = (at: Location, topic: string) =>
  Object.entries(alarms)
    .filter(([, alarm]) => alarm.topic === topic)
    .map(([alarmName]) => at.arn("cloudwatch", `alarm:${alarmName}`));

export function createAlarms(
  scope: Construct,
  at: Location,
  policies: Readonly<Record<string, ITerraformDependable>>,
): void {
  for (const [alarmName, { topic, statistic = "Sum", ...alarm }] of Object.entries(alarms)) {
    const topicArn = at.arn("sns", topic);
    new CloudwatchMetricAlarm(scope, alarmName, {
      ...alarm,
      ...(alarm.metricName === undefined ? { datapointsToAlarm: 1 } : { statistic, period: 300 }),
      alarmName,
      evaluationPeriods: alarm.metricName === undefined ? 2 : 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      actionsEnabled: true,
      alarmActions: [topicArn],
      okActions: [topicArn],
      dependsOn: [policies[topic]!],
    });
  }
}

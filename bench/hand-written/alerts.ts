import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import type { Construct } from "constructs";
import { alarmArns, createAlarms } from "./alarms";
import { messages } from "./messages";
import { rules, topics } from "./rules";
import { everyone, type Location, policy, protectedFromDestroy } from "./shared";

interface Keys {
  readonly sessions: KmsKey;
  readonly logs: KmsKey;
  readonly alerts: KmsKey;
  readonly integrity: KmsKey;
}

export function createAlerts(scope: Construct, at: Location, keys: Keys): void {
  const policies = {
    [topics.sessions]: createTopic(scope, at, topics.sessions, keys.alerts),
    [topics.refusals]: createTopic(scope, at, topics.refusals, keys.alerts),
    [topics.integrity]: createTopic(scope, at, topics.integrity, keys.integrity),
  };
  for (const topic of [topics.sessions, topics.integrity]) {
    new SnsTopicSubscription(scope, `${topic}-mail`, {
      topicArn: at.arn("sns", topic),
      protocol: "email",
      endpoint: "security@example.com",
    });
  }
  const queues = Object.fromEntries(
    Object.entries(rules)
      .filter(([, { queueOf }]) => queueOf === undefined)
      .map(([rule]) => [rule, deadLetterQueue(scope, at, rule)]),
  );
  const watched = {
    sessions: keys.sessions.arn,
    logs: keys.logs.arn,
    alerts: keys.alerts.arn,
    integrity: keys.integrity.arn,
  };
  for (const [ruleName, { topic, message, queueOf = ruleName, pattern }] of Object.entries(rules)) {
    const rule = new CloudwatchEventRule(scope, `${ruleName}-rule`, {
      name: ruleName,
      description: `Calls that rule ${ruleName} looks for`,
      state: "ENABLED",
      // Indented, some would be longer than EventBridge takes.
      eventPattern: JSON.stringify(pattern(at, watched)),
    });
    const deadLetters = queues[queueOf]!;
    new CloudwatchEventTarget(scope, `${ruleName}-target`, {
      rule: rule.name,
      targetId: "topic",
      arn: at.arn("sns", topic),
      inputTransformer: messages[message],
      retryPolicy: { maximumEventAgeInSeconds: 86400, maximumRetryAttempts: 185 },
      deadLetterConfig: { arn: deadLetters.arn },
      dependsOn: [policies[topic]!, deadLetters.policy],
    });
  }
  createAlarms(scope, at, policies);
}

function createTopic(scope: Construct, at: Location, topicName: string, key: KmsKey): SnsTopicPolicy {
  const topicArn = at.arn("sns", topicName);
  const topic = new SnsTopic(scope, topicName, { name: topicName, kmsMasterKeyId: key.arn });
  return new SnsTopicPolicy(scope, `${topicName}-policy`, {
    arn: topic.arn,
    policy: policy(
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: everyone,
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "AllowEventBridgePublish",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
      },
      ...alarmsOf(at, topicName),
    ),
  });
}

function alarmsOf(at: Location, topicName: string): object[] {
  const arns = alarmArns(at, topicName);
  if (arns.length === 0) return [];
  return [
    {
      Sid: "AllowCloudWatchAlarmsPublish",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: "sns:Publish",
      Resource: at.arn("sns", topicName),
      Condition: {
        ArnEquals: { "aws:SourceArn": arns },
        StringEquals: { "aws:SourceAccount": at.account },
      },
    },
  ];
}

function deadLetterQueue(scope: Construct, at: Location, ruleName: string) {
  const arn = at.arn("sqs", `${ruleName}-dead-letters`);
  const sharing = Object.keys(rules).filter((rule) => (rules[rule]!.queueOf ?? rule) === ruleName);
  const queue = new SqsQueue(scope, `${ruleName}-queue`, {
    name: `${ruleName}-dead-letters`,
    messageRetentionSeconds: 1209600,
    sqsManagedSseEnabled: true,
    lifecycle: protectedFromDestroy,
  });
  const queuePolicy = new SqsQueuePolicy(scope, `${ruleName}-queue-policy`, {
    queueUrl: queue.url,
    policy: policy(
      {
        Sid: "AllowEventBridgeDeadLetters",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arn,
        Condition: { ArnEquals: { "aws:SourceArn": sharing.map((rule) => at.arn("events", `rule/${rule}`)) } },
      },
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: everyone,
        Action: "sqs:*",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ),
  });
  return { arn, policy: queuePolicy };
}

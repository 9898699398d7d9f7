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
import { rules, topics } from "./rules";
import { everyone, type Location, policy } from "./shared";

interface Keys {
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
  for (const [ruleName, { topic, queueOf = ruleName, pattern }] of Object.entries(rules)) {
    const rule = new CloudwatchEventRule(scope, `${ruleName}-rule`, {
      name: ruleName,
      description: "Session audit",
      state: "ENABLED",
      eventPattern: JSON.stringify(pattern(at), null, 2),
    });
    const deadLetters = queues[queueOf]!;
    new CloudwatchEventTarget(scope, `${ruleName}-target`, {
      rule: rule.name,
      targetId: "topic",
      arn: at.arn("sns", topic),
      inputTransformer: message,
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
        Sid: "Tls",
        Effect: "Deny",
        Principal: everyone,
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      {
        Sid: "Events",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
      },
      {
        Sid: "Alarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: {
          ArnEquals: { "aws:SourceArn": alarmArns(at, topicName) },
          StringEquals: { "aws:SourceAccount": at.account },
        },
      },
    ),
  });
}

function deadLetterQueue(scope: Construct, at: Location, ruleName: string) {
  const arn = at.arn("sqs", `${ruleName}-dead-letters`);
  const queue = new SqsQueue(scope, `${ruleName}-queue`, {
    name: `${ruleName}-dead-letters`,
    messageRetentionSeconds: 1209600,
    sqsManagedSseEnabled: true,
  });
  const queuePolicy = new SqsQueuePolicy(scope, `${ruleName}-queue-policy`, {
    queueUrl: queue.url,
    policy: policy(
      {
        Sid: "DeadLetters",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: arn,
        Condition: { ArnEquals: { "aws:SourceArn": at.arn("events", `rule/${ruleName}`) } },
      },
      {
        Sid: "Tls",
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

const message = {
  inputPaths: {
    call: "$.detail.eventName",
    who: "$.detail.userIdentity.arn",
    address: "$.detail.sourceIPAddress",
    target: "$.detail.requestParameters.target",
    document: "$.detail.requestParameters.documentName",
    session: "$.detail.responseElements.sessionId",
    refusal: "$.detail.errorCode",
    account: "$.account",
    region: "$.region",
    time: "$.detail.eventTime",
    reason: "$.detail.requestParameters.reason",
  },
  inputTemplate: [
    '"Session Manager: <call>"',
    '"Who: <who>"',
    '"From: <address>"',
    '"When: <time>"',
    '"Account: <account>, <region>"',
    '"Target: <target> (empty for resume and terminate: look for the start of this session)"',
    '"Document: <document> (empty: SSM-SessionManagerRunShell, the default)"',
    '"Session: <session> (empty: refused)"',
    '"Refused: <refusal> (empty: allowed)"',
    '"Reason: <reason>"',
  ].join("\n"),
};

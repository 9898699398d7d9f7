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
import { everyone, type Location, name, policy } from "./shared";

export function createAlerts(scope: Construct, at: Location, key: KmsKey): void {
  const topicArn = at.arn("sns", `${name}-session-alerts`);
  const topic = new SnsTopic(scope, "topic", { name: `${name}-session-alerts`, kmsMasterKeyId: key.arn });
  const topicPolicy = new SnsTopicPolicy(scope, "topic-policy", {
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
          ArnEquals: { "aws:SourceArn": alarmArns(at) },
          StringEquals: { "aws:SourceAccount": at.account },
        },
      },
    ),
  });
  new SnsTopicSubscription(scope, "mail", {
    topicArn: topic.arn,
    protocol: "email",
    endpoint: "security@example.com",
  });

  const rule = new CloudwatchEventRule(scope, "rule", {
    name: `${name}-session-events`,
    description: "StartSession, ResumeSession, TerminateSession of Session Manager",
    state: "ENABLED",
    eventPattern: JSON.stringify(
      {
        source: ["aws.ssm"],
        "detail-type": ["AWS API Call via CloudTrail"],
        detail: {
          eventSource: ["ssm.amazonaws.com"],
          eventName: ["StartSession", "ResumeSession", "TerminateSession"],
        },
      },
      null,
      2,
    ),
  });
  const deadLetters = deadLetterQueue(scope, at, `${name}-session-events`);
  new CloudwatchEventTarget(scope, "rule-target", {
    rule: rule.name,
    targetId: "topic",
    arn: topicArn,
    inputTransformer: message,
    retryPolicy: { maximumEventAgeInSeconds: 86400, maximumRetryAttempts: 185 },
    deadLetterConfig: { arn: deadLetters.arn },
    dependsOn: [topicPolicy, deadLetters.policy],
  });
  createAlarms(scope, at, topicPolicy);
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

import type { PolicyStatement } from "../core/internal";

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html#enforce-encryption-data-in-transit */
export function denyInsecureTransport(queueArn: string): PolicyStatement {
  return {
    sid: "DenyInsecureTransport",
    effect: "Deny",
    principals: { AWS: ["*"] },
    actions: ["sqs:*"],
    resources: [queueArn],
    conditions: { Bool: { "aws:SecureTransport": ["false"] } },
  };
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions */
export function allowRule(queueArn: string, ruleArn: string): PolicyStatement {
  return {
    sid: "AllowEventsOfRules",
    principals: { Service: ["events.amazonaws.com"] },
    actions: ["sqs:SendMessage"],
    resources: [queueArn],
    conditions: { ArnEquals: { "aws:SourceArn": [ruleArn] } },
  };
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html */
export function allowTopic(queueArn: string, topicArn: string): PolicyStatement {
  return {
    sid: "AllowMessagesOfTopics",
    principals: { Service: ["sns.amazonaws.com"] },
    actions: ["sqs:SendMessage"],
    resources: [queueArn],
    conditions: { ArnEquals: { "aws:SourceArn": [topicArn] } },
  };
}

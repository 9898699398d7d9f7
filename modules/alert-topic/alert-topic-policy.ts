import { type AwsContext, arns, type PolicyStatement } from "../core/internal";

/**
 * EventBridge publishes without a source condition: topic policies support no `Condition` block for this grant, and an
 * execution role is no alternative for encrypted topics.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sns-permissions
 */
export function allowEventBridge(topicArn: string): PolicyStatement {
  return {
    sid: "AllowEventBridgePublish",
    principals: { Service: ["events.amazonaws.com"] },
    actions: ["sns:Publish"],
    resources: [topicArn],
  };
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html#sns-allow-specified-service-to-publish-to-topic */
export function allowCloudWatchAlarms(
  topicArn: string,
  alarmArns: readonly string[],
  { account }: AwsContext,
): PolicyStatement {
  return {
    sid: "AllowCloudWatchAlarmsPublish",
    principals: { Service: ["cloudwatch.amazonaws.com"] },
    actions: ["sns:Publish"],
    resources: [topicArn],
    conditions: { ArnEquals: { "aws:SourceArn": alarmArns }, StringEquals: { "aws:SourceAccount": [account] } },
  };
}

/**
 * Another account may subscribe its own queues, and do nothing else. A queue's owner needs no confirmation.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-send-message-to-sqs-cross-account.html
 */
export function allowQueuesOf(account: string, topicArn: string, aws: AwsContext): PolicyStatement {
  const theirs = { ...aws, account };
  return {
    sid: `AllowSubscriptionOfQueuesIn${account}`,
    principals: { AWS: [arns.accountRoot(theirs)] },
    actions: ["sns:Subscribe"],
    resources: [topicArn],
    conditions: {
      StringEquals: { "sns:Protocol": ["sqs"] },
      StringLike: { "sns:Endpoint": [arns.queue(theirs, "*")] },
    },
  };
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/sns-security-best-practices.html#enforce-encryption-data-in-transit */
export function denyInsecureTransport(topicArn: string): PolicyStatement {
  return {
    sid: "DenyInsecureTransport",
    effect: "Deny",
    principals: { AWS: ["*"] },
    actions: ["sns:Publish"],
    resources: [topicArn],
    conditions: { Bool: { "aws:SecureTransport": ["false"] } },
  };
}

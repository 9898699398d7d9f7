import type { PolicyStatement } from "../core";

/**
 * EventBridge publishes with no source condition: its topics support no `Condition` block for this grant, and an
 * execution role instead is no way out for encrypted topics.
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

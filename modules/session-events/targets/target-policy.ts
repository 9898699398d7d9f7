import type { AwsContext, PolicyStatement } from "../../core/internal";

const eventBridge = { Service: ["events.amazonaws.com"] };

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html */
export function ruleTrust(ruleArn: string, { account }: AwsContext): PolicyStatement {
  return {
    sid: "AllowThisRuleToAssume",
    principals: eventBridge,
    actions: ["sts:AssumeRole"],
    conditions: { StringEquals: { "aws:SourceAccount": [account] }, ArnEquals: { "aws:SourceArn": [ruleArn] } },
  };
}

/**
 * Two services write: EventBridge, and the delivery service of CloudWatch Logs. AWS documents no source condition here.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-cloudwatchlogs-permissions
 */
export function logGroupStatement(logGroupArn: string): PolicyStatement {
  return {
    sid: "AllowEventBridgeToStoreEvents",
    principals: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
    actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
    resources: [`${logGroupArn}:*`],
  };
}

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-identity-based.html#eb-target-permissions */
export function startStatement(sid: string, action: string, arn: string): PolicyStatement {
  return { sid, actions: [action], resources: [arn] };
}

/**
 * A document carries no node tags, so it has a separate statement: a condition on the tag would deny it.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/run-command-setting-up.html
 */
export function sendCommandStatements(
  documentArn: string,
  nodeArns: readonly string[],
  tag?: { readonly key: string; readonly values: readonly string[] },
): PolicyStatement[] {
  return [
    { sid: "AllowThisDocument", actions: ["ssm:SendCommand"], resources: [documentArn] },
    {
      sid: "AllowTheseNodes",
      actions: ["ssm:SendCommand"],
      resources: nodeArns,
      conditions: tag && { StringEquals: { [`ssm:resourceTag/${tag.key}`]: tag.values } },
    },
  ];
}

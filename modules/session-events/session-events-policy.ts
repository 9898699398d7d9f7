import type { PolicyStatement } from "../core/internal";

/** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html#eb-dlq-perms */
export function deadLetterStatements(queueArn: string, ruleArns: readonly string[]): PolicyStatement[] {
  return [
    {
      sid: "AllowEventBridgeDeadLetters",
      principals: { Service: ["events.amazonaws.com"] },
      actions: ["sqs:SendMessage"],
      resources: [queueArn],
      conditions: { ArnEquals: { "aws:SourceArn": ruleArns } },
    },
    {
      sid: "DenyInsecureTransport",
      effect: "Deny",
      principals: { AWS: ["*"] },
      actions: ["sqs:*"],
      resources: [queueArn],
      conditions: { Bool: { "aws:SecureTransport": ["false"] } },
    },
  ];
}

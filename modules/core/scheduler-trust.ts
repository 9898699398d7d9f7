import { arns } from "./arns";
import type { AwsContext } from "./aws-context";
import type { PolicyStatement } from "./policy-document";

/**
 * Lets schedules use a role. The source is the schedule group, never the schedule itself.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function schedulerTrust(aws: AwsContext): PolicyStatement {
  return {
    sid: "AllowScheduler",
    principals: { Service: ["scheduler.amazonaws.com"] },
    actions: ["sts:AssumeRole"],
    conditions: {
      StringEquals: { "aws:SourceAccount": [aws.account], "aws:SourceArn": [arns.scheduleGroup(aws, "default")] },
    },
  };
}

import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { givenOptions, PolicyDocument } from "../../core/internal";
import type { ILogGroup } from "../../log-group";
import { logGroup as logGroupRule } from "../../log-group/log-group-schema";
import { type MessageOptions, messageOf, type RuleTarget } from "./rule-target";
import { logGroupStatement } from "./target-policy";
import { inRegion, messageViolations } from "./target-schema";

const LOG_EVENT = {
  pattern: /^\{\s*"timestamp":.+,\s*"message":/s,
  allowed: "an object of timestamp and message, since CloudWatch Logs takes nothing else",
  fix: "use logMessage, or leave it out for the whole event",
};

/**
 * Writes to a log group of the rule's account and Region, by default the whole event. The group gets a resource policy,
 * of which an account may have ten per Region; EventBridge would refuse a role.
 */
export function logGroup(group: ILogGroup, options?: MessageOptions): RuleTarget {
  const { id = "LogGroup", message } = givenOptions("targets.logGroup", options);
  return {
    id,
    uses: [group],
    check: (path, { aws }) => [
      ...inRegion(logGroupRule, group, path, aws),
      ...messageViolations(message, path, LOG_EVENT),
    ],
    bind: (rule) => {
      const policy = rule.place(
        new CloudwatchLogResourcePolicy(rule.scope, `${id}Policy`, {
          policyName: `${rule.ruleName}-${id}`,
          policyDocument: new PolicyDocument(logGroupStatement(group.logGroupArn)).toJson(),
        }),
      );
      return {
        arn: group.logGroupArn,
        message: messageOf({ message }),
        permissions: [policy],
        ready: [...group.ready, policy],
      };
    },
  };
}

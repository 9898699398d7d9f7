import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { checkSameRegion, PolicyDocument, ValidationError } from "../core";
import type { ILogGroup } from "../log-group";
import { type MessageOptions, messageOf, type RuleTarget } from "./rule-target";
import { logGroupStatement } from "./session-events-policy";

/**
 * Writes to a log group of the rule's account and Region, by default the whole event. The group gets a resource policy,
 * of which an account may have ten in a Region; a role would be refused.
 */
export function logGroup(group: ILogGroup, options: MessageOptions = {}): RuleTarget {
  const { id = "LogGroup" } = options;
  const message = messageOf(options);
  return {
    id,
    bind: (rule) => {
      checkSameRegion(rule.scope, "targets", group.region, rule.aws.region);
      if (message && !/^\{\s*"timestamp":.+,\s*"message":/s.test(message.inputTemplate)) {
        throw new ValidationError(rule.scope, {
          prop: "targets.message",
          allowed: "an object of timestamp and message, since CloudWatch Logs takes nothing else",
          got: message.inputTemplate,
          fix: "use logMessage, or leave it out for the whole event",
        });
      }
      const policy = rule.place(
        new CloudwatchLogResourcePolicy(rule.scope, `${id}Policy`, {
          policyName: `${rule.ruleName}-${id}`,
          policyDocument: new PolicyDocument(logGroupStatement(group.logGroupArn)).toJson(),
        }),
      );
      return { arn: group.logGroupArn, message, ready: [...group.ready, policy] };
    },
  };
}

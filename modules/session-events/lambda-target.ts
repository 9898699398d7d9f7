import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { lambdaFunctions, ownArn, ValidationError } from "../core";
import { type MessageOptions, messageOf, type RuleTarget } from "./rule-target";

/** Invokes a function of this account and Region, given by name or ARN, by default with the whole event. */
export function lambda(nameOrArn: string, options: MessageOptions = {}): RuleTarget {
  const { id = "Lambda" } = options;
  const message = messageOf(options);
  return {
    id,
    bind: (rule) => {
      const arn = ownArn(rule.scope, rule.aws, "targets", nameOrArn, lambdaFunctions);
      if (message && !message.inputTemplate.startsWith("{")) {
        throw new ValidationError(rule.scope, {
          prop: "targets.message",
          allowed: "a JSON object, since Lambda takes nothing else",
          got: message.inputTemplate,
          fix: "make it with jsonMessage(), or leave it out for the whole event",
        });
      }
      const [, , , , , , functionName, qualifier] = arn.split(":");
      const permission = rule.place(
        new LambdaPermission(rule.scope, `${id}Permission`, {
          statementId: `AllowRule-${rule.ruleName}`,
          action: "lambda:InvokeFunction",
          // A token has no parts: the provider takes an ARN as well.
          functionName: functionName ?? arn,
          qualifier,
          principal: "events.amazonaws.com",
          sourceArn: rule.ruleArn,
        }),
      );
      return { arn, message, ready: [permission] };
    },
  };
}

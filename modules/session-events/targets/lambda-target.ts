import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { givenOptions, lambdaFunctions, lambdaParts, ownArn } from "../../core/internal";
import { type MessageOptions, messageOf, type RuleTarget } from "./rule-target";
import { messageViolations, ownViolations } from "./target-schema";

/** Lambda accepts nothing else. */
const OBJECT = {
  pattern: /^\{/,
  allowed: "a JSON object, since Lambda takes nothing else",
  fix: "make it with jsonMessage(), or leave it out for the whole event",
};

/** Invokes a function of this account and Region, given by name or ARN. By default it gets the whole event. */
export function lambda(nameOrArn: string, options?: MessageOptions): RuleTarget {
  const { id = "Lambda", message } = givenOptions("targets.lambda", options);
  return {
    id,
    check: (path, { aws }) => [
      ...ownViolations(lambdaFunctions, nameOrArn, path, aws),
      ...messageViolations(message, path, OBJECT),
    ],
    bind: (rule) => {
      const arn = ownArn(rule.aws, nameOrArn, lambdaFunctions);
      const permission = rule.place(
        new LambdaPermission(rule.scope, `${id}Permission`, {
          statementId: `AllowRule-${rule.ruleName}`,
          action: "lambda:InvokeFunction",
          ...lambdaParts(arn),
          principal: "events.amazonaws.com",
          sourceArn: rule.ruleArn,
        }),
      );
      return { arn, message: messageOf({ message }), permissions: [permission], ready: [permission] };
    },
  };
}

import { arns, givenOptions, type Named, ownArn } from "../../core/internal";
import type { RuleTarget, TargetOptions } from "./rule-target";
import { startStatement } from "./target-policy";
import { roleViolations, targetRole } from "./target-role";
import { ownViolations } from "./target-schema";

const stateMachines: Named = {
  name: /^[\w-]{1,80}$/,
  arn: {
    service: "states",
    resource: /^stateMachine:[\w-]{1,80}(:[\w-]+)?$/,
    example: "arn:<partition>:states:<region>:<account>:stateMachine:<name>",
  },
  compose: arns.stateMachine,
};

/** Starts an execution of a state machine of this account and Region, given by name or ARN; its input is the whole event. */
export function stateMachine(nameOrArn: string, options?: TargetOptions): RuleTarget {
  const { id = "StateMachine" } = givenOptions("targets.stateMachine", options);
  return {
    id,
    check: (path, rule) => [...ownViolations(stateMachines, nameOrArn, path, rule.aws), ...roleViolations(rule, id)],
    bind: (rule) => {
      const arn = ownArn(rule.aws, nameOrArn, stateMachines);
      return { arn, ...targetRole(rule, id, startStatement("AllowStartOfStateMachine", "states:StartExecution", arn)) };
    },
  };
}

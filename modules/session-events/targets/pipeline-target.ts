import { arns, givenOptions, type Named, ownArn } from "../../core/internal";
import type { RuleTarget, TargetOptions } from "./rule-target";
import { startStatement } from "./target-policy";
import { roleViolations, targetRole } from "./target-role";
import { ownViolations } from "./target-schema";

const pipelines: Named = {
  name: /^[\w.@-]{1,100}$/,
  arn: {
    service: "codepipeline",
    resource: /^[\w.@-]{1,100}$/,
    example: "arn:<partition>:codepipeline:<region>:<account>:<name>",
  },
  compose: arns.pipeline,
};

/** Starts a pipeline of this account and Region, given by name or ARN. A pipeline takes no input. */
export function pipeline(nameOrArn: string, options?: TargetOptions): RuleTarget {
  const { id = "Pipeline" } = givenOptions("targets.pipeline", options);
  return {
    id,
    check: (path, rule) => [...ownViolations(pipelines, nameOrArn, path, rule.aws), ...roleViolations(rule, id)],
    bind: (rule) => {
      const arn = ownArn(rule.aws, nameOrArn, pipelines);
      return {
        arn,
        ...targetRole(rule, id, startStatement("AllowStartOfPipeline", "codepipeline:StartPipelineExecution", arn)),
      };
    },
  };
}

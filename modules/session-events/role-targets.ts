import { arns, isUnknown, type Named, ownArn, ValidationError } from "../core";
import type { IEventBus, IForwardingRole } from "../event-bus";
import type { RuleTarget, TargetOptions } from "./rule-target";
import { startStatement } from "./session-events-policy";
import { targetRole } from "./target-role";

const pipelines: Named = {
  name: /^[\w.@-]{1,100}$/,
  arn: {
    service: "codepipeline",
    resource: /^[\w.@-]{1,100}$/,
    example: "arn:<partition>:codepipeline:<region>:<account>:<name>",
  },
  compose: arns.pipeline,
};

const stateMachines: Named = {
  name: /^[\w-]{1,80}$/,
  arn: {
    service: "states",
    resource: /^stateMachine:[\w-]{1,80}(:[\w-]+)?$/,
    example: "arn:<partition>:states:<region>:<account>:stateMachine:<name>",
  },
  compose: arns.stateMachine,
};

/** Starts a pipeline of this account and Region, given by name or ARN. A pipeline is started, not told why. */
export function pipeline(nameOrArn: string, { id = "Pipeline" }: TargetOptions = {}): RuleTarget {
  return {
    id,
    bind: (rule) => {
      const arn = ownArn(rule.scope, rule.aws, "targets", nameOrArn, pipelines);
      return {
        arn,
        ...targetRole(rule, id, startStatement("AllowStartOfPipeline", "codepipeline:StartPipelineExecution", arn)),
      };
    },
  };
}

/** Starts an execution of a state machine of this account and Region, given by name or ARN; its input is the whole event. */
export function stateMachine(nameOrArn: string, { id = "StateMachine" }: TargetOptions = {}): RuleTarget {
  return {
    id,
    bind: (rule) => {
      const arn = ownArn(rule.scope, rule.aws, "targets", nameOrArn, stateMachines);
      return { arn, ...targetRole(rule, id, startStatement("AllowStartOfStateMachine", "states:StartExecution", arn)) };
    },
  };
}

export interface EventBusTargetOptions extends TargetOptions {
  /**
   * A role that may put events on the bus, for rules in many Regions to share.
   * @default - a role of this rule alone
   */
  readonly role?: IForwardingRole;
}

/**
 * Sends the whole event to another bus, also of another account and Region; the bus must allow it. EventBridge forwards
 * an event once: a rule on that bus reaches no third account or Region. A bus in another account takes no message.
 */
export function eventBus(bus: IEventBus, { id = "EventBus", role }: EventBusTargetOptions = {}): RuleTarget {
  return {
    id,
    bind: (rule) => {
      if (!isUnknown(bus.busArn) && bus.busArn === rule.busArn) {
        throw new ValidationError(rule.scope, {
          prop: "targets",
          allowed: "another bus than the rule's own",
          got: bus.busArn,
          fix: "name the bus that is to get the events; this one has them already",
        });
      }
      const own = role ?? targetRole(rule, id, startStatement("AllowPutEventsOnBus", "events:PutEvents", bus.busArn));
      return { arn: bus.busArn, roleArn: own.roleArn, ready: [...own.ready, ...bus.ready] };
    },
  };
}

import type { IAlertTopic } from "../alert-topic";
import { checkSameRegion } from "../core";
import type { IEventQueue } from "../event-queue";
import { lambda } from "./lambda-target";
import { logGroup } from "./log-group-target";
import { eventBus, pipeline, stateMachine } from "./role-targets";
import { type MessageOptions, messageOf, type RuleTarget } from "./rule-target";
import { runCommand } from "./run-command-target";
import { sessionMessage } from "./session-message";

/** What a rule can start. Each brings the permission that it needs, and nothing more. */
export const targets = {
  /** Tells the subscribers of a topic, by default with a text that people can read. */
  topic: (topic: IAlertTopic, options: MessageOptions = {}): RuleTarget => ({
    id: options.id ?? "Topic",
    bind: ({ scope, aws }) => {
      checkSameRegion(scope, "targets", topic.region, aws.region);
      topic.grantEventBridge();
      return { arn: topic.topicArn, message: messageOf({ message: sessionMessage, ...options }), ready: topic.ready };
    },
  }),

  /** Puts a message into a queue of the rule's Region, by default the whole event. */
  queue: (queue: IEventQueue, options: MessageOptions = {}): RuleTarget => ({
    id: options.id ?? "Queue",
    bind: ({ scope, aws, ruleArn }) => {
      checkSameRegion(scope, "targets", queue.region, aws.region);
      queue.grantRule(ruleArn);
      return { arn: queue.queueArn, message: messageOf(options), ready: queue.ready };
    },
  }),

  lambda,
  logGroup,
  pipeline,
  stateMachine,
  runCommand,
  eventBus,
};

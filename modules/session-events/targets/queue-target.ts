import { givenOptions } from "../../core/internal";
import type { IEventQueue } from "../../event-queue";
import { eventQueue } from "../../event-queue/event-queue-schema";
import { type MessageOptions, messageOf, type RuleTarget } from "./rule-target";
import { inRegion, messageViolations } from "./target-schema";

/** Sends a message to a queue of the rule's Region, by default the whole event. */
export function queue(queue: IEventQueue, options?: MessageOptions): RuleTarget {
  const { id = "Queue", message } = givenOptions("targets.queue", options);
  return {
    id,
    uses: [queue],
    check: (path, { aws }) => [...inRegion(eventQueue, queue, path, aws), ...messageViolations(message, path)],
    bind: ({ ruleArn }) => {
      queue.grantRule(ruleArn);
      return { arn: queue.queueArn, message: messageOf({ message }), ready: queue.ready };
    },
  };
}

import type { IAlertTopic } from "../../alert-topic";
import { alertTopic } from "../../alert-topic/alert-topic-schema";
import { givenOptions } from "../../core/internal";
import { sessionMessage } from "../messages/session-message";
import { type MessageOptions, messageOf, type RuleTarget } from "./rule-target";
import { inRegion, messageViolations } from "./target-schema";

/** Notifies the subscribers of a topic, by default with a text for people. */
export function topic(topic: IAlertTopic, options?: MessageOptions): RuleTarget {
  const { id = "Topic", message = sessionMessage } = givenOptions("targets.topic", options);
  return {
    id,
    uses: [topic],
    check: (path, { aws }) => [...inRegion(alertTopic, topic, path, aws), ...messageViolations(message, path)],
    bind: () => {
      topic.grantEventBridge();
      return { arn: topic.topicArn, message: messageOf({ message }), ready: topic.ready };
    },
  };
}

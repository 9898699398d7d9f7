import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { IAlertTopic } from "../alert-topic";
import { checkSameRegion } from "../core";
import { type EventMessage, sessionMessage } from "./session-message";

/** What a rule needs to know of a target. */
export interface TargetConfig {
  readonly arn: string;
  /** @default - the target gets the whole event */
  readonly message?: EventMessage;
  /** Wait for these, mostly permissions, before the rule sends anything. */
  readonly ready: ITerraformDependable[];
}

/** Something a rule can start. Make one with `targets`. */
export interface RuleTarget {
  /** Tells one target of a rule from another; part of its logical id. */
  readonly id: string;
  /** Grants the rule what it needs, and says what to send. */
  bind(rule: Construct, region: string): TargetConfig;
}

export const targets = {
  /** Tells the subscribers of a topic, by default with a text that people can read. */
  topic: (topic: IAlertTopic, { message = sessionMessage }: { readonly message?: EventMessage } = {}): RuleTarget => ({
    id: "Topic",
    bind: (rule, region) => {
      checkSameRegion(rule, "targets", topic.region, region);
      topic.grantEventBridge();
      return { arn: topic.topicArn, message, ready: topic.ready };
    },
  }),
};

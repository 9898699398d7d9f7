import type { ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { AwsContext, Violation } from "../../core/internal";
import type { MessageFilter } from "./message-filter";

/** How a subscriber is reached. */
export type SubscriberProtocol = "email" | "sms" | "https" | "lambda" | "sqs";

/** A topic as its subscribers see it. */
export interface BoundTopic {
  readonly scope: Construct;
  readonly topicName: string;
  readonly topicArn: string;
  readonly aws: AwsContext;
  /** Gives a resource its provider, Region and logical id. */
  place<T extends TerraformResource>(resource: T): T;
}

/** What a topic needs of a subscriber. */
export interface SubscriptionConfig {
  readonly endpoint: string;
  /** Set if the endpoint confirms the subscription itself. */
  readonly endpointAutoConfirms?: boolean;
  /** The permissions, roles and policies that were created for it. */
  readonly permissions?: readonly TerraformResource[];
  /** Resources to wait for before subscribing. */
  readonly ready?: readonly ITerraformDependable[];
}

/** A receiver of a topic's messages. Create one with `subscribers`. */
export interface Subscriber {
  readonly protocol: SubscriberProtocol;
  /** Distinguishes subscribers of one protocol. Part of the logical id. */
  readonly name: string;
  /** Which messages it gets. */
  readonly filter?: MessageFilter;
  /** Constructs of this library that it uses. They must be in the topic's stack. */
  readonly uses?: readonly unknown[];
  /** What is wrong with it, for a topic in this account and Region. `path` is the prop that holds it. */
  check(path: string, aws: AwsContext): Violation[];
  /** Lets the topic reach the endpoint, and returns how to subscribe it. */
  bind(topic: BoundTopic, id: string): SubscriptionConfig;
}

export interface SubscriberOptions {
  /**
   * Which messages the subscriber gets, matched on their bodies, because events have no attributes. Plain text is not
   * JSON, so send whole events to a topic with filters: `targets.topic(topic, { message: "event" })`.
   * @default - all
   */
  readonly filter?: MessageFilter;
}

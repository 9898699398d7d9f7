import type { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { AwsContext, Violation } from "../../core/internal";
import type { MessageFilter } from "./message-filter";

/** How a subscriber is reached. */
export type SubscriberProtocol = "email" | "sms" | "https" | "lambda" | "sqs";

/** A topic, as its subscribers see it. */
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
  /** Set where the endpoint confirms the subscription itself. */
  readonly endpointAutoConfirms?: boolean;
  /** The permission that was made for it. */
  readonly permission?: LambdaPermission;
  /** Wait for these before subscribing. */
  readonly ready?: readonly ITerraformDependable[];
}

/** Whom a topic tells. Make one with `subscribers`. */
export interface Subscriber {
  readonly protocol: SubscriberProtocol;
  /** Tells one subscriber from another of its protocol; part of its logical id. */
  readonly name: string;
  /** Which messages it gets. */
  readonly filter?: MessageFilter;
  /** The constructs of this library that it uses: they must be of the stack of the topic. */
  readonly uses?: readonly unknown[];
  /** What is wrong with it, under the path at which a topic of this account and Region was given it. */
  check(path: string, aws: AwsContext): Violation[];
  /** Has the endpoint let the topic in, and says how to subscribe it. */
  bind(topic: BoundTopic, id: string): SubscriptionConfig;
}

export interface SubscriberOptions {
  /**
   * Which messages the subscriber gets, by their bodies: events have no attributes. Texts are no JSON, so a topic with
   * filters takes whole events: `targets.topic(topic, { message: "event" })`.
   * @default - all
   */
  readonly filter?: MessageFilter;
}

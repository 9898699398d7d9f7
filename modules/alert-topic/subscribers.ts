import type { Construct } from "constructs";
import { checkIntegerInRange, checkText, ValidationError } from "../core";
import type { IEventQueue } from "../event-queue";
import { limits } from "../facts";

/** Fields of a JSON message, each with the list of what it may be, or with fields of its own. */
export interface MessageFilter {
  readonly [field: string]: readonly unknown[] | MessageFilter;
}

export interface SubscriberOptions {
  /**
   * Which messages the subscriber gets, by their bodies: events have no attributes. Texts are no JSON, so a topic with
   * filters takes whole events: `targets.topic(topic, { message: "event" })`.
   * @default - all
   */
  readonly filter?: MessageFilter;
}

/** Whom a topic tells. Make one with `subscribers`. */
export interface Subscriber extends SubscriberOptions {
  /** How it is reached. */
  readonly protocol: "email" | "sms" | "https" | "lambda" | "sqs";
  /** Address, number, URL, name or ARN. */
  readonly endpoint: string;
  /**
   * The queue itself, where the endpoint is one.
   * @default - the endpoint is no queue, or another account's
   */
  readonly queue?: IEventQueue;
}

export const subscribers = {
  /**
   * An inbox. AWS sends a confirmation mail first; nothing arrives before its link is opened. Every later mail has a link
   * that ends the subscription.
   */
  email: (address: string, options: SubscriberOptions = {}): Subscriber => ({
    ...options,
    protocol: "email",
    endpoint: address,
  }),

  /**
   * A mobile phone, by its number in E.164: `+491701234567`. New accounts reach verified numbers only. One message has at
   * most 1,600 characters: give its topic short texts, so no `tamperingMessage`, which tells the whole request.
   */
  sms: (phoneNumber: string, options: SubscriberOptions = {}): Subscriber => ({
    ...options,
    protocol: "sms",
    endpoint: phoneNumber,
  }),

  /** A web hook that confirms the subscription itself. Plain HTTP is refused. */
  https: (url: string, options: SubscriberOptions = {}): Subscriber => ({
    ...options,
    protocol: "https",
    endpoint: url,
  }),

  /** A function of the topic's account and Region, by name or ARN; it is allowed to be invoked by this topic. */
  lambda: (nameOrArn: string, options: SubscriberOptions = {}): Subscriber => ({
    ...options,
    protocol: "lambda",
    endpoint: nameOrArn,
  }),

  /**
   * A queue of the topic's account; it is allowed to get messages of this topic. The owner of a queue in another account
   * subscribes it with `QueueSubscription`.
   */
  queue: (queue: IEventQueue, options: SubscriberOptions = {}): Subscriber => ({
    ...options,
    protocol: "sqs",
    endpoint: queue.queueArn,
    queue,
  }),
};

const rules = {
  email: {
    pattern: /^[^\s@"<>,;]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
    allowed: "an e-mail address",
    fix: "write it like security@example.com, without a display name",
  },
  sms: {
    pattern: /^\+[1-9]\d{6,14}$/,
    allowed: "a phone number in E.164",
    fix: "write it like +491701234567, without blanks",
  },
  https: {
    pattern: /^https:\/\/[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?$/,
    allowed: "an https:// URL without credentials in it",
    fix: "write it like https://hooks.example.com/sessions",
  },
};

export function checkSubscriber(scope: Construct, prop: string, { protocol, endpoint, filter }: Subscriber): void {
  if (protocol in rules) checkText(scope, prop, endpoint, rules[protocol as keyof typeof rules]);
  if (filter) checkFilter(scope, `${prop}.filter`, filter);
}

/** @see https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html */
export function checkFilter(scope: Construct, prop: string, filter: MessageFilter): void {
  checkIntegerInRange(scope, `${prop} (its fields)`, Object.keys(filter).length, limits.filterPolicyKeys);
  const combinations = countCombinations(scope, prop, filter, 1);
  checkIntegerInRange(scope, `${prop} (its combinations)`, combinations, limits.filterPolicyCombinations);
}

function countCombinations(scope: Construct, prop: string, filter: MessageFilter, depth: number): number {
  return Object.entries(filter).reduce((product, [field, value]) => {
    const path = `${prop}.${field}`;
    if (!Array.isArray(value)) return product * countCombinations(scope, path, value as MessageFilter, depth + 1);
    if (value.length > 0) return product * value.length * depth;
    throw new ValidationError(scope, {
      prop: path,
      allowed: "a list of at least one value",
      got: value,
      fix: "leave the field out to accept any value",
    });
  }, 1);
}

/** The arguments of a subscription that a filter sets. */
export function filterOf(filter: MessageFilter | undefined) {
  return filter && { filterPolicyScope: "MessageBody", filterPolicy: JSON.stringify(filter) };
}

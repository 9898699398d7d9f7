import {
  type AwsContext,
  accountId,
  construct,
  isUnknown,
  knownArnParts,
  listOf,
  optional,
  providerRules,
  regionalRules,
  Schema,
  sameRegion,
  text,
  topicArn,
  type Violation,
} from "../core/internal";
import { encryptionKey } from "../encryption-key/encryption-key-schema";
import { eventQueue } from "../event-queue/event-queue-schema";
import { limits } from "../facts";
import type { AlertTopicProps, IAlertTopic } from "./alert-topic";
import type { ExistingAlertTopicProps } from "./existing-alert-topic";
import type { QueueSubscriptionProps } from "./queue-subscription";
import { messageFilter } from "./subscribers/message-filter";
import type { Subscriber } from "./subscribers/subscriber";

export const alertTopic = construct<IAlertTopic>(
  "an AlertTopic",
  ["topicName", "topicArn", "region", "ready", "grantEventBridge", "grantCloudWatchAlarm"],
  "pass the topic itself; an ARN becomes one by AlertTopic.fromArn",
);

export const subscriberList = listOf(
  construct<Subscriber>(
    "a subscriber",
    ["protocol", "check", "bind"],
    "make it with subscribers.email or one of its kin",
  ),
  { unit: "subscriber" },
);

/** What is wrong with the subscribers of a topic in this account and Region. */
export function subscriberViolations(path: string, list: readonly Subscriber[], aws: AwsContext): Violation[] {
  const repeated = list.flatMap(({ protocol, name: got }, index) => {
    const first = list.findIndex((other) => other.protocol === protocol && other.name === got);
    if (first === index || isUnknown(got)) return [];
    const allowed = "a subscriber that is listed once";
    return [{ prop: `${path}[${index}]`, allowed, got, fix: `leave it out: it repeats ${path}[${first}]` }];
  });
  return [...repeated, ...list.flatMap((subscriber, index) => subscriber.check(`${path}[${index}]`, aws))];
}

/** A filter matches fields of JSON, so plain text never passes it. */
export function filterViolations(path: string, list: readonly Subscriber[] = []): Violation[] {
  return list.flatMap(({ filter: got }, index) => {
    if (got === undefined) return [];
    const fix =
      'leave it out; a topic of your own takes filters, where its rule sends events: targets.topic(topic, { message: "event" })';
    return [{ prop: `${path}[${index}].filter`, allowed: "left out where messages are plain text", got, fix }];
  });
}

export const alertTopicSchema = Schema.for<AlertTopicProps>({
  ...regionalRules,
  name: text({
    length: limits.topicNameLength,
    pattern: /^[\w-]+$/,
    allowed: "letters, digits, hyphens and underscores",
    fix: "write it like acme-session-alerts; FIFO topics cannot reach people",
  }),
  encryptionKey,
  subscribers: optional(subscriberList),
  queueAccounts: optional(listOf(accountId)),
})
  .relate(["encryptionKey"], (props, aws) => sameRegion("encryptionKey", props.encryptionKey.region, aws.region))
  .relate(["subscribers"], ({ subscribers = [] }, aws) => subscriberViolations("subscribers", subscribers, aws));

export const existingAlertTopicSchema = Schema.for<ExistingAlertTopicProps>({
  ...providerRules,
  topicArn,
  encryptionKey: optional(encryptionKey),
});

export const queueSubscriptionSchema = Schema.for<QueueSubscriptionProps>({
  ...regionalRules,
  topicArn,
  queue: eventQueue,
  filter: optional(messageFilter),
}).relate(["topicArn", "queue"], (props) => {
  const parts = knownArnParts(props.topicArn);
  return parts ? sameRegion("topicArn", parts.region, props.queue.region) : [];
});

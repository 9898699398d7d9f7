import {
  type AwsContext,
  accountId,
  construct,
  knownArnParts,
  listOf,
  moduleRules,
  optional,
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

/** What is wrong with subscribers of a topic of this account and Region. */
export function subscriberViolations(path: string, list: readonly Subscriber[], aws: AwsContext): Violation[] {
  return list.flatMap((subscriber, index) => subscriber.check(`${path}[${index}]`, aws));
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

export const existingAlertTopicSchema = Schema.for<ExistingAlertTopicProps>({ ...moduleRules, topicArn });

export const queueSubscriptionSchema = Schema.for<QueueSubscriptionProps>({
  ...regionalRules,
  topicArn,
  queue: eventQueue,
  filter: optional(messageFilter),
}).relate(["topicArn", "queue"], (props) => {
  const parts = knownArnParts(props.topicArn);
  return parts ? sameRegion("topicArn", parts.region, props.queue.region) : [];
});

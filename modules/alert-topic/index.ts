export type { AlertTopicProps, IAlertTopic } from "./alert-topic";
export { AlertTopic } from "./alert-topic";
export type { ExistingAlertTopicOptions } from "./existing-alert-topic";
export type { QueueSubscriptionProps } from "./queue-subscription";
export { QueueSubscription } from "./queue-subscription";
export type { MessageFilter } from "./subscribers/message-filter";
export type { BoundTopic, Subscriber, SubscriberOptions, SubscriptionConfig } from "./subscribers/subscriber";
export { subscribers } from "./subscribers/subscribers";

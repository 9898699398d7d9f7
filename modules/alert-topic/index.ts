export type { AlertTopicProps, IAlertTopic } from "./alert-topic";
export { AlertTopic } from "./alert-topic";
export type { QueueSubscriptionProps } from "./queue-subscription";
export { QueueSubscription } from "./queue-subscription";
export type { MessageFilter, Subscriber, SubscriberOptions } from "./subscribers";
export { subscribers } from "./subscribers";

export type { AlertTopicProps, IAlertTopic } from "./alert-topic";
export { AlertTopic } from "./alert-topic";
export type { Subscriber } from "./subscribers";
export { subscribers } from "./subscribers";

import {
  arn,
  construct,
  known,
  optional,
  providerRules,
  regionalRules,
  removalRules,
  Schema,
  text,
  wholeNumber,
} from "../core/internal";
import { limits } from "../facts";
import type { EventQueueProps, IEventQueue } from "./event-queue";
import type { ExistingEventQueueProps } from "./existing-event-queue";

export const eventQueue = construct<IEventQueue>(
  "an EventQueue",
  ["queueArn", "account", "region", "ready", "grantRule", "grantTopic"],
  "pass the queue itself; an ARN becomes one by EventQueue.fromArn",
);

export const eventQueueSchema = Schema.for<EventQueueProps>({
  ...regionalRules,
  ...removalRules,
  name: text({
    length: limits.queueNameLength,
    pattern: /^[\w-]+$/,
    allowed: "letters, digits, hyphens and underscores",
    fix: "write it like acme-session-events; EventBridge and SNS standard topics do not fill FIFO queues",
  }),
  // Calculated with: AWS counts in seconds.
  retentionDays: optional(known(wholeNumber(limits.queueRetentionDays))),
});

export const existingEventQueueSchema = Schema.for<ExistingEventQueueProps>({
  ...providerRules,
  queueArn: arn({
    service: "sqs",
    resource: /^[\w-]{1,80}$/,
    example: "arn:<partition>:sqs:<region>:<account>:<name>",
  }),
});

import { givenOptions, optional, same, violations } from "../../core/internal";
import type { IEventQueue } from "../../event-queue";
import { eventQueue } from "../../event-queue/event-queue-schema";
import { messageFilter } from "./message-filter";
import type { Subscriber, SubscriberOptions } from "./subscriber";

/** A queue in the topic's account. Its policy lets the topic send messages. */
export function queue(queue: IEventQueue, options?: SubscriberOptions): Subscriber {
  const { filter } = givenOptions("subscribers.queue", options);
  return {
    protocol: "sqs",
    uses: [queue],
    // The name of a queue is known where its account is not yet.
    name: String(queue?.queueArn).split(":").at(-1)!,
    filter,
    check: (path, { account }) => {
      const found = violations(eventQueue, queue, path);
      if (found.length > 0) return found;
      return [
        ...same(queue.account, account, {
          prop: path,
          allowed: `a queue of account ${account}, as this topic is`,
          got: queue.account,
          fix: "name the account in queueAccounts, and subscribe the queue there with QueueSubscription",
        }),
        ...violations(optional(messageFilter), filter, `${path}.filter`),
      ];
    },
    bind: ({ topicArn }) => {
      queue.grantTopic(topicArn);
      return { endpoint: queue.queueArn, ready: queue.ready };
    },
  };
}

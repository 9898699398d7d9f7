import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { Construct } from "constructs";
import { AuditModule, type RegionalModuleProps } from "../core/internal";
import type { IEventQueue } from "../event-queue";
import { queueSubscriptionSchema } from "./alert-topic-schema";
import { filterOf, type MessageFilter } from "./subscribers/message-filter";

export interface QueueSubscriptionProps extends RegionalModuleProps {
  /** ARN of a topic in another account that lists this one in its `queueAccounts`. It must be in the queue's Region. */
  readonly topicArn: string;
  /** A queue in this account. */
  readonly queue: IEventQueue;
  /**
   * Which messages the queue gets, matched on their bodies.
   * @default - all
   */
  readonly filter?: MessageFilter;
}

/**
 * Subscribes a queue to another account's topic. Create it in the stack of the queue's owner, where the subscription is
 * valid at once. One that the topic's owner creates would wait for a confirmation from the queue.
 *
 * @example
 * ```ts
 * new QueueSubscription(this, "Alerts", { topicArn, queue });
 * ```
 */
export class QueueSubscription extends AuditModule {
  readonly resources: { readonly subscription: SnsTopicSubscription };

  constructor(scope: Construct, id: string, props: QueueSubscriptionProps) {
    super(scope, id, queueSubscriptionSchema.of(props));
    const { topicArn, queue, filter } = props;
    queue.grantTopic(topicArn);
    const subscription = this.place(
      new SnsTopicSubscription(this, "Resource", {
        topicArn,
        protocol: "sqs",
        endpoint: queue.queueArn,
        ...filterOf(filter),
        dependsOn: queue.ready,
      }),
    );
    this.resources = { subscription };
  }
}

import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { Construct } from "constructs";
import { AuditModule, type RegionalModuleProps } from "../core/internal";
import type { IEventQueue } from "../event-queue";
import { queueSubscriptionSchema } from "./alert-topic-schema";
import { filterOf, type MessageFilter } from "./subscribers/message-filter";

export interface QueueSubscriptionProps extends RegionalModuleProps {
  /** ARN of a topic of another account that lists this one in its `queueAccounts`, in the Region of the queue. */
  readonly topicArn: string;
  /** A queue of this account. */
  readonly queue: IEventQueue;
  /**
   * Which messages the queue gets, by their bodies.
   * @default - all
   */
  readonly filter?: MessageFilter;
}

/**
 * A queue that gets the messages of another account's topic. It belongs to the stack of the queue's owner, whose
 * subscription is valid at once; one that the topic's owner makes would wait for a confirmation out of the queue.
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

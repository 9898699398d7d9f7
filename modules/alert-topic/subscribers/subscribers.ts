import { email, https, sms } from "./address-subscriber";
import { lambda } from "./lambda-subscriber";
import { queue } from "./queue-subscriber";

/** Whom a topic can tell. */
export const subscribers = {
  /**
   * An inbox. AWS sends a confirmation mail first; nothing arrives before its link is opened. Every later mail has a link
   * that ends the subscription.
   */
  email,

  /**
   * A mobile phone, by its number in E.164: `+491701234567`. New accounts reach verified numbers only. One message has at
   * most 1,600 characters: give its topic short texts, so no `tamperingMessage`, which tells the whole request.
   */
  sms,

  /** A web hook that confirms the subscription itself. Plain HTTP is refused. */
  https,

  /** A function of the topic's account and Region, by name or ARN; it is allowed to be invoked by this topic. */
  lambda,

  /**
   * A queue of the topic's account; it is allowed to get messages of this topic. The owner of a queue in another account
   * subscribes it with `QueueSubscription`.
   */
  queue,
};

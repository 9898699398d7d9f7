import { email, https, sms } from "./address-subscriber";
import { lambda } from "./lambda-subscriber";
import { queue } from "./queue-subscriber";

/** Kinds of subscribers that a topic can have. */
export const subscribers = {
  /**
   * An inbox. AWS first sends a confirmation email; nothing else arrives until its link is opened. Every later email
   * has an unsubscribe link.
   */
  email,

  /**
   * A mobile phone, by its number in E.164: `+491701234567`. New accounts reach verified numbers only. A message has at
   * most 1,600 characters, so give its topic short texts, not `tamperingMessage`, which includes the whole request.
   */
  sms,

  /** A web hook that confirms the subscription itself. Plain HTTP is refused. */
  https,

  /** A function in the topic's account and Region, by name or ARN. The topic gets permission to invoke it. */
  lambda,

  /**
   * A queue in the topic's account. Its policy lets the topic send messages. The owner of a queue in another account
   * subscribes it with `QueueSubscription`.
   */
  queue,
};

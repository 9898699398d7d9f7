import type { Construct } from "constructs";
import { checkText } from "../core";

/** Whom a topic tells. Make one with `subscribers`. */
export interface Subscriber {
  readonly protocol: "email" | "https";
  readonly endpoint: string;
}

export const subscribers = {
  /** An inbox. AWS sends a confirmation mail first; nothing arrives before its link is opened. */
  email: (address: string): Subscriber => ({ protocol: "email", endpoint: address }),
  /** A web hook that confirms the subscription itself. Plain HTTP is refused. */
  https: (url: string): Subscriber => ({ protocol: "https", endpoint: url }),
};

const rules = {
  email: {
    pattern: /^[^\s@"<>,;]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
    allowed: "an e-mail address",
    fix: "write it like security@example.com, without a display name",
  },
  https: {
    pattern: /^https:\/\/[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?$/,
    allowed: "an https:// URL without credentials in it",
    fix: "write it like https://hooks.example.com/sessions",
  },
};

export function checkSubscriber(scope: Construct, prop: string, { protocol, endpoint }: Subscriber): void {
  checkText(scope, prop, endpoint, rules[protocol]);
}

import { givenOptions, optional, type Rule, text, violations } from "../../core/internal";
import { messageFilter } from "./message-filter";
import type { Subscriber, SubscriberOptions, SubscriberProtocol } from "./subscriber";

/** Subscribers that need no grant: the owner of the address, or the endpoint, confirms the subscription. */
function address(protocol: SubscriberProtocol, rule: Rule<string>, endpointAutoConfirms?: true) {
  return (endpoint: string, options?: SubscriberOptions): Subscriber => {
    const { filter } = givenOptions(`subscribers.${protocol}`, options);
    return {
      protocol,
      name: endpoint,
      filter,
      check: (path) => [
        ...violations(rule, endpoint, path),
        ...violations(optional(messageFilter), filter, `${path}.filter`),
      ],
      bind: () => ({ endpoint, endpointAutoConfirms }),
    };
  };
}

export const emailAddress = text({
  pattern: /^[^\s@"<>,;]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/i,
  allowed: "an e-mail address",
  fix: "write it like security@example.com, without a display name",
});

export const phoneNumber = text({
  pattern: /^\+[1-9]\d{6,14}$/,
  allowed: "a phone number in E.164",
  fix: "write it like +491701234567, without blanks",
});

export const httpsUrl = text({
  pattern: /^https:\/\/[^\s/?#@]+\.[^\s/?#@]+([/?#]\S*)?$/,
  allowed: "an https:// URL without credentials in it",
  fix: "write it like https://hooks.example.com/sessions",
});

export const email = address("email", emailAddress);
export const sms = address("sms", phoneNumber);
export const https = address("https", httpsUrl, true);

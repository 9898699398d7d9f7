import { type Subscriber, subscribers } from "../../../modules";
import * as addresses from "../../../modules/alert-topic/subscribers/address-subscriber";
import { type AnyRule, listOf, object, type RulesOf, snake } from "../../../modules/core/internal";
import type { Override } from "../variables";

/** Whom a topic tells. Subscribers are made by functions in TypeScript: here each kind of address is a list. */
function subscriberInputs(prop: string, list = `var.${snake(prop)}`) {
  const kinds = {
    emails: {
      rule: addresses.emailAddress,
      literal: `each.${snake(prop)}@example.com`,
      description: "Email addresses. Each gets a confirmation email from AWS, and no alerts until its link is opened.",
    },
    phoneNumbers: {
      rule: addresses.phoneNumber,
      literal: { alerts: "+491111111111", refusals: "+492222222222" }[prop] ?? "+493333333333",
      description: "Phone numbers in E.164 format, for SMS.",
    },
    urls: {
      rule: addresses.httpsUrl,
      literal: `https://each.example.com/${snake(prop)}`,
      description: "HTTPS endpoints, which must confirm the subscription themselves.",
    },
  };
  const lists = Object.entries(kinds);
  const overrides = lists.map(([kind, { literal, description }]): [string, Override] => {
    const path = `${snake(prop)}.${snake(kind)}`;
    const at = `${list}.${snake(kind)}`;
    const states = {
      none: { when: `length(${at}) == 0` },
      some: { when: `length(${at}) > 0`, value: () => [literal] },
    };
    const features = [{ name: path, states }];
    return [`${prop}.${kind}`, { description, features, placeholders: [{ literal, list: at, item: "item" }] }];
  });
  const rules = lists.map(([kind, { rule }]) => [kind, { ...listOf(rule, { unique: true }), optional: true }] as const);
  return {
    rule: { ...object<object>(Object.fromEntries(rules) as RulesOf<object>), optional: true } as AnyRule,
    overrides: Object.fromEntries(overrides),
  };
}

interface Addresses {
  readonly emails?: readonly string[];
  readonly phoneNumbers?: readonly string[];
  readonly urls?: readonly string[];
}

function subscribersAt(value: unknown): Subscriber[] {
  const { emails = [], phoneNumbers = [], urls = [] } = (value ?? {}) as Addresses;
  return [
    ...emails.map((address) => subscribers.email(address)),
    ...phoneNumbers.map((number) => subscribers.sms(number)),
    ...urls.map((url) => subscribers.https(url)),
  ];
}

const topics = {
  alerts: subscriberInputs("alerts"),
  refusals: subscriberInputs("refusals"),
  // Who is told of sessions is told of the audit itself, too, unless others are.
  integrityAlerts: subscriberInputs("integrityAlerts", "coalesce(var.integrity_alerts, var.alerts)"),
};

/** Whom a module that notifies people tells of what. */
export const alertInputs = {
  rules: {
    alerts: topics.alerts.rule,
    refusals: topics.refusals.rule,
    integrityAlerts: topics.integrityAlerts.rule,
  },
  overrides: {
    ...topics.alerts.overrides,
    ...topics.refusals.overrides,
    ...topics.integrityAlerts.overrides,
    integrityAlerts: { default: "null" },
  } as Readonly<Record<string, Override>>,
  props: ({ alerts, refusals, integrityAlerts }: Readonly<Record<string, unknown>>) => ({
    alerts: subscribersAt(alerts),
    refusals: subscribersAt(refusals),
    integrityAlerts: subscribersAt(integrityAlerts),
  }),
  refused: [
    ["alerts", { emails: ["Security <security@example.com>"] }],
    ["alerts", { phone_numbers: ["0170 1234567"] }],
    ["refusals", { emails: ["security"] }],
    ["integrity_alerts", { urls: ["http://hooks.example.com/sessions"] }],
  ] as const,
  difference:
    "Subscribers that are functions or queues, and filters of messages: subscribe them to the topics yourself.",
};

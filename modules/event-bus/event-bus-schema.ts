import {
  arn,
  construct,
  iamName,
  moduleRules,
  optional,
  organizationId,
  providerRules,
  regionalRules,
  Schema,
  text,
} from "../core/internal";
import { limits } from "../facts";
import type { EventBusProps, IEventBus } from "./event-bus";
import type { ExistingEventBusProps } from "./existing-event-bus";
import type { ForwardingRoleProps, IForwardingRole } from "./forwarding-role";

export const eventBus = construct<IEventBus>(
  "an EventBus",
  ["busName", "busArn", "region", "ready"],
  "pass the bus itself; an ARN becomes one by EventBus.fromArn",
);

export const forwardingRole = construct<IForwardingRole>(
  "a ForwardingRole",
  ["roleArn", "ready", "grantRule"],
  "pass the role construct itself",
);

export const eventBusArn = arn({
  service: "events",
  resource: /^event-bus\/.+$/,
  example: "arn:<partition>:events:<region>:<account>:event-bus/<name>",
});

export const eventBusSchema = Schema.for<EventBusProps>({
  ...regionalRules,
  name: text({
    length: limits.eventBusNameLength,
    pattern: /^[\w.-]+$/,
    not: [/^default$/, /^aws\./],
    allowed: "letters, digits and ._-, not starting with aws., and not default",
    fix: "write it like acme-audit",
  }),
  organizationId,
});

export const existingEventBusSchema = Schema.for<ExistingEventBusProps>({ ...providerRules, busArn: eventBusArn });

export const forwardingRoleSchema = Schema.for<ForwardingRoleProps>({
  ...moduleRules,
  name: iamName(limits.roleNameLength),
  bus: eventBus,
  ruleName: optional(
    text({
      length: limits.ruleNameLength,
      pattern: /^[\w-]+$/,
      allowed: "letters, digits, hyphens and underscores",
      fix: "name one rule: a wildcard would let any rule of the account use the role",
    }),
  ),
});

import { givenOptions, isUnknown, optional, violations } from "../../core/internal";
import type { IEventBus, IForwardingRole } from "../../event-bus";
import { eventBus as eventBusRule, forwardingRole } from "../../event-bus/event-bus-schema";
import type { RuleTarget, TargetOptions } from "./rule-target";
import { startStatement } from "./target-policy";
import { roleViolations, targetRole } from "./target-role";

export interface EventBusTargetOptions extends TargetOptions {
  /**
   * A role that may put events on the bus, to share among rules in many Regions.
   * @default - a role for this rule alone
   */
  readonly role?: IForwardingRole;
}

/**
 * Sends the whole event to another bus, also in another account or Region. The bus must allow it. EventBridge forwards
 * an event once: a rule on that bus reaches no third account or Region. A bus in another account takes no message.
 */
export function eventBus(bus: IEventBus, options?: EventBusTargetOptions): RuleTarget {
  const { id = "EventBus", role } = givenOptions("targets.eventBus", options);
  return {
    id,
    uses: [bus, role],
    check: (path, rule) => {
      const found = [
        ...violations(eventBusRule, bus, path),
        ...violations(optional(forwardingRole), role, `${path}.role`),
      ];
      if (found.length > 0) return found;
      if (!isUnknown(bus.busArn) && bus.busArn === rule.busArn) {
        const fix = "name the bus that is to get the events; this one has them already";
        return [{ prop: path, allowed: "a bus other than the rule's own", got: bus.busArn, fix }];
      }
      return role ? [] : roleViolations(rule, id);
    },
    bind: (rule) => {
      role?.grantRule(rule.ruleName);
      const own = role ?? targetRole(rule, id, startStatement("AllowPutEventsOnBus", "events:PutEvents", bus.busArn));
      return {
        arn: bus.busArn,
        roleArn: own.roleArn,
        permissions: "permissions" in own ? own.permissions : [],
        ready: [...own.ready, ...bus.ready],
      };
    },
  };
}

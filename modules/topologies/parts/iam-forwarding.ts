import type { Construct } from "constructs";
import { AuditAlarms } from "../../audit-alarms";
import type { Placement, RemovalProps } from "../../core/internal";
import { iamRegionOf } from "../../facts";
import { anyOf, SessionEvents, sessionPatterns, targets, type WatchedChain } from "../../session-events";
import type { ForwardingTarget } from "./forwarding";

interface IamForwardingProps extends RemovalProps {
  /** Base of the physical names. */
  readonly name: string;
  readonly forwardTo: ForwardingTarget;
  /** Roles, instance profiles and policies. */
  readonly chain: WatchedChain;
  readonly placement: Placement & { readonly region: string };
}

/** What forwards changes of roles and policies. */
export interface IamForwarding {
  readonly rule: SessionEvents;
  readonly alarms: AuditAlarms;
}

/**
 * Creates, directly in `scope`, the rule that sends changes of roles and policies to the place that handles them. In
 * the whole account, only the Region of IAM sees them.
 */
export function createIamForwarding(scope: Construct, props: IamForwardingProps): IamForwarding {
  const { name, forwardTo, chain, removal, placement } = props;
  const where = { ...placement, region: iamRegionOf(placement.region) };
  const rule = new SessionEvents(scope, "IamForwarding", {
    name: `${name}-integrity-iam`,
    pattern: anyOf(sessionPatterns.tampering(chain), sessionPatterns.alarmChanges([`${name}-integrity-iam-*`])),
    targets: [targets.eventBus(forwardTo.bus, { role: forwardTo.role })],
    removal,
    ...where,
  });
  return { rule, alarms: new AuditAlarms(scope, "IamForwardingAlarms", { deadLetters: [rule], ...where }) };
}

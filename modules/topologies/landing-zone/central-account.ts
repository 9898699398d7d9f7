import { Construct } from "constructs";
import type { AuditModule, RemovalProps } from "../../core/internal";
import { distinct } from "../../core/internal";
import { EventBus, ForwardingRole, type IEventBus } from "../../event-bus";
import { iamRegionOf } from "../../facts";
import { type AuditChain, Guardrail } from "../../session-access";
import type { WatchedChain } from "../../session-events";
import type { Forwarding, GuardrailPreferences, WatchPreferences } from "../parts";
import {
  alertChain,
  createForwarding,
  createIamForwarding,
  type ForwardingTarget,
  type IamForwarding,
  iamChain,
} from "../parts/internal";
import type { LandingZone, LandingZoneAccount } from "./landing-zone";

/** How users protect and watch a central account. */
export interface CentralPreferences {
  /**
   * Who may not touch the audit in this account.
   * @default - an identity policy, `<name>-guardrail`, without exemptions; attached to nobody yet
   */
  readonly guardrail?: GuardrailPreferences;
  /**
   * What to watch in the account and report to the hub.
   * @default - everything
   */
  readonly watches?: WatchPreferences;
}

interface CentralAccountProps extends CentralPreferences, RemovalProps {
  readonly plan: LandingZone;
  readonly account: LandingZoneAccount;
  /** What the guardrail protects, in addition to what is created here. */
  readonly protects: AuditChain;
  /** What to watch, in one Region. */
  readonly chain: WatchedChain;
  /** @default - the home Region */
  readonly chainRegion?: string;
  /**
   * The hub, if it is in this account, which then watches its home Region itself.
   * @default - it is in another account
   */
  readonly ownHub?: IEventBus;
}

/** What every central account has in addition to its own part. */
export interface CentralWatch {
  readonly guardrail: Guardrail;
  readonly forwardingRole: ForwardingRole;
  /** What sends events to the hub, by Region. */
  readonly forwarding: Readonly<Record<string, Forwarding>>;
  readonly iamForwarding: IamForwarding | undefined;
}

/**
 * Creates, directly in `scope`, the guardrail of a central account and what reports its sessions and changes of its
 * pieces to the hub, in the home Region and every Region of the plan.
 */
export function createCentralAccount(scope: AuditModule, props: CentralAccountProps): CentralWatch {
  const { plan, protects, chain, watches = {}, ownHub, removal } = props;
  const { name, homeRegion } = plan;
  const { chainRegion = homeRegion } = props;
  const bus = EventBus.fromArn(scope, "HubBus", plan.eventBusArn);
  const role = new ForwardingRole(scope, "ForwardingRole", { name: `${name}-event-forwarding`, bus });
  const forwardTo: ForwardingTarget = { bus, role };
  const alerts = alertChain({ ...scope.aws, region: "*" }, name, ownHub?.busName);
  const guardrail = new Guardrail(scope, "Guardrail", {
    ...props.guardrail,
    name: `${name}-guardrail`,
    protects: {
      ...protects,
      ...alerts,
      alarms: [...(alerts.alarms ?? []), ...(protects.alarms ?? [])],
      buses: [...(ownHub ? [ownHub] : []), ...(alerts.buses ?? [])],
      roles: [...(protects.roles ?? []), role],
    },
  });
  // Events in the home Region of the hub's account arrive on its default bus, which may be the hub.
  const isHub = (region: string) => region === homeRegion && ownHub?.busName === "default";
  const regions = distinct([homeRegion, ...plan.regions, chainRegion]).filter((region) => !isHub(region));
  const forwarding = regions.map((region): [string, Forwarding] => {
    const isWatched = ownHub !== undefined && region === homeRegion;
    return [
      region,
      createForwarding(new Construct(scope, region), {
        name,
        forwardTo,
        // Sessions of a central account are not logged, so no group could be silent.
        watches: { ...watches, silence: false, ...(isWatched && { tampering: false }) },
        chain: region === chainRegion ? chain : {},
        removal,
        placement: { region },
      }),
    ];
  });
  const iam = {
    ...iamChain({ guardrail }, name, props.guardrail?.administrators),
    organization: protects.organization,
  };
  const iamForwarding =
    watches.tampering === false || isHub(iamRegionOf(homeRegion))
      ? undefined
      : createIamForwarding(scope, { name, forwardTo, chain: iam, removal, placement: { region: homeRegion } });
  return { guardrail, forwardingRole: role, forwarding: Object.fromEntries(forwarding), iamForwarding };
}

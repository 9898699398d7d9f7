import { Construct } from "constructs";
import type { AuditModule, RemovalProps } from "../../core/internal";
import { distinct } from "../../core/internal";
import { EventBus, ForwardingRole, type IEventBus } from "../../event-bus";
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

/** What users of a central account decide about what keeps it as it is. */
export interface CentralPreferences {
  /**
   * Who may not touch what the account has of the audit.
   * @default - an identity policy, `<name>-guardrail`, that spares nobody; attached to nobody yet
   */
  readonly guardrail?: GuardrailPreferences;
  /**
   * What of the account is watched, and told to the hub.
   * @default - everything
   */
  readonly watches?: WatchPreferences;
}

interface CentralAccountProps extends CentralPreferences, RemovalProps {
  readonly plan: LandingZone;
  readonly account: LandingZoneAccount;
  /** What the guardrail keeps as it is; what is made here is added. */
  readonly protects: AuditChain;
  /** What is watched in the home Region. */
  readonly chain: WatchedChain;
  /**
   * The hub, where it is in this account, which then watches its home Region itself.
   * @default - it is in another account
   */
  readonly ownHub?: IEventBus;
}

/** What every central account has besides its part. */
export interface CentralWatch {
  readonly guardrail: Guardrail;
  readonly forwardingRole: ForwardingRole;
  /** What sends events to the hub, by Region. */
  readonly forwarding: Readonly<Record<string, Forwarding>>;
  readonly iamForwarding: IamForwarding | undefined;
}

/**
 * Creates, straight in `scope`, what keeps a central account as it is and tells the hub of its sessions and of changes of
 * its pieces, in the home Region and every Region of the plan.
 */
export function createCentralAccount(scope: AuditModule, props: CentralAccountProps): CentralWatch {
  const { plan, protects, chain, watches = {}, ownHub, removal } = props;
  const { name, homeRegion } = plan;
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
      buses: [...(ownHub ? [ownHub] : []), ...(alerts.buses ?? [])],
      roles: [...(protects.roles ?? []), role],
    },
  });
  // What happens in the home Region of the hub's account arrives on its default bus, which may be the hub.
  const isHub = (region: string) => region === homeRegion && ownHub?.busName === "default";
  const regions = distinct([homeRegion, ...plan.regions]).filter((region) => !isHub(region));
  const forwarding = regions.map((region): [string, Forwarding] => {
    const isWatched = ownHub !== undefined && region === homeRegion;
    return [
      region,
      createForwarding(new Construct(scope, region), {
        name,
        forwardTo,
        // Nobody logs sessions of a central account: there is no group that could be silent.
        watches: { ...watches, silence: false, ...(isWatched && { tampering: false }) },
        chain: region === homeRegion ? chain : {},
        removal,
        placement: { region },
      }),
    ];
  });
  const iam = iamChain({ guardrail }, name, props.guardrail?.administrators);
  const iamForwarding =
    watches.tampering === false
      ? undefined
      : createIamForwarding(scope, { name, forwardTo, chain: iam, removal, placement: { region: homeRegion } });
  return { guardrail, forwardingRole: role, forwarding: Object.fromEntries(forwarding), iamForwarding };
}

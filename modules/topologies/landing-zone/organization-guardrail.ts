import type { Construct } from "constructs";
import { AuditModule } from "../../core/internal";
import { type AuditChain, Guardrail, type WayRound } from "../../session-access";
import type { LandingZone } from "./landing-zone";
import { planChain } from "./plan-chain";
import { organizationGuardrailSchema } from "./topologies-schema";

export interface OrganizationGuardrailProps {
  /** The plan of the organization. */
  readonly plan: LandingZone;
  /**
   * ARNs of the roles that are spared, in every account those that run Terraform among them; `*` allowed in the name, and
   * at the risk that synthesis warns of in the account.
   */
  readonly administrators: readonly string[];
  /**
   * Ways round the audit to close too, from `waysRound`.
   * @default - none: each would take something away that somebody may be using
   */
  readonly closes?: readonly WayRound[];
  /**
   * Ids of the root, of organizational units or of accounts whose principals the service control policy is for: those of
   * workloads, of the log archive and of the security account.
   * @default - attached to nobody yet
   */
  readonly attachTo?: readonly string[];
  /**
   * Ids of the root, of organizational units or of accounts whose resources the resource control policy is for: those of
   * the log archive and of the security account.
   * @default - attached to nobody yet
   */
  readonly attachResourcesTo?: readonly string[];
}

/**
 * The policies of an organization that keep the audit of every account as it is, against whoever administers the account:
 * one for principals, one for resources. Deploy it in the management account, or its delegated administrator, when every
 * other stack stands. No policy of the organization binds the management account: see the guardrail of
 * `OrganizationTrail`.
 *
 * @example
 * ```ts
 * new OrganizationGuardrail(management, "OrganizationGuardrail", { plan, administrators });
 * ```
 */
export class OrganizationGuardrail extends AuditModule {
  readonly serviceControl: Guardrail;
  readonly resourceControl: Guardrail;

  constructor(scope: Construct, id: string, props: OrganizationGuardrailProps) {
    const management = ({ plan }: OrganizationGuardrailProps) => ({
      stated: { account: plan.management.id, region: plan.homeRegion },
    });
    super(scope, id, organizationGuardrailSchema.of(props, management));
    const { plan, administrators, closes, attachTo, attachResourcesTo } = props;
    const protects: AuditChain = planChain(plan);
    this.serviceControl = new Guardrail(this, "ServiceControl", {
      name: `${plan.name}-service-control`,
      kind: "service-control-policy",
      protects,
      administrators,
      closes,
      attachTo,
    });
    this.resourceControl = new Guardrail(this, "ResourceControl", {
      name: `${plan.name}-resource-control`,
      kind: "resource-control-policy",
      protects,
      administrators,
      attachTo: attachResourcesTo,
    });
  }
}

import type { Construct } from "constructs";
import { AuditModule } from "../../core/internal";
import { type AuditChain, Guardrail, type Spread, type WayRound } from "../../session-access";
import { createOrganizationOutputs } from "./account-outputs";
import { placedIn } from "./central-schema";
import type { LandingZone } from "./landing-zone";
import { organizationGuardrailSchema } from "./organization-guardrail-schema";
import { planChain } from "./plan-chain";

export interface OrganizationGuardrailProps {
  /** The plan of the organization. */
  readonly plan: LandingZone;
  /**
   * ARNs of the exempt roles, including those that run Terraform in every account; `*` is allowed in the name, and in
   * the account, which synthesis warns of.
   */
  readonly administrators: readonly string[];
  /**
   * Ways around the audit to close too, from `waysRound`.
   * @default - none: each would remove something that somebody may be using
   */
  readonly closes?: readonly WayRound[];
  /**
   * Ids of roots, organizational units or accounts whose principals the service control policy binds: those of
   * workloads, of the log archive and of the security account.
   * @default - attached to nobody yet
   */
  readonly attachTo?: readonly string[];
  /**
   * Ids of roots, organizational units or accounts whose resources the resource control policy protects: those of the
   * log archive and of the security account.
   * @default - attached to nobody yet
   */
  readonly attachResourcesTo?: readonly string[];
  /**
   * `"as-needed"`: as few policies as possible. `"fixed"`: two of each kind, so that a longer name moves no statement
   * to another policy. The Terraform module uses this.
   * @default "as-needed"
   */
  readonly spread?: Spread;
}

/**
 * The organization policies that protect the audit of every account against the account's own administrators: one for
 * principals, one for resources. Deploy it last, in the management account or its delegated administrator. No
 * organization policy binds the management account: see the guardrail of `OrganizationTrail`.
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
    super(scope, id, organizationGuardrailSchema.of(props, placedIn("management")));
    const { plan, administrators, closes, attachTo, attachResourcesTo, spread } = props;
    const protects: AuditChain = planChain(plan);
    this.serviceControl = new Guardrail(this, "ServiceControl", {
      name: `${plan.name}-service-control`,
      kind: "service-control-policy",
      protects,
      administrators,
      closes,
      attachTo,
      spread,
    });
    this.resourceControl = new Guardrail(this, "ResourceControl", {
      name: `${plan.name}-resource-control`,
      kind: "resource-control-policy",
      protects,
      administrators,
      attachTo: attachResourcesTo,
      spread,
    });
    createOrganizationOutputs(this, plan);
  }
}

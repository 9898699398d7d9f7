import type { Construct } from "constructs";
import { AuditTrail, type IAuditTrail } from "../../audit-trail";
import { AuditModule, arnParts, type MovableProps, type RemovalProps, type TagProps } from "../../core/internal";
import { createManagementOutputs } from "./account-outputs";
import { type CentralPreferences, type CentralWatch, createCentralAccount } from "./central-account";
import { placedIn } from "./central-schema";
import type { LandingZone } from "./landing-zone";
import { managementAccountSchema } from "./management-account-schema";

export interface ManagementAccountProps extends MovableProps, RemovalProps, TagProps, CentralPreferences {
  /** The plan of the organization, with `existing.trailArn`. */
  readonly plan: LandingZone;
}

/**
 * The management account of an organization that has a trail, such as that of Control Tower: a guardrail around the
 * trail and the organization, and rules that report changes of them to the hub. No organization policy binds this
 * account. Where there is no trail, use `OrganizationTrail` instead.
 *
 * @example
 * ```ts
 * new ManagementAccount(this, "ManagementAccount", { plan });
 * ```
 */
export class ManagementAccount extends AuditModule {
  readonly trail: IAuditTrail;
  readonly account: CentralWatch;

  constructor(scope: Construct, id: string, props: ManagementAccountProps) {
    super(scope, id, managementAccountSchema.of(props, placedIn("management")));
    const { plan } = props;
    this.trail = AuditTrail.fromArn(this, "Trail", plan.trailArn);
    this.account = createCentralAccount(this, {
      ...props,
      account: plan.management,
      protects: { trails: [this.trail], organization: true },
      chain: { trails: [this.trail] },
      // CloudTrail records changes of a trail in the Region that it belongs to.
      chainRegion: arnParts(plan.trailArn).region,
    });
    createManagementOutputs(this, plan);
  }
}

import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, knownArnParts, type ProviderProps } from "../core/internal";
import type { IAuditTrail } from "./audit-trail";
import { existingAuditTrailSchema } from "./audit-trail-schema";

export interface ExistingAuditTrailProps extends ProviderProps {
  readonly trailArn: string;
}

/** A trail by its ARN. No data source tells what it records or where it delivers. */
export class ExistingAuditTrail extends AuditModule implements IAuditTrail {
  readonly trailName: string;
  readonly trailArn: string;
  readonly logDeliveryRoleArn: undefined;
  readonly ready: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: ExistingAuditTrailProps) {
    super(scope, id, existingAuditTrailSchema.of(props));
    this.trailArn = props.trailArn;
    this.trailName = knownArnParts(props.trailArn)?.resource.slice("trail/".length) ?? props.trailArn;
  }
}

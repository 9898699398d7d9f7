import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, knownArnParts, type ModuleProps } from "../core/internal";
import type { IEventBus } from "./event-bus";
import { existingEventBusSchema } from "./event-bus-schema";

export interface ExistingEventBusProps extends ModuleProps {
  readonly busArn: string;
}

/** A bus by its ARN. Its policy must let this account in. */
export class ExistingEventBus extends AuditModule implements IEventBus {
  readonly busArn: string;
  readonly busName: string;
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: ExistingEventBusProps) {
    super(scope, id, existingEventBusSchema.of(props));
    const parts = knownArnParts(props.busArn);
    this.busArn = props.busArn;
    this.busName = parts?.resource.slice("event-bus/".length) ?? props.busArn;
    this.region = parts?.region ?? props.busArn;
  }
}

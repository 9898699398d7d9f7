import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, arnPartsAnywhere, isUnknown, type ProviderProps } from "../core/internal";
import type { IEventBus } from "./event-bus";
import { existingEventBusSchema } from "./event-bus-schema";

export interface ExistingEventBusProps extends ProviderProps {
  readonly busArn: string;
}

/** A bus known by its ARN. Its policy must allow this account. An ARN that only Terraform knows counts as a custom bus. */
export class ExistingEventBus extends AuditModule implements IEventBus {
  readonly busArn: string;
  readonly busName: string;
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: ExistingEventBusProps) {
    super(scope, id, existingEventBusSchema.of(props));
    const { region, resource } = arnPartsAnywhere(props.busArn);
    this.busArn = props.busArn;
    this.busName = isUnknown(resource) ? Fn.replace(resource, "event-bus/", "") : resource.slice("event-bus/".length);
    this.region = region;
  }
}

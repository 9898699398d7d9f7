import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventBusPolicy } from "@cdktf/provider-aws/lib/cloudwatch-event-bus-policy";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  construct,
  given,
  givenOptions,
  PolicyDocument,
  type ProviderProps,
  type RegionalModuleProps,
} from "../core/internal";
import { allowOrganization, defaultBusArn } from "./event-bus-policy";
import { eventBusSchema } from "./event-bus-schema";
import { ExistingEventBus } from "./existing-event-bus";

/** What a rule needs of a bus. */
export interface IEventBus {
  /** Name of the bus, for rules on it. They must be in its account and Region. */
  readonly busName: string;
  /** ARN of the bus, which targets and policies use. */
  readonly busArn: string;
  /** Region of the bus and of the rules on it. */
  readonly region: string;
  /** Resources to wait for before sending events. */
  readonly ready: ITerraformDependable[];
}

export interface EventBusProps extends RegionalModuleProps {
  /** Name of the bus: 1 to 256 letters, digits and `._-`, and not `default`. */
  readonly name: string;
  /** Id of the organization whose accounts may send events to the bus. */
  readonly organizationId: string;
}

const anyModule = construct<AuditModule>("a construct of this library", ["aws"]);

/**
 * A custom EventBridge bus that accepts events from every account of one organization.
 *
 * @example
 * ```ts
 * const bus = new EventBus(this, "Central", { name: "acme-audit", organizationId: "o-a1b2c3d4e5" });
 * ```
 */
export class EventBus extends AuditModule implements IEventBus {
  readonly busName: string;
  readonly busArn: string;
  readonly region: string;
  readonly ready: ITerraformDependable[];
  readonly resources: { readonly bus: CloudwatchEventBus; readonly policy: CloudwatchEventBusPolicy };

  constructor(scope: Construct, id: string, props: EventBusProps) {
    super(scope, id, eventBusSchema.of(props));
    this.claim("event bus", props.name, "name");
    this.busName = props.name;
    this.busArn = arns.eventBus(this.aws, props.name);
    this.region = this.aws.region;

    const bus = this.place(new CloudwatchEventBus(this, "Resource", { name: props.name }));
    const policy = this.place(
      new CloudwatchEventBusPolicy(this, "Policy", {
        eventBusName: bus.name,
        policy: new PolicyDocument(allowOrganization(this.busArn, props.organizationId)).toJson(),
      }),
    );
    this.ready = [policy];
    this.resources = { bus, policy };
  }

  /** An existing bus, in this or another account and Region. */
  static fromArn(scope: Construct, id: string, busArn: string, options?: ProviderProps): IEventBus {
    return new ExistingEventBus(scope, id, { ...givenOptions("EventBus.fromArn", options), busArn });
  }

  /** The default bus of a module's own account and Region, where AWS services put their events. */
  static defaultOf(module: AuditModule): IEventBus {
    const { aws } = given("EventBus.defaultOf", anyModule, module, "module");
    return { busArn: defaultBusArn(aws), busName: "default", region: aws.region, ready: [] };
  }
}

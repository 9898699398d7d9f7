import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, arns, type ModuleProps, PolicyDocument } from "../core/internal";
import type { IEventBus } from "./event-bus";
import { forwardingPermission, forwardingTrust } from "./event-bus-policy";
import { forwardingRoleSchema } from "./event-bus-schema";

/** What a forwarding target needs of its role. */
export interface IForwardingRole {
  readonly roleArn: string;
  readonly ready: ITerraformDependable[];
}

export interface ForwardingRoleProps extends ModuleProps {
  /** Name of the role: 1 to 64 letters, digits and `+=,.@_-`. */
  readonly name: string;
  /** The bus that events are sent to. */
  readonly bus: IEventBus;
  /** Name of the rules that may use the role, the same in every Region of this account: 1 to 64 letters, digits, hyphens and underscores. */
  readonly ruleName: string;
}

/**
 * The IAM role with which the rules of an account, in all its Regions, send events to one bus. IAM is global: one is enough.
 *
 * @example
 * ```ts
 * const role = new ForwardingRole(this, "ForwardingRole", {
 *   name: "acme-event-forwarding",
 *   bus: central,
 *   ruleName: "acme-session-forwarding",
 * });
 * ```
 */
export class ForwardingRole extends AuditModule implements IForwardingRole {
  readonly roleArn: string;
  readonly ready: ITerraformDependable[];
  readonly resources: { readonly role: IamRole; readonly policy: IamRolePolicy };

  constructor(scope: Construct, id: string, props: ForwardingRoleProps) {
    super(scope, id, forwardingRoleSchema.of(props));
    this.claim("IAM role", props.name, "name", "account");
    const role = this.place(
      new IamRole(this, "Resource", {
        name: props.name,
        description: `Forwarding of session events to ${props.bus.busName}`,
        assumeRolePolicy: new PolicyDocument(forwardingTrust(this.aws, props.ruleName)).toJson(),
      }),
    );
    const policy = this.place(
      new IamRolePolicy(this, "Policy", {
        name: "put-events",
        role: role.name,
        policy: new PolicyDocument(forwardingPermission(props.bus.busArn)).toJson(),
      }),
    );
    this.roleArn = arns.role(this.aws, props.name);
    this.ready = [policy];
    this.resources = { role, policy };
  }
}

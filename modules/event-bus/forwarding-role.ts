import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, arns, checkLength, limits, type ModuleProps, PolicyDocument } from "../core";
import type { IEventBus } from "./event-bus";
import { forwardingPermission, forwardingTrust } from "./event-bus-policy";

/** What a forwarding target needs of its role. */
export interface IForwardingRole {
  readonly roleArn: string;
  readonly ready: ITerraformDependable[];
}

export interface ForwardingRoleProps extends ModuleProps {
  /** Name of the role, at most 64 characters. */
  readonly name: string;
  /** The bus that events are sent to. */
  readonly bus: IEventBus;
  /** Name of the rules that may use the role, in any Region of this account. */
  readonly ruleName: string;
}

/** The IAM role with which the rules of an account, in all its Regions, send events to one bus. IAM is global: one is enough. */
export class ForwardingRole extends AuditModule implements IForwardingRole {
  readonly roleArn: string;
  readonly ready: ITerraformDependable[];
  readonly resources: { readonly role: IamRole; readonly policy: IamRolePolicy };

  constructor(scope: Construct, id: string, props: ForwardingRoleProps) {
    super(scope, id, { provider: props.provider });
    checkLength(this, "name", props.name, limits.roleNameLength);
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

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
  /** Lets rules of one name use the role, in every Region of the account. */
  grantRule(ruleName: string): void;
}

export interface ForwardingRoleProps extends ModuleProps {
  /** Name of the role: 1 to 64 letters, digits and `+=,.@_-`. */
  readonly name: string;
  /** The bus that events are sent to. */
  readonly bus: IEventBus;
  /**
   * Name of the rules that may use the role, the same in every Region of this account: 1 to 64 letters, digits,
   * hyphens and underscores. Rules that have the role in a target may use it regardless of their name.
   * @default - only rules with the role in a target
   */
  readonly ruleName?: string;
}

/**
 * The IAM role that rules in all Regions of an account use to send events to one bus. IAM is global, so one is enough.
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
  private readonly ruleNames: string[];

  constructor(scope: Construct, id: string, props: ForwardingRoleProps) {
    super(scope, id, forwardingRoleSchema.of(props));
    this.claim("IAM role", props.name, "name", "account");
    this.ruleNames = props.ruleName === undefined ? [] : [props.ruleName];
    const role = this.place(
      new IamRole(this, "Resource", {
        name: props.name,
        description: `Forwarding of session events to ${props.bus.busName}`,
        assumeRolePolicy: this.trust(),
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
    this.node.addValidation({ validate: () => (this.ruleNames.length > 0 ? [] : [unused(this.node.path)]) });
  }

  grantRule(ruleName: string): void {
    if (this.ruleNames.includes(ruleName)) return;
    this.ruleNames.push(ruleName);
    this.resources.role.assumeRolePolicy = this.trust();
  }

  /** Empty until a rule may use the role. One must, before synthesis. */
  private trust(): string {
    if (this.ruleNames.length === 0) return "";
    return new PolicyDocument(forwardingTrust(this.aws, this.ruleNames)).toJson();
  }
}

function unused(path: string): string {
  return `${path}: no rule may use this role; give it to a target by targets.eventBus(bus, { role }), or name the rules in ruleName`;
}

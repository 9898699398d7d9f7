import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Construct } from "constructs";
import { type AtLeastOne, arns, type ModuleProps, PolicyDocument } from "../../core/internal";
import type { ISessionDocument } from "../../session-document";
import type { NodeRoles } from "../guardrail/audit-chain";
import { ManagedPolicy } from "../managed-policy";
import { hybridTrust, instanceTrust, type NodeKind, nodeStatements } from "./node-access-policy";
import { nodeAccessSchema } from "./node-access-schema";

export interface NodeAccessProps extends ModuleProps {
  /** Name of the policy, and of the role and instance profile created here: 1 to 64 letters, digits and `+=,.@_-`. */
  readonly name: string;
  /** The documents whose sessions run on the nodes. The policy covers their buckets, prefixes, log groups and keys. */
  readonly documents: AtLeastOne<ISessionDocument>;
  /**
   * Names of existing roles that get the policy: of instance profiles, of hybrid activations, or
   * `AWSSystemsManagerDefaultEC2InstanceManagementRole` if the default host management configuration is on.
   * @default - none
   */
  readonly attachTo?: readonly string[];
  /**
   * Creates a role with the policy: `"ec2"` with an instance profile, `"hybrid"` for activations.
   * @default - no role is created
   */
  readonly roleFor?: NodeKind;
}

/**
 * Gives the role of a node exactly what logging needs. It may write transcripts under the documents' own prefixes and
 * output to their groups, and can neither read nor delete any.
 *
 * @example
 * ```ts
 * const nodes = new NodeAccess(this, "NodeAccess", {
 *   name: "acme-nodes",
 *   documents: [document],
 *   attachTo: ["web-server", "AWSSystemsManagerDefaultEC2InstanceManagementRole"],
 *   roleFor: "ec2", // a role and instance profile of this name, for instances without any
 * });
 * ```
 */
export class NodeAccess extends ManagedPolicy implements NodeRoles {
  readonly policyArn: string;
  readonly policyJson: string;
  readonly roleName: string | undefined;
  readonly instanceProfileName: string | undefined;
  /** ARNs of every role that gets the policy here. A role given by name may have any path. */
  readonly roleArns: readonly string[];
  readonly instanceProfileArns: readonly string[];
  readonly resources: {
    readonly policy: IamPolicy;
    readonly attachments: readonly IamRolePolicyAttachment[];
    readonly role?: IamRole;
    readonly instanceProfile?: IamInstanceProfile;
  };

  constructor(scope: Construct, id: string, props: NodeAccessProps) {
    super(scope, id, nodeAccessSchema.of(props), props?.name);
    const { name, documents, attachTo = [], roleFor } = props;

    const document = new PolicyDocument(...nodeStatements(documents, this.aws));
    const policy = this.createPolicy(document, {
      description: "Lets nodes log the sessions that run on them",
      size: { prop: "documents", fix: "make a NodeAccess for each part of the documents; a role takes ten policies" },
    });
    const role = roleFor && this.createRole(roleFor);
    const attachments = this.forEachName(attachTo, (attachmentId, roleName) =>
      this.place(new IamRolePolicyAttachment(this, attachmentId, { role: roleName, policyArn: policy.arn })),
    );
    if (role) attachments.push(this.attachToOwn(role, policy));
    const instanceProfile = roleFor === "ec2" ? this.createInstanceProfile(role!) : undefined;

    this.policyArn = this.namedArn;
    this.policyJson = document.toJson();
    this.roleName = role && name;
    this.instanceProfileName = instanceProfile && name;
    this.roleArns = [
      ...(role ? [arns.role(this.aws, name)] : []),
      ...attachTo.flatMap((given) => arns.roleOfAnyPath(this.aws, given)),
    ];
    this.instanceProfileArns = instanceProfile ? [arns.instanceProfile(this.aws, name)] : [];
    this.resources = { policy, attachments, role, instanceProfile };
  }

  private createRole(kind: NodeKind): IamRole {
    this.claim("IAM role", this.policyName, "name", "account");
    return this.place(
      new IamRole(this, "Role", {
        name: this.policyName,
        description: `Role of ${kind === "ec2" ? "EC2 instances" : "hybrid nodes"} whose sessions are logged`,
        assumeRolePolicy: new PolicyDocument(kind === "ec2" ? instanceTrust(this.aws) : hybridTrust(this.aws)).toJson(),
      }),
    );
  }

  private attachToOwn(role: IamRole, policy: IamPolicy): IamRolePolicyAttachment {
    const attachment = this.place(
      new IamRolePolicyAttachment(this, "RoleAttachment", { role: role.name, policyArn: policy.arn }),
    );
    this.ready.push(attachment);
    return attachment;
  }

  private createInstanceProfile(role: IamRole): IamInstanceProfile {
    this.claim("instance profile", this.policyName, "name", "account");
    const profile = this.place(
      new IamInstanceProfile(this, "InstanceProfile", { name: this.policyName, role: role.name }),
    );
    this.ready.push(profile);
    return profile;
  }
}

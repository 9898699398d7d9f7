import { IamGroupPolicyAttachment } from "@cdktf/provider-aws/lib/iam-group-policy-attachment";
import type { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Annotations, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type AtLeastOne, arns, type ModuleProps, PolicyDocument } from "../../core/internal";
import type { UnloggedDocument } from "../../facts";
import type { ISessionDocument } from "../../session-document";
import { ManagedPolicy } from "../managed-policy";
import {
  denyWithoutSourceIdentity,
  mfaStatements,
  networkStatement,
  type OperatorKind,
  operatorStatements,
} from "./operator-access-policy";
import { operatorAccessSchema } from "./operator-access-schema";
import { type OperatorTrust, operatorTrust } from "./operator-role-policy";
import type { SessionTargets } from "./session-targets";

/** Where operators may connect from. If both are given, one must match. */
export interface SourceNetwork {
  /**
   * Public address ranges in CIDR notation. Private ranges never match: AWS sees the address after NAT.
   * @default - none; `vpcIds` must then be given
   */
  readonly cidrs?: readonly string[];
  /**
   * VPCs whose endpoints operators use.
   * @default - none; `cidrs` must then be given
   */
  readonly vpcIds?: readonly string[];
}

export interface OperatorAccessProps extends ModuleProps {
  /** Name of the policy: 1 to 128 letters, digits and `+=,.@_-`. */
  readonly name: string;
  /** The only documents that sessions may be started with. */
  readonly documents: AtLeastOne<ISessionDocument>;
  /** The nodes that sessions may be started on, from `sessionTargets`. */
  readonly targets: SessionTargets;
  /**
   * Who the operators are: `"users"` for IAM users, `"roles"` for roles and IAM Identity Center permission sets. It
   * decides how operators' own sessions are recognized.
   * @default "roles"
   */
  readonly principals?: OperatorKind;
  /**
   * Names of existing roles that get the policy, or of groups if `principals` is `"users"`. A permission set takes the
   * policy by name, or `policyJson` as its inline policy.
   * @default - none
   */
  readonly attachTo?: readonly string[];
  /**
   * Creates a role with the policy and its name: for IAM users of the account (`"users"`), or for the people of a SAML
   * provider. Session names identify operators' own sessions, so its trust policy lets nobody choose theirs. In a role
   * of your own, enforce that with `sts:RoleSessionName`; IAM Identity Center does so itself.
   * @default - no role is created
   */
  readonly roleFor?: OperatorTrust;
  /**
   * Refuses callers without a source identity: the identity that they signed in with before they assumed a role, which
   * no later role can change. IAM Identity Center sets none, so leave it out there.
   * @default - no source identity is required
   */
  readonly sourceIdentity?: "required";
  /**
   * Refuses callers without MFA, or with an MFA sign-in older than 1 to 2160 minutes. IAM sees MFA of users and of
   * AssumeRole only: leave it out for Identity Center, and limit the session duration of the permission set instead.
   * @default - MFA is not required
   */
  readonly mfa?: "required" | { readonly maxAgeMinutes: number };
  /**
   * Refuses callers from other networks.
   * @default - operators may connect from any network
   */
  readonly sourceNetwork?: SourceNetwork;
  /**
   * Port forwarding and SSH, by the names of AWS's documents. These sessions are never logged; synthesis warns.
   * @default - none
   */
  readonly unloggedDocuments?: readonly UnloggedDocument[];
  /**
   * Whether to exempt Remote Desktop in Fleet Manager from what this policy denies: the port forwarding sessions that
   * GUI Connect starts for its caller. Another policy must allow them. They leave no transcript, so turn on connection
   * recordings.
   * @default false - they are denied, like every other document
   */
  readonly remoteDesktop?: boolean;
  /**
   * What must exist before anyone gets the policy and while anyone has it, in addition to the documents and what they
   * log to: for example node access or the trail.
   * @default - the documents only
   */
  readonly waitsFor?: readonly { readonly ready: readonly ITerraformDependable[] }[];
}

/**
 * What an engineer needs to open logged sessions: certain documents on certain nodes, resuming and ending their own
 * sessions, and what console and CLI read. Other documents are denied, whatever else the engineer may do.
 *
 * @example
 * ```ts
 * const operators = new OperatorAccess(this, "OperatorAccess", {
 *   name: "acme-operators",
 *   documents: [document],
 *   targets: sessionTargets.byTag({ team: ["web"] }), // or byId([...]), or all()
 *   attachTo: ["web-engineers"],
 * });
 * ```
 */
export class OperatorAccess extends ManagedPolicy {
  readonly policyArn: string;
  /** The policy for places that take no managed policy, such as an inline policy of a permission set. */
  readonly policyJson: string;
  readonly roleArn: string | undefined;
  readonly resources: {
    readonly policy: IamPolicy;
    readonly role?: IamRole;
    readonly attachments: readonly (IamRolePolicyAttachment | IamGroupPolicyAttachment)[];
  };

  constructor(scope: Construct, id: string, props: OperatorAccessProps) {
    super(scope, id, operatorAccessSchema.of(props), props?.name);
    const { name, documents, targets, principals = "roles", mfa, sourceNetwork, unloggedDocuments = [] } = props;
    const { remoteDesktop = false } = props;
    const { attachTo = [], roleFor, waitsFor = [] } = props;

    const document = new PolicyDocument(
      ...operatorStatements({ documents, targets, principals, unloggedDocuments, remoteDesktop }, this.aws),
      ...(props.sourceIdentity ? [denyWithoutSourceIdentity] : []),
      ...(mfa ? mfaStatements(mfa === "required" ? undefined : mfa.maxAgeMinutes) : []),
      ...(sourceNetwork ? [networkStatement(sourceNetwork.cidrs ?? [], sourceNetwork.vpcIds ?? [])] : []),
    );
    const policy = this.createPolicy(document, {
      description: "Opens logged sessions of Session Manager, and no others",
      size: {
        prop: "documents",
        fix: "split documents or targets: make one OperatorAccess, for other roles, for each part",
      },
      // A session that starts before there is something to log to is not logged. Terraform destroys in reverse order.
      dependsOn: [...documents, ...waitsFor].flatMap(({ ready }) => [...ready]),
    });
    const attachments = this.forEachName(attachTo, (attachmentId, name) =>
      principals === "users"
        ? this.place(new IamGroupPolicyAttachment(this, attachmentId, { group: name, policyArn: policy.arn }))
        : this.place(new IamRolePolicyAttachment(this, attachmentId, { role: name, policyArn: policy.arn })),
    );
    const role = roleFor && this.createRole(roleFor);
    if (role) attachments.push(this.attachToOwn(role, policy));

    for (const name of unloggedDocuments) {
      Annotations.of(this).addWarning(
        `sessions with ${name} are never logged, whatever the preferences say: CloudTrail records that one was started, nothing records what went through it`,
      );
    }
    this.policyArn = this.namedArn;
    this.policyJson = document.toJson();
    this.roleArn = role && arns.role(this.aws, name);
    this.resources = { policy, role, attachments };
  }

  private createRole(trust: OperatorTrust): IamRole {
    this.claim("IAM role", this.policyName, "name", "account");
    return this.place(
      new IamRole(this, "Role", {
        name: this.policyName,
        description: "Role of operators, who open logged sessions under their own names",
        assumeRolePolicy: new PolicyDocument(operatorTrust(trust, this.aws)).toJson(),
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
}

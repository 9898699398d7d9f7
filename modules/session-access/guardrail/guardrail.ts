import type { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { OrganizationsPolicy } from "@cdktf/provider-aws/lib/organizations-policy";
import { OrganizationsPolicyAttachment } from "@cdktf/provider-aws/lib/organizations-policy-attachment";
import type { Construct } from "constructs";
import { checkPolicySize, type ModuleProps, PolicyDocument, type PolicyStatement } from "../../core/internal";
import { limits } from "../../facts";
import { ManagedPolicy } from "../managed-policy";
import type { AuditChain } from "./audit-chain";
import { boundaryStatements } from "./boundary-policy";
import { type GuardrailKind, protectionStatements, spare, together } from "./guardrail-policy";
import { guardrailSchema } from "./guardrail-schema";
import type { WayRound } from "./ways-round";

export interface GuardrailProps extends ModuleProps {
  /** Name of the policy: 1 to 128 letters, digits and `+=,.@_-`. */
  readonly name: string;
  /** What is kept as it is. */
  readonly protects: AuditChain;
  /**
   * `"identity-policy"` denies to the roles it is attached to; `"permissions-boundary"` does, and its bearer cannot take
   * it off, nor make principals without it, but may use roles without it that trust him; `"service-control-policy"`
   * denies to everybody in accounts of the organization, and belongs into a stack of its management account or
   * delegated administrator.
   * @default "identity-policy"
   */
  readonly kind?: GuardrailKind;
  /**
   * ARNs of the roles that are spared, the one that runs Terraform among them; `*` allowed in account and name.
   * @default - nobody is spared; a service control policy must name one
   */
  readonly administrators?: readonly string[];
  /**
   * Ways round the audit to close too, from `waysRound`.
   * @default - none: each would take something away that somebody may be using
   */
  readonly closes?: readonly WayRound[];
  /**
   * Names of existing roles for an identity policy; ids of roots, organizational units or accounts for a service control
   * policy. A permissions boundary is an argument of the role itself: give it `policyArn` there.
   * @default - none
   */
  readonly attachTo?: readonly string[];
}

/** A policy of an organization spares somebody, and a boundary is not attached. */
export type GuardrailForm =
  | { readonly kind?: "identity-policy" }
  | { readonly kind: "permissions-boundary"; readonly attachTo?: undefined }
  | {
      readonly kind: Exclude<GuardrailKind, "identity-policy" | "permissions-boundary">;
      readonly administrators: readonly string[];
    };

/**
 * Denies what would switch the audit off, empty it or go round it, to everybody but named administrators.
 *
 * @example
 * ```ts
 * new Guardrail(this, "Guardrail", {
 *   name: "acme-guardrail",
 *   kind: "service-control-policy",
 *   protects: { documents: [document], buckets: [bucket], policies: [nodes, operators] },
 *   closes: [waysRound.otherDocuments, waysRound.newDocuments, waysRound.runAsTags],
 *   // In any account; the role that runs Terraform is one of them.
 *   administrators: ["arn:aws:iam::*:role/acme-audit-administrator"],
 *   attachTo: ["ou-a1b2-c3d4e5f6"],
 * });
 * ```
 */
export class Guardrail extends ManagedPolicy {
  /** ARN of the managed policy; none of a service control policy, which is known by its id. */
  readonly policyArn: string | undefined;
  readonly policyJson: string;
  readonly resources: {
    readonly policy: IamPolicy | OrganizationsPolicy;
    readonly attachments: readonly (IamRolePolicyAttachment | OrganizationsPolicyAttachment)[];
  };

  constructor(scope: Construct, id: string, props: GuardrailProps & GuardrailForm) {
    super(scope, id, guardrailSchema.of(props), props?.name);
    const { kind = "identity-policy", attachTo = [] } = props;
    const forOrganization = kind === "service-control-policy";

    const document = new PolicyDocument(...this.statements(props, kind));
    this.policyJson = forOrganization ? document.toCompactJson() : document.toJson();
    this.policyArn = forOrganization ? undefined : this.namedArn;
    this.resources = forOrganization ? this.controlPolicy(attachTo) : this.managedPolicy(document, attachTo);
  }

  private statements({ protects, administrators = [], closes = [] }: GuardrailProps, kind: GuardrailKind) {
    const everywhere = { ...this.aws, region: "*", ...(kind === "service-control-policy" && { account: "*" }) };
    const documentArns = (protects.documents ?? []).map(({ documentArn }) => documentArn);
    // Who may detach the guardrail itself is under none.
    const own = kind === "service-control-policy" ? [] : [{ policyArn: this.namedArn }];
    const protection = protectionStatements({ ...protects, policies: [...(protects.policies ?? []), ...own] });
    const statements: PolicyStatement[] = [
      ...(kind === "permissions-boundary" ? boundaryStatements(this.namedArn) : []),
      ...(administrators.length > 0 ? together(protection) : protection),
      ...closes.map((way) => way.statement(everywhere, documentArns)),
    ];
    return statements.map((statement) => spare(administrators, statement));
  }

  private managedPolicy(document: PolicyDocument, roleNames: readonly string[]) {
    const policy = this.createPolicy("Keeps the session audit as it is", document, splitChain);
    const attachments = this.forEachName(roleNames, (attachmentId, role) =>
      this.place(new IamRolePolicyAttachment(this, attachmentId, { role, policyArn: policy.arn })),
    );
    return { policy, attachments };
  }

  private controlPolicy(targetIds: readonly string[]) {
    this.claim("service control policy", this.policyName, "name", "account");
    checkPolicySize(this, this.policyJson, { ...splitChain, range: limits.serviceControlPolicySize });
    const policy = this.place(
      new OrganizationsPolicy(this, "Resource", {
        name: this.policyName,
        description: "Keeps the session audit as it is",
        type: "SERVICE_CONTROL_POLICY",
        content: this.policyJson,
      }),
    );
    this.ready.push(policy);
    const attachments = this.forEachName(targetIds, (attachmentId, targetId) =>
      this.place(new OrganizationsPolicyAttachment(this, attachmentId, { policyId: policy.id, targetId })),
    );
    return { policy, attachments };
  }
}

const splitChain = {
  prop: "protects",
  fix: "split the chain: make one Guardrail for trail, buckets and keys, and one for the rest",
};

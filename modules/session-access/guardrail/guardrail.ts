import type { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { OrganizationsPolicy } from "@cdktf/provider-aws/lib/organizations-policy";
import { OrganizationsPolicyAttachment } from "@cdktf/provider-aws/lib/organizations-policy-attachment";
import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import {
  arns,
  checkPolicySize,
  type ModuleProps,
  PolicyDocument,
  type PolicyStatement,
  policySize,
} from "../../core/internal";
import { type Limit, limits } from "../../facts";
import { exceptRemoteDesktop } from "../except-remote-desktop";
import { ManagedPolicy } from "../managed-policy";
import type { AuditChain } from "./audit-chain";
import { boundaryStatements } from "./boundary-policy";
import { type GuardrailKind, type Protection, protectionOf, spare } from "./guardrail-policy";
import { guardrailSchema } from "./guardrail-schema";
import { resourceControlStatements } from "./resource-control-policy";
import { type Spread, split, splitFixed } from "./split-policy";
import type { WayRound } from "./ways-round";

export interface GuardrailProps extends ModuleProps {
  /**
   * Name of the policy: 1 to 128 letters, digits and `+=,.@_-`. Statements that do not fit into one policy continue in
   * another with the suffix `-2`.
   */
  readonly name: string;
  /** What is protected. */
  readonly protects: AuditChain;
  /**
   * `"identity-policy"` denies to the roles it is attached to. `"permissions-boundary"` does too; its principals cannot
   * remove it, create principals without it or sign in as others, but may use roles without it that trust them or that
   * they may pass to a service. `"service-control-policy"` denies to everyone in accounts of the organization.
   * `"resource-control-policy"` protects buckets, keys, log groups, rules and queues of those accounts against
   * everyone, wherever they are. The last two belong in a stack of the management account or its delegated
   * administrator.
   * @default "identity-policy"
   */
  readonly kind?: GuardrailKind;
  /**
   * ARNs of the exempt roles, including the one that runs Terraform; `*` is allowed in the name, and in the account,
   * which synthesis warns of. Nobody else may create, change or pass a role that matches. The trust policy of such a
   * role decides who may assume it: name people or pipelines there, not an account.
   * @default - nobody is exempt; an organization policy requires one
   */
  readonly administrators?: readonly string[];
  /**
   * Ways around the audit to close too, from `waysRound`.
   * @default - none: each would remove something that somebody may be using
   */
  readonly closes?: readonly WayRound[];
  /**
   * Whether to exempt Remote Desktop in Fleet Manager, which just-in-time node access also uses, from what `closes`
   * denies: the port forwarding sessions and commands that GUI Connect starts for its caller. They leave no
   * transcript, so turn on connection recordings.
   * @default false
   */
  readonly remoteDesktop?: boolean;
  /**
   * Names of existing roles for an identity policy, which must not be node roles; ids of roots, organizational units or
   * accounts for an organization policy. A permissions boundary is an argument of the role itself: set it there to
   * `policyArn`.
   * @default - none
   */
  readonly attachTo?: readonly string[];
  /**
   * `"as-needed"`: as few policies as possible. `"fixed"`: the links of the chain in one policy and everything else in
   * the next, so that a longer name moves no statement to another policy. A boundary is always one policy.
   * @default "as-needed"
   */
  readonly spread?: Spread;
}

/** An organization policy exempts somebody, and a boundary is not attached. */
export type GuardrailForm =
  | { readonly kind?: "identity-policy" }
  | { readonly kind: "permissions-boundary"; readonly attachTo?: undefined }
  | {
      readonly kind: Exclude<GuardrailKind, "identity-policy" | "permissions-boundary">;
      readonly administrators: readonly string[];
    };

/** AWS's names for organization policies, and their size limits. */
const policiesOfOrganization: Partial<
  Readonly<Record<GuardrailKind, { readonly type: string; readonly range: Limit }>>
> = {
  "service-control-policy": { type: "SERVICE_CONTROL_POLICY", range: limits.serviceControlPolicySize },
  "resource-control-policy": { type: "RESOURCE_CONTROL_POLICY", range: limits.resourceControlPolicySize },
};

/**
 * Denies what would disable, empty or bypass the audit to everyone but named administrators.
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
  /** ARN of the managed policy, or of the first one; undefined for an organization policy, which has only an id. */
  readonly policyArn: string | undefined;
  /** ARNs of all managed policies. */
  readonly policyArns: readonly string[];
  /** The policy, or the first. */
  readonly policyJson: string;
  /** All policies. */
  readonly policyJsons: readonly string[];
  readonly resources: {
    readonly policy: IamPolicy | OrganizationsPolicy;
    /** The policies after the first one. */
    readonly furtherPolicies: readonly (IamPolicy | OrganizationsPolicy)[];
    readonly attachments: readonly (IamRolePolicyAttachment | OrganizationsPolicyAttachment)[];
  };

  constructor(scope: Construct, id: string, props: GuardrailProps & GuardrailForm) {
    super(scope, id, guardrailSchema.of(props), props?.name);
    const { kind = "identity-policy", attachTo = [] } = props;
    const organization = policiesOfOrganization[kind];

    const documents = this.documents(props, kind, organization?.range ?? limits.managedPolicySize);
    this.policyJsons = documents.map((document) => (organization ? document.toCompactJson() : document.toJson()));
    this.policyJson = this.policyJsons[0]!;
    this.policyArns = organization ? [] : documents.map((_, index) => arns.policy(this.aws, this.nameOf(index + 1)));
    this.policyArn = this.policyArns[0];
    const made = this.policyJsons.map((json, index) =>
      organization
        ? this.organizationPolicy(json, index + 1, organization, attachTo)
        : this.managedPolicy(documents[index]!, index + 1, attachTo),
    );
    const [policy, ...furtherPolicies] = made.map(({ policy }) => policy);
    const attachments = made.flatMap(({ attachments }) => attachments as never[]);
    this.resources = { policy: policy!, furtherPolicies, attachments };
    for (const warning of anyAccountWarnings(props)) Annotations.of(this).addWarning(warning);
  }

  private documents(props: GuardrailProps, kind: GuardrailKind, range: Limit): PolicyDocument[] {
    const { administrators = [] } = props;
    // A principal has only one boundary, so a policy that does not fit is refused.
    const fits = (statements: readonly PolicyStatement[]) =>
      kind === "permissions-boundary" ||
      policySize(this, new PolicyDocument(...statements).toCompactJson()) <= range.max;
    const parts = (own: readonly string[]) => {
      const protection = this.protection(props, kind, own);
      if (props.spread !== "fixed") return split(protection, administrators.length > 0, fits);
      const fixed = splitFixed(protection);
      return kind === "permissions-boundary" ? [fixed.flat()] : fixed;
    };
    const first = kind === "permissions-boundary" ? boundaryStatements(this.namedArn) : [];
    const spared = first.map((statement) => spare(administrators, statement));
    // Principals who may detach the guardrail itself have none.
    const own = kind in policiesOfOrganization ? [] : [this.namedArn];
    const [whole, ...more] = parts(own);
    if (more.length === 0) return [new PolicyDocument(...spared, ...whole!)];
    const all = parts(own.flatMap((arn) => [arn, `${arn}-*`]));
    return all.map((statements) => new PolicyDocument(...statements));
  }

  private protection(props: GuardrailProps, kind: GuardrailKind, own: readonly string[]): Protection {
    const { protects, administrators = [], closes = [] } = props;
    const ofOrganization = kind in policiesOfOrganization;
    const everywhere = { ...this.aws, region: "*", ...(ofOrganization && { account: "*" }) };
    const documentArns = (protects.documents ?? []).map(({ documentArn }) => documentArn);
    const policies = [...(protects.policies ?? []), ...own.map((policyArn) => ({ policyArn }))];
    const { links, others } = protectionOf({ ...protects, policies }, { kind, administrators });
    const ways = closes.map((way) => {
      const statement = way.statement(everywhere, documentArns);
      const isSpared = props.remoteDesktop && way.servesRemoteDesktop;
      return spare(administrators, isSpared ? exceptRemoteDesktop(statement) : statement);
    });
    const all = { links, others: [...others, ...ways] };
    return kind === "resource-control-policy"
      ? { links: resourceControlStatements(all.links), others: resourceControlStatements(all.others) }
      : all;
  }

  private managedPolicy(document: PolicyDocument, part: number, roleNames: readonly string[]) {
    const policy = this.createPolicy(document, {
      description: "Keeps the session audit as it is",
      size: splitChain,
      part,
    });
    const attachments = this.forEachName(
      roleNames,
      (attachmentId, role) =>
        this.place(new IamRolePolicyAttachment(this, attachmentId, { role, policyArn: policy.arn })),
      part,
    );
    return { policy, attachments };
  }

  private organizationPolicy(
    content: string,
    part: number,
    { type, range }: { readonly type: string; readonly range: Limit },
    targetIds: readonly string[],
  ) {
    const name = this.nameOf(part);
    this.claim("policy of the organization", name, "name", "account");
    checkPolicySize(this, content, { ...splitChain, range });
    const policy = this.place(
      new OrganizationsPolicy(this, this.idOf(part), {
        name,
        description: "Keeps the session audit as it is",
        type,
        content,
      }),
    );
    this.ready.push(policy);
    const attachments = this.forEachName(
      targetIds,
      (attachmentId, targetId) =>
        this.place(new OrganizationsPolicyAttachment(this, attachmentId, { policyId: policy.id, targetId })),
      part,
    );
    return { policy, attachments };
  }
}

const splitChain = {
  prop: "protects",
  fix: "split the chain: make one Guardrail for trail, buckets and keys, and one for the rest",
};

/** If the account is `*`, a role of that name is exempt in any account, including accounts that join later. */
function anyAccountWarnings({ administrators = [] }: GuardrailProps): string[] {
  return administrators
    .filter((arn) => arn.split(":")[4] === "*")
    .map(
      (arn) =>
        `administrators: ${arn} exempts any role of this name in every account, including accounts that join later; name the account, or create the role in each account before you attach the policy`,
    );
}

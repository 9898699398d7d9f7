import type { Construct } from "constructs";
import type { ModuleProps } from "../../core";
import {
  type AuditChain,
  Guardrail,
  type GuardrailProps,
  NodeAccess,
  type NodeAccessProps,
  OperatorAccess,
  type OperatorAccessProps,
  sessionTargets,
} from "../../session-access";
import type { ISessionDocument } from "../../session-document";

/** What of the access of nodes a user of a topology still decides. */
export type NodePreferences = Pick<NodeAccessProps, "attachTo" | "roleFor">;

/** What of the access of operators a user of a topology still decides. */
export type OperatorPreferences = Omit<OperatorAccessProps, "name" | "documents" | "provider" | "targets"> &
  Partial<Pick<OperatorAccessProps, "targets">>;

/** What of the guardrail a user of a topology still decides. */
export type GuardrailPreferences = Omit<GuardrailProps, "name" | "protects" | "provider">;

/** What a topology lets its user say about access. */
export interface AccessPreferences {
  /**
   * Roles of the nodes.
   * @default - a role and an instance profile for EC2 instances, called `<name>-nodes`
   */
  readonly nodes?: NodePreferences;
  /**
   * Who may open sessions, on which nodes.
   * @default - a policy for roles, `<name>-operators`, for every node of the account; attached to nobody yet
   */
  readonly operators?: OperatorPreferences;
  /**
   * Who may not touch the audit.
   * @default - an identity policy, `<name>-guardrail`, that spares nobody; attached to nobody yet
   */
  readonly guardrail?: GuardrailPreferences;
}

export interface AccountAccessProps extends ModuleProps, AccessPreferences {
  /** Base of the names of policies, roles and instance profile. */
  readonly name: string;
  /** The documents of every Region of the account. */
  readonly documents: readonly ISessionDocument[];
  /** What the guardrail keeps as it is; the policies made here are added. */
  readonly protects: AuditChain;
}

/** What an account has once, since IAM knows no Regions. */
export interface AccountAccess {
  readonly nodeAccess: NodeAccess;
  readonly operatorAccess: OperatorAccess;
  readonly guardrail: Guardrail;
}

/** Creates the policies straight in `scope`: for its nodes, its engineers and against its own administrators. */
export function createAccountAccess(scope: Construct, props: AccountAccessProps): AccountAccess {
  const { name, provider, documents, protects, nodes = { roleFor: "ec2" }, operators, guardrail } = props;
  const nodeAccess = new NodeAccess(scope, "NodeAccess", { ...nodes, provider, name: `${name}-nodes`, documents });
  const operatorAccess = new OperatorAccess(scope, "OperatorAccess", {
    ...operators,
    provider,
    name: `${name}-operators`,
    documents,
    targets: operators?.targets ?? sessionTargets.all(),
  });
  return {
    nodeAccess,
    operatorAccess,
    guardrail: new Guardrail(scope, "Guardrail", {
      ...guardrail,
      provider,
      name: `${name}-guardrail`,
      protects: { ...protects, policies: [...(protects.policies ?? []), nodeAccess, operatorAccess] },
    }),
  };
}

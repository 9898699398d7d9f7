import type { Construct } from "constructs";
import { checked, type ModuleProps } from "../../core/internal";
import {
  type AuditChain,
  Guardrail,
  type GuardrailForm,
  type GuardrailProps,
  NodeAccess,
  type NodeAccessProps,
  type NodeKind,
  OperatorAccess,
  type OperatorAccessProps,
  sessionTargets,
} from "../../session-access";
import type { ISessionDocument } from "../../session-document";

/** The node access settings that users of a topology choose. */
export interface NodePreferences extends Pick<NodeAccessProps, "attachTo"> {
  /**
   * Creates a role with the policy: `"ec2"` with an instance profile, `"hybrid"` for activations, or `"none"`.
   * @default "ec2"
   */
  readonly roleFor?: NodeKind | "none";
}

/** The operator access settings that users of a topology choose. */
export type OperatorPreferences = Omit<
  OperatorAccessProps,
  "name" | "documents" | "provider" | "moveFrom" | "tags" | "targets" | "waitsFor"
> &
  Partial<Pick<OperatorAccessProps, "targets">>;

/** The guardrail settings that users of a topology choose. */
export type GuardrailPreferences = Omit<GuardrailProps, "name" | "protects" | "provider" | "moveFrom" | "tags"> &
  GuardrailForm;

/** The access settings that users of a topology choose. */
export interface AccessPreferences {
  /**
   * Roles of the nodes. Those in `attachTo` are in addition to the created role.
   * @default - a role and an instance profile for EC2 instances, named `<name>-nodes`
   */
  readonly nodes?: NodePreferences;
  /**
   * Who may open sessions, on which nodes.
   * @default - a policy for roles, `<name>-operators`, for every node of the account; attached to nobody yet
   */
  readonly operators?: OperatorPreferences;
  /**
   * Who may not touch the audit.
   * @default - an identity policy, `<name>-guardrail`, without exemptions; attached to nobody yet
   */
  readonly guardrail?: GuardrailPreferences;
}

interface AccountAccessProps extends ModuleProps, AccessPreferences {
  /** Base of the names of policies, roles and instance profile. */
  readonly name: string;
  /** The documents of every Region of the account. */
  readonly documents: readonly ISessionDocument[];
  /** What the guardrail protects, in addition to what is created here. */
  readonly protects: AuditChain;
  /** What records sessions, in addition to what documents log to: nobody opens a session before it exists. */
  readonly waitsFor: NonNullable<OperatorAccessProps["waitsFor"]>;
}

/** What an account has once, because IAM is global. */
export interface AccountAccess {
  readonly nodeAccess: NodeAccess;
  readonly operatorAccess: OperatorAccess;
  readonly guardrail: Guardrail;
}

/**
 * Creates the policies directly in `scope`: for the account's nodes, its engineers and against its own administrators.
 */
export function createAccountAccess(scope: Construct, props: AccountAccessProps): AccountAccess {
  const { name, provider, protects, waitsFor, nodes, operators, guardrail } = props;
  const documents = checked.atLeastOne(props.documents);
  const { attachTo, roleFor = "ec2" } = nodes ?? {};
  const nodeAccess = new NodeAccess(scope, "NodeAccess", {
    attachTo,
    roleFor: roleFor === "none" ? undefined : roleFor,
    name: `${name}-nodes`,
    documents,
    provider,
  });
  const operatorAccess = new OperatorAccess(scope, "OperatorAccess", {
    ...operators,
    targets: operators?.targets ?? sessionTargets.all(),
    name: `${name}-operators`,
    documents,
    waitsFor: [nodeAccess, ...waitsFor],
    provider,
  });
  return {
    nodeAccess,
    operatorAccess,
    guardrail: new Guardrail(scope, "Guardrail", {
      ...guardrail,
      name: `${name}-guardrail`,
      protects: {
        ...protects,
        nodes: [nodeAccess],
        policies: [...(protects.policies ?? []), nodeAccess, operatorAccess],
      },
      provider,
    }),
  };
}

import type { Guardrail, NodeAccess, OperatorAccess } from "../../session-access";
import type { WatchedChain } from "../../session-events";

interface IamPieces {
  readonly nodeAccess?: Pick<NodeAccess, "policyArn" | "roleArns" | "instanceProfileName">;
  readonly operatorAccess?: Pick<OperatorAccess, "policyArn">;
  readonly guardrail: Pick<Guardrail, "policyArns">;
}

/**
 * What is watched in IAM: the roles of nodes and services, by the name prefixes of the parts here, the policies, and
 * the roles that the guardrail exempts.
 */
export function iamChain(pieces: IamPieces, name: string, administrators: readonly string[] = []): WatchedChain {
  const { nodeAccess, operatorAccess, guardrail } = pieces;
  const others = [...(nodeAccess?.roleArns ?? []), ...administrators].map((arn) => arn.slice(arn.lastIndexOf("/") + 1));
  const roleNames = [`${name}-*`, ...new Set(others.filter((other) => !other.startsWith(`${name}-`)))];
  const profile = nodeAccess?.instanceProfileName;
  return {
    roles: roleNames.map((roleName) => ({ roleName })),
    instanceProfiles: profile ? [{ instanceProfileName: profile }] : [],
    policies: [
      ...(nodeAccess ? [nodeAccess] : []),
      ...(operatorAccess ? [operatorAccess] : []),
      ...guardrail.policyArns.map((policyArn) => ({ policyArn })),
    ],
  };
}

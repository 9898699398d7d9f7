import type { PolicyStatement } from "../../core/internal";
import { deny } from "./guardrail-policy";

/**
 * A permissions boundary is the most its bearer may do, so it starts from everything. Who could make, or give rights to,
 * a principal without it, or have a role without it trust him, would have a way out of it.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html#access_policies_boundaries-delegate
 */
export function boundaryStatements(boundaryArn: string): PolicyStatement[] {
  const boundary = { "iam:PermissionsBoundary": [boundaryArn] };
  return [
    { sid: "AllowEverythingElse", actions: ["*"], resources: ["*"] },
    {
      ...deny("DenyBoundaryRemoval", ["iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"], ["*"]),
      conditions: { StringEquals: boundary },
    },
    {
      ...deny(
        "DenyPrincipalsWithoutBoundary",
        [
          "iam:AttachRolePolicy",
          "iam:AttachUserPolicy",
          "iam:CreateRole",
          "iam:CreateUser",
          "iam:PutRolePermissionsBoundary",
          "iam:PutRolePolicy",
          "iam:PutUserPermissionsBoundary",
          "iam:PutUserPolicy",
          "iam:UpdateAssumeRolePolicy",
        ],
        ["*"],
      ),
      conditions: { StringNotEquals: boundary },
    },
  ];
}

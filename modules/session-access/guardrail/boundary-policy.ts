import type { PolicyStatement } from "../../core/internal";
import { deny } from "./guardrail-policy";

/**
 * A permissions boundary is the maximum its principal may do, so it starts by allowing everything. A principal that
 * could create or strengthen another principal without the boundary, or make a role without it trust them, could
 * escape. So could one that signs in as somebody else; those calls support no condition on the boundary, so they are
 * denied entirely.
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
    deny("DenySigningInAsOthers", [...credentials, ...groups, ...federation], ["*"]),
  ];
}

/** A key, a password or a second factor for somebody else. */
const credentials = [
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateServiceSpecificCredential",
  "iam:EnableMFADevice",
  "iam:ResetServiceSpecificCredential",
  "iam:UpdateAccessKey",
  "iam:UpdateLoginProfile",
  "iam:UploadSSHPublicKey",
  "iam:UploadSigningCertificate",
];

/** Rights for every member of a group, with a boundary or without. */
const groups = ["iam:AddUserToGroup", "iam:AttachGroupPolicy", "iam:PutGroupPolicy"];

/** The identity providers that an account trusts. */
export const federation = [
  "iam:AcceptDelegationRequest",
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreateSAMLProvider",
  "iam:UpdateOpenIDConnectProviderThumbprint",
  "iam:UpdateSAMLProvider",
  "rolesanywhere:CreateTrustAnchor",
  "rolesanywhere:UpdateTrustAnchor",
];

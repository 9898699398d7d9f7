import type { PolicyStatement } from "../../core/internal";
import { deny } from "./guardrail-policy";

/**
 * A permissions boundary is the most its bearer may do, so it starts from everything. Who could make, or give rights to,
 * a principal without it, or have a role without it trust him, would have a way out of it. So would who signs in as
 * somebody else; these calls know no condition on the boundary, and are denied as a whole.
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

/** Rights for whoever is in a group, with a boundary or without. */
const groups = ["iam:AddUserToGroup", "iam:AttachGroupPolicy", "iam:PutGroupPolicy"];

/** Whom an account takes a stranger's word for. */
const federation = [
  "iam:AcceptDelegationRequest",
  "iam:AddClientIDToOpenIDConnectProvider",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreateSAMLProvider",
  "iam:UpdateOpenIDConnectProviderThumbprint",
  "iam:UpdateSAMLProvider",
  "rolesanywhere:CreateTrustAnchor",
  "rolesanywhere:UpdateTrustAnchor",
];

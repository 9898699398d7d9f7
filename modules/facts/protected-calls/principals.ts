import type { ProtectedCalls } from "./protected-call";

const roleCalls = [
  { action: "iam:DeleteRole", denied: "iam:DeleteRole*", event: "DeleteRole*" },
  { action: "iam:DeleteRolePolicy", denied: "iam:DeleteRole*", event: "DeleteRole*" },
  { action: "iam:DeleteRolePermissionsBoundary", denied: "iam:DeleteRole*", event: "DeleteRole*" },
  { action: "iam:PutRolePolicy", denied: "iam:PutRole*", event: "PutRole*" },
  { action: "iam:PutRolePermissionsBoundary", denied: "iam:PutRole*", event: "PutRole*" },
  { action: "iam:AttachRolePolicy", event: "AttachRolePolicy" },
  { action: "iam:DetachRolePolicy", event: "DetachRolePolicy" },
  { action: "iam:UpdateAssumeRolePolicy", event: "UpdateAssumeRolePolicy" },
] as const satisfies ProtectedCalls;

/** Who may do what, as IAM and the organization say. IAM records its calls in one Region alone: see `iamRegionOf`. */
export const principals = {
  policy: [
    { action: "iam:CreatePolicyVersion", event: "CreatePolicyVersion" },
    { action: "iam:SetDefaultPolicyVersion", event: "SetDefaultPolicyVersion" },
    { action: "iam:DeletePolicy", denied: "iam:DeletePolicy*", event: "DeletePolicy*" },
    { action: "iam:DeletePolicyVersion", denied: "iam:DeletePolicy*", event: "DeletePolicy*" },
    { action: "iam:DetachRolePolicy", denied: "iam:Detach*Policy", event: "DetachRolePolicy", toldBy: "iam:PolicyARN" },
    { action: "iam:DetachUserPolicy", denied: "iam:Detach*Policy", event: "DetachUserPolicy", toldBy: "iam:PolicyARN" },
    {
      action: "iam:DetachGroupPolicy",
      denied: "iam:Detach*Policy",
      event: "DetachGroupPolicy",
      toldBy: "iam:PolicyARN",
    },
  ],
  /** Of a service or of nodes: one that may write no more, or to elsewhere, mutes the audit. */
  role: roleCalls,
  "instance-profile": [
    { action: "iam:RemoveRoleFromInstanceProfile", event: "RemoveRoleFromInstanceProfile" },
    { action: "iam:AddRoleToInstanceProfile", event: "AddRoleToInstanceProfile" },
    { action: "iam:DeleteInstanceProfile", event: "DeleteInstanceProfile" },
  ],
  /** The role of who is spared: whoever makes it, has himself trusted by it or passes it on is spared too. */
  administrator: [
    ...roleCalls,
    { action: "iam:CreateRole", event: "CreateRole" },
    { action: "iam:PassRole" },
    { action: "iam:TagRole", event: "TagRole" },
    { action: "iam:UntagRole", event: "UntagRole" },
    { action: "iam:UpdateRole", denied: "iam:UpdateRole*", event: "UpdateRole*" },
  ],
  /** What takes an account, or a Region of it, out of everybody's reach or out of the policies of its organization. */
  account: [
    { action: "account:CloseAccount" },
    { action: "account:DisableRegion" },
    { action: "organizations:LeaveOrganization", toldBy: "nothing" },
  ],
  /** For the management account, which no policy of the organization binds. */
  organization: [
    { action: "organizations:DetachPolicy" },
    { action: "organizations:UpdatePolicy" },
    { action: "organizations:DeletePolicy" },
    { action: "organizations:DisablePolicyType" },
    { action: "organizations:MoveAccount" },
    { action: "organizations:RemoveAccountFromOrganization" },
    { action: "organizations:CloseAccount" },
    { action: "organizations:RegisterDelegatedAdministrator" },
    { action: "organizations:PutResourcePolicy" },
    { action: "organizations:DisableAWSServiceAccess", toldBy: "nothing" },
    { action: "organizations:DeleteOrganization", toldBy: "nothing" },
    { action: "cloudtrail:RegisterOrganizationDelegatedAdmin", toldBy: "nothing" },
    { action: "cloudtrail:DeregisterOrganizationDelegatedAdmin", toldBy: "nothing" },
    { action: "sts:AssumeRoot" },
  ],
} as const satisfies Record<string, ProtectedCalls>;

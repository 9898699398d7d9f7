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
  // Policies exempt writers by name: whoever creates a role of such a name, on another path or where it is not yet, is exempt.
  { action: "iam:CreateRole", event: "CreateRole" },
] as const satisfies ProtectedCalls;

/** Who may do what, according to IAM and the organization. IAM calls are recorded in one Region only: see `iamRegionOf`. */
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
  /** Roles of nodes and operators. A role that may no longer write, or writes elsewhere, mutes the audit. */
  role: roleCalls,
  "instance-profile": [
    { action: "iam:RemoveRoleFromInstanceProfile", event: "RemoveRoleFromInstanceProfile" },
    { action: "iam:AddRoleToInstanceProfile", event: "AddRoleToInstanceProfile" },
    { action: "iam:DeleteInstanceProfile", event: "DeleteInstanceProfile" },
  ],
  /**
   * The exempt role, and those of services. Anyone who becomes trusted by one, or passes it to a service that runs their
   * code, acts as that role: is exempt too, or writes to the ledger.
   */
  administrator: [
    ...roleCalls,
    { action: "iam:PassRole" },
    { action: "iam:TagRole", event: "TagRole" },
    { action: "iam:UntagRole", event: "UntagRole" },
    { action: "iam:UpdateRole", denied: "iam:UpdateRole*", event: "UpdateRole*" },
  ],
  /** What puts an account or one of its Regions beyond anyone's reach, or beyond the policies of its organization. */
  account: [
    { action: "account:CloseAccount" },
    { action: "account:DisableRegion" },
    { action: "organizations:LeaveOrganization", toldBy: "nothing" },
    // An invitation of another organization takes the account straight there.
    { action: "organizations:AcceptHandshake" },
  ],
  /**
   * For the management account, which no organization policy binds. Calls of Organizations are recorded there, in
   * us-east-1. Where other partitions record them is not documented; expected is their Region of IAM.
   * @see https://docs.aws.amazon.com/organizations/latest/userguide/orgs_cloudtrail-integration.html
   */
  organization: [
    { action: "organizations:DetachPolicy", event: "DetachPolicy" },
    // Another policy can deny nodes and services what they write.
    { action: "organizations:AttachPolicy", event: "AttachPolicy" },
    { action: "organizations:UpdatePolicy", event: "UpdatePolicy" },
    { action: "organizations:DeletePolicy", event: "DeletePolicy" },
    { action: "organizations:DisablePolicyType", event: "DisablePolicyType" },
    { action: "organizations:MoveAccount", event: "MoveAccount" },
    { action: "organizations:RemoveAccountFromOrganization", event: "RemoveAccountFromOrganization" },
    { action: "organizations:CloseAccount", event: "CloseAccount" },
    { action: "organizations:RegisterDelegatedAdministrator", event: "RegisterDelegatedAdministrator" },
    { action: "organizations:PutResourcePolicy", event: "PutResourcePolicy" },
    { action: "organizations:DisableAWSServiceAccess", event: "DisableAWSServiceAccess", toldBy: "nothing" },
    { action: "organizations:DeleteOrganization", event: "DeleteOrganization", toldBy: "nothing" },
    { action: "cloudtrail:RegisterOrganizationDelegatedAdmin", toldBy: "nothing" },
    { action: "cloudtrail:DeregisterOrganizationDelegatedAdmin", toldBy: "nothing" },
    { action: "sts:AssumeRoot" },
  ],
} as const satisfies Record<string, ProtectedCalls>;

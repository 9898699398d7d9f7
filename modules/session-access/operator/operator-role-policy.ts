import { type AwsContext, arnParts, arns, type PolicyStatement, policyVariable } from "../../core/internal";

/** Who assumes the role of operators: IAM users of the account, or people whom a SAML provider knows. */
export type OperatorTrust = "users" | { readonly samlProviderArn: string };

/**
 * The id of a session begins with the name of the role session, and one's own sessions are told by it. So nobody may choose
 * that name: who took a colleague's could come back to the colleague's shell, and every record would name the colleague.
 */
export function operatorTrust(trust: OperatorTrust, aws: AwsContext): PolicyStatement {
  return trust === "users" ? usersUnderTheirNames(aws) : federatedPeople(trust.samlProviderArn);
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#ck_rolesessionname */
function usersUnderTheirNames(aws: AwsContext): PolicyStatement {
  return {
    sid: "AllowUsersUnderTheirOwnName",
    principals: { AWS: [arns.accountRoot(aws)] },
    actions: ["sts:AssumeRole"],
    conditions: { StringEquals: { "sts:RoleSessionName": [policyVariable("aws:username")] } },
  };
}

/**
 * The provider names session and source identity; the person names neither. One without a source identity is refused.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_control-access_monitor.html
 */
function federatedPeople(samlProviderArn: string): PolicyStatement {
  return {
    sid: "AllowFederatedWithSourceIdentity",
    principals: { Federated: [samlProviderArn] },
    actions: ["sts:AssumeRoleWithSAML", "sts:SetSourceIdentity"],
    conditions: {
      StringEquals: { "SAML:aud": [samlAudience(arnParts(samlProviderArn).partition)!] },
      Null: { "sts:SourceIdentity": ["false"] },
    },
  };
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml_3rd-party.html */
const audiences: Readonly<Record<string, string>> = {
  aws: "https://signin.aws.amazon.com/saml",
  "aws-cn": "https://signin.amazonaws.cn/saml",
  "aws-us-gov": "https://signin.amazonaws-us-gov.com/saml",
};

/** For whom an assertion is made, in each partition that has a sign-in page for SAML known here. */
export function samlAudience(partition: string): string | undefined {
  return audiences[partition];
}

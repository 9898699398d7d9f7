import { type AwsContext, arnParts, arns, type PolicyStatement, policyVariable } from "../../core/internal";

/** Who assumes the operators' role: IAM users of the account, or people of a SAML provider. */
export type OperatorTrust = "users" | { readonly samlProviderArn: string };

/**
 * The id of a session starts with the role session name, which identifies one's own sessions. So nobody may choose that
 * name: with a colleague's name, they could resume the colleague's shell, and every record would name the colleague.
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
 * The provider sets the session name and the source identity; the person sets neither. A person without a source
 * identity is refused.
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

/** The audience of an assertion, in each partition whose SAML sign-in page is known here. */
export function samlAudience(partition: string): string | undefined {
  return audiences[partition];
}

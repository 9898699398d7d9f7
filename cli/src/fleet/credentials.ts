import { AssumeRoleCommand, type STSClient } from "@aws-sdk/client-sts";
import type { AwsCredentials, CredentialProvider } from "./clients";

/** A role that is assumed in every account but the caller's own. */
export interface AssumedRole {
  /** Name, with its path where it has one: `audit/SessionReader`. */
  readonly name: string;
  readonly externalId?: string;
}

/** Credentials of a role in one account. Each client asks for itself; STS is asked once for all of them. */
export function roleCredentials(
  sts: STSClient,
  { name, externalId }: AssumedRole,
  account: string,
  partition: string,
): CredentialProvider {
  return shared(async () => {
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({
        RoleArn: `arn:${partition}:iam::${account}:role/${name}`,
        RoleSessionName: "session-audit",
        ...(externalId && { ExternalId: externalId }),
      }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = Credentials!;
    return {
      accessKeyId: AccessKeyId!,
      secretAccessKey: SecretAccessKey!,
      ...(SessionToken && { sessionToken: SessionToken }),
      ...(Expiration && { expiration: Expiration }),
    };
  });
}

const minutesBeforeExpiry = 5;

/** Asks again only when what was got is about to expire, or was not got. */
export function shared(provider: CredentialProvider): CredentialProvider {
  let pending: Promise<AwsCredentials> | undefined;
  let expires = Number.POSITIVE_INFINITY;
  return () => {
    if (pending && Date.now() < expires - minutesBeforeExpiry * 60_000) return pending;
    expires = Number.POSITIVE_INFINITY;
    pending = provider().then(
      (credentials) => {
        expires = credentials.expiration?.getTime() ?? Number.POSITIVE_INFINITY;
        return credentials;
      },
      (error) => {
        pending = undefined;
        throw error;
      },
    );
    return pending;
  };
}

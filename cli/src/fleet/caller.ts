import { STSClient } from "@aws-sdk/client-sts";
import { fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { type Io, UsageError } from "../io";
import { parseRegions } from "./accounts";
import { type ClientClass, ClientFactory, type CredentialProvider } from "./clients";
import { shared } from "./credentials";

/** Clients in one account and Region: the caller's own. */
export interface Caller {
  client<C>(Client: ClientClass<C>): C;
  close(): void;
}

/** For commands that work on one bucket rather than on accounts and Regions. */
export async function openCaller(
  { profile, region }: { readonly profile?: string; readonly region?: string },
  { connection }: Io,
): Promise<Caller> {
  const [given] = region === undefined ? [] : parseRegions([region]);
  const where = given ?? connection?.region ?? (await callersRegion(profile));
  if (!where) throw new UsageError("no Region is configured: give --region");
  const factory = new ClientFactory(connection, 64);
  const credentials = ownCredentials(profile, connection);
  return { client: (Client) => factory.create(Client, where, credentials), close: () => factory.destroy() };
}

/** The caller's credentials, found as the AWS CLI finds them. */
export function ownCredentials(profile: string | undefined, connection: Io["connection"]): CredentialProvider {
  return shared(
    connection
      ? async () => connection.credentials
      : (fromNodeProviderChain(profile ? { profile } : {}) as CredentialProvider),
  );
}

/** The Region that the caller's configuration names. */
export async function callersRegion(profile: string | undefined): Promise<string | undefined> {
  const client = new STSClient(profile ? { profile } : {});
  return client.config.region().catch(() => undefined);
}

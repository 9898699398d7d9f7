import { NodeHttpHandler } from "@smithy/node-http-handler";
import { rememberAction } from "./obstacles";

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}
export type CredentialProvider = () => Promise<AwsCredentials>;

/** An AWS that is not the real one. */
export interface Connection {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: AwsCredentials;
  /** @default 8 */
  readonly maxAttempts?: number;
}

/** What every client of the SDK is made with. */
export interface ClientConfig {
  region: string;
  credentials?: AwsCredentials | CredentialProvider;
  endpoint?: string;
  forcePathStyle?: boolean;
  requestHandler: NodeHttpHandler;
  retryMode: string;
  maxAttempts: number;
  followRegionRedirects: boolean;
}

/** A client class of the SDK, as far as it matters here. */
export type ClientClass<C> = new (config: ClientConfig) => C;

/** A client of the SDK, as far as its middleware goes. */
export interface WithMiddleware {
  readonly middlewareStack: {
    add(
      middleware: (
        next: (args: never) => Promise<unknown>,
        context: { clientName?: string; commandName?: string },
      ) => (args: never) => Promise<unknown>,
      options: { step: "initialize"; name: string; priority: "high" },
    ): void;
  };
}

/** What each client would look up in the environment and in files; thousands of them take it from the first. */
const lookedUpOnce = ["defaultsMode", "useDualstackEndpoint", "useFipsEndpoint", "userAgentAppId"];

/** The connections of all clients together. */
export class ClientFactory {
  private readonly requestHandler: NodeHttpHandler;
  private readonly connection: Connection | undefined;
  private lookedUp: object | undefined;

  constructor(connection: Connection | undefined, maxSockets: number) {
    this.connection = connection;
    this.requestHandler = new NodeHttpHandler({
      connectionTimeout: 10_000,
      requestTimeout: 60_000,
      httpAgent: { keepAlive: true, maxSockets },
      httpsAgent: { keepAlive: true, maxSockets },
    });
  }

  create<C>(Client: ClientClass<C>, region: string, credentials: AwsCredentials | CredentialProvider | undefined): C {
    const client = new Client({
      ...this.lookedUp,
      region,
      ...(credentials && { credentials }),
      // For S3 only: a bucket's name before that of a local host would be none of its names.
      ...(this.connection && { endpoint: this.connection.endpoint, forcePathStyle: true }),
      requestHandler: this.requestHandler,
      // Slows down as AWS asks it to: LookupEvents allows two calls a second in an account and Region.
      retryMode: "adaptive",
      maxAttempts: this.connection?.maxAttempts ?? 8,
      // For S3 only, and harmless elsewhere: the bucket of the transcripts may be in another Region.
      followRegionRedirects: true,
    });
    const { config } = client as { config: Record<string, unknown> };
    this.lookedUp ??= Object.fromEntries(lookedUpOnce.map((name) => [name, config[name]]));
    markAction(client as WithMiddleware);
    return client;
  }

  destroy(): void {
    this.requestHandler.destroy();
  }
}

/** Names the IAM action on whatever a call throws. */
function markAction(client: WithMiddleware): void {
  client.middlewareStack.add(
    (next, { clientName = "", commandName = "" }) =>
      async (args) => {
        try {
          return await next(args);
        } catch (error) {
          rememberAction(error, iamAction(clientName, commandName));
          throw error;
        }
      },
    { step: "initialize", name: "sessionAuditAction", priority: "high" },
  );
}

/** IAM's prefixes, where they are not the client's name in lower case. */
const prefixes: Readonly<Record<string, string>> = {
  cloudwatchlogs: "logs",
  eventbridge: "events",
  cloudwatch: "cloudwatch",
};

/** Where the permission is named otherwise than the call. */
const renamed: Readonly<Record<string, string>> = {
  "s3:ListObjectsV2": "s3:ListBucket",
  "s3:HeadObject": "s3:GetObject",
  "s3:HeadBucket": "s3:ListBucket",
  "s3:ListBuckets": "s3:ListAllMyBuckets",
  "s3:GetBucketEncryption": "s3:GetEncryptionConfiguration",
  "s3:GetBucketLifecycleConfiguration": "s3:GetLifecycleConfiguration",
  "s3:GetObjectLockConfiguration": "s3:GetBucketObjectLockConfiguration",
  "s3:GetPublicAccessBlock": "s3:GetBucketPublicAccessBlock",
};

/** The IAM action of a call: `ssm:DescribeSessions` of `SSMClient` and `DescribeSessionsCommand`. */
export function iamAction(clientName: string, commandName: string): string {
  const service = clientName.replace(/Client$/, "").toLowerCase();
  const action = `${prefixes[service] ?? service}:${commandName.replace(/Command$/, "")}`;
  return renamed[action] ?? action;
}

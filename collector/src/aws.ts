import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { DescribeSessionsCommand, type Session, SSMClient } from "@aws-sdk/client-ssm";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import type { DescribedSession } from "../../modules/evidence";
import { type Aws, UnreadableError } from "./collect";
import type { Place, Settings } from "./settings";

/** What every client is made with; the SDK finds the rest by itself. */
export interface Connection {
  readonly region?: string;
  readonly endpoint?: string;
  readonly forcePathStyle?: boolean;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** AWS by the SDK of the runtime. */
export function awsBySdk({ bucket, transcriptBucket, readerRole }: Settings, connection: Connection = {}): Aws {
  const agent = { keepAlive: true, maxSockets: 128 };
  const common = {
    ...connection,
    // Slows down as AWS asks it to.
    retryMode: "adaptive",
    maxAttempts: 8,
    requestHandler: { httpAgent: agent, httpsAgent: agent, connectionTimeout: 5_000, requestTimeout: 30_000 },
  };
  const s3 = new S3Client(common);
  const sts = new STSClient(common);
  // One for all: a handler of its own for each place would hold thousands of connections.
  const { requestHandler } = sts.config;
  const roles = new Map<string, ReturnType<typeof assume>>();

  const assume = async (roleArn: string) => {
    const input = { RoleArn: roleArn, RoleSessionName: "session-ledger" };
    const { Credentials } = await readable("sts:AssumeRole", () => sts.send(new AssumeRoleCommand(input)));
    const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials!;
    return { accessKeyId: AccessKeyId!, secretAccessKey: SecretAccessKey!, sessionToken: SessionToken! };
  };

  /** Once for all Regions of an account. */
  const credentialsOf = (account: string) => {
    if (!readerRole) return undefined;
    const known = roles.get(account) ?? assume(readerRole.replace("*", account));
    roles.set(account, known);
    return known;
  };

  return {
    async sessions({ account, region }: Place) {
      const credentials = await credentialsOf(account);
      const ssm = new SSMClient({ ...common, requestHandler, region, ...(credentials && { credentials }) });
      // The history last: a session that ends meanwhile is then in both answers rather than in none.
      const active = await describe(ssm, "Active");
      return { active, history: await describe(ssm, "History") };
    },
    async keys(Prefix) {
      const keys: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const page = await s3.send(
          new ListObjectsV2Command({ Bucket: bucket, Prefix, ...(ContinuationToken && { ContinuationToken }) }),
        );
        for (const { Key } of page.Contents ?? []) keys.push(Key!);
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken);
      return keys;
    },
    async read(Key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
      return Body!.transformToString("utf8");
    },
    async create(Key, Body) {
      const input = { Bucket: bucket, Key, Body, IfNoneMatch: "*", ContentType: "application/jsonl" };
      await s3.send(new PutObjectCommand(input)).catch((error) => {
        if (error.name !== "PreconditionFailed") throw error;
      });
    },
    ...(transcriptBucket && {
      async transcriptBytes(key: string) {
        const input = { Bucket: transcriptBucket, Prefix: key, MaxKeys: 1 };
        const [found] = (await s3.send(new ListObjectsV2Command(input))).Contents ?? [];
        return found?.Key === key ? (found.Size ?? 0) : undefined;
      },
    }),
  };
}

async function describe(ssm: SSMClient, State: "Active" | "History"): Promise<DescribedSession[]> {
  const sessions: Session[] = [];
  const seen = new Set<string>();
  let NextToken: string | undefined;
  do {
    // 200 is the most that a page can hold.
    const command = new DescribeSessionsCommand({ State, MaxResults: 200, ...(NextToken && { NextToken }) });
    const page = await readable("ssm:DescribeSessions", () => ssm.send(command));
    sessions.push(...(page.Sessions ?? []));
    NextToken = page.NextToken;
    if (NextToken && seen.has(NextToken)) {
      throw new UnreadableError("ssm:DescribeSessions", "the same page came twice: what follows it is not known");
    }
    if (NextToken) seen.add(NextToken);
  } while (NextToken);
  return sessions;
}

async function readable<T>(action: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const { name, message } = error as Error;
    throw new UnreadableError(action, `${name}: ${message}`.replace(/\s+/g, " ").slice(0, 300));
  }
}

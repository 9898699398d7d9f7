import { CloudWatchLogsClient, GetLogEventsCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { Logging } from "../doctor/policies/preferences";
import type { Fleet } from "../fleet/fleet";
import { unreadable } from "../fleet/obstacles";
import { describeObstacle, type Place } from "../fleet/place";

/** Somewhere the session must turn up. */
export interface Destination {
  readonly name: string;
  /** Whether it has turned up by now. Throws what AWS refuses. */
  look(): Promise<boolean>;
}

export interface Looked {
  readonly destination: string;
  /** Milliseconds until it was found; undefined where it was not. */
  readonly foundAfterMs: number | undefined;
  /** What AWS refused at the last look. */
  readonly obstacle?: string;
}

export interface Session {
  readonly id: string;
  /** What was typed, and given as the reason of the session. */
  readonly nonce: string;
}

/** Where a session with these preferences turns up, and the alert about it. */
export function destinationsOf(
  fleet: Fleet,
  place: Place,
  wanted: Logging,
  session: Session,
  also: { readonly queueUrl?: string; readonly bucketAccount?: string },
): Destination[] {
  const { id, nonce } = session;
  const found: Destination[] = [];
  if (wanted.bucket) {
    const reader = also.bucketAccount ? { ...place, account: also.bucketAccount } : place;
    const key = [wanted.prefix, `${id}.log`].filter(Boolean).join("/");
    const s3 = fleet.client(S3Client, reader);
    found.push({
      name: `s3://${wanted.bucket}/${key}`,
      look: async () => {
        const object = await orNothing(
          () => s3.send(new GetObjectCommand({ Bucket: wanted.bucket, Key: key })),
          ["NoSuchKey"],
        );
        return (await object?.Body?.transformToString())?.includes(nonce) ?? false;
      },
    });
  }
  if (wanted.group) {
    const logs = fleet.client(CloudWatchLogsClient, place);
    found.push({
      name: `log group ${wanted.group}, stream ${id}`,
      look: () =>
        orNothing(() => isInStream(logs, wanted.group, id, nonce), ["ResourceNotFoundException"]).then(Boolean),
    });
  }
  if (also.queueUrl) {
    const { queueUrl } = also;
    const sqs = fleet.client(SQSClient, place);
    found.push({ name: `queue ${queueUrl.split("/").at(-1)}`, look: () => isInQueue(sqs, queueUrl, [id, nonce]) });
  }
  return found;
}

async function isInStream(logs: CloudWatchLogsClient, group: string, stream: string, nonce: string): Promise<boolean> {
  for (let token: string | undefined, last: string | undefined; ; last = token) {
    const page = await logs.send(
      new GetLogEventsCommand({
        logGroupName: group,
        logStreamName: stream,
        startFromHead: true,
        ...(token && { nextToken: token }),
      }),
    );
    if (page.events?.some(({ message }) => message?.includes(nonce))) return true;
    token = page.nextForwardToken;
    // The last page points to itself.
    if (!token || token === last) return false;
  }
}

/** Looks at messages without taking them away from whoever they are for. */
async function isInQueue(sqs: SQSClient, QueueUrl: string, texts: readonly string[]): Promise<boolean> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0, WaitTimeSeconds: 1 }),
  );
  return Messages.some(({ Body = "" }) => texts.some((text) => Body.includes(text)));
}

async function orNothing<T>(call: () => Promise<T>, absent: readonly string[]): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (absent.includes((error as Error).name)) return undefined;
    throw error;
  }
}

export interface Patience {
  readonly timeoutMs: number;
  readonly intervalMs: number;
}

/** Looks again and again until everything has turned up, or the time is over. */
export async function waitFor(
  destinations: readonly Destination[],
  place: Place,
  { timeoutMs, intervalMs }: Patience,
): Promise<Looked[]> {
  const start = Date.now();
  return Promise.all(
    destinations.map(async ({ name, look }): Promise<Looked> => {
      for (;;) {
        let obstacle: string | undefined;
        try {
          if (await look()) return { destination: name, foundAfterMs: Date.now() - start };
        } catch (error) {
          obstacle = describeObstacle(unreadable(error, place));
        }
        if (Date.now() - start + intervalMs > timeoutMs) {
          return { destination: name, foundAfterMs: undefined, ...(obstacle && { obstacle }) };
        }
        await new Promise((resolve) => setTimeout(resolve, intervalMs));
      }
    }),
  );
}

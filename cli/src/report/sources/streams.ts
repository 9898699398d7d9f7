import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  type LogStream,
  paginateDescribeLogStreams,
} from "@aws-sdk/client-cloudwatch-logs";
import { inParallel } from "../../fleet/fleet";
import { everyPage } from "../../fleet/pages";

export interface FoundStreams {
  /** By session id, which is the name of the stream. */
  readonly streams: ReadonlyMap<string, { readonly empty: boolean }>;
  /** Absent where events are kept for ever. */
  readonly keptDays?: number;
}

/** Above it, one listing costs less: DescribeLogStreams allows 25 calls a second, and a page of a listing holds 50 streams. */
const askForEach = 100;

/** The streams of these sessions that are in the log group. */
export async function findStreams(
  client: CloudWatchLogsClient,
  logGroupName: string,
  sessionIds: readonly string[],
  since: Date,
): Promise<FoundStreams> {
  const streams = new Map<string, { empty: boolean }>();
  const wanted = new Set(sessionIds);
  const note = ({ logStreamName, firstEventTimestamp, lastEventTimestamp }: LogStream) => {
    if (!logStreamName || !wanted.has(logStreamName)) return;
    streams.set(logStreamName, { empty: firstEventTimestamp === undefined && lastEventTimestamp === undefined });
  };
  try {
    if (wanted.size <= askForEach) {
      await inParallel([...wanted], 5, async (logStreamNamePrefix) => {
        const input = { logGroupName, logStreamNamePrefix, limit: 1 };
        const { logStreams } = await client.send(new DescribeLogStreamsCommand(input));
        logStreams?.forEach(note);
      });
    } else await listNewest(client, logGroupName, since, note);
  } catch (error) {
    // No group: then there is no stream either.
    if (!(error instanceof Error && error.name === "ResourceNotFoundException")) throw error;
  }
  return { streams, ...(await keptDays(client, logGroupName)) };
}

async function listNewest(
  client: CloudWatchLogsClient,
  logGroupName: string,
  since: Date,
  note: (stream: LogStream) => void,
): Promise<void> {
  const input = { logGroupName, orderBy: "LastEventTime" as const, descending: true };
  for await (const page of everyPage("logs:DescribeLogStreams", paginateDescribeLogStreams, { client }, input)) {
    const streams = page.logStreams ?? [];
    streams.forEach(note);
    // CloudWatch Logs may take hours to learn of the last event of a stream: a day more than asked for is looked at.
    const oldest = streams.at(-1)?.lastEventTimestamp;
    if (oldest !== undefined && oldest < since.getTime() - 86_400_000) return;
  }
}

async function keptDays(client: CloudWatchLogsClient, name: string): Promise<{ keptDays?: number }> {
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  const days = logGroups?.find(({ logGroupName }) => logGroupName === name)?.retentionInDays;
  return days === undefined ? {} : { keptDays: days };
}

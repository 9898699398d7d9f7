import { type CloudWatchLogsClient, paginateGetLogEvents } from "@aws-sdk/client-cloudwatch-logs";
import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { TranscriptText } from "../session";
import type { StoredTranscript } from "./transcripts";

/** The beginning of a transcript, up to so many bytes. */
export async function readTranscript(
  client: S3Client,
  { bucket, key, bytes }: StoredTranscript,
  limitBytes: number,
): Promise<TranscriptText> {
  const cut = bytes > limitBytes;
  const range = cut ? { Range: `bytes=0-${limitBytes - 1}` } : {};
  const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, ...range }));
  return { text: await Body!.transformToString("utf-8"), bytes, cut };
}

/** What was streamed of a session without a transcript: the lines of its screen, as the agent cut them. */
export async function readStream(
  client: CloudWatchLogsClient,
  { group, name }: { group: string; name: string },
  limitBytes: number,
): Promise<TranscriptText> {
  const parts: string[] = [];
  let bytes = 0;
  const input = { logGroupName: group, logStreamName: name, startFromHead: true };
  // The token of the last page is the one it was asked with: here, a page that points to itself is the end.
  for await (const { events } of paginateGetLogEvents({ client, stopOnSameToken: true }, input)) {
    for (const { message = "" } of events ?? []) {
      const text = `${screenLines(message)}\n`;
      bytes += Buffer.byteLength(text);
      if (bytes > limitBytes) return { text: parts.join(""), bytes, cut: true };
      parts.push(text);
    }
  }
  return { text: parts.join(""), bytes, cut: false };
}

/** A streamed event is JSON with the lines of the screen; an uploaded one is plain text. */
function screenLines(message: string): string {
  try {
    const { sessionData } = JSON.parse(message);
    if (Array.isArray(sessionData)) return sessionData.map(String).join("\n");
  } catch {
    // Plain text.
  }
  return message;
}

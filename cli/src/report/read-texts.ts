import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { S3Client } from "@aws-sdk/client-s3";
import type { Fleet } from "../fleet/fleet";
import { hiddenText } from "../transcript/hidden-text";
import type { JudgedSession, Report, TranscriptText } from "./session";
import { readStream, readTranscript } from "./sources/transcript-text";

/** The report with the text of every recording, and with what each of them hides. */
export async function readTexts(
  fleet: Fleet,
  report: Report,
  limitBytes: number,
  { bucketAccount }: { readonly bucketAccount?: string },
): Promise<Report> {
  const textOf = (session: JudgedSession): Promise<TranscriptText> => {
    const { account, region, transcript, stream } = session;
    if (transcript?.bytes) {
      const client = fleet.client(S3Client, { account: bucketAccount ?? account, region });
      return readTranscript(client, transcript, limitBytes);
    }
    return readStream(fleet.client(CloudWatchLogsClient, { account, region }), stream!, limitBytes);
  };
  const recorded = report.sessions.filter(({ transcript, stream }) => transcript?.bytes || stream);
  const readings = await fleet.eachOf("transcripts", recorded, textOf);

  const transcripts = new Map<string, TranscriptText>();
  const unreadable = [...report.unreadable];
  for (const { id, reading } of readings) {
    if (reading.known) transcripts.set(id, reading.value);
    else unreadable.push({ ...reading.unreadable, message: `transcript of ${id}: ${reading.unreadable.message}` });
  }
  const sessions = report.sessions.map((session) => {
    const text = transcripts.get(session.id);
    return text ? { ...session, hidden: hiddenText(text.text) } : session;
  });
  return { ...report, sessions, unreadable, transcripts };
}

import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { CloudWatchLogsClient } from "@aws-sdk/client-cloudwatch-logs";
import { S3Client } from "@aws-sdk/client-s3";
import { SSMClient } from "@aws-sdk/client-ssm";
import { type Expectation, type Find, judge, type SessionRecord, sessionRecords } from "../../../modules/evidence";
import { type Fleet, read } from "../fleet/fleet";
import { describeObstacle, type Place, type Reading, type Unreadable } from "../fleet/place";
import type { JudgedSession } from "./session";
import { Documents } from "./sources/documents";
import { readSessions } from "./sources/sessions";
import { type FoundStreams, findStreams } from "./sources/streams";
import { readCalls } from "./sources/trail";
import { findTranscripts, type StoredTranscript } from "./sources/transcripts";

export interface PlaceOptions {
  readonly since: Date;
  readonly now: Date;
  /** Account whose credentials read the buckets. @default - the account of the session */
  readonly bucketAccount?: string;
  readonly wanted: (session: SessionRecord) => boolean;
}

export interface PlaceSessions {
  readonly sessions: readonly JudgedSession[];
  readonly unreadable: readonly Unreadable[];
}

/** Every session of one Region of one account, judged. What cannot be read stands beside what can. */
export async function readPlace(fleet: Fleet, place: Place, options: PlaceOptions): Promise<PlaceSessions> {
  const unreadable: Unreadable[] = [];
  const note = async <T>(work: () => Promise<T>): Promise<Reading<T>> => {
    const reading = await read(place, work);
    if (!reading.known) unreadable.push(reading.unreadable);
    return reading;
  };
  const ssm = fleet.client(SSMClient, place);
  const [described, calls] = await Promise.all([
    note(() => readSessions(ssm, options.since)),
    note(() => readCalls(fleet.client(CloudTrailClient, place), options.since)),
  ]);
  const records = sessionRecords({
    ...place,
    ...(described.known && { described: described.value }),
    calls: calls.known ? calls.value : [],
  }).filter(options.wanted);

  const documents = new Documents(ssm, place);
  const expected: Expected[] = [];
  // One after the other: nearly all ask for the same document, which is read once.
  for (const record of records) expected.push({ record, expects: await expectation(documents, record) });

  const s3 = fleet.client(S3Client, { ...place, account: options.bucketAccount ?? place.account });
  const transcripts = await lookUp(expected, bucketOf, (bucket, ids) => note(() => findTranscripts(s3, bucket, ids)));
  // A session with a transcript needs no stream to be judged.
  const others = expected.filter(({ record }) => !storedTranscript(transcripts.get(record.id), record)?.bytes);
  const logs = fleet.client(CloudWatchLogsClient, place);
  const streams = await lookUp(others, groupOf, ({ name }, ids) =>
    note(() => findStreams(logs, name, ids, options.since)),
  );

  const sessions = expected.map((entry): JudgedSession => {
    const { record, expects } = entry;
    const transcript = transcriptFind(transcripts.get(record.id), record);
    const stream = streamFind(streams.get(record.id), record, options.now);
    const stored = storedTranscript(transcripts.get(record.id), record);
    const { verdict, why } = judge(record, expects, { transcript, stream }, options.now);
    return {
      ...record,
      verdict,
      why,
      transcript: stored,
      stream: stream?.state === "found" ? { group: groupOf(entry)!.name, name: record.id } : undefined,
    };
  });
  return { sessions, unreadable: [...unreadable, ...documents.unreadable] };
}

interface Expected {
  readonly record: SessionRecord;
  readonly expects: Expectation;
}

/** A refused attempt ran no document. */
async function expectation(documents: Documents, { status, document, startedAt }: SessionRecord): Promise<Expectation> {
  if (status === "refused") return { kind: "unlogged", why: "no session was created" };
  return documents.expectation(document, startedAt);
}

const bucketOf = ({ expects }: Expected) => (expects.kind === "recorded" ? expects.bucket : undefined);
const groupOf = ({ expects }: Expected) => (expects.kind === "recorded" ? expects.logGroup : undefined);

/** Asks each place that documents name once, for all of its sessions. The answers by session id. */
async function lookUp<P, R>(
  entries: readonly Expected[],
  placeOf: (entry: Expected) => P | undefined,
  ask: (place: P, sessionIds: readonly string[]) => Promise<Reading<R>>,
): Promise<Map<string, Reading<R>>> {
  const groups = new Map<string, { place: P; ids: string[] }>();
  for (const entry of entries) {
    const place = placeOf(entry);
    if (!place) continue;
    const key = JSON.stringify(place);
    if (!groups.has(key)) groups.set(key, { place, ids: [] });
    groups.get(key)!.ids.push(entry.record.id);
  }
  const answers = new Map<string, Reading<R>>();
  for (const { place, ids } of groups.values()) {
    const answer = await ask(place, ids);
    for (const id of ids) answers.set(id, answer);
  }
  return answers;
}

function storedTranscript(reading: Reading<Map<string, StoredTranscript>> | undefined, { id }: SessionRecord) {
  return reading?.known ? reading.value.get(id) : undefined;
}

function transcriptFind(
  reading: Reading<Map<string, StoredTranscript>> | undefined,
  record: SessionRecord,
): Find | undefined {
  if (!reading) return undefined;
  if (!reading.known) return unread(reading.unreadable);
  const stored = storedTranscript(reading, record);
  return stored ? { state: "found", empty: stored.bytes === 0 } : { state: "absent" };
}

function streamFind(reading: Reading<FoundStreams> | undefined, record: SessionRecord, now: Date): Find | undefined {
  if (!reading) return undefined;
  if (!reading.known) return unread(reading.unreadable);
  const { streams, keptDays } = reading.value;
  const stream = streams.get(record.id);
  if (stream) return { state: "found", empty: stream.empty };
  const oldest = now.getTime() - (keptDays ?? Number.POSITIVE_INFINITY) * 86_400_000;
  return Date.parse(record.startedAt) < oldest ? { state: "expired", keptDays: keptDays! } : { state: "absent" };
}

const unread = (why: Unreadable): Find => ({ state: "unread", why: describeObstacle(why) });

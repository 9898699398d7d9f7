import type { JudgedSession } from "../session";

type Value = string | number | boolean | undefined;

/** What a row of the CSV and of the JSON Lines holds, by the name of its column. */
export const columns: Readonly<Record<string, (session: JudgedSession) => Value>> = {
  session_id: ({ id, status }) => (status === "refused" ? undefined : id),
  verdict: ({ verdict }) => verdict,
  why: ({ why }) => why,
  account: ({ account }) => account,
  region: ({ region }) => region,
  person: ({ person }) => person,
  principal: ({ principal }) => principal,
  source_identity: ({ call }) => call?.sourceIdentity,
  target: ({ target }) => target,
  document: ({ document }) => document,
  started_at: ({ startedAt }) => startedAt,
  ended_at: ({ endedAt }) => endedAt,
  duration_seconds: seconds,
  reason: ({ reason }) => reason,
  source_address: ({ call }) => call?.sourceAddress,
  mfa: ({ call }) => call?.mfa,
  user_agent: ({ call }) => call?.userAgent,
  event_id: ({ call }) => call?.eventId,
  error_code: ({ call }) => call?.errorCode,
  transcript: ({ transcript }) => transcript && `s3://${transcript.bucket}/${transcript.key}`,
  transcript_bytes: ({ transcript }) => transcript?.bytes,
  stream: ({ stream }) => stream && `${stream.group}:${stream.name}`,
  erased: ({ hidden }) => hidden?.erased,
  full_screen: ({ hidden }) => hidden?.fullScreen,
  rewritten: ({ hidden }) => hidden?.rewritten,
};

const read = Object.values(columns);

/** In the order of the columns. */
export function values(session: JudgedSession): Value[] {
  return read.map((of) => of(session));
}

/** How long a session lasted. Undefined where its end is not known. */
export function seconds({ startedAt, endedAt }: JudgedSession): number | undefined {
  return endedAt ? Math.round((Date.parse(endedAt) - Date.parse(startedAt)) / 1000) : undefined;
}

import {
  type Expectation,
  type Find,
  type Finds,
  judge,
  type SessionRecord,
  type Verdict,
} from "../../modules/evidence";

const now = new Date("2026-07-14T12:00:00Z");
const ended: SessionRecord = {
  id: "alice-0e34861185201706f",
  account: "111122223333",
  region: "eu-west-1",
  target: "i-02311671588e96626",
  document: "SSM-SessionManagerRunShell",
  person: "alice",
  startedAt: "2026-07-14T09:00:00.000Z",
  endedAt: "2026-07-14T09:30:00.000Z",
  status: "ended",
};
const { endedAt: _, ...withoutEnd } = ended;
const active: SessionRecord = { ...withoutEnd, status: "active" };
const failed: SessionRecord = { ...ended, status: "failed", details: "encryption is not set up" };
const untold: SessionRecord = { ...withoutEnd, status: "untold" };
const refused: SessionRecord = {
  ...withoutEnd,
  status: "refused",
  call: { eventId: "e", errorCode: "AccessDenied" },
};
const at = (endedAt: string): SessionRecord => ({ ...ended, endedAt });

const bucket = { name: "transcripts", prefix: "sessions" };
const group = { name: "/sessions", streaming: true };
const both: Expectation = { kind: "recorded", bucket, logGroup: group };
const onlyBucket: Expectation = { kind: "recorded", bucket };
const onlyGroup: Expectation = { kind: "recorded", logGroup: group };
const unlogged: Expectation = { kind: "unlogged", why: "AWS never logs SSH and port forwarding" };
const unclear: Expectation = { kind: "unknown", why: "the document could not be read" };

const there: Find = { state: "found", empty: false };
const empty: Find = { state: "found", empty: true };
const absent: Find = { state: "absent" };
const unread: Find = { state: "unread", why: "needs s3:ListBucket" };
const expired: Find = { state: "expired", keptDays: 7 };

/** Every verdict, with each way to it. */
const table: readonly [string, SessionRecord, Expectation, Finds, Verdict, RegExp][] = [
  ["a transcript", ended, both, { transcript: there, stream: there }, "recorded", /transcript is in the bucket/],
  ["a transcript and no stream", ended, both, { transcript: there, stream: absent }, "recorded", /transcript/],
  ["a transcript and an unreadable log group", ended, both, { transcript: there, stream: unread }, "recorded", /./],
  ["a transcript of a session that is listed as active", active, both, { transcript: there }, "recorded", /./],
  ["a transcript of a document that could not be read", ended, unclear, { transcript: there }, "recorded", /./],
  ["a stream, where there is no bucket", ended, onlyGroup, { stream: there }, "recorded", /stream is in the log group/],
  [
    "a stream without a transcript",
    ended,
    both,
    { transcript: absent, stream: there },
    "partial",
    /no transcript.*streamed/,
  ],
  [
    "an empty transcript beside a stream",
    ended,
    both,
    { transcript: empty, stream: there },
    "partial",
    /is empty; what was streamed/,
  ],
  ["an empty transcript alone", ended, onlyBucket, { transcript: empty }, "partial", /is empty/],
  [
    "neither transcript nor stream",
    ended,
    both,
    { transcript: absent, stream: absent },
    "missing",
    /no transcript .*and no stream/,
  ],
  [
    "no transcript and an empty stream",
    ended,
    both,
    { transcript: absent, stream: empty },
    "missing",
    /its stream is empty/,
  ],
  ["no transcript, where there is no log group", ended, onlyBucket, { transcript: absent }, "missing", /no transcript/],
  ["no stream, where there is no bucket", ended, onlyGroup, { stream: absent }, "missing", /no stream/],
  ["an empty stream, where there is no bucket", ended, onlyGroup, { stream: empty }, "missing", /stream is empty/],
  [
    "no end that any source knows, and nothing there",
    withoutEnd,
    both,
    { transcript: absent, stream: absent },
    "missing",
    /./,
  ],
  [
    "an unreadable bucket",
    ended,
    both,
    { transcript: unread, stream: there },
    "unknown",
    /bucket could not be read: needs s3/,
  ],
  [
    "no transcript and an unreadable log group",
    ended,
    both,
    { transcript: absent, stream: unread },
    "unknown",
    /log group could not be read/,
  ],
  ["an unreadable log group, where there is no bucket", ended, onlyGroup, { stream: unread }, "unknown", /log group/],
  [
    "a transcript that is deleted by then",
    ended,
    both,
    { transcript: expired, stream: absent },
    "unknown",
    /only 7 days/,
  ],
  ["a stream that is deleted by then", ended, onlyGroup, { stream: expired }, "unknown", /only 7 days/],
  ["an unreadable document", ended, unclear, {}, "unknown", /document could not be read/],
  ["sessions that could not be read", untold, both, { transcript: absent }, "unknown", /may still be open/],
  [
    "an end one second inside the time for the upload",
    at("2026-07-14T11:45:01.000Z"),
    both,
    { transcript: absent },
    "unknown",
    /15 minutes ago/,
  ],
  [
    "an end at the end of the time for the upload",
    at("2026-07-14T11:45:00.000Z"),
    both,
    { transcript: absent },
    "missing",
    /./,
  ],
  ["a document that logs nothing", ended, unlogged, {}, "unlogged", /never logs/],
  ["an open session on a document that logs nothing", active, unlogged, {}, "unlogged", /never logs/],
  ["a session that runs", active, both, { transcript: absent, stream: there }, "open", /active/],
  ["a call that was refused", refused, both, {}, "refused", /AccessDenied/],
  ["a session that failed to start", failed, both, { transcript: absent }, "refused", /encryption is not set up/],
  [
    "a session that failed to start, with an empty stream",
    failed,
    both,
    { transcript: absent, stream: empty },
    "refused",
    /failed to start/,
  ],
  [
    "a session that failed after it had run",
    failed,
    both,
    { transcript: absent, stream: there },
    "partial",
    /failed: .*; what was streamed until then/,
  ],
  ["the transcript of a session that failed in the end", failed, both, { transcript: there }, "recorded", /./],
];

test.each(table)("%s", (_name, session, expected, finds, verdict, why) => {
  expect(judge(session, expected, finds, now)).toEqual({ verdict, why: expect.stringMatching(why) });
});

import type { JudgedSession, Report } from "../../src/report/session";

/** A session that was recorded; what a test is about it says itself. */
export function judged(part: Partial<JudgedSession> = {}): JudgedSession {
  const id = part.id ?? "alice-0e34861185201706f";
  const account = "111122223333";
  return {
    id,
    account,
    region: "eu-west-1",
    target: "i-02311671588e96626",
    document: "SSM-SessionManagerRunShell",
    person: "alice",
    principal: `arn:aws:sts::${account}:assumed-role/Operator/alice`,
    startedAt: "2026-07-10T09:00:00.000Z",
    endedAt: "2026-07-10T09:30:00.000Z",
    reason: "INC-4711",
    status: "ended",
    verdict: "recorded",
    why: "its transcript is in the bucket",
    transcript: { bucket: "acme-audit-transcripts", key: `sessions/${account}/eu-west-1/${id}.log`, bytes: 5 },
    call: { eventId: "e-1", sourceAddress: "198.51.100.7", mfa: true },
    ...part,
  };
}

export function reportOf(sessions: readonly JudgedSession[], part: Partial<Report> = {}): Report {
  return {
    from: "2026-06-14T12:00:00.000Z",
    to: "2026-07-14T12:00:00.000Z",
    accounts: [...new Set(sessions.map(({ account }) => account))],
    regions: [...new Set(sessions.map(({ region }) => region))],
    sessions,
    unreadable: [],
    gaps: [],
    transcripts: new Map(),
    ...part,
  };
}

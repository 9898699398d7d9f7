import { createHash } from "node:crypto";
import type { JudgedSession, Report } from "../../cli/src/report/session";
import {
  type Described,
  describedSession,
  type Expectation,
  interning,
  judge,
  type SessionRecord,
  sessionRecords,
  type TrailCall,
  trailCall,
} from "../../modules/evidence";

export const place = { account: "111122223333", region: "eu-west-1" };
export const now = new Date("2026-07-14T12:00:00Z");
const people = 200;
const nodes = 1500;
const month = 30 * 86_400;

const expected: Expectation = {
  kind: "recorded",
  bucket: { name: "acme-audit-transcripts", prefix: "sessions/111122223333/eu-west-1" },
};

/** What AWS tells of so many sessions of a month; each thousandth left no transcript. */
export function sources(count: number): {
  history: Described[];
  calls: TrailCall[];
  transcripts: Map<string, number>;
} {
  const history: Described[] = [];
  const calls: TrailCall[] = [];
  const transcripts = new Map<string, number>();
  const kept = interning();
  for (let index = 0; index < count; index++) {
    const person = `person.${index % people}`;
    const random = createHash("sha256").update(String(index)).digest("hex");
    const SessionId = `${person}-${random.slice(0, 26)}`;
    const StartDate = new Date(now.getTime() - (month - (index * (month - 86_400)) / count) * 1000);
    const principal = `arn:aws:sts::${place.account}:assumed-role/Operator/${person}`;
    const Target = `i-0${createHash("sha256")
      .update(`node ${(index * 7919) % nodes}`)
      .digest("hex")
      .slice(0, 16)}`;
    const Reason = `INC-${4000 + (index % 3000)}`;
    const EndDate = new Date(StartDate.getTime() + (60 + (index % 5000)) * 1000);
    const session = fromAws({ SessionId, Target, Status: "Terminated", Owner: principal, Reason });
    history.push(describedSession({ ...session, StartDate, EndDate }, kept)!);
    const event = fromAws({
      eventID: `${random.slice(0, 8)}-0000-4000-8000-${random.slice(8, 20)}`,
      eventTime: StartDate.toISOString(),
      eventSource: "ssm.amazonaws.com",
      eventName: "StartSession",
      userIdentity: {
        principalId: `AROAEXAMPLE:${person}`,
        arn: principal,
        sessionContext: { attributes: { mfaAuthenticated: String(index % 20 !== 0) } },
      },
      sourceIPAddress: `198.51.100.${index % 250}`,
      userAgent: "aws-cli/2.17.0",
      requestParameters: { target: Target, reason: Reason },
      responseElements: { sessionId: SessionId },
    });
    calls.push(trailCall(event, kept)!);
    if (index % 1000 !== 999) transcripts.set(history.at(-1)!.id, 20_000 + (index % 9000));
  }
  return { history, calls, transcripts };
}

/** Texts that were put together hold their parts as well; those that come from AWS do not. */
const fromAws = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/** Joins and judges, as the report does when everything is read. */
export function reportOf({ history, calls, transcripts }: ReturnType<typeof sources>): Report {
  const records = sessionRecords({ ...place, described: { active: [], history }, calls });
  const judged = (record: SessionRecord): JudgedSession => {
    const bytes = transcripts.get(record.id);
    const transcript =
      bytes === undefined ? ({ state: "absent" } as const) : ({ state: "found", empty: false } as const);
    const key = `sessions/${place.account}/${place.region}/${record.id}.log`;
    const { verdict, why } = judge(record, expected, { transcript }, now);
    const stored = bytes === undefined ? undefined : { bucket: "acme-audit-transcripts", key, bytes };
    return { ...record, verdict, why, transcript: stored };
  };
  // In place: what is judged takes the place of what was not.
  const sessions = records as JudgedSession[];
  for (let index = 0; index < records.length; index++) sessions[index] = judged(records[index]!);
  return {
    from: new Date(now.getTime() - month * 1000).toISOString(),
    to: now.toISOString(),
    accounts: [place.account],
    regions: [place.region],
    sessions,
    unreadable: [],
    gaps: [],
    transcripts: new Map(),
  };
}

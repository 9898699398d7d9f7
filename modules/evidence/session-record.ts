import { DEFAULT_DOCUMENT_NAME } from "../facts";
import { asItComes, type Interning } from "./interning";
import type { TrailCall } from "./trail-call";

/** One session, or one refused attempt to open one, from DescribeSessions and CloudTrail together. */
export interface SessionRecord {
  /** Id of the session. A refused attempt has none; then it is the id of its CloudTrail event. */
  readonly id: string;
  readonly account: string;
  readonly region: string;
  /** `i-...`, `mi-...` or `ecs:...`. */
  readonly target: string;
  /** Name of the session document. */
  readonly document: string;
  /** IAM user name, or the name of the role session. */
  readonly person: string;
  /** ARN of the caller. */
  readonly principal?: string;
  /** UTC, as ISO 8601. */
  readonly startedAt: string;
  /** Absent while the session is open, and if no source knows it. */
  readonly endedAt?: string;
  readonly reason?: string;
  readonly status: SessionStatus;
  /** What Session Manager says about a session that failed. */
  readonly details?: string;
  /** The StartSession call. Absent if CloudTrail was not read or does not hold it. */
  readonly call?: CallFacts;
}

/** What only CloudTrail knows about a session. */
export type CallFacts = Pick<
  TrailCall,
  "eventId" | "sourceIdentity" | "sourceAddress" | "userAgent" | "mfa" | "errorCode" | "errorMessage"
>;

/**
 * - `active`: DescribeSessions lists it as active.
 * - `ended`: it lists it in the history, or, for a session that CloudTrail knows, no longer as active.
 * - `failed`: it lists it in the history as failed.
 * - `refused`: StartSession returned an error.
 * - `untold`: CloudTrail knows it, and DescribeSessions could not be read.
 */
export type SessionStatus = "active" | "ended" | "failed" | "refused" | "untold";

/**
 * The fields of a DescribeSessions result that are used here.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Session.html
 */
export interface DescribedSession {
  readonly SessionId?: string | undefined;
  readonly Target?: string | undefined;
  readonly Status?: string | undefined;
  readonly StartDate?: Date | undefined;
  readonly EndDate?: Date | undefined;
  readonly DocumentName?: string | undefined;
  readonly Owner?: string | undefined;
  readonly Reason?: string | undefined;
  readonly Details?: string | undefined;
}

/** The same, reduced to the texts that joining needs. */
export interface Described {
  readonly id: string;
  readonly target: string | undefined;
  readonly document: string | undefined;
  readonly principal: string | undefined;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly reason: string | undefined;
  readonly details: string | undefined;
  readonly failed: boolean;
}

/** Undefined if the session has no id. */
export function describedSession(session: DescribedSession, kept: Interning = asItComes): Described | undefined {
  if (!session.SessionId) return undefined;
  return {
    id: session.SessionId,
    target: kept(session.Target),
    document: kept(session.DocumentName || undefined),
    principal: kept(session.Owner),
    startedAt: session.StartDate?.toISOString(),
    endedAt: session.EndDate?.toISOString(),
    reason: kept(session.Reason || undefined),
    details: session.Details || undefined,
    failed: session.Status === "Failed",
  };
}

/** Days after which DescribeSessions forgets an ended session. */
export const describeSessionsDays = 30;

/** Days that LookupEvents reaches back. @see https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html */
export const eventHistoryDays = 90;

/** What one account and Region report about their sessions. */
export interface SessionSources {
  readonly account: string;
  readonly region: string;
  /** Undefined if DescribeSessions could not be read. */
  readonly described?: { readonly active: readonly Described[]; readonly history: readonly Described[] };
  /** StartSession calls. Empty if CloudTrail could not be read. */
  readonly calls: readonly TrailCall[];
}

/** Joins the two sources by session id: each session once, newest first. */
export function sessionRecords(sources: SessionSources): SessionRecord[] {
  const { account, region, described, calls } = sources;
  const callOf = new Map<string, TrailCall>();
  for (const call of calls) if (call.sessionId) callOf.set(call.sessionId, call);

  const records = new Map<string, SessionRecord>();
  const add = (session: Described, status: SessionStatus) => {
    records.set(session.id, fromDescription(account, region, session, status, callOf.get(session.id)));
  };
  for (const session of described?.active ?? []) add(session, "active");
  // A session that ended between the two questions is in both answers: the history is right.
  for (const session of described?.history ?? []) add(session, session.failed ? "failed" : "ended");
  for (const call of calls) {
    const id = call.sessionId ?? call.eventId;
    if (!records.has(id)) records.set(id, fromCall(account, region, id, call, described ? "ended" : "untold"));
  }
  return [...records.values()].sort((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0));
}

function fromDescription(
  account: string,
  region: string,
  session: Described,
  status: SessionStatus,
  call: TrailCall | undefined,
): SessionRecord {
  const principal = session.principal ?? call?.principal;
  return {
    id: session.id,
    account,
    region,
    target: session.target ?? call?.target ?? "",
    document: session.document ?? call?.document ?? DEFAULT_DOCUMENT_NAME,
    person: (principal ? personOf(principal) : call?.person) ?? "",
    principal,
    startedAt: session.startedAt ?? call?.at ?? "",
    endedAt: status === "active" ? undefined : session.endedAt,
    reason: session.reason ?? call?.reason,
    status,
    details: session.details,
    call: call && callFacts(call),
  };
}

function fromCall(
  account: string,
  region: string,
  id: string,
  call: TrailCall,
  status: "ended" | "untold",
): SessionRecord {
  return {
    id,
    account,
    region,
    target: call.target ?? "",
    document: call.document ?? DEFAULT_DOCUMENT_NAME,
    person: call.person,
    principal: call.principal,
    startedAt: call.at,
    endedAt: undefined,
    reason: call.reason,
    status: call.errorCode ? "refused" : status,
    details: undefined,
    call: callFacts(call),
  };
}

function callFacts(call: TrailCall): CallFacts {
  const { eventId, sourceIdentity, sourceAddress, userAgent, mfa, errorCode, errorMessage } = call;
  return { eventId, sourceIdentity, sourceAddress, userAgent, mfa, errorCode, errorMessage };
}

/** The name at the end of an ARN: `alice` in `.../assumed-role/Ops/alice`. */
export function personOf(arn: string): string {
  return arn.slice(arn.lastIndexOf("/") + 1).replace(/^.*:/, "");
}

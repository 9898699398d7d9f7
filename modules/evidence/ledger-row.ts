import type { SessionRecord } from "./session-record";

/**
 * A line of the ledger. A session has one line for its end, and an earlier one if it was still open at the end of its
 * first day. Unknown values are omitted.
 */
export interface LedgerRow {
  readonly session_id: string;
  readonly status: "active" | "ended" | "failed";
  readonly account: string;
  readonly region: string;
  readonly person: string;
  readonly principal?: string;
  readonly target: string;
  readonly document: string;
  readonly started_at: string;
  readonly ended_at?: string;
  readonly reason?: string;
  readonly details?: string;
  /** Where its transcript was found. */
  readonly transcript_key?: string;
  readonly transcript_bytes?: number;
  /** When its transcript was looked up. Absent if nobody looked: an open session has none. */
  readonly transcript_checked_at?: string;
  readonly collected_at: string;
}

/** A line about one account and Region in one run of the collector. */
export interface CollectionRow {
  readonly collected_at: string;
  readonly account: string;
  readonly region: string;
  readonly outcome: "read" | "unreadable";
  /** The call that failed. */
  readonly action?: string;
  /** The error message of AWS. */
  readonly message?: string;
  /** How many sessions Session Manager listed as active, and as ended within its 30 days. */
  readonly active?: number;
  readonly ended?: number;
  /** How many lines were added to the ledger. */
  readonly written?: number;
}

/** The result of looking up a transcript. */
export interface TranscriptLook {
  readonly checkedAt: string;
  readonly found?: { readonly key: string; readonly bytes: number };
}

/** The line of a session that DescribeSessions listed. */
export function ledgerRow(session: SessionRecord, collectedAt: string, look?: TranscriptLook): LedgerRow {
  const { status, principal, endedAt, reason, details } = session;
  if (status === "refused" || status === "untold") throw new Error(`DescribeSessions does not tell ${status} sessions`);
  return {
    session_id: session.id,
    status,
    account: session.account,
    region: session.region,
    person: session.person,
    ...(principal && { principal }),
    target: session.target,
    document: session.document,
    started_at: session.startedAt,
    ...(endedAt && { ended_at: endedAt }),
    ...(reason && { reason }),
    ...(details && { details }),
    ...(look?.found && { transcript_key: look.found.key, transcript_bytes: look.found.bytes }),
    ...(look && { transcript_checked_at: look.checkedAt }),
    collected_at: collectedAt,
  };
}

/** The content of a file: one JSON object per line. */
export function jsonLines(rows: readonly object[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}

/** What the page holds: one column for each fact, so that a hundred thousand sessions stay small. */
export interface PageData {
  /** UTC, as ISO 8601. */
  readonly from: string;
  readonly to: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** One line each: what could not be read, and what it needs. */
  readonly unreadable: readonly string[];
  readonly gaps: readonly { readonly from: string; readonly to: string; readonly why: string }[];
  readonly columns: Columns;
  /** Rows whose transcript the page holds, and how much of it was left out, in bytes. */
  readonly transcripts: readonly { readonly row: number; readonly leftOut: number }[];
}

/** A column of few different texts: the texts, and for each row which of them; -1 for none. */
export interface Words {
  readonly values: readonly string[];
  readonly at: readonly number[];
}

/** Newest session first. */
export interface Columns {
  /** Lines. */
  readonly id: string;
  /** Seconds since 1970. */
  readonly started: readonly number[];
  /** Seconds; -1 where the end is not known. */
  readonly lasted: readonly number[];
  readonly verdict: Words;
  readonly why: Words;
  readonly account: Words;
  readonly region: Words;
  readonly person: Words;
  readonly principal: Words;
  /** The source identity. */
  readonly identity: Words;
  readonly target: Words;
  readonly document: Words;
  readonly reason: Words;
  readonly source: Words;
  readonly agent: Words;
  readonly error: Words;
  /** Lines; empty where CloudTrail does not know the session. */
  readonly event: string;
  /** 1 with a second factor, 0 without, -1 where it is not known. */
  readonly mfa: readonly number[];
  /** Where the transcript is, up to the session id. */
  readonly transcript: Words;
  readonly bytes: readonly number[];
  /** Log group of the stream, whose name is the session id. */
  readonly stream: Words;
  readonly erased: readonly number[];
  readonly fullScreen: readonly number[];
  readonly rewritten: readonly number[];
}

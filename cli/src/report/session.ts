import type { Judgement, SessionRecord } from "../../../modules/evidence";
import type { Unreadable } from "../fleet/place";
import type { HiddenText } from "../transcript/hidden-text";
import type { StoredTranscript } from "./sources/transcripts";

/** A session with its verdict and where its recording is. */
export interface JudgedSession extends SessionRecord, Judgement {
  readonly transcript?: StoredTranscript;
  readonly stream?: { readonly group: string; readonly name: string };
  /** What the transcript shows no more, where it was read. */
  readonly hidden?: HiddenText;
}

/** A time of which something is not known. */
export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly why: string;
}

/** Everything that a report shows. */
export interface Report {
  readonly from: string;
  readonly to: string;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
  /** Newest first. */
  readonly sessions: readonly JudgedSession[];
  readonly unreadable: readonly Unreadable[];
  readonly gaps: readonly Gap[];
  /** Text of transcripts by session id, where they were asked for. */
  readonly transcripts: ReadonlyMap<string, TranscriptText>;
}

export interface TranscriptText {
  readonly text: string;
  /** Size of the whole, of which the text may be the beginning. */
  readonly bytes: number;
  readonly cut: boolean;
}

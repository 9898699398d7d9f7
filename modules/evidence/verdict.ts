import type { Expectation } from "./expectation";
import type { SessionRecord } from "./session-record";

/** What became of a session, worst first. */
export const verdicts = {
  missing: "it should have been recorded, but there is no recording",
  partial: "a stream without a transcript, or an empty transcript: the node was stopped, or the agent was killed",
  unknown: "it could not be determined",
  unlogged: "such sessions are never recorded",
  open: "it has not ended",
  refused: "no session was created, or it failed and left nothing",
  recorded: "its transcript, or its complete stream, exists",
} as const;

export type Verdict = keyof typeof verdicts;

export interface Judgement {
  readonly verdict: Verdict;
  /** One sentence with the reason. */
  readonly why: string;
}

/** The outcome of looking for a transcript or a stream. */
export type Find =
  | { readonly state: "found"; readonly empty: boolean }
  | { readonly state: "absent" }
  | { readonly state: "unread"; readonly why: string }
  /** Deleted: what was written that long ago is no longer kept. */
  | { readonly state: "expired"; readonly keptDays: number };

/** What was found for a session, for each place that the document names. */
export interface Finds {
  readonly transcript?: Find;
  readonly stream?: Find;
}

/** A transcript is uploaded after the session has ended. For so many minutes, its absence proves nothing. */
export const uploadMinutes = 15;

/** The verdict on one session. */
export function judge(session: SessionRecord, expected: Expectation, found: Finds, now: Date): Judgement {
  const { transcript, stream } = found;
  // What was found is true whatever else is unknown.
  if (has(transcript)) return is("recorded", "its transcript is in the bucket");
  // The agent also reports a failure when it loses the data channel of a shell that ran.
  // https://github.com/aws/amazon-ssm-agent/blob/mainline/agent/session/shell/shell.go
  if (session.status === "failed" && has(stream)) {
    return is(
      "partial",
      `the session failed${session.details ? `: ${session.details}` : ""}; what was streamed until then is there`,
    );
  }
  const early = beforeRecording(session, expected);
  if (early) return early;
  if (tooEarly(session, now)) {
    return is("unknown", `it ended less than ${uploadMinutes} minutes ago: the transcript may be on its way`);
  }
  return transcript ? withoutTranscript(transcript, stream) : byStream(stream);
}

/** Verdicts that need no recording. */
function beforeRecording({ status, details, call }: SessionRecord, expected: Expectation): Judgement | undefined {
  if (status === "refused") return is("refused", `StartSession was refused: ${call?.errorCode ?? "no reason given"}`);
  if (status === "failed") return is("refused", `the session failed to start${details ? `: ${details}` : ""}`);
  if (expected.kind === "unlogged") return is("unlogged", expected.why);
  if (status === "active") return is("open", "Session Manager lists it as active");
  if (expected.kind === "unknown") return is("unknown", expected.why);
  if (status === "untold") return is("unknown", "the sessions could not be read: it may still be open");
  return undefined;
}

function withoutTranscript(transcript: Find, stream: Find | undefined): Judgement {
  if (transcript.state === "unread") return is("unknown", `the bucket could not be read: ${transcript.why}`);
  if (transcript.state === "expired")
    return is("unknown", `the bucket keeps transcripts for only ${transcript.keptDays} days`);
  const lack = transcript.state === "found" ? "its transcript is empty" : "there is no transcript in the bucket";
  if (has(stream)) return is("partial", `${lack}; what was streamed until the node or the agent stopped remains`);
  if (transcript.state === "found") return is("partial", lack);
  if (stream?.state === "unread") return is("unknown", `${lack}, and the log group could not be read: ${stream.why}`);
  if (stream?.state === "found") return is("missing", `${lack}, and its stream is empty`);
  return is("missing", stream?.state === "absent" ? `${lack}, and no stream in the log group` : lack);
}

function byStream(stream: Find | undefined): Judgement {
  switch (stream?.state) {
    case "found":
      return stream.empty ? is("missing", "its stream is empty") : is("recorded", "its stream is in the log group");
    case "unread":
      return is("unknown", `the log group could not be read: ${stream.why}`);
    case "expired":
      return is("unknown", `the log group keeps events for only ${stream.keptDays} days`);
    default:
      return is("missing", "there is no stream in the log group");
  }
}

/** Uses the start if the end is not known. */
function tooEarly({ endedAt, startedAt }: SessionRecord, now: Date): boolean {
  return now.getTime() - Date.parse(endedAt ?? startedAt) < uploadMinutes * 60_000;
}

const has = (find: Find | undefined): boolean => find?.state === "found" && !find.empty;
const is = (verdict: Verdict, why: string): Judgement => ({ verdict, why });

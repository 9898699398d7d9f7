import type { Construct } from "constructs";
import { ValidationError } from "../core";

/** The three calls of Session Manager that CloudTrail records as write events. */
export type SessionCall = "StartSession" | "ResumeSession" | "TerminateSession";

export const sessionCalls: readonly SessionCall[] = ["StartSession", "ResumeSession", "TerminateSession"];

/** What EventBridge compares a field with: a text, or one operator such as `{ exists: false }`. */
type Matcher = string | Readonly<Record<string, unknown>>;

export interface SessionPattern {
  readonly source: readonly string[];
  readonly "detail-type": readonly string[];
  readonly detail: Readonly<Record<string, unknown>> & {
    readonly eventSource: readonly string[];
    readonly eventName: readonly string[];
  };
}

export interface StartFilter {
  /**
   * Names of session documents. The preferences, `SSM-SessionManagerRunShell`, also match where a start names none:
   * that is how CloudTrail records it.
   * @default - any document
   */
  readonly documents?: readonly string[];
}

const DEFAULT_DOCUMENT_NAME = "SSM-SessionManagerRunShell";

/** Patterns over the API calls of sessions. The source is always named: Athena has a StartSession too. */
export const sessionPatterns = {
  /** Any of the given calls, allowed or refused; all three where none is given. */
  calls: (...calls: readonly SessionCall[]): SessionPattern => pattern(calls.length > 0 ? calls : sessionCalls),
  /** A session was started: StartSession, allowed. */
  started: ({ documents }: StartFilter = {}): SessionPattern =>
    pattern(["StartSession"], {
      ...allowed,
      ...(documents && { requestParameters: { documentName: named(documents) } }),
    }),
  /** A client came back to its session: ResumeSession, allowed. */
  resumed: (): SessionPattern => pattern(["ResumeSession"], allowed),
  /** Somebody ended a session by API: TerminateSession, allowed. `exit`, idle timeout and maximum duration make no event. */
  terminated: (): SessionPattern => pattern(["TerminateSession"], allowed),
};

const allowed = { errorCode: [{ exists: false }] };

function pattern(eventName: readonly string[], more: Record<string, unknown> = {}): SessionPattern {
  return {
    source: ["aws.ssm"],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventSource: ["ssm.amazonaws.com"], eventName, ...more },
  };
}

function named(documents: readonly string[]): readonly Matcher[] {
  return documents.includes(DEFAULT_DOCUMENT_NAME) ? [...documents, { exists: false }] : documents;
}

export function checkPattern(scope: Construct, prop: string, { detail }: SessionPattern): void {
  for (const name of detail.eventName) {
    if (/^(Get|List|Describe)/.test(name)) {
      throw new ValidationError(scope, {
        prop,
        allowed: "about write events",
        got: name,
        fix: "EventBridge sees no read-only calls (Get*, List*, Describe*) by default; use StartSession, ResumeSession or TerminateSession",
      });
    }
    if (!(sessionCalls as readonly string[]).includes(name)) {
      throw new ValidationError(scope, {
        prop,
        allowed: `about ${sessionCalls.join(", ")}`,
        got: name,
        fix: "make the pattern with sessionPatterns",
      });
    }
  }
}

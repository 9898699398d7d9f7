import { asItComes, type Interning } from "./interning";

/** A StartSession call as CloudTrail recorded it. */
export interface TrailCall {
  readonly eventId: string;
  /** UTC, as ISO 8601. Empty if the record names no time. */
  readonly at: string;
  /** Absent if the call was refused. */
  readonly sessionId?: string;
  readonly target?: string;
  /** Absent if the caller named none: the Region's preferences apply. */
  readonly document?: string;
  readonly reason?: string;
  readonly principal?: string;
  readonly person: string;
  /** Who it was before any role was assumed. Callers of AssumeRole may choose the name of a session, but not this. */
  readonly sourceIdentity?: string;
  /** An address, or the name of an AWS service that called on the person's behalf. */
  readonly sourceAddress?: string;
  readonly userAgent?: string;
  /** Whether the caller's credentials came with a second factor. Absent if CloudTrail does not say. */
  readonly mfa?: boolean;
  readonly errorCode?: string;
  readonly errorMessage?: string;
}

/** Reads a CloudTrail record. Undefined for everything but Session Manager's StartSession: Athena has a call of that name too. */
export function trailCall(event: unknown, kept: Interning = asItComes): TrailCall | undefined {
  const record = fields(event);
  if (record.eventSource !== "ssm.amazonaws.com" || record.eventName !== "StartSession") return undefined;
  const identity = fields(record.userIdentity);
  const request = fields(record.requestParameters);
  const context = fields(identity.sessionContext);
  const attributes = fields(context.attributes);
  const mfa = text(attributes.mfaAuthenticated);
  // Identity Center asks for the second factor itself, before AWS sees a call: "false" says nothing there.
  const saysNothing = mfa === "false" && text(identity.arn)?.includes("/AWSReservedSSO_");
  return {
    eventId: text(record.eventID) ?? "",
    at: isoTime(text(record.eventTime)),
    sessionId: text(fields(record.responseElements).sessionId),
    target: kept(text(request.target)),
    document: kept(text(request.documentName)),
    reason: kept(text(request.reason)),
    principal: kept(text(identity.arn)),
    person: kept(personOfCall(identity)) ?? "",
    sourceIdentity: kept(text(context.sourceIdentity)),
    sourceAddress: kept(text(record.sourceIPAddress)),
    userAgent: kept(text(record.userAgent)),
    mfa: mfa === undefined || saysNothing ? undefined : mfa === "true",
    errorCode: kept(text(record.errorCode)),
    errorMessage: kept(text(record.errorMessage)),
  };
}

/**
 * The name that the session id begins with: that of the IAM user, or of the role session, which follows the colon in
 * the principal's id.
 */
function personOfCall(identity: Readonly<Record<string, unknown>>): string {
  if (identity.type === "Root") return "root";
  const user = text(identity.userName);
  if (user) return user;
  return text(identity.principalId)?.split(":")[1] ?? text(identity.arn)?.split("/").at(-1) ?? "";
}

function isoTime(text: string | undefined): string {
  const time = new Date(text ?? "");
  return Number.isNaN(time.getTime()) ? "" : time.toISOString();
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

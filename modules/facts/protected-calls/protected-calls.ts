import { alerts } from "./alerts";
import { principals } from "./principals";
import type { ProtectedCall } from "./protected-call";
import { records } from "./records";

export type { ProtectedCall };

/**
 * The calls that switch a piece of the audit chain off, empty it or open it, once. The guardrail and the operator policy
 * deny them, `sessionPatterns.tampering` and `preferenceChanges` see them. What other calls of the same services do, and
 * why they are left alone, stands in scripts/actions/left-alone.ts; a test compares both with the reference of AWS.
 */
const table = { ...records, ...alerts, ...principals };

export type AuditPiece = keyof typeof table;

export const protectedCalls: Readonly<Record<AuditPiece, readonly ProtectedCall[]>> = table;

/**
 * Whoever opens sessions writes nothing at all to where they are recorded, neither settings nor content. These stand in the
 * operator policy instead of the narrower denies that they cover.
 */
const recordWrites: Partial<Readonly<Record<AuditPiece, readonly string[]>>> = {
  bucket: ["s3:Abort*", "s3:Bypass*", "s3:Delete*", "s3:Put*", "s3:Replicate*", "s3:Update*"],
  "log-group": ["logs:*KmsKey", "logs:Create*", "logs:Delete*", "logs:Put*"],
};

/** The actions that a policy denies to keep a piece as it is, in alphabetical order. */
export function deniedActions(piece: AuditPiece, toldBy?: ProtectedCall["toldBy"]): string[] {
  const calls = protectedCalls[piece].filter((call) => call.toldBy === toldBy);
  return [...new Set(calls.map(({ action, denied = action }) => denied))].sort();
}

/** The actions that the operator policy denies on pieces that sessions are recorded in. */
export function deniedToOperators(...pieces: readonly AuditPiece[]): string[] {
  const wide = pieces.flatMap((piece) => recordWrites[piece] ?? []);
  const narrow = pieces.flatMap((piece) => deniedActions(piece));
  return [...wide, ...narrow.filter((action) => !wide.some((pattern) => covers(pattern, action)))];
}

/** Whether a pattern of IAM stands for an action, or for all that a narrower pattern does. */
export function covers(pattern: string, action: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action);
}

/** The names by which CloudTrail records the calls on a piece. */
export function eventNames(piece: AuditPiece, toldBy?: ProtectedCall["toldBy"]): string[] {
  const calls = protectedCalls[piece].filter((call) => call.toldBy === toldBy);
  return [...new Set(calls.flatMap(({ event }) => event ?? []))];
}

import { alerts } from "./alerts";
import { principals } from "./principals";
import type { ProtectedCall } from "./protected-call";
import { records } from "./records";

export type { ProtectedCall };

/**
 * The calls that disable, empty or open a piece of the audit chain, listed once. The guardrail and the operator policy
 * deny them; `sessionPatterns.tampering` and `preferenceChanges` match them. scripts/actions/left-alone.ts says why
 * other calls of the same services are left alone. A test compares both with AWS's reference.
 */
const table = { ...records, ...alerts, ...principals };

export type AuditPiece = keyof typeof table;

export const protectedCalls: Readonly<Record<AuditPiece, readonly ProtectedCall[]>> = table;

/**
 * Operators must not write to the places that record their sessions, neither settings nor content. The operator policy
 * has these wildcards instead of the narrower denies that they cover.
 */
const recordWrites: Partial<Readonly<Record<AuditPiece, readonly string[]>>> = {
  bucket: ["s3:Abort*", "s3:Bypass*", "s3:Delete*", "s3:Put*", "s3:Replicate*", "s3:Update*"],
  // Put and Process, in one, for want of room.
  "log-group": ["logs:*KmsKey", "logs:Create*", "logs:Delete*", "logs:P*"],
};

type AboutPiece = (piece: AuditPiece, toldBy?: ProtectedCall["toldBy"]) => readonly string[];

/** Every account of a landing zone asks for the same. */
function once(find: (calls: readonly ProtectedCall[]) => readonly string[]): AboutPiece {
  const known = new Map<string, readonly string[]>();
  return (piece, toldBy) => {
    const key = `${piece} ${toldBy}`;
    const found = known.get(key) ?? find(protectedCalls[piece].filter((call) => call.toldBy === toldBy));
    known.set(key, found);
    return found;
  };
}

/** The actions that a policy denies to protect a piece, in alphabetical order. */
export const deniedActions = once((calls) => [...new Set(calls.map(({ action, denied = action }) => denied))].sort());

/** The actions that the operator policy denies on the pieces that record sessions. */
export function deniedToOperators(...pieces: readonly AuditPiece[]): string[] {
  const wide = pieces.flatMap((piece) => recordWrites[piece] ?? []);
  const narrow = pieces.flatMap((piece) => deniedActions(piece));
  return [...wide, ...narrow.filter((action) => !wide.some((pattern) => covers(pattern, action)))];
}

/** Whether an IAM action pattern matches an action, or everything that a narrower pattern matches. */
export function covers(pattern: string, action: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(action);
}

/** The CloudTrail event names of the calls on a piece. */
export const eventNames = once((calls) => [...new Set(calls.flatMap(({ event }) => event ?? []))]);

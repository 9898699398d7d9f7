import {
  type AwsContext,
  iamName,
  isUnknown,
  listOf,
  oneOf,
  someOf,
  type Violation,
  violations,
} from "../core/internal";
import { limits, sessionTypes } from "../facts";
import type { ISessionDocument } from "../session-document";
import { sessionDocument } from "../session-document/session-document-schema";

/** Names of roles or groups that a policy is attached to. */
export const attachToNames = listOf(iamName(limits.policyNameLength), { unique: true });

export const documents = someOf(sessionDocument, {
  unit: "session document",
  resize: "pass the SessionDocument whose sessions this is about",
});

/** The documents of one policy. Their sessions can be logged, and all belong to the account of the policy. */
export function documentViolations(given: readonly ISessionDocument[], { account }: AwsContext): Violation[] {
  const expected = [account, ...given.map((document) => document.account)].find((id) => !isUnknown(id));
  return given.flatMap((document, index) => {
    const prop = `documents[${index}]`;
    const found = violations(oneOf(sessionTypes), document.sessionType, `${prop}.sessionType`);
    if (isUnknown(document.account) || document.account === expected) return found;
    const allowed = `of account ${expected}, as the policy and the other documents are`;
    const fix = "a session uses documents of its own account only: make one policy per account";
    return [...found, { prop, allowed, got: document.account, fix }];
  });
}

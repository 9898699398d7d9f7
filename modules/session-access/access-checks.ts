import type { Construct } from "constructs";
import { checkOneOf, isUnknown, ValidationError } from "../core";
import { sessionTypes } from "../facts";
import type { ISessionDocument } from "../session-document";

/** Documents that one policy can serve: some, of sessions that can be logged, all of the account of the policy. */
export function checkDocuments(scope: Construct, documents: readonly ISessionDocument[], account: string): void {
  if (documents.length === 0) {
    throw new ValidationError(scope, {
      prop: "documents",
      allowed: "at least one session document",
      got: documents,
      fix: "pass the SessionDocument whose sessions this is about",
    });
  }
  documents.forEach(({ sessionType }, index) => {
    checkOneOf(scope, `documents[${index}].sessionType`, sessionType, sessionTypes);
  });
  const expected = [account, ...documents.map((document) => document.account)].find((id) => !isUnknown(id));
  documents.forEach((document, index) => {
    if (isUnknown(document.account) || document.account === expected) return;
    throw new ValidationError(scope, {
      prop: `documents[${index}]`,
      allowed: `of account ${expected}, as the policy and the other documents are`,
      got: document.account,
      fix: "a session uses documents of its own account only: make one policy per account",
    });
  });
}

/** Each value once, in the order in which it first appears. */
export function distinct<T>(values: readonly (T | undefined)[]): T[] {
  return [...new Set(values)].filter((value) => value !== undefined);
}

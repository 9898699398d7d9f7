import type { ISessionDocument } from "../../session-document";
import { type EventPattern, sessionPatterns } from "../../session-events";

/** Sessions that must leave something in the log group of their Region. */
export interface LoggedStarts {
  readonly document: Pick<ISessionDocument, "documentName">;
  /**
   * The Region of the document, where events of other Regions arrive on the same bus: theirs have groups of their own.
   * @default - everything on the bus is from this Region
   */
  readonly region?: string;
}

/** Matches allowed StartSession calls with this document in this Region. */
export function loggedStarts({ document, region }: LoggedStarts): EventPattern {
  return {
    ...sessionPatterns.started({ documents: [document.documentName] }),
    ...(region !== undefined && { region: [region] }),
  };
}

/**
 * All allowed calls except those starts. A start whose document is named by ARN matches both and is reported twice.
 * That way it cannot hide, even if the document belongs to another account.
 */
export function otherCalls(logged: LoggedStarts): [EventPattern, ...EventPattern[]] {
  const { document, region } = logged;
  const elsewhere = region === undefined ? [] : [{ ...loggedStarts(logged), region: [{ "anything-but": [region] }] }];
  return [
    sessionPatterns.allowedCalls("ResumeSession", "TerminateSession"),
    sessionPatterns.startsWithOtherDocuments([document.documentName]),
    ...elsewhere,
  ];
}

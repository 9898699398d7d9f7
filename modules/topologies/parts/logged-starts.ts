import type { ISessionDocument } from "../../session-document";
import { type EventPattern, sessionPatterns } from "../../session-events";

/** Sessions that must leave something in the log group of their Region. */
export interface LoggedStarts {
  readonly document: Pick<ISessionDocument, "documentName">;
  /**
   * The Region of the document, where events of other Regions arrive on the same bus: theirs have groups of their own.
   * @default - whatever is on the bus is of this Region
   */
  readonly region?: string;
}

/** Rests on StartSession that was allowed, with this document, in this Region. */
export function loggedStarts({ document, region }: LoggedStarts): EventPattern {
  return {
    ...sessionPatterns.started({ documents: [document.documentName] }),
    ...(region !== undefined && { region: [region] }),
  };
}

/**
 * All allowed calls but those starts. One with the document named by its ARN is in both, and told twice: taken for another
 * document it cannot hide, though it were one of another account.
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

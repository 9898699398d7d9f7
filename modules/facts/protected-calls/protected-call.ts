/** A call that switches a piece of the audit chain off, empties it or opens it. */
export interface ProtectedCall {
  /** The call, by its IAM action. */
  readonly action: string;
  /**
   * How policies deny it. A wildcard saves room where its other calls on the same resource are unwanted too.
   * @default - by `action`
   */
  readonly denied?: string;
  /**
   * Its CloudTrail event name, `*` allowed at the end.
   * @default - no rule looks for it; calls on objects, messages and log events are data events, which no rule sees
   */
  readonly event?: string;
  /**
   * What tells the piece, where the resource of the call does not: a condition key, or nothing.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   * @default - the resource of the call
   */
  readonly toldBy?: "iam:PolicyARN" | "nothing";
}

/** The most telling calls of a piece come first, as event patterns list them. */
export type ProtectedCalls = readonly ProtectedCall[];

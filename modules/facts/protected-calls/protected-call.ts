/** A call that disables, empties or opens a piece of the audit chain. */
export interface ProtectedCall {
  /** The IAM action of the call. */
  readonly action: string;
  /**
   * How policies deny it. A wildcard saves space if the other calls that it covers are unwanted too.
   * @default - by `action`
   */
  readonly denied?: string;
  /**
   * Its CloudTrail event name. May end in `*`.
   * @default - no rule matches it; calls on objects, messages and log events are data events, which no rule sees
   */
  readonly event?: string;
  /**
   * What identifies the piece if the resource of the call does not: a condition key, or nothing.
   * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   * @default - the resource of the call
   */
  readonly toldBy?: "iam:PolicyARN" | "nothing";
}

/** The most telling calls come first, in the order that event patterns use. */
export type ProtectedCalls = readonly ProtectedCall[];

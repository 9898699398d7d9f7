/** Where Session Manager keeps its sessions: one Region of one account. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

/** Why something could not be read, in terms of what to do about it. */
export type Obstacle = "denied" | "expired" | "throttled" | "unreachable" | "failed";

/** Something that could not be read. It is a result like any other: the rest of the fleet is still reported. */
export interface Unreadable {
  readonly account: string;
  /** Absent where the account as a whole could not be read. */
  readonly region?: string;
  readonly obstacle: Obstacle;
  /** The call that failed, as IAM names it: `ssm:DescribeSessions`. */
  readonly action?: string;
  /** What AWS or the network said. */
  readonly message: string;
}

/** A value that was read, or why it could not be. */
export type Reading<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly unreadable: Unreadable };

export const known = <T>(value: T): Reading<T> => ({ known: true, value });

/** One line for people: what could not be read, why, and the permission that would help. */
export function describeUnreadable(unreadable: Unreadable): string {
  const { account, region } = unreadable;
  return `${region ? `${account} ${region}` : account}: could not be read: ${describeObstacle(unreadable)}`;
}

/** The same, where it is plain what it is about. */
export function describeObstacle({ obstacle, action, message }: Unreadable): string {
  const what = {
    denied: `needs ${action ?? "a permission"}`,
    expired: "the credentials have expired: sign in again",
    throttled: `AWS kept throttling ${action ?? "the calls"}: try again later, or with a lower --concurrency`,
    unreachable: "AWS could not be reached",
    failed: `${action ?? "a call"} failed`,
  }[obstacle];
  return `${what} (${message})`;
}

import type { Writable } from "node:stream";
import type { Connection } from "./fleet/clients";

/** What a command sees of the outside. Tests give it streams, a clock and an AWS of their own. */
export interface Io {
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly now: () => Date;
  /** Asks whoever sits before the terminal; absent where nobody does. */
  readonly confirm?: (question: string) => Promise<boolean>;
  /** Where AWS is. Absent for the real one, which the SDK finds by itself. */
  readonly connection?: Connection;
}

/** A call that cannot be right. Its message is all the user sees: what was given, what is allowed, what to do. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

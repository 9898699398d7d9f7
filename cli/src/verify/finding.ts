import { read } from "../fleet/fleet";
import { describeObstacle } from "../fleet/place";

/** What is wrong with evidence. */
export type Tampering =
  | "changed"
  | "dropped"
  | "added"
  /** Two objects, or two seals, are in each other's place. */
  | "swapped"
  /** Not signed by the key. */
  | "forged";

export interface Finding {
  readonly what: Tampering;
  readonly key: string;
  readonly why: string;
}

/** What a verification came to. */
export interface Verification {
  readonly findings: readonly Finding[];
  /** What is beyond the reach of the check, and why: no finding, and no proof either. */
  readonly unchecked: readonly string[];
  /** What could not be read, and why. */
  readonly unread: readonly string[];
  /** Lines that say what was checked. */
  readonly checked: readonly string[];
}

/** Reads an object. What cannot be read is noted, rather than ending the check of the others. */
export async function readOrNote<T>(
  key: string,
  unread: string[],
  work: () => Promise<T>,
): Promise<{ value: T } | undefined> {
  const reading = await read({ account: "" }, work);
  if (reading.known) return { value: reading.value };
  unread.push(`${key}: ${describeObstacle(reading.unreadable)}`);
  return undefined;
}

import type { Place } from "../../fleet/place";
import type { DoctorId } from "../catalogue";
import type { RegionState } from "../state";

/**
 * `error`: sessions are refused or not recorded, or nobody is told, now. `warning`: they could be, by one call of somebody or in some
 * sessions. `note`: worth knowing.
 */
export type Severity = "error" | "warning" | "note";

/** One breakage in one place. Its cause and AWS's page stand in the catalogue, under its id. */
export interface Finding extends Place {
  readonly id: DoctorId;
  readonly severity: Severity;
  /** What is broken, by name or ARN. */
  readonly resource: string;
  /** What happens to whom. */
  readonly effect: string;
  /** What to run, paste or change. */
  readonly fix: string;
}

export type Found = Omit<Finding, keyof Place>;

/** A pure function from what was read to what is broken. It says nothing where it could not be read. */
export type Rule = (state: RegionState) => Iterable<Found>;

export const error = (id: DoctorId, resource: string, effect: string, fix: string): Found => ({
  id,
  severity: "error",
  resource,
  effect,
  fix,
});
export const warning = (...found: Parameters<typeof error>): Found => ({ ...error(...found), severity: "warning" });
export const note = (...found: Parameters<typeof error>): Found => ({ ...error(...found), severity: "note" });

/** A finding about rights, which IAM simulated without what its policies ask for: told, and not as certain. */
export function asSimulated(found: Found, missing: readonly string[]): Found {
  const keys = [...new Set(missing)].sort();
  if (keys.length === 0) return found;
  const severity = found.severity === "error" ? "warning" : found.severity;
  return { ...found, severity, effect: `${found.effect}, as far as the doctor can tell without ${keys.join(", ")}` };
}

/** A statement to paste, on lines of its own. */
export const statement = (fields: object): string => JSON.stringify({ Effect: "Allow", ...fields }, null, 2);

/** For a shell. Names that AWS restricts need none of it; addresses are chosen by whoever subscribes. */
export const quoted = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

/** A command for the place that a finding is of. */
export const command = ({ region }: Place, line: string): string => `aws ${line} --region ${region}`;

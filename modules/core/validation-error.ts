import type { IConstruct } from "constructs";

export interface Violation {
  /** The prop as the caller wrote it, dotted when nested: `objectLock.retentionDays`. */
  readonly prop: string;
  /** What would have been accepted, to follow the words "must be". */
  readonly allowed: string;
  readonly got: unknown;
  /** What to do about it, as an instruction. */
  readonly fix: string;
}

/** The one error of this library: bad input, refused when the construct is created. */
export class ValidationError extends Error {
  readonly violations: readonly Violation[];

  /** @param where the construct, or the name of the data, that was given the input */
  constructor(where: IConstruct | string, ...violations: readonly Violation[]) {
    const path = typeof where === "string" ? where : where.node.path;
    super(violations.map((violation) => describe(path, violation)).join("\n"));
    this.name = "ValidationError";
    this.violations = violations;
  }
}

function describe(path: string, { prop, allowed, got, fix }: Violation): string {
  return `${path}: \`${prop}\` must be ${allowed}, got: ${show(got)}; ${fix}`;
}

function show(value: unknown): string {
  if (value === undefined) return "nothing";
  // JSON has no NaN.
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}

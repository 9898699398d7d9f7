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
  readonly prop: string;
  readonly constructPath: string;

  constructor(scope: IConstruct, { prop, allowed, got, fix }: Violation) {
    super(`${scope.node.path}: \`${prop}\` must be ${allowed}, got: ${show(got)}; ${fix}`);
    this.name = "ValidationError";
    this.prop = prop;
    this.constructPath = scope.node.path;
  }
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

import { Token } from "cdktf";
import { Construct, type IConstruct } from "constructs";

export interface Violation {
  /** The prop as the caller wrote it, dotted when nested: `objectLock.retentionDays`. */
  readonly prop: string;
  /** What would have been accepted. Follows the words "must be". */
  readonly allowed: string;
  readonly got: unknown;
  /** What to do about it, as an instruction. */
  readonly fix: string;
}

/**
 * The only error of this library: bad input, refused when the construct is created, with everything that is wrong with
 * it.
 */
export class ValidationError extends Error {
  /** @param where the construct, or the name of the data, that was given the input */
  constructor(
    where: IConstruct | string,
    readonly violations: readonly Violation[],
  ) {
    const path = typeof where === "string" ? where : where.node.path;
    const lines = violations.slice(0, MOST_LINES).map((violation) => describe(path, violation));
    const hidden = violations.length - lines.length;
    super([...lines, ...(hidden > 0 ? [`${path}: and ${hidden} more of the kind`] : [])].join("\n"));
    this.name = "ValidationError";
  }
}

/** The only place that throws. */
export function refuse(where: IConstruct | string, violations: readonly Violation[]): void {
  if (violations.length > 0) throw new ValidationError(where, violations);
}

const MOST_LINES = 50;
const MOST_CHARACTERS = 1000;

function describe(path: string, { prop, allowed, got, fix }: Violation): string {
  const [where, what, value, next] = [prop, allowed, show(got), fix].map(shortened);
  return `${path}: \`${where}\` must be ${what}, got: ${value}; ${next}`;
}

function shortened(text: string): string {
  if (text.length <= MOST_CHARACTERS) return text;
  return `${text.slice(0, MOST_CHARACTERS)}... (${text.length} characters)`;
}

/** Any value on one line. */
function show(value: unknown, above: readonly unknown[] = []): string {
  if (value === undefined) return "nothing";
  if (isToken(value)) return "a value that only Terraform knows";
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  if (above.includes(value)) return "itself";
  if (Construct.isConstruct(value)) return `${value.constructor.name} at ${value.node.path}`;
  const inner = [...above, value];
  if (Array.isArray(value)) return `[${value.map((item) => show(item, inner)).join(",")}]`;
  const fields = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}:${show(item, inner)}`);
  return `{${fields.join(",")}}`;
}

/** As a whole: of a text that holds one, the rest tells something. */
function isToken(value: unknown): boolean {
  return typeof value === "string" ? /^\$\{TfToken\[[^\]]*\]\}$/.test(value) : Token.isUnresolved(value);
}

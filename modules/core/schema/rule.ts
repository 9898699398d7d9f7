import { Token, Tokenization } from "cdktf";
import type { Violation } from "../validation-error";

/**
 * What a value must be, as data for documents, tests and generators, and the check that follows from it. Rules find; they
 * never throw, whatever the value is.
 */
export interface Rule<T> {
  readonly kind: string;
  /** What is accepted, to follow the words "must be". */
  readonly allowed: string;
  /** What to do where something of another kind came, as an instruction. */
  readonly fix: string;
  /** Whether the value may be left out. */
  readonly optional: boolean;
  /** How CDKTF stands in for a value that only Terraform knows: such a value is taken as it is. None: it is refused. */
  readonly token: "string" | "number" | "list" | "flag" | undefined;
  /** Set where a text of which Terraform alone knows a part is judged all the same. */
  readonly partly?: boolean;
  /** Whether a value is of the right kind at all. */
  fits(value: unknown): boolean;
  /** What is wrong with a value that fits. */
  check(value: T, path: string): Violation[];
  /** Never set. It keeps the rule of one type from standing for another. */
  readonly accepts?: (value: T) => T;
}

/** A rule of whatever type, for those who read the data of many. */
// biome-ignore lint/suspicious/noExplicitAny: no other type takes the place of every one
export type AnyRule = Rule<any>;

/** What most rules have in common. */
export const anyValue = { optional: false, token: undefined } as const;

/** What is wrong with a value, found under its path, such as `objectLock.retentionDays`. */
export function violations<T>(rule: Rule<T>, value: unknown, path: string): Violation[] {
  if (value === undefined) return rule.optional ? [] : [missing(rule, path)];
  if (Token.isUnresolved(value) && !(rule.partly && typeof value === "string"))
    return isToken(rule.token, value) ? [] : [refusedToken(rule, value, path)];
  if (!rule.fits(value)) return [{ prop: path, allowed: rule.allowed, got: value, fix: rule.fix }];
  return rule.check(value as T, path);
}

/** Known to Terraform only: not ours to judge. What is not there is missing, not unknown. */
export function isUnknown(value: unknown): boolean {
  return Token.isUnresolved(value);
}

type Told = Pick<Rule<unknown>, "allowed" | "token">;

function missing({ allowed }: Told, path: string): Violation {
  const fix = "give it; an environment variable that is not set reads as nothing";
  return { prop: path, allowed, got: undefined, fix };
}

function isToken(token: Told["token"], value: unknown): boolean {
  if (token === "flag") return Tokenization.isResolvable(value);
  return token === "list" ? Array.isArray(value) : typeof value === token;
}

const encoders = {
  string: "Token.asString()",
  number: "Token.asNumber()",
  list: "Token.asList()",
  flag: "Token.asAny(), or the booleanValue of a variable",
};

function refusedToken({ token, allowed }: Told, got: unknown, path: string): Violation {
  if (token) return { prop: path, allowed, got, fix: `pass it by ${encoders[token]}` };
  const fix = Array.isArray(got) ? "write the list itself, item by item" : "write the value itself";
  return { prop: path, allowed: "known when the stack is synthesized", got, fix };
}

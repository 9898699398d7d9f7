import { Token, Tokenization } from "cdktf";
import { Construct } from "constructs";
import type { Violation } from "../validation-error";

/**
 * What a value must be, as data for documents, tests and generators, and the check that follows from it. Rules report;
 * they never throw, whatever the value.
 */
export interface Rule<T> {
  readonly kind: string;
  /** What is accepted. Follows the words "must be". */
  readonly allowed: string;
  /** How to fix a value of the wrong kind, as an instruction. */
  readonly fix: string;
  /** Whether the value may be left out. */
  readonly optional: boolean;
  /**
   * CDKTF's placeholder type for a value known only to Terraform; such a value is accepted unchecked. If undefined, it
   * is refused.
   */
  readonly token: "string" | "number" | "list" | "flag" | undefined;
  /** Set if a string is checked even though Terraform knows part of it. */
  readonly partly?: boolean;
  /** Whether a value is of the right kind. */
  fits(value: unknown): boolean;
  /** What is wrong with a value that fits. */
  check(value: T, path: string): Violation[];
  /** Never set. It keeps a rule of one type from passing as another. */
  readonly accepts?: (value: T) => T;
}

/** A rule of any type, for code that reads the data of many rules. */
// biome-ignore lint/suspicious/noExplicitAny: no other type takes the place of every one
export type AnyRule = Rule<any>;

/** What most rules have in common. */
export const anyValue = { optional: false, token: undefined } as const;

/** What is wrong with a value, found under its path, such as `objectLock.retentionDays`. */
export function violations<T>(rule: Rule<T>, value: unknown, path: string): Violation[] {
  if (value === undefined) return rule.optional ? [] : [missing(rule, path)];
  if (isUnknown(value) && !(rule.partly && typeof value === "string"))
    return isToken(rule.token, value) ? [] : [refusedToken(rule, value, path)];
  if (!rule.fits(value)) return [{ prop: path, allowed: rule.allowed, got: value, fix: rule.fix }];
  return rule.check(value as T, path);
}

/** Known only to Terraform, so it cannot be checked here. A missing value is missing, not unknown. */
export function isUnknown(value: unknown): boolean {
  // CDKTF prepares a search in each string, and looks at each key of a construct.
  if (typeof value === "string") return value.includes(TOKEN) && Token.isUnresolved(value);
  if (typeof value === "number") return Token.isUnresolved(value);
  if (typeof value !== "object" || value === null || Construct.isConstruct(value)) return false;
  // One element stands for a whole list, one key for a whole map.
  if (Array.isArray(value)) return value.length === 1 && Token.isUnresolved(value);
  return Tokenization.isResolvable(value) || Object.keys(value).some((key) => key.includes(TOKEN));
}

/** In every string that stands for a value known only to Terraform. */
const TOKEN = "TfToken[";

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

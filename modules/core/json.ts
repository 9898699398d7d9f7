import { Fn, Token, Tokenization } from "cdktf";
import { isPlain, joined, literal } from "./literal";
import { isUnknown } from "./schema";

interface JsonOptions {
  /** In one line, for places where every character counts. */
  readonly compact?: boolean;
  /** For strings, and lists of strings, that are already escaped for Terraform, such as policies with IAM variables. */
  readonly escaped?: boolean;
}

/**
 * JSON for Terraform. A value known only to Terraform stands where it belongs, with quotes only if it is part of a
 * string. JSON.stringify would write CDKTF's placeholders instead.
 */
export function json(value: unknown, { compact = false, escaped = false }: JsonOptions = {}): string {
  const spaces = compact ? undefined : 2;
  // JSON.stringify alone is much faster.
  const native = escaped || isKnown(value) ? JSON.stringify(value, undefined, spaces) : undefined;
  const text = native === undefined || native.includes(LIST_TOKEN) ? withExpressions(value, escaped, spaces) : native;
  // CDKTF writes a single line with both quotes and an expression to HCL unchanged, and Terraform cannot read it.
  return compact && text.includes("${TfToken[") ? text.replace(/^[[{]/, "$&\n") : text;
}

/** Of the strings and lists that are already escaped, only such a list needs more than JSON.stringify. */
const LIST_TOKEN = "#{TfToken[";

/** Whether Terraform reads everything in it as JSON.stringify writes it. */
function isKnown(value: unknown): boolean {
  if (typeof value === "string") return !/[$%]\{/.test(value);
  if (typeof value !== "object" || value === null) return !isUnknown(value);
  return !(value instanceof JsonExpression) && !isUnknown(value) && Object.values(value).every(isKnown);
}

function withExpressions(value: unknown, escaped: boolean, spaces: number | undefined): string {
  const expressions: string[] = [];
  const text = JSON.stringify(
    value,
    // A function, because `this` still holds what JSON.stringify has already turned into a string.
    function (this: Record<string, unknown>, key: string, converted: unknown) {
      const original = this[key];
      if (typeof original === "string" && (escaped || isPlain(original))) return escaped ? original : literal(original);
      const expression = typeof original === "string" ? inQuotes(original) : expressionOf(original);
      return expression === undefined ? converted : `${MARK}${expressions.push(expression) - 1}${MARK}`;
    },
    spaces,
  );
  return text.replace(MARKED, (found, index) => expressions[Number(index)] ?? found);
}

/**
 * A string of the caller within JSON. The JSON stays valid whatever its Terraform values contain, including quotes and
 * line breaks.
 */
export function freeText(text: string): JsonExpression {
  return new JsonExpression(isPlain(text) ? JSON.stringify(literal(text)) : Fn.jsonencode(joined(text)));
}

/** A part of JSON, as it will be written. */
export class JsonExpression {
  constructor(readonly expression: string) {}
}

/** A string of the caller as JSON, not yet escaped. */
export function jsonText(text: string): string {
  return Token.isUnresolved(text) ? Fn.jsonencode(joined(text)) : JSON.stringify(text);
}

/**
 * Values in names and ARNs contain no quotes, so they can stand between the quotes of JSON, where a plan shows them.
 */
function inQuotes(text: string): string {
  return Token.isUnresolved(text) ? JSON.stringify(literal(text)) : Fn.jsonencode(joined(text));
}

/** A character that no string contains: Unicode reserves it for private use. */
const MARK = "\uE000";
const MARKED = new RegExp(`"${MARK}(\\d+)${MARK}"`, "g");

function expressionOf(value: unknown): string | undefined {
  if (value instanceof JsonExpression) return value.expression;
  if (!isUnknown(value)) return undefined;
  if (Array.isArray(value)) return Fn.jsonencode(value);
  // Numbers and flags read the same in JSON as in a Terraform string.
  return Token.asString(typeof value === "number" ? Tokenization.reverseNumber(value) : value);
}

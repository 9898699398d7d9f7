import { Fn, Token, Tokenization } from "cdktf";
import { isPlain, joined, literal } from "./literal";

interface JsonOptions {
  /** In one line, where every character counts. */
  readonly compact?: boolean;
  /** Set for texts, and lists of them, that are escaped for Terraform already, as in policies: they hold variables of IAM. */
  readonly escaped?: boolean;
}

/**
 * JSON for Terraform to read: a value that only Terraform knows stands where it belongs, with quotes only where it is a part of
 * a text. JSON.stringify would write the placeholders of CDKTF instead.
 */
export function json(value: unknown, { compact = false, escaped = false }: JsonOptions = {}): string {
  const spaces = compact ? undefined : 2;
  const native = escaped ? JSON.stringify(value, undefined, spaces) : undefined;
  const text = native === undefined || native.includes(LIST_TOKEN) ? withExpressions(value, escaped, spaces) : native;
  // CDKTF writes a single line with both quotes and an expression to HCL as it is, which Terraform cannot read.
  return compact && text.includes("${TfToken[") ? text.replace(/^[[{]/, "$&\n") : text;
}

/** Of what is escaped already, texts and lists of them, only such a list needs more than JSON.stringify, which is much faster. */
const LIST_TOKEN = "#{TfToken[";

function withExpressions(value: unknown, escaped: boolean, spaces: number | undefined): string {
  const expressions: string[] = [];
  const text = JSON.stringify(
    value,
    // A function, since `this` still has what JSON.stringify has already turned into text.
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
 * A text of the caller's own within JSON: whatever the values in it hold that only Terraform knows, quotes and line breaks
 * too, the JSON stays whole.
 */
export function freeText(text: string): JsonExpression {
  return new JsonExpression(isPlain(text) ? JSON.stringify(literal(text)) : Fn.jsonencode(joined(text)));
}

/** A part of JSON as it is to be written. */
export class JsonExpression {
  constructor(readonly expression: string) {}
}

/** A text of the caller's own as JSON, still to be escaped. */
export function jsonText(text: string): string {
  return Token.isUnresolved(text) ? Fn.jsonencode(joined(text)) : JSON.stringify(text);
}

/** The values in names and ARNs hold no quotes: they can stand between those of JSON, where a plan shows them. */
function inQuotes(text: string): string {
  return Token.isUnresolved(text) ? JSON.stringify(literal(text)) : Fn.jsonencode(joined(text));
}

/** No text has this character, which Unicode leaves to private use. */
const MARK = "\uE000";
const MARKED = new RegExp(`"${MARK}(\\d+)${MARK}"`, "g");

function expressionOf(value: unknown): string | undefined {
  if (value instanceof JsonExpression) return value.expression;
  if (!Token.isUnresolved(value)) return undefined;
  if (Array.isArray(value)) return Fn.jsonencode(value);
  // Numbers and flags read the same in JSON as in a text of Terraform.
  return Token.asString(typeof value === "number" ? Tokenization.reverseNumber(value) : value);
}

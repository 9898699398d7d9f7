import { App, Fn, Token } from "cdktf";
import type { IConstruct } from "constructs";
import { isUnknown } from "./schema";

const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/** After another dollar or percent sign, Terraform's escapes are ambiguous. */
const AMBIGUOUS = /\$\$\{|%%\{/;

/**
 * A string of the caller, such as a description, as the value of an argument. Terraform does not read `${HOME}` or `%{`
 * in it as a template, and CDKTF writes it to HCL unchanged. Tokens stay tokens.
 */
export function exactText(scope: IConstruct, text: string): string {
  const { root } = scope.node;
  // CDKTF escapes nothing in HCL, and adds a line break at the end of a multi-line string.
  const toHcl = App.isApp(root) && (root as App).hclOutput;
  return toHcl && /["\\\n\r]/.test(text) ? joined(text) : literal(text);
}

export function literal(text: string): string {
  return AMBIGUOUS.test(text) ? joined(text) : text.replace(/\$\{(?!TfToken\[)/g, () => "$${").replace(/%\{/g, "%%{");
}

/** Whether a string stays the same when escaped for JSON. */
export function isPlain(text: string): boolean {
  return !isUnknown(text) && !AMBIGUOUS.test(text);
}

/**
 * A string as one Terraform expression. Its parts are arguments of a function, because there quotes and line breaks are
 * escaped, and in a template they are not.
 */
export function joined(text: string): string {
  const parts = text.split(TOKEN).filter((part) => part !== "");
  const [only] = parts;
  if (parts.length === 1 && Token.isUnresolved(only)) return only!;
  return Fn.join(
    "",
    parts.map((part) => (Token.isUnresolved(part) ? part : Fn.rawString(escaped(part)))),
  );
}

/** Escapes what CDKTF leaves alone. CDKTF escapes quotes, line feeds and `${`. */
function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\r", "\\r").replaceAll("\t", "\\t").replace(/%\{/g, "%%{");
}

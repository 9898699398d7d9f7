import { App, Fn, Token } from "cdktf";
import type { IConstruct } from "constructs";

const TOKEN = /(\$\{TfToken\[[^\]]*\]\})/;

/** Before another dollar or percent sign the escapes of Terraform are read in more than one way. */
const AMBIGUOUS = /\$\$\{|%%\{/;

/**
 * A text of the caller, such as a description, as the value of an argument: Terraform takes no `${HOME}` or `%{` in it for a
 * template of its own, and CDKTF writes it to HCL as it is. Tokens stay tokens.
 */
export function exactText(scope: IConstruct, text: string): string {
  const { root } = scope.node;
  // CDKTF escapes nothing in HCL, and ends a text of several lines with one more line break.
  const toHcl = App.isApp(root) && (root as App).hclOutput;
  return toHcl && /["\\\n\r]/.test(text) ? joined(text) : literal(text);
}

export function literal(text: string): string {
  return AMBIGUOUS.test(text) ? joined(text) : text.replace(/\$\{(?!TfToken\[)/g, () => "$${").replace(/%\{/g, "%%{");
}

/** Whether a text is the same within JSON, once it is escaped. */
export function isPlain(text: string): boolean {
  return !Token.isUnresolved(text) && !AMBIGUOUS.test(text);
}

/**
 * A text as one expression of Terraform: its parts are arguments of a function, whose quotes and line breaks are escaped as
 * those of a template are not.
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

/** What CDKTF leaves to be escaped: it does so with quotes, line feeds and `${`. */
function escaped(text: string): string {
  return text.replaceAll("\\", "\\\\").replaceAll("\r", "\\r").replaceAll("\t", "\\t").replace(/%\{/g, "%%{");
}

/** A part of a template: text as it is, or an expression without its `${}`. */
export type TemplatePart = { readonly text: string } | { readonly code: string };

/** Takes `arn:${local.partition}:s3:::*` apart. `$${` stays text. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let text = "";
  let index = 0;
  while (index < template.length) {
    if (template.startsWith("$${", index)) {
      text += "$${";
      index += 3;
    } else if (template.startsWith("${", index)) {
      const end = endOfExpression(template, index + 2);
      if (text !== "") parts.push({ text });
      text = "";
      parts.push({ code: template.slice(index + 2, end).trim() });
      index = end + 1;
    } else {
      text += template[index++];
    }
  }
  if (text !== "") parts.push({ text });
  return parts;
}

/** Where the brace is that closes an expression; braces in its texts do not count. */
function endOfExpression(template: string, start: number): number {
  let depth = 0;
  let quoted = false;
  for (let index = start; index < template.length; index++) {
    const character = template[index];
    if (character === "\\" && quoted) index++;
    else if (character === '"') quoted = !quoted;
    else if (!quoted && character === "{") depth++;
    else if (!quoted && character === "}" && depth-- === 0) return index;
  }
  throw new Error(`an expression does not end: ${template}`);
}

/** The expression that a text is as a whole. */
export function onlyExpression(template: string): string | undefined {
  const [part, ...rest] = templateParts(template);
  return part && "code" in part && rest.length === 0 ? part.code : undefined;
}

/** Changes the expressions of a text. */
export function mapExpressions(template: string, change: (code: string) => string): string {
  return templateParts(template)
    .map((part) => ("code" in part ? `\${${change(part.code)}}` : part.text))
    .join("");
}

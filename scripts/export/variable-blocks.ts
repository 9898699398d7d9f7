import type { MergedModule } from "./module";
import { validations } from "./validations";
import type { Variable } from "./variables";
import { last } from "./variables";

/** A `variable` block for each input. */
export function writeVariables({ variables, definition }: MergedModule): string[] {
  return variables.map((variable) => {
    const relations = (definition.relations ?? []).filter((relation) => relation.variable === variable.path);
    const blocks = [...validations(variable), ...relations];
    return [
      `variable "${variable.path}" {`,
      `description = ${describe(variable)}`,
      `type = ${variable.type}`,
      ...(variable.default === undefined ? [] : [`default = ${variable.default}`]),
      ...(variable.nullable ? [] : ["nullable = false"]),
      ...blocks.flatMap(({ condition, message }) => [
        "",
        "validation {",
        `condition = ${condition}`,
        `error_message = ${message}`,
        "}",
      ]),
      "}",
    ].join("\n");
  });
}

function describe(variable: Variable): string {
  const fields = fieldLines(variable.fields, "");
  if (fields.length === 0) return literalText(variable.description);
  const lines = [variable.description, "", ...fields].map((line) => (line === "" ? "" : `    ${escaped(line)}`));
  return `<<-EOT\n${lines.join("\n")}\n  EOT`;
}

export function fieldLines(fields: readonly Variable[], indent: string): string[] {
  return fields.flatMap(({ path, description, fields: inner, default: value }) => {
    const said =
      value === undefined || value === "null" || value === "{}" || value === "[]" ? "" : ` Default: \`${value}\`.`;
    return [`${indent}- \`${last(path)}\`: ${description}${said}`, ...fieldLines(inner, `${indent}  `)];
  });
}

/** A text between quotes, without templates. */
export function literalText(text: string): string {
  return escaped(JSON.stringify(text));
}

function escaped(text: string): string {
  return text.replaceAll("${", "$${").replaceAll("%{", "%%{");
}

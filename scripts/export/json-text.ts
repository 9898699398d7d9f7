import { quoted, writeValue } from "./hcl";
import type { Spot } from "./scope";
import { templateParts } from "./templates";
import type { Part, Value } from "./value";

/**
 * JSON as a text over several lines, which is the text that a construct writes. AWS keeps documents as texts: with another
 * order or spacing of the same, a deployment that moves into a module would get a new version of each.
 */
export function writeJsonText(value: Value, spot: Spot): string {
  const indent = "  ".repeat(spot.depth + 1);
  return `chomp(<<-EOT\n${indent}${written(value, spot, indent)}\n${"  ".repeat(spot.depth)}EOT\n)`;
}

function written(value: Value, spot: Spot, indent: string): string {
  if (value.kind === "object" && value.entries.length > 0 && value.entries.every(([, { when }]) => !when)) {
    const inner = `${indent}  `;
    const lines = value.entries.map(
      ([key, part]) => `${inner}${JSON.stringify(key)}: ${written(part.value, spot, inner)}`,
    );
    return `{\n${lines.join(",\n")}\n${indent}}`;
  }
  if (value.kind === "list" && value.items.length > 0 && value.items.every(isFixed)) {
    const inner = `${indent}  `;
    const lines = value.items.map((item) => `${inner}${written(item.value, spot, inner)}`);
    return `[\n${lines.join(",\n")}\n${indent}]`;
  }
  if (value.kind === "scalar") return JSON.stringify(value.value);
  if (value.kind === "text" && isPlain(value.text)) return quoted(value.text, spot);
  return `\${jsonencode(${writeValue(value, { ...spot, inJson: true })})}`;
}

function isFixed({ when, value }: Part): boolean {
  return !when && value.kind !== "spread";
}

/** Whether nothing in a text has to be escaped in JSON: names and ARNs have no such characters. */
function isPlain(text: string): boolean {
  return templateParts(text).every(
    (part) => !("code" in part) || /^(local\.\w+|var\.name|aws_\w+\.\w+\.arn)$/.test(part.code),
  );
}

import { writeCondition } from "./condition-code";
import { writeValue } from "./hcl";
import { writeJsonText } from "./json-text";
import { deeper, type Scope, type Spot } from "./scope";
import { type Entries, entryOf, type Value } from "./value";

/** Arguments and blocks of a resource, in the order of the style guide: meta-arguments of number first, of lifecycle last. */
export function writeBody(body: Value, scope: Scope, first: readonly string[] = []): string {
  const entries = body.kind === "object" ? body.entries : [];
  const spot: Spot = { ...scope, depth: 1, inJson: false };
  return [...first, ...(first.length > 0 ? [""] : []), ...bodyLines(entries, spot)].join("\n");
}

const lastArguments = ["depends_on", "lifecycle"];

function bodyLines(entries: Entries, spot: Spot): string[] {
  const isBlock = ([, { value }]: Entries[number]) => value.kind === "blocks";
  const usual = entries.filter(([key]) => !lastArguments.includes(key));
  const final = lastArguments.flatMap((key) => entries.filter(([name]) => name === key));
  const groups = [
    usual.filter((entry) => !isBlock(entry)).map((entry) => argument(entry, spot)),
    ...usual.filter(isBlock).map((entry) => blocks(entry, spot)),
    ...final.map((entry) => (isBlock(entry) ? blocks(entry, spot) : [argument(entry, spot)])),
  ].filter((group) => group.length > 0);
  return groups.flatMap((group, index) => (index === 0 ? group : ["", ...group]));
}

function argument([key, { when, value }]: Entries[number], spot: Spot): string {
  if (key === "depends_on") return `depends_on = ${writeValue(withoutConditions(value), spot)}`;
  const isText = value.kind === "json" && textsOfAws.includes(key) && !entryOf(value.value, "Statement");
  const written = isText ? writeJsonText(value.value, spot) : writeValue(value, spot);
  return `${key} = ${when ? `${writeCondition(when, spot)} ? ${written} : null` : written}`;
}

/**
 * Of these AWS keeps the text. `jsonencode` would write it in another order, and `<` as an escape, where the scheduler looks
 * for its placeholders.
 */
const textsOfAws = ["content", "input"];

/** Terraform takes no conditions there, and needs none: to wait for what has no instance is not to wait. */
function withoutConditions(value: Value): Value {
  const items = value.kind === "list" ? value.items : [];
  const codes = items.flatMap((item) => (item.value.kind === "expression" ? item.value.code : []));
  return { kind: "list", items: [...new Set(codes)].map((code) => ({ value: { kind: "expression", code } })) };
}

function blocks([name, { when, value }]: Entries[number], spot: Spot): string[] {
  const items = value.kind === "blocks" ? value.items : [];
  return items.flatMap((item) => {
    const condition = item.when ?? when;
    const entries = item.value.kind === "object" ? item.value.entries : [];
    if (!condition) return [`${name} {`, ...bodyLines(entries, deeper(spot)), "}"];
    return [
      `dynamic "${name}" {`,
      `for_each = ${writeCondition(condition, spot)} ? [true] : []`,
      "",
      "content {",
      ...bodyLines(entries, deeper(deeper(spot))),
      "}",
      "}",
    ];
  });
}

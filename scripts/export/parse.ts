import { onlyExpression, templateParts } from "./templates";
import { always, type Entries, type Part, type Value } from "./value";

/** An attribute or a block as CDKTF describes it for HCL. */
interface Described {
  readonly value: unknown;
  readonly isBlock?: boolean;
  readonly type: string;
}

/** The body of a resource from what CDKTF would write. */
export function parseBody(attributes: Readonly<Record<string, unknown>>): Entries {
  return Object.entries(attributes).flatMap(([name, described]) => {
    if (name === "//" || described === undefined || described === null) return [];
    const value = parseAttribute(name, described);
    return value ? [[name, always(value)] as const] : [];
  });
}

function parseAttribute(name: string, described: unknown): Value | undefined {
  if (name === "lifecycle") return blocks([described], (block) => parsePlain(block as object));
  if (!isDescribed(described)) return parseValue(described);
  const { value, isBlock } = described;
  if (value === undefined || value === null) return undefined;
  if (!isBlock) return parseValue(value);
  return blocks([value].flat(), (block) => ({ kind: "object", entries: parseBody(block as Record<string, unknown>) }));
}

function blocks(list: readonly unknown[], parse: (block: unknown) => Value): Value {
  return { kind: "blocks", items: list.map((block) => always(parse(block))) };
}

function isDescribed(value: unknown): value is Described {
  return typeof value === "object" && value !== null && "value" in value && "type" in value;
}

export function parseValue(value: unknown): Value {
  if (typeof value !== "string") return parsePlain(value);
  if (/^[{[]\s*["{\]]/.test(value)) {
    const parsed = parseJson(value);
    if (parsed) return { kind: "json", value: parsed };
  }
  return { kind: "text", text: value };
}

function parsePlain(value: unknown): Value {
  if (typeof value === "string") return { kind: "text", text: value };
  if (Array.isArray(value)) return { kind: "list", items: value.map((item) => always(parseValue(item))) };
  if (typeof value === "object" && value !== null) {
    return { kind: "object", entries: Object.entries(value).map(([key, inner]) => [key, always(parseValue(inner))]) };
  }
  return { kind: "scalar", value: value as number | boolean | null };
}

const MARK = "\uE000";

/** JSON with expressions in it, within texts and in the place of values. */
export function parseJson(json: string): Value | undefined {
  const expressions: string[] = [];
  let isQuoted = false;
  const marked = templateParts(json)
    .map((part) => {
      if ("text" in part) {
        // A quote behind a backslash is part of a text.
        const quotes = part.text.replace(/\\[\s\S]/g, "").split('"').length - 1;
        if (quotes % 2 === 1) isQuoted = !isQuoted;
        return part.text;
      }
      const mark = `${MARK}${expressions.push(part.code) - 1}${MARK}`;
      return isQuoted ? mark : `"${MARK}${mark}"`;
    })
    .join("");
  let data: unknown;
  try {
    data = JSON.parse(marked);
  } catch {
    return undefined;
  }
  const restore = (text: string) =>
    text.replace(/\uE000(\d+)\uE000/g, (_, index) => `\${${expressions[Number(index)]}}`);
  const convert = (value: unknown): Value => {
    if (typeof value === "string") {
      if (!value.startsWith(MARK + MARK)) return { kind: "text", text: restore(value) };
      const code = onlyExpression(restore(value.slice(1)))!;
      return { kind: "expression", code: /^jsonencode\(([\s\S]*)\)$/.exec(code)?.[1] ?? code };
    }
    if (Array.isArray(value)) return { kind: "list", items: value.map((item) => always(convert(item))) };
    if (typeof value === "object" && value !== null) {
      return { kind: "object", entries: Object.entries(value).map(([key, inner]) => [key, always(convert(inner))]) };
    }
    return { kind: "scalar", value: value as number | boolean | null };
  };
  return asPolicy(convert(data));
}

/** In a policy one value and a list of one say the same: here it is always a list. */
function asPolicy(document: Value): Value {
  if (document.kind !== "object" || !document.entries.some(([key]) => key === "Statement")) return document;
  return mapEntries(document, (key, statements) => {
    if (key !== "Statement" || statements.kind !== "list") return statements;
    return { kind: "list", items: statements.items.map(({ value }) => always(asStatement(value))) };
  });
}

function asStatement(statement: Value): Value {
  return mapEntries(statement, (key, value) => {
    if (["Action", "Resource", "NotResource"].includes(key)) return asList(value);
    if (key === "Principal") return mapEntries(value, (_, names) => asList(names));
    if (key === "Condition") return mapEntries(value, (_, keys) => mapEntries(keys, (_key, values) => asList(values)));
    return value;
  });
}

function asList(value: Value): Value {
  const loose = (items: readonly Part[]): Value => ({ kind: "list", items, loose: true });
  if (value.kind === "text") return loose([always(value)]);
  if (value.kind === "expression") return loose([always({ kind: "spread", code: value.code })]);
  return value.kind === "list" ? loose(value.items) : value;
}

function mapEntries(value: Value, change: (key: string, value: Value) => Value): Value {
  if (value.kind !== "object") return value;
  return { kind: "object", entries: value.entries.map(([key, part]) => [key, always(change(key, part.value))]) };
}

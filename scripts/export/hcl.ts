import { writeCondition, writeLiteral } from "./condition-code";
import type { Condition } from "./conditions";
import { deeper, type Scope, type Spot } from "./scope";
import { onlyExpression, templateParts } from "./templates";
import { always, type Entries, entryOf, type Part, type Value } from "./value";

const LINE = 110;

/** An expression for a value. `terraform fmt` indents it. */
export function writeValue(value: Value, spot: Spot): string {
  switch (value.kind) {
    case "scalar":
      return String(value.value);
    case "expression":
    case "spread":
      return writeCode(value.code, spot);
    case "text":
      return writeText(value.text, spot);
    case "json":
      return `jsonencode(${writeValue(value.value, { ...spot, inJson: true })})`;
    case "object":
      return writeObject(value.entries, spot);
    case "list":
      return writeList(value, spot);
    case "choice": {
      const [only, ...more] = value.branches;
      if (more.length === 0 && isTrue(only!.value) && !isTrue(value.otherwise)) return writeCondition(only!.when, spot);
      const branches = value.branches.map(
        ({ when, value: one }) => `${writeCondition(when, spot)} ? ${writeValue(one, spot)} : `,
      );
      const written = `${branches.join("")}${writeValue(value.otherwise, spot)}`;
      return branches.length > 1
        ? `(\n${branches.map((branch) => `${branch.trimEnd()}\n`).join("")}${writeValue(value.otherwise, spot)}\n)`
        : written;
    }
    case "blocks":
      throw new Error("blocks are no value");
  }
}

function isTrue(value: Value): boolean {
  return value.kind === "scalar" && value.value === true;
}

function writeObject(entries: Entries, spot: Spot): string {
  const inner = deeper(spot);
  const isConditional = entries.some(([, { when }]) => when);
  const lines = entries.map(([key, { when, value }]) => {
    const written = writeValue(value, inner);
    return `${writeKey(key)} = ${when ? `${writeCondition(when, inner)} ? ${written} : null` : written}`;
  });
  if (entries.length === 0) return "{}";
  const object = `{\n${lines.join("\n")}\n}`;
  return isConditional ? `{ for key, value in ${object} : key => value if value != null }` : object;
}

function writeKey(key: string): string {
  return /^[A-Za-z_][\w-]*$/.test(key) ? key : quoted(key);
}

function writeList({ items, loose }: Extract<Value, { kind: "list" }>, spot: Spot): string {
  const [only] = items;
  const isSingle = items.length === 1 && !only!.when && ["text", "choice"].includes(only!.value.kind);
  if (loose && isSingle) return writeValue(only!.value, spot);
  // Items in a row are one list; a list in their midst is joined to them.
  const segments: string[] = [];
  let row: Part[] = [];
  const endRow = () => {
    const [only, ...more] = row;
    const isSingle = more.length === 0 && only?.when && only.value.kind === "text";
    if (isSingle) segments.push(`${writeCondition(only.when, spot)} ? [${writeValue(only.value, spot)}] : []`);
    else if (row.length > 0) segments.push(writeRow(row, spot));
    row = [];
  };
  for (const run of runsOf(items, spot)) {
    const [{ when, value }] = run as [Part];
    if (value.kind !== "spread" && run.length === 1) {
      row.push(...run);
      continue;
    }
    endRow();
    const code =
      value.kind === "spread"
        ? writeCode(value.code, spot)
        : writeRow(
            run.map((item) => always(item.value)),
            spot,
          );
    // Of an empty list there is nothing anyway.
    const isGiven = value.kind === "spread" ? `length(${value.of ?? value.code}) > 0` : undefined;
    const condition = when && conditionBut(when, isGiven, spot);
    segments.push(condition ? `${condition} ? ${code} : []` : code);
  }
  endRow();
  if (segments.length === 0) return "[]";
  return segments.length === 1 ? segments[0]! : `concat(\n${segments.map((segment) => `${segment},`).join("\n")}\n)`;
}

/** Texts in a row that are there under the same condition, together; all else by itself. */
function runsOf(items: readonly Part[], scope: Scope): Part[][] {
  const runs: Part[][] = [];
  for (const item of items) {
    const isSame = ({ when, value }: Part) =>
      when && item.when && value.kind === "text" && writeCondition(when, scope) === writeCondition(item.when, scope);
    const last = runs.at(-1)?.[0];
    if (last && item.value.kind === "text" && isSame(last)) runs.at(-1)!.push(item);
    else runs.push([item]);
  }
  return runs;
}

/** The condition without what need not be said; nothing if that is all. */
function conditionBut({ operator, literals }: Condition, needless: string | undefined, scope: Scope): string {
  const kept = literals.filter((literal) => operator === "or" || writeLiteral(literal, scope) !== needless);
  return writeCondition({ operator, literals: kept }, scope);
}

function writeRow(items: readonly Part[], spot: Spot): string {
  const inner = deeper(spot);
  const written = items.map(({ when, value }) => {
    const item = writeValue(value, inner);
    return when ? `${writeCondition(when, inner)} ? ${item} : null` : item;
  });
  const comments = items.map(({ value }) => reasonOf(value, spot));
  const line = `[${written.join(", ")}]`;
  const isShort = line.length + 2 * spot.depth < LINE - 40 && !line.includes("\n");
  const lines = written.map((item, index) => `${comments[index]}${item},`);
  const list = isShort ? line : `[\n${lines.join("\n")}\n]`;
  return items.some(({ when }) => when) ? `[for item in ${list} : item if item != null]` : list;
}

/** A comment before a statement of a policy. */
function reasonOf(value: Value, { reasons, depth }: Spot): string {
  const sid = entryOf(value, "Sid");
  const reason = sid?.kind === "text" ? reasons.get(sid.text) : undefined;
  return reason ? `${comment(reason, depth + 2)}\n` : "";
}

/** A text as lines of a comment. */
export function comment(text: string, depth = 0): string {
  const width = LINE - 2 * depth;
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length + 1 <= width) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines.join("\n");
}

function writeText(text: string, spot: Spot): string {
  const code = onlyExpression(text);
  if (code !== undefined) {
    const written = writeCode(code, spot);
    return spot.inJson && spot.numbers.has(code) ? `tostring(${written})` : written;
  }
  if (text.includes("\n")) return heredoc(text, spot);
  return quoted(text, spot);
}

/** Terraform takes away the indentation that all lines share; the last line break goes too, unless the text has one. */
function heredoc(text: string, spot: Spot): string {
  const indent = "  ".repeat(spot.depth + 1);
  const lines = fillTemplate(text, spot)
    .replace(/\n$/, "")
    .split("\n")
    .map((line) => (line === "" ? "" : indent + line));
  const document = `<<-EOT\n${lines.join("\n")}\n${"  ".repeat(spot.depth)}EOT`;
  return text.endsWith("\n") ? document : `chomp(${document}\n)`;
}

function fillTemplate(text: string, spot: Spot): string {
  return templateParts(text)
    .map((part) => ("code" in part ? `\${${writeCode(part.code, spot)}}` : part.text))
    .join("");
}

/** A text between quotes; templates in it stay. */
export function quoted(text: string, spot?: Spot): string {
  const parts = templateParts(text).map((part) => {
    if ("code" in part) return `\${${spot ? writeCode(part.code, spot) : part.code}}`;
    return JSON.stringify(part.text).slice(1, -1);
  });
  return `"${parts.join("")}"`;
}

function writeCode(code: string, { counted }: Scope): string {
  return code.replace(/(?<![\w.])(aws_\w+\.\w+)(?=\.)/g, (address) =>
    counted.has(address) ? `${address}[0]` : address,
  );
}

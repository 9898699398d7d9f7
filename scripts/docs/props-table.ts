import { posix } from "node:path";
import { code, prose, table } from "./markers";
import type { InterfaceDoc, ModuleDocs, PropDoc } from "./module-docs";

/** The tables of one module folder, for its README. */
export function propsMarkdown(modules: ModuleDocs, folder: string): string {
  const docs = modules.folders.get(folder);
  if (!docs || docs.length === 0) throw new Error(`${folder}: no exported props to describe`);
  return docs.map((doc) => section(modules, folder, doc)).join("\n\n");
}

function section(modules: ModuleDocs, folder: string, { name, description, props }: InterfaceDoc): string {
  const rows = props.map((prop) => [code(prop.name), typeCell(modules, folder, prop), fallback(prop), details(prop)]);
  const heading = [`### ${name}`, description && prose(description)].filter(Boolean);
  return [...heading, table(["Name", "Type", "Default", "Description"], rows)].join("\n\n");
}

const details = ({ description }: PropDoc) => prose(description);

/** `@default 365`, `@default "retain" - what that means` and `@default - what happens` all read as one phrase. */
function fallback({ required, default: text }: PropDoc): string {
  if (required) return "required";
  if (!text) return "–";
  const [, literal = "", meaning = ""] = /^(.*?)(?:(?:^|\s)- (.*))?$/.exec(text)!;
  const value = literal && (literal.includes("`") ? literal : code(literal));
  return [value, prose(meaning)].filter(Boolean).join(": ");
}

/** Each part of a union is a code span of its own, and a link where another README describes it. */
function typeCell(modules: ModuleDocs, folder: string, { type }: PropDoc): string {
  const plain = type.replace(/^readonly /, "");
  const [, item] = /^AtLeastOne<(\w+)>$/.exec(plain) ?? [];
  if (item) return `${linked(modules, folder, `${item}[]`)}, one or more`;
  const parts =
    plain.includes("(") || plain.includes("<") ? [plain] : (modules.unions.get(plain) ?? plain).split(" | ");
  return parts.map((part) => linked(modules, folder, part)).join(" \\| ");
}

function linked(modules: ModuleDocs, folder: string, part: string): string {
  const name = part.replace(/\[\]$/, "");
  const home = modules.homes.get(name);
  const target = home && link(modules, folder, name, home);
  return target ? `[${code(part)}](${target})` : code(part);
}

function link(modules: ModuleDocs, folder: string, name: string, home: string): string | undefined {
  const inTable = modules.folders.get(home)?.some((doc) => doc.name === name);
  const anchor = inTable ? `#${name.toLowerCase()}` : "";
  if (home === folder) return anchor || undefined;
  if (name === "LogRetentionDays") return posix.relative(folder, "docs/limits.md#retention-of-log-groups");
  return `${posix.relative(folder, home)}/README.md${anchor}`;
}

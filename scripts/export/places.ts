import { snake } from "../../modules/core/internal";
import { locals } from "./lookups";
import { mapExpressions } from "./templates";
import { always, type Entries, type Part, type Value } from "./value";
import type { Placeholder } from "./variables";
import type { Element } from "./variant";

/** What stands in the place of values that the user of a module gives. */
export interface Places {
  readonly placeholders: readonly Placeholder[];
  /** Texts and the expressions or templates that they stand for. */
  readonly literals: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, string>>;
  /** Names of files in the folder of the module, by the hashes that Lambda reports of them. */
  readonly files: Readonly<Record<string, string>>;
}

/** The element with the names that it has in a module, and expressions where placeholders were. */
export function placed(element: Element, prefix: string, places: Places): Element {
  const forEach = places.placeholders.find(({ literal }) => element.logicalId.endsWith(`_${slug(literal)}`));
  const rename = (id: string) => nameInModule(id, prefix, places);
  return {
    ...element,
    name: rename(element.logicalId),
    ...(forEach && { forEach: forEach.list }),
    body: inModule(element.body, { places, rename, own: forEach }),
  };
}

export function slug(literal: string): string {
  return snake(literal).replace(/^_/, "");
}

/** `transcript_bucket_versioning` of `session_audit_transcript_bucket_versioning`; `this` of what has the name of the construct. */
function nameInModule(id: string, prefix: string, { placeholders, literals }: Places): string {
  const slugs = [...placeholders.map(({ literal }) => literal), ...Object.keys(literals)].map(slug);
  const stable = slugs.reduce((name, part) => name.replace(`_${part}`, ""), id);
  if (stable === prefix) return "this";
  return stable.startsWith(`${prefix}_`) ? stable.slice(prefix.length + 1) : stable;
}

interface Context {
  readonly places: Places;
  readonly rename: (id: string) => string;
  /** The placeholder that the element as a whole is made for each item of. */
  readonly own: Placeholder | undefined;
}

function inModule(value: Value, context: Context): Value {
  switch (value.kind) {
    case "text":
      return { kind: "text", text: textInModule(value.text, context) };
    case "expression":
    case "spread":
      return { kind: value.kind, code: codeInModule(value.code, context) };
    case "json":
      return { kind: "json", value: inModule(value.value, context) };
    case "object":
      return objectInModule(value.entries, context);
    case "list":
      return { ...value, items: value.items.flatMap(({ value: item }) => listItem(item, context)) };
    case "scalar": {
      const code = context.places.numbers[String(value.value)];
      return code === undefined ? value : { kind: "expression", code };
    }
    case "blocks":
      return { kind: "blocks", items: value.items.map(({ value: item }) => always(inModule(item, context))) };
    default:
      return value;
  }
}

/** A key with a placeholder stands for those of a whole map. */
function objectInModule(entries: Entries, context: Context): Value {
  const [only, ...more] = entries;
  const found = context.places.placeholders.find(({ literal, values }) => values && only?.[0].includes(literal));
  if (found && more.length === 0) {
    const { literal, list, item, values } = found;
    const key = JSON.stringify(only![0].replace(literal, `\${${item}}`));
    return { kind: "expression", code: `{ for ${item}, ${values} in ${list} : ${key} => ${values} }` };
  }
  const changed = entries.map(
    ([key, { value }]) => [textInModule(key, context), always(inModule(value, context))] as const,
  );
  return { kind: "object", entries: changed };
}

/** An item with a placeholder stands for those of a whole list. */
function listItem(item: Value, context: Context): Part[] {
  const whole = context.places.placeholders.find(
    (place) => place.whole && item.kind === "object" && JSON.stringify(item).includes(place.literal),
  );
  if (whole) return [always({ kind: "spread", code: whole.list })];
  const found =
    item.kind === "text"
      ? context.places.placeholders.find((place) => place !== context.own && item.text.includes(place.literal))
      : undefined;
  if (!found || item.kind !== "text") return [always(inModule(item, context))];
  const { literal, list, item: name, only } = found;
  if (list === "") return [];
  const of = found.of ?? list;
  if (item.text === literal && !only) return [always({ kind: "spread", code: found.items ?? list, of })];
  const filled = textInModule(item.text.replaceAll(literal, `\${${name}}`), context);
  const code = `[for ${name} in ${list} : ${JSON.stringify(filled)}${only ? ` if ${only}` : ""}]`;
  return [always({ kind: "spread", code, of })];
}

function textInModule(text: string, context: Context): string {
  const { own, places } = context;
  const filled = own ? text.replaceAll(own.literal, `\${each.value}`) : text;
  const named = Object.entries(places.literals).reduce(
    (result, [literal, code]) => result.replaceAll(literal, code.includes("${") ? code : `\${${code}}`),
    filled,
  );
  return mapExpressions(withOwnFiles(named, places), (code) => codeInModule(code, context));
}

/** CDKTF puts a file beside the stack, below the id of its construct; here it is in the folder of the module. */
function withOwnFiles(text: string, { files }: Places): string {
  const name = files[text];
  if (name !== undefined) return `\${filebase64sha256("\${path.module}/${name}")}`;
  return text.replace(/^\$\{path\.module\}\/assets\/\w+\/\w+\/([\w.-]+)$/, "${path.module}/$1");
}

/** Names of resources as the module has them, and of what it looks up. */
function codeInModule(code: string, { rename }: Context): string {
  const looked = Object.entries(locals).reduce(
    (result, [name, { type, attribute, alias }]) =>
      alias ? result : result.replace(new RegExp(`\\bdata\\.${type}\\.\\w+\\.${attribute}\\b`, "g"), `local.${name}`),
    code,
  );
  return looked.replace(/\b(aws_\w+)\.(\w+)/g, (_, type: string, id: string) => `${type}.${rename(id)}`);
}

/**
 * XML as AWS's services write it. Where lists have a wrapper, each entry is an element of `listItem`; S3 repeats the element
 * itself. A map is one of key and value.
 */
export function xml(name: string, value: unknown, listItem?: string): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) {
    if (!listItem) return value.map((entry) => xml(name, entry)).join("");
    return element(name, value.map((entry) => xml(listItem, entry, listItem)).join(""));
  }
  if (value instanceof Map) {
    const entries = [...value].map(([key, member]) => element("entry", xml("key", key) + xml("value", member)));
    return element(name, entries.join(""));
  }
  if (value instanceof Date) return element(name, value.toISOString());
  if (typeof value === "object") {
    const members = Object.entries(value).map(([key, member]) => xml(key, member, listItem));
    return element(name, members.join(""));
  }
  return element(
    name,
    String(value).replace(/[<>&]/g, (character) => `&#${character.charCodeAt(0)};`),
  );
}

const element = (name: string, content: string): string => `<${name}>${content}</${name}>`;

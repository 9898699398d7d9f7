import { BlockList, isIP } from "node:net";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Fields = { readonly [key: string]: Json };

/**
 * Whether EventBridge would match an event, by its documentation.
 *
 * Arrays match when one of their elements does; in an array of objects the fields of a pattern must hold for the same
 * element. `exists` looks at leaves only: an object, or an empty array, is none.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @see https://github.com/aws/event-ruler
 */
export function matches(pattern: unknown, event: unknown): boolean {
  return matchesFields(pattern as Fields, event as Json);
}

function matchesFields(pattern: Fields, event: Json | undefined): boolean {
  if (Array.isArray(event)) {
    // No element holds what the pattern wants to be absent, so an empty list still may match.
    return event.length === 0 ? matchesFields(pattern, {}) : event.some((element) => matchesFields(pattern, element));
  }
  const fields = isFields(event) ? event : {};
  return Object.entries(pattern).every(([name, wanted]) => {
    if (name === "$or") return (wanted as Fields[]).some((alternative) => matchesFields(alternative, event));
    if (isFields(wanted)) return matchesFields(wanted, fields[name]);
    return matchesLeaf(wanted as readonly Json[], fields[name]);
  });
}

function matchesLeaf(wanted: readonly Json[], value: Json | undefined): boolean {
  const leaves = (Array.isArray(value) ? value.flat(Number.POSITIVE_INFINITY) : [value]) as (Json | undefined)[];
  const present = leaves.filter((leaf) => leaf !== undefined && !isFields(leaf)) as Json[];
  return wanted.some((match) => {
    if (isFields(match) && "exists" in match) return present.length > 0 === match.exists;
    return present.some((leaf) => (isFields(match) ? operate(match, leaf) : match === leaf));
  });
}

function operate(match: Fields, leaf: Json): boolean {
  const [[operator, operand]] = Object.entries(match) as [[string, Json]];
  switch (operator) {
    case "prefix":
    case "suffix":
    case "equals-ignore-case":
    case "wildcard":
      return texts(operand).some((text) => compare(operator, text, leaf));
    case "anything-but":
      return !excluded(operand, leaf);
    case "numeric":
      return typeof leaf === "number" && inRange(operand as (string | number)[], leaf);
    case "cidr":
      return typeof leaf === "string" && inNetwork(operand as string, leaf);
    default:
      throw new Error(`EventBridge knows no operator ${operator}`);
  }
}

type Text = string | { readonly "equals-ignore-case": string };

function texts(operand: Json): readonly Text[] {
  return (Array.isArray(operand) ? operand : [operand]) as readonly Text[];
}

function compare(operator: string, text: Text, leaf: Json): boolean {
  if (typeof leaf !== "string") return false;
  if (typeof text !== "string") return compare(operator, text["equals-ignore-case"].toLowerCase(), leaf.toLowerCase());
  if (operator === "prefix") return leaf.startsWith(text);
  if (operator === "suffix") return leaf.endsWith(text);
  if (operator === "equals-ignore-case") return leaf.toLowerCase() === text.toLowerCase();
  return wildcard(text).test(leaf);
}

/** `*` stands for any characters, `\*` and `\\` for themselves. */
function wildcard(text: string): RegExp {
  const source = text.replace(/\\([*\\])|[\s\S]/g, (found, escaped?: string) =>
    found === "*" ? "[\\s\\S]*" : (escaped ?? found).replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&"),
  );
  return new RegExp(`^${source}$`);
}

function excluded(operand: Json, leaf: Json): boolean {
  return isFields(operand) ? operate(operand, leaf) : [operand].flat().includes(leaf);
}

function inRange(comparisons: readonly (string | number)[], value: number): boolean {
  for (let index = 0; index < comparisons.length; index += 2) {
    const [sign, bound] = [comparisons[index], comparisons[index + 1] as number];
    const holds = {
      "<": value < bound,
      "<=": value <= bound,
      "=": value === bound,
      ">=": value >= bound,
      ">": value > bound,
    };
    if (!holds[sign as keyof typeof holds]) return false;
  }
  return true;
}

function inNetwork(cidr: string, address: string): boolean {
  const [network = "", length] = cidr.split("/");
  const [family, other] = [isIP(network), isIP(address)];
  if (family === 0 || family !== other) return false;
  const type = family === 4 ? "ipv4" : "ipv6";
  const list = new BlockList();
  list.addSubnet(network, Number(length), type);
  return list.check(address, type);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

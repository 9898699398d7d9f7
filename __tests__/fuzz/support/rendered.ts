// biome-ignore lint/suspicious/noExplicitAny: arbitrary Terraform JSON
export type Block = Record<string, any>;

/** Every text of a stack that is JSON, with the path to it. It fails on a text that only looks like it. */
export function jsonTexts(value: unknown, path = ""): [path: string, json: Block][] {
  if (typeof value === "string") return /^\s*[[{]\s*["\]}]/.test(value) ? [[path, parseRendered(value, path)]] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => jsonTexts(inner, path === "" ? key : `${path}.${key}`));
}

export function policyTexts(value: unknown): [path: string, policy: Block][] {
  return jsonTexts(value).filter(([, json]) => json.Statement !== undefined);
}

/** As Terraform would have it once it has put values in place of what it knows alone. */
function parseRendered(text: string, path: string): Block {
  // Outside of quotes an expression stands for a whole value; an input template has variables there too.
  const filled = text.replace(/("(?:[^"\\]|\\.)*")|\$\{[^}]*\}|<[\w.-]+>/g, (_, quoted) => quoted ?? '"known later"');
  try {
    return JSON.parse(filled);
  } catch (error) {
    throw new Error(`${path} is no JSON: ${(error as Error).message}\n${text}`);
  }
}

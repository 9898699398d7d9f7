/**
 * How CDKTF stands in for a value that only Terraform knows, where a text was made of it that CDKTF could not read back:
 * an object written as JSON, a text or list put together by hand, and a number, which is one beyond all others (-8.1e+298, in
 * lists -1.9e+289), also where somebody has calculated with it.
 */
const placeholders = /<unresolved-token>|TfToken\[|\de\+(?:2[89]\d|30\d)/;

/** Where in a synthesized stack placeholders are left. */
export function undecodedTokens(written: string): string[] {
  // Nearly always there is nothing to look for.
  if (!placeholders.test(written)) return [];
  if (!written.startsWith("{")) return written.split("\n").filter((line) => placeholders.test(line));
  return placesIn(JSON.parse(written), "");
}

function placesIn(value: unknown, path: string): string[] {
  if (typeof value === "string" || typeof value === "number") return placeholders.test(String(value)) ? [path] : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(placeholders.test(key) ? [`${path}.${key}`] : []),
    ...placesIn(inner, path === "" ? key : `${path}.${key}`),
  ]);
}

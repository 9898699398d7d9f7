/**
 * CDKTF's placeholders for values known only to Terraform, where a string was built that CDKTF could not read back: an
 * object written as JSON, a string or list concatenated by hand, or a huge number (-8.1e+298, in lists -1.9e+289), even
 * if it was used in a calculation.
 */
const placeholders = /<unresolved-token>|TfToken\[|\de\+(?:2[89]\d|30\d)/;

/** Finds the placeholders left in a synthesized stack. */
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

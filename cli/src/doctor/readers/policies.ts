import type { PolicyDocument } from "../state";

/** A policy as AWS stores it. AWS takes no malformed one, so what cannot be read is an empty one of a stand-in. */
export function policyOf(text: string | undefined): PolicyDocument | undefined {
  if (!text) return undefined;
  const policy: unknown = JSON.parse(text);
  return typeof policy === "object" && policy !== null && "Statement" in policy
    ? (policy as PolicyDocument)
    : undefined;
}

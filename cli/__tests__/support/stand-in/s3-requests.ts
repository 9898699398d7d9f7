import type { IncomingMessage } from "node:http";
import type { Call } from "./stand-in";

/** Operations on a bucket that a query parameter chooses. */
const subresources: Readonly<Record<string, string>> = {
  encryption: "BucketEncryption",
  lifecycle: "BucketLifecycleConfiguration",
  location: "BucketLocation",
  logging: "BucketLogging",
  "object-lock": "ObjectLockConfiguration",
  policy: "BucketPolicy",
  policyStatus: "BucketPolicyStatus",
  publicAccessBlock: "PublicAccessBlock",
  versioning: "BucketVersioning",
};

/** S3 says in method, path and query what other services say in a header. */
export function s3Action(request: IncomingMessage, body: Buffer): Pick<Call, "action" | "input"> {
  const url = new URL(request.url!, "http://s3");
  const [, Bucket = "", ...rest] = url.pathname.split("/").map(decodeURIComponent);
  const Key = rest.join("/");
  const query = Object.fromEntries(url.searchParams);
  const input = { Bucket, ...(Key && { Key }), query, headers: request.headers, body };
  return { action: `s3:${operation(request.method!, Bucket, Key, query)}`, input };
}

function operation(method: string, bucket: string, key: string, query: Record<string, string>): string {
  if (!bucket) return "ListBuckets";
  const verb = { GET: "Get", PUT: "Put", DELETE: "Delete", HEAD: "Head", POST: "Post" }[method]!;
  if (key) return `${verb}Object`;
  const subresource = Object.keys(subresources).find((name) => name in query);
  if (subresource) return `${verb}${subresources[subresource]}`;
  if (method === "GET") return "versions" in query ? "ListObjectVersions" : "ListObjectsV2";
  return `${verb}Bucket`;
}

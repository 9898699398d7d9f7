import { createHash } from "node:crypto";
import { AwsError, type Call, type StandIn } from "./stand-in";
import type { S3Output } from "./wire";

export interface StoredObject {
  body: Buffer;
  lastModified: Date;
  /** `x-amz-meta-*`, without that prefix. */
  metadata: Readonly<Record<string, string>>;
}

/** Objects by key, in S3's order at the time of a listing. */
export type Bucket = Map<string, StoredObject>;

/** Gives a stand-in the buckets that a map holds; what the commands put is found in it afterwards. */
export function serveBuckets(aws: StandIn, buckets: Map<string, Bucket>): void {
  const bucketOf = ({ input }: Call): Bucket => {
    const bucket = buckets.get(input.Bucket);
    if (!bucket) throw new AwsError("NoSuchBucket", "The specified bucket does not exist", 404);
    return bucket;
  };
  const objectOf = (call: Call): StoredObject => {
    const object = bucketOf(call).get(call.input.Key);
    if (!object) throw new AwsError("NoSuchKey", "The specified key does not exist.", 404);
    return object;
  };
  aws.answer("s3:ListObjectsV2", (call: Call) => list(call, bucketOf(call)));
  aws.answer("s3:GetObject", (call: Call): S3Output => ranged(call, objectOf(call)));
  aws.answer("s3:HeadObject", (call: Call): S3Output => ({ headers: headersOf(objectOf(call)) }));
  aws.answer("s3:PutObject", (call: Call): S3Output => {
    const bucket = bucketOf(call);
    const { Key, body, headers } = call.input;
    if (headers["if-none-match"] === "*" && bucket.has(Key)) {
      throw new AwsError("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
    }
    bucket.set(Key, storedObject(plain(body, headers)));
    return { headers: { etag: etag(body) } };
  });
}

export function storedObject(
  body: Buffer | string,
  lastModified = new Date(),
  metadata: Readonly<Record<string, string>> = {},
): StoredObject {
  return { body: Buffer.from(body as string), lastModified, metadata };
}

function list({ input }: Call, bucket: Bucket): S3Output {
  const {
    prefix = "",
    delimiter,
    "max-keys": max = "1000",
    "continuation-token": token,
    "start-after": after = "",
  } = input.query;
  const from = token ?? after;
  const found = [...bucket.keys()].filter((key) => key.startsWith(prefix) && key > from).sort();
  // Up to the delimiter, keys are one folder. Folders come in one page here.
  const folderOf = (key: string) => {
    const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
    return end < 0 ? undefined : key.slice(0, end + 1);
  };
  const keys = found.filter((key) => folderOf(key) === undefined);
  const folders = [...new Set(found.flatMap((key) => folderOf(key) ?? []))];
  const page = keys.slice(0, Number(max));
  const truncated = page.length < keys.length;
  const contents = page.map((Key) => {
    const { body, lastModified } = bucket.get(Key)!;
    return { Key, LastModified: lastModified, ETag: etag(body), Size: body.length, StorageClass: "STANDARD" };
  });
  return {
    xml: {
      root: "ListBucketResult",
      content: {
        Name: input.Bucket,
        Prefix: prefix,
        KeyCount: page.length,
        IsTruncated: truncated,
        ...(truncated && { NextContinuationToken: page.at(-1) }),
        Contents: contents,
        ...(folders.length > 0 && { CommonPrefixes: folders.map((Prefix) => ({ Prefix })) }),
      },
    },
  };
}

function ranged({ input }: Call, object: StoredObject): S3Output {
  const range = /^bytes=(\d+)-(\d*)$/.exec(input.headers.range ?? "");
  if (!range) return { headers: headersOf(object), body: object.body };
  const [start, end] = [Number(range[1]), Math.min(Number(range[2] || object.body.length - 1), object.body.length - 1)];
  const headers = { ...headersOf(object), "content-range": `bytes ${start}-${end}/${object.body.length}` };
  return {
    status: 206,
    headers: { ...headers, "content-length": String(end - start + 1) },
    body: object.body.subarray(start, end + 1),
  };
}

function headersOf({ body, lastModified, metadata }: StoredObject): Record<string, string> {
  return {
    "content-length": String(body.length),
    "last-modified": lastModified.toUTCString(),
    etag: etag(body),
    ...Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`x-amz-meta-${name}`, value])),
  };
}

const etag = (body: Buffer): string => `"${createHash("md5").update(body).digest("hex")}"`;

/** The SDK sends bodies in signed chunks: `<size>;...\r\n<data>\r\n`, up to an empty one. */
function plain(body: Buffer, headers: Readonly<Record<string, string>>): Buffer {
  if (!/aws-chunked/.test(headers["content-encoding"] ?? "")) return body;
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.toString("latin1", at, lineEnd), 16);
    if (!size) return Buffer.concat(parts);
    parts.push(body.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
}

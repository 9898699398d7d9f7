import { constants, createPublicKey, type KeyObject, verify } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { sha256 } from "../archive/hash";

/** A digest file of CloudTrail: which log files it delivered in an hour, and what each of them held. */
export interface TrailDigest {
  readonly digestStartTime: string;
  readonly digestEndTime: string;
  readonly digestS3Bucket: string;
  readonly digestS3Object: string;
  readonly digestPublicKeyFingerprint: string;
  readonly previousDigestS3Object: string | null;
  readonly previousDigestHashValue: string | null;
  readonly previousDigestSignature: string | null;
  readonly logFiles: readonly {
    readonly s3Bucket: string;
    readonly s3Object: string;
    readonly hashValue: string;
  }[];
}

/** A digest as it is read. */
export interface DigestFile {
  readonly key: string;
  readonly digest: TrailDigest;
  /** Of what the gzip file holds: CloudTrail hashes no compressed bytes. */
  readonly hash: string;
  /** Hexadecimal; undefined where the object's metadata is not at hand. */
  readonly signature: string | undefined;
}

const required = ["digestEndTime", "digestStartTime", "digestS3Bucket", "digestS3Object", "digestPublicKeyFingerprint"];

const chained = ["previousDigestS3Object", "previousDigestHashValue", "previousDigestSignature"];
const isText = (value: unknown): boolean => typeof value === "string";
const isTextOrNothing = (value: unknown): boolean => isText(value) || value === null || value === undefined;
const isLogFile = ({ s3Object, hashValue }: TrailDigest["logFiles"][number]): boolean =>
  isText(s3Object) && isText(hashValue);

/** Reads a digest file. Undefined where it has not the form of one. */
export function parseDigest(key: string, body: Buffer, signature: string | undefined): DigestFile | undefined {
  try {
    const content = gunzipSync(body);
    const digest = JSON.parse(content.toString("utf8"));
    if (required.some((name) => !isText(digest[name])) || chained.some((name) => !isTextOrNothing(digest[name])))
      return undefined;
    if (Number.isNaN(Date.parse(digest.digestEndTime)) || !digest.logFiles.every(isLogFile)) return undefined;
    return { key, digest, hash: sha256(content), signature };
  } catch {
    return undefined;
  }
}

/** Public keys of CloudTrail by fingerprint, base64 of PKCS #1 as ListPublicKeys gives them. */
export type TrailKeys = ReadonlyMap<string, string>;

/**
 * Whether CloudTrail has signed a digest: RSA over SHA-256 of four lines, the time of its end, its own place, the hash of its content,
 * and the signature of the digest before it.
 *
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-custom-validation.html
 */
export function isSignedByCloudTrail({ digest, hash }: DigestFile, signature: string, keys: TrailKeys): boolean {
  const key = keys.get(digest.digestPublicKeyFingerprint);
  if (!key) return false;
  const lines = [
    digest.digestEndTime,
    `${digest.digestS3Bucket}/${digest.digestS3Object}`,
    hash,
    digest.previousDigestSignature ?? "null",
  ];
  const rsa = publicKeyOf(key);
  const padding = constants.RSA_PKCS1_PADDING;
  return verify("sha256", Buffer.from(lines.join("\n")), { key: rsa, padding }, Buffer.from(signature, "hex"));
}

/** From base64 of PKCS #1. */
export function publicKeyOf(value: string): KeyObject {
  return createPublicKey({ key: Buffer.from(value, "base64"), format: "der", type: "pkcs1" });
}

const digestKey =
  /^(?<head>(?:.*\/)?AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/)CloudTrail-Digest\/(?<region>[a-z0-9-]+)\/\d{4}\/\d{2}\/\d{2}\/(?<name>\d{12}_CloudTrail-Digest_.+)_\d{8}T\d{6}Z(?<backfill>_backfill)?\.json\.gz$/;

/**
 * The chain that a digest belongs to: one for each account, Region and trail; digests that were delivered later to fill a gap make
 * chains of their own. Undefined for what is no digest.
 */
export function chainOf(key: string): { chain: string; logFiles: string } | undefined {
  const { head, region, name, backfill = "" } = digestKey.exec(key)?.groups ?? {};
  return head && region && name
    ? { chain: `${head}${name}${backfill}`, logFiles: `${head}CloudTrail/${region}/` }
    : undefined;
}

/** The folder of the log files of an account and Region that a key lies in. Undefined for what is no log file. */
export function logFilesOf(key: string): string | undefined {
  return deliveredAt(key) && /^((?:.*\/)?AWSLogs\/(?:o-[a-z0-9]+\/)?\d{12}\/CloudTrail\/[a-z0-9-]+\/)/.exec(key)?.[1];
}

/** When a log file was delivered, by its name: `..._20260714T1205Z_....json.gz`. Undefined for what is no log file. */
export function deliveredAt(key: string): Date | undefined {
  const [, date, time] = /_CloudTrail_[a-z0-9-]+_(\d{8})T(\d{4})Z_[A-Za-z0-9]+\.json\.gz$/.exec(key) ?? [];
  if (!date || !time) return undefined;
  const iso = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}T${time.slice(0, 2)}:${time.slice(2)}:00Z`;
  return new Date(iso);
}

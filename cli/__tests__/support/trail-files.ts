import { constants, createHash, generateKeyPairSync, sign } from "node:crypto";
import { gzipSync } from "node:zlib";
import { type Bucket, storedObject } from "./stand-in";

const sha256 = (data: Buffer | string) => createHash("sha256").update(data).digest("hex");
const account = "111122223333";
const region = "eu-west-1";
const compact = (time: Date) => time.toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
const folder = (time: Date) => time.toISOString().slice(0, 10).replaceAll("-", "/");

// Made once: it takes its time.
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

export interface TrailFiles {
  /** Oldest first. */
  readonly digests: readonly string[];
  readonly logFiles: readonly string[];
  /** As ListPublicKeys gives it. */
  readonly publicKeys: readonly { readonly Fingerprint: string; readonly Value: string }[];
}

/** Puts the files of a trail that ran for some hours into a bucket, signed as CloudTrail signs them. */
export function playTrail(
  bucket: Bucket,
  name: string,
  hours: number,
  start = new Date("2026-07-10T00:00:00Z"),
): TrailFiles {
  const Fingerprint = "31e8b5433410dfb61a9dc45cc65b22ff";
  const digests: string[] = [];
  const logFiles: string[] = [];
  let previous: { key: string; hash: string; signature: string } | undefined;
  for (let hour = 0; hour < hours; hour++) {
    const from = new Date(start.getTime() + hour * 3_600_000);
    const to = new Date(from.getTime() + 3_600_000);
    const delivered = [5, 35].map((minute) => logFile(bucket, new Date(from.getTime() + minute * 60_000)));
    logFiles.push(...delivered.map(({ key }) => key));
    const key = `AWSLogs/${account}/CloudTrail-Digest/${region}/${folder(to)}/${account}_CloudTrail-Digest_${region}_audit_${region}_${compact(to)}.json.gz`;
    const content = JSON.stringify({
      awsAccountId: account,
      digestStartTime: from.toISOString().replace(".000", ""),
      digestEndTime: to.toISOString().replace(".000", ""),
      digestS3Bucket: name,
      digestS3Object: key,
      digestPublicKeyFingerprint: Fingerprint,
      digestSignatureAlgorithm: "SHA256withRSA",
      previousDigestS3Bucket: previous ? name : null,
      previousDigestS3Object: previous?.key ?? null,
      previousDigestHashValue: previous?.hash ?? null,
      previousDigestHashAlgorithm: "SHA-256",
      previousDigestSignature: previous?.signature ?? null,
      logFiles: delivered.map((file) => ({
        s3Bucket: name,
        s3Object: file.key,
        hashValue: file.hash,
        hashAlgorithm: "SHA-256",
      })),
    });
    const lines = [
      to.toISOString().replace(".000", ""),
      `${name}/${key}`,
      sha256(content),
      previous?.signature ?? "null",
    ];
    const rsa = { key: privateKey, padding: constants.RSA_PKCS1_PADDING };
    const signature = sign("sha256", Buffer.from(lines.join("\n")), rsa).toString("hex");
    bucket.set(key, storedObject(gzipSync(content), to, { signature, "signature-algorithm": "SHA256withRSA" }));
    digests.push(key);
    previous = { key, hash: sha256(content), signature };
  }
  const Value = publicKey.export({ format: "der", type: "pkcs1" }).toString("base64");
  return { digests, logFiles, publicKeys: [{ Fingerprint, Value }] };
}

function logFile(bucket: Bucket, at: Date): { key: string; hash: string } {
  const content = JSON.stringify({ Records: [{ eventTime: at.toISOString(), eventName: "StartSession" }] });
  const key = `AWSLogs/${account}/CloudTrail/${region}/${folder(at)}/${account}_CloudTrail_${region}_${compact(at).slice(0, 13)}Z_abcdefghijklmnop.json.gz`;
  bucket.set(key, storedObject(gzipSync(content), at));
  return { key, hash: sha256(content) };
}

import { sha256 } from "../archive/hash";

/** What a seal says of itself: the first of its lines. */
export interface SealHead {
  readonly version: 1;
  /** The day, UTC, on which the objects were written. */
  readonly day: string;
  /** What is sealed of the bucket. */
  readonly prefixes: readonly string[];
  readonly objects: number;
  /** SHA-256 of the seal of the day before; null for the first. */
  readonly previous: string | null;
}

/** An object, as it was when it was sealed: one line. */
export interface SealedObject {
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** The last line: the signature over everything before it. */
export interface SealSignature {
  readonly algorithm: SigningAlgorithm;
  /** ARN of the KMS key. */
  readonly keyId: string;
  /** Base64. */
  readonly signature: string;
}

export const signingAlgorithms = ["ECDSA_SHA_256", "RSASSA_PSS_SHA_256", "RSASSA_PKCS1_V1_5_SHA_256"] as const;

export type SigningAlgorithm = (typeof signingAlgorithms)[number];

/** A seal as it is read, its signature not yet checked. */
export interface SealFile {
  readonly head: SealHead;
  readonly objects: readonly SealedObject[];
  readonly signature: SealSignature;
  /** What the signature is over. */
  readonly signed: Buffer;
  /** Of the whole file: what the next seal names. */
  readonly sha256: string;
}

export const defaultSealPrefix = "seals/";

/** The key of the seal of a day. */
export function sealKey(prefix: string, day: string): string {
  return `${prefix}${day}.jsonl`;
}

/** The day that a key claims to seal. Undefined for what is no seal. */
export function dayOfKey(prefix: string, key: string): string | undefined {
  return key.startsWith(prefix) ? /^(\d{4}-\d{2}-\d{2})\.jsonl$/.exec(key.slice(prefix.length))?.[1] : undefined;
}

/** The lines that are signed. Objects are sorted by key, so that the same objects make the same seal. */
export function signedPart(head: Omit<SealHead, "version" | "objects">, objects: readonly SealedObject[]): Buffer {
  const full: SealHead = {
    version: 1,
    day: head.day,
    prefixes: head.prefixes,
    objects: objects.length,
    previous: head.previous,
  };
  const sorted = [...objects].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return Buffer.from([full, ...sorted].map((line) => `${JSON.stringify(line)}\n`).join(""));
}

export function sealFile(signed: Buffer, signature: SealSignature): Buffer {
  return Buffer.concat([signed, Buffer.from(`${JSON.stringify(signature)}\n`)]);
}

/**
 * What is signed for the lines of a seal: the hexadecimal digits of their SHA-256, since KMS takes no more than 4096 bytes.
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Sign.html
 */
export function signedMessage(signed: Buffer): Buffer {
  return Buffer.from(sha256(signed));
}

/** Reads a seal. Undefined where a file has not its form. */
export function parseSeal(file: Buffer): SealFile | undefined {
  const end = file.lastIndexOf("\n", file.length - 2) + 1;
  try {
    const lines = file.toString("utf8", 0, end).split("\n");
    lines.pop();
    const [head, ...objects] = lines.map((line) => JSON.parse(line));
    const signature = JSON.parse(file.toString("utf8", end));
    if (!isHead(head) || objects.length !== head.objects || !objects.every(isObject) || !isSignature(signature))
      return undefined;
    return { head, objects, signature, signed: file.subarray(0, end), sha256: sha256(file) };
  } catch {
    return undefined;
  }
}

/** A seal may be forged: whoever reads one relies on its form only after this. */
function isHead(head: SealHead): boolean {
  const { version, day, prefixes, previous } = head;
  return (
    version === 1 &&
    isText(day) &&
    Array.isArray(prefixes) &&
    prefixes.every(isText) &&
    (previous === null || isText(previous))
  );
}

const isObject = ({ key, bytes, sha256: hash }: SealedObject): boolean =>
  isText(key) && typeof bytes === "number" && isText(hash);
const isSignature = ({ algorithm, signature }: SealSignature): boolean => isText(algorithm) && isText(signature);
const isText = (value: unknown): boolean => typeof value === "string";

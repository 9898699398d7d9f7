import type { KeyObject } from "node:crypto";
import { readFileSync } from "node:fs";
import { CloudTrailClient, type PublicKey, paginateListPublicKeys } from "@aws-sdk/client-cloudtrail";
import { KMSClient } from "@aws-sdk/client-kms";
import { S3Client } from "@aws-sdk/client-s3";
import type { Archive } from "../archive/archive";
import { FolderArchive } from "../archive/folder-archive";
import { S3Archive } from "../archive/s3-archive";
import { type Outcome, outcomeOf } from "../exit-codes";
import { type Caller, openCaller } from "../fleet/caller";
import { everyPage } from "../fleet/pages";
import { type Io, UsageError } from "../io";
import { dayOf, parseDay } from "../seal/days";
import { kmsPublicKey } from "../seal/signer";
import { plural, printable } from "../terminal/text";
import type { VerifyFlags } from "./command";
import type { Verification } from "./finding";
import { verifySeals } from "./seals";
import { publicKey } from "./signatures";
import { verifyTrail } from "./trail";
import { publicKeyOf, type TrailKeys } from "./trail-digest";

/** `session-audit verify`. */
export async function runVerify(flags: VerifyFlags, io: Io): Promise<Outcome> {
  check(flags);
  const until = flags.until === undefined ? undefined : parseDay("--until", flags.until);
  const needsAws = flags.bucket || (flags.key && flags.seals) || (flags.trail && !flags.trailKeys);
  const caller = needsAws ? await openCaller(flags, io) : undefined;
  try {
    const archive: Archive = flags.bucket
      ? new S3Archive(caller!.client(S3Client), flags.bucket)
      : new FolderArchive(flags.folder!);
    const concurrency = flags.bucket ? 32 : 8;
    const parts: Verification[] = [];
    const expected = until ?? (flags.bucket ? dayOf(new Date(io.now().getTime() - 2 * 86_400_000)) : undefined);
    if (flags.seals) {
      const keys = await sealKeys(flags, caller);
      const options = { sealPrefix: flags.sealPrefix, keys, concurrency, ...(expected && { until: expected }) };
      parts.push(await verifySeals(archive, options));
    }
    if (flags.trail !== undefined) {
      const options = { prefix: flags.trail, keys: await trailKeys(flags, caller), concurrency };
      parts.push(await verifyTrail(archive, { ...options, ...(expected && { until: expected }) }));
    }
    return tell(parts, io);
  } finally {
    caller?.close();
  }
}

function check({ bucket, folder, seals, publicKey: files, key, trail }: VerifyFlags): void {
  if (Boolean(bucket) === Boolean(folder)) throw new UsageError("give one of --bucket and --folder");
  if (!seals && trail === undefined) throw new UsageError("--no-seals leaves nothing to check: give --trail");
  if (seals && !files && !key) {
    throw new UsageError(
      "give --public-key, the file that session-audit seal --public-key wrote, or --key, the KMS key",
    );
  }
}

function tell(parts: readonly Verification[], { stdout }: Io): Outcome {
  const findings = parts.flatMap((part) => part.findings);
  const unread = parts.flatMap((part) => part.unread);
  const unchecked = parts.flatMap((part) => part.unchecked);
  for (const { what, key, why } of findings) stdout.write(`${what.padEnd(8)} ${printable(key)}: ${printable(why)}\n`);
  for (const line of unread) stdout.write(`could not be read: ${printable(line)}\n`);
  for (const line of unchecked) stdout.write(`not checked: ${printable(line)}\n`);
  const checked = parts.flatMap((part) => part.checked).join("; ") || "nothing";
  stdout.write(`checked: ${checked}; ${told(findings.length, unread.length)}\n`);
  // What came after the last seal, and before the first digest, is no failure to read.
  return outcomeOf({ finding: findings.length > 0, incomplete: unread.length > 0 });
}

function told(findings: number, unread: number): string {
  if (findings > 0) return plural(findings, "finding");
  return unread > 0 ? "no problem in what could be read" : "nothing has changed";
}

async function sealKeys({ publicKey: files, key }: VerifyFlags, caller: Caller | undefined): Promise<KeyObject[]> {
  const keys = (files ?? []).map((file) => publicKey(readText("--public-key", file), file));
  if (key) keys.push(publicKey((await kmsPublicKey(caller!.client(KMSClient), key)).publicKey, key));
  return keys;
}

async function trailKeys({ trailKeys: file }: VerifyFlags, caller: Caller | undefined): Promise<TrailKeys> {
  const keys = new Map<string, string>();
  const note = ({ Fingerprint, Value }: { Fingerprint?: string; Value?: unknown }) => {
    if (Fingerprint && Value)
      keys.set(Fingerprint, Value instanceof Uint8Array ? Buffer.from(Value).toString("base64") : String(Value));
  };
  if (file) {
    const { PublicKeyList } = parseJson(readText("--trail-keys", file), file) as { PublicKeyList?: unknown };
    const listed: readonly unknown[] = Array.isArray(PublicKeyList) ? PublicKeyList : [];
    for (const entry of listed) note((entry ?? {}) as PublicKey);
    if (keys.size === 0)
      throw new UsageError(`${file} contains no public key: it must be the output of aws cloudtrail list-public-keys`);
    for (const [fingerprint, key] of keys) {
      if (!isPublicKey(key)) throw new UsageError(`${file}: the key ${fingerprint} is not an RSA public key in base64`);
    }
    return keys;
  }
  const client = caller!.client(CloudTrailClient);
  // Without times, only the keys of now are told: https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_ListPublicKeys.html
  const input = { StartTime: new Date("2015-01-01T00:00:00Z"), EndTime: new Date() };
  const pages = everyPage("cloudtrail:ListPublicKeys", paginateListPublicKeys, { client }, input);
  for await (const { PublicKeyList } of pages) (PublicKeyList ?? []).forEach(note);
  return keys;
}

function isPublicKey(value: unknown): boolean {
  try {
    return publicKeyOf(value as string).asymmetricKeyType === "rsa";
  } catch {
    return false;
  }
}

function readText(option: string, file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${option} cannot be read: ${(error as Error).message}`);
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw new UsageError(`${file} is not JSON`);
  }
}

import { randomUUID } from "node:crypto";
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import { inParallel } from "../../fleet/fleet";
import { everyPage } from "../../fleet/pages";
import { showProgress } from "../../fleet/progress";
import { type Io, UsageError } from "../../io";
import { daysBetween } from "../../seal/days";
import { evidenceKey } from "./evidence-files";

const concurrency = 64;

export interface BucketPlace {
  readonly bucket: string;
  /** With a slash at its end, or empty. */
  readonly prefix: string;
}

/** `s3://bucket/prefix`. Undefined for what does not begin so. */
export function bucketPlace(where: string): BucketPlace | undefined {
  if (!where.startsWith("s3://")) return undefined;
  const [, bucket, prefix = ""] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(where) ?? [];
  if (!bucket) throw new UsageError(`--from must be a folder or s3://bucket/prefix, got: ${where}`);
  return { bucket, prefix: prefix && `${prefix.replace(/\/+$/, "")}/` };
}

export interface Fetch extends BucketPlace {
  readonly folder: string;
  /** First and last day to fetch. */
  readonly first: string;
  readonly last: string;
}

/** Fetches the evidence of some days into a folder, under its keys. What is there already is not fetched again. */
export async function fetchEvidence(client: S3Client, io: Io, fetch: Fetch): Promise<void> {
  const { bucket, prefix, folder, first, last } = fetch;
  const list = (Prefix: string) => keysBelow(client, bucket, Prefix);
  const prefixes = await dayPrefixes(client, bucket, prefix, daysBetween(first, last));
  const keys = (await inParallel(prefixes, concurrency, list)).flat();
  const missing = keys.filter((key) => evidenceKey(key) && !existsSync(pathIn(folder, key)));
  const progress = showProgress(io, `files of ${bucket}`, missing.length);
  try {
    await inParallel(missing, concurrency, async (Key) => {
      await download(client, { Bucket: bucket, Key }, pathIn(folder, Key));
      progress.step();
    });
  } finally {
    progress.stop();
  }
}

/** The prefix of every day of every table. Accounts and Regions of the trail are found by asking for folders. */
async function dayPrefixes(
  client: S3Client,
  Bucket: string,
  prefix: string,
  days: readonly string[],
): Promise<string[]> {
  const below = (Prefix: string) => foldersBelow(client, Bucket, Prefix);
  const each = async (prefixes: readonly string[], next: (prefix: string) => Promise<string[]>) =>
    (await inParallel(prefixes, concurrency, next)).flat();
  const owners = await below(`${prefix}AWSLogs/`);
  const accounts = [
    ...owners.filter((owner) => /\/\d{12}\/$/.test(owner)),
    ...(await each(
      owners.filter((owner) => /\/o-[a-z0-9]+\/$/.test(owner)),
      below,
    )),
  ];
  const regions = await each(accounts, (account) => below(`${account}CloudTrail/`));
  return [
    ...regions.flatMap((region) => days.map((day) => `${region}${day.replaceAll("-", "/")}/`)),
    ...["ledger", "collections"].flatMap((table) => days.map((day) => `${prefix}${table}/date=${day}/`)),
  ];
}

async function foldersBelow(client: S3Client, Bucket: string, Prefix: string): Promise<string[]> {
  const folders: string[] = [];
  const input = { Bucket, Prefix, Delimiter: "/" };
  for await (const { CommonPrefixes } of everyPage("s3:ListBucket", paginateListObjectsV2, { client }, input)) {
    for (const { Prefix: folder } of CommonPrefixes ?? []) folders.push(folder!);
  }
  return folders;
}

async function keysBelow(client: S3Client, Bucket: string, Prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents } of everyPage("s3:ListBucket", paginateListObjectsV2, { client }, { Bucket, Prefix })) {
    for (const { Key } of Contents ?? []) keys.push(Key!);
  }
  return keys;
}

/**
 * Under another name until it is whole: a file that is there is not fetched again. Under one of its own, because another
 * command may fetch into the same folder.
 */
async function download(client: S3Client, input: { Bucket: string; Key: string }, path: string): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const { Body } = await client.send(new GetObjectCommand(input));
  const part = `${path}.${randomUUID()}.part`;
  try {
    await pipeline(Body as Readable, createWriteStream(part, { mode: 0o600 }));
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
}

/** Keys are chosen by whoever may write to the bucket: none leads out of the folder. */
function pathIn(folder: string, key: string): string {
  const root = resolve(folder);
  const path = join(root, key);
  if (!path.startsWith(root + sep)) throw new UsageError(`an object key points outside the folder: ${key}`);
  return path;
}

import type { Archive } from "../archive/archive";
import { inParallel } from "../fleet/fleet";
import { plural } from "../terminal/text";
import { type Finding, readOrNote, type Verification } from "./finding";
import {
  chainOf,
  type DigestFile,
  deliveredAt,
  isSignedByCloudTrail,
  parseDigest,
  type TrailKeys,
} from "./trail-digest";

export interface TrailVerification {
  /** Where the trail's files are: what comes before `AWSLogs/`, and more. */
  readonly prefix: string;
  readonly keys: TrailKeys;
  readonly concurrency: number;
}

/** A log file may be in the digest of the hour after the one in which it was delivered. */
const lateMs = 2 * 3_600_000;

interface Chain {
  /** Oldest first. */
  readonly keys: string[];
  readonly logFiles: string;
}

/** Checks every chain of digests below a prefix, and every log file that they name; finds log files that they do not name. */
export async function verifyTrail(archive: Archive, options: TrailVerification): Promise<Verification> {
  const findings: Finding[] = [];
  const unchecked: string[] = [];
  const unread: string[] = [];
  const named = new Map<string, string>();
  const digestsUntil = new Map<string, number>();
  let digests = 0;
  for (const [name, { keys, logFiles }] of await chains(archive, options.prefix)) {
    const files = await readDigests(archive, keys, { findings, unread }, options.concurrency);
    digests += files.length;
    findings.push(...chainFindings(archive, files, options.keys));
    unchecked.push(...gaps(name, files));
    for (const { digest } of files) {
      for (const { s3Object, hashValue } of digest.logFiles) named.set(s3Object, hashValue);
      const end = Date.parse(digest.digestEndTime);
      digestsUntil.set(logFiles, Math.max(digestsUntil.get(logFiles) ?? 0, end));
    }
  }
  if (digests === 0 && findings.length === 0) {
    const why = `there is no digest below ${archive.name}/${options.prefix}: log file validation is off`;
    return { findings: [{ what: "dropped", key: options.prefix, why }], unchecked, unread, checked: [] };
  }
  findings.push(...(await logFileFindings(archive, named, options.concurrency, unread)));
  for (const [logFiles, until] of digestsUntil) {
    for await (const { key } of archive.list(logFiles)) {
      const at = deliveredAt(key)?.getTime();
      if (at === undefined || named.has(key) || at > until - lateMs) continue;
      findings.push({ what: "added", key, why: "no digest names this log file" });
    }
  }
  return {
    findings,
    unchecked,
    unread,
    checked: [`${plural(digests, "CloudTrail digest")} and ${plural(named.size, "log file")}`],
  };
}

async function chains(archive: Archive, prefix: string): Promise<Map<string, Chain>> {
  const found = new Map<string, Chain>();
  for await (const { key } of archive.list(prefix)) {
    const of = chainOf(key);
    if (!of) continue;
    const chain = found.get(of.chain) ?? { keys: [], logFiles: of.logFiles };
    chain.keys.push(key);
    found.set(of.chain, chain);
  }
  // The time at the end of the name decides; years and days are folders, so that the order of the keys is that of time.
  for (const { keys } of found.values()) keys.sort();
  return found;
}

async function readDigests(
  archive: Archive,
  keys: readonly string[],
  { findings, unread }: { findings: Finding[]; unread: string[] },
  concurrency: number,
): Promise<DigestFile[]> {
  const files = await inParallel(keys, concurrency, async (key) => {
    const content = await readOrNote(key, unread, () => archive.read(key));
    if (!content?.value) return [];
    const file = parseDigest(key, content.value.body, content.value.metadata.signature);
    if (!file) findings.push({ what: "changed", key, why: "it is not a valid digest" });
    return file ?? [];
  });
  return files.flat();
}

function chainFindings(archive: Archive, files: readonly DigestFile[], keys: TrailKeys): Finding[] {
  const findings: Finding[] = [];
  files.forEach((file, index) => {
    const { key, digest } = file;
    if (digest.digestS3Object !== key || (archive.bucket && digest.digestS3Bucket !== archive.bucket)) {
      const why = `it was delivered as ${digest.digestS3Bucket}/${digest.digestS3Object}: digests were moved or swapped`;
      findings.push({ what: "swapped", key, why });
      return;
    }
    const previous = files[index - 1];
    // Without the metadata of the object, the next digest still tells the signature of this one.
    const signature = file.signature ?? files[index + 1]?.digest.previousDigestSignature ?? undefined;
    if (signature !== undefined && !isSignedByCloudTrail(file, signature, keys)) {
      const unknown = !keys.has(digest.digestPublicKeyFingerprint);
      const why = unknown
        ? "it names a key that CloudTrail does not list"
        : "its content is not what CloudTrail signed";
      findings.push({ what: "forged", key, why });
    }
    if (digest.previousDigestS3Object === null || digest.previousDigestS3Object === undefined) return;
    if (previous?.key !== digest.previousDigestS3Object) {
      // The oldest of all may have been deleted by the lifecycle of the bucket: before it, nothing is claimed.
      if (index > 0)
        findings.push({
          what: "dropped",
          key: digest.previousDigestS3Object,
          why: `${key} names it as the previous digest, but it is missing`,
        });
    } else if (digest.previousDigestHashValue !== previous.hash) {
      findings.push({ what: "changed", key: previous.key, why: `its hash is not the one that ${key} gives` });
    }
  });
  return findings;
}

/** What a chain cannot prove. */
function gaps(name: string, files: readonly DigestFile[]): string[] {
  const found: string[] = [];
  const [first] = files;
  if (first?.digest.previousDigestS3Object)
    found.push(`${name}: nothing is known about the time before ${first.digest.digestStartTime}`);
  for (const { digest } of files.slice(1)) {
    if (!digest.previousDigestS3Object)
      found.push(`${name}: the trail was off, or did not exist, before ${digest.digestStartTime}`);
  }
  const last = files.at(-1);
  if (last && last.signature === undefined) {
    found.push(`${last.key}: its signature is in the metadata of the object, which a folder does not keep`);
  }
  return found;
}

async function logFileFindings(
  archive: Archive,
  named: ReadonlyMap<string, string>,
  concurrency: number,
  unread: string[],
): Promise<Finding[]> {
  const findings: Finding[] = [];
  await inParallel([...named], concurrency, async ([key, hash]) => {
    const found = await readOrNote(key, unread, () => archive.sha256Inflated(key));
    if (!found || found.value === hash) return;
    const gone = found.value === undefined;
    const why = gone
      ? "CloudTrail delivered this log file, but it is missing"
      : "its content is not what CloudTrail delivered";
    findings.push({ what: gone ? "dropped" : "changed", key, why });
  });
  return findings.sort((a, b) => (a.key < b.key ? -1 : 1));
}

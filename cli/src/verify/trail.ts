import type { Archive } from "../archive/archive";
import { inParallel } from "../fleet/fleet";
import { nextDay } from "../seal/days";
import { plural } from "../terminal/text";
import { type Finding, readOrNote, type Verification } from "./finding";
import {
  chainOf,
  type DigestFile,
  deliveredAt,
  isSignedByCloudTrail,
  logFilesOf,
  parseDigest,
  type TrailKeys,
} from "./trail-digest";

export interface TrailVerification {
  /** Where the trail's files are: what comes before `AWSLogs/`, and more. */
  readonly prefix: string;
  readonly keys: TrailKeys;
  /** The last day of which digests must name every log file. @default - as far as there are digests */
  readonly until?: string;
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
  const found = await contents(archive, options.prefix);
  for (const [name, { keys, logFiles }] of found.chains) {
    const files = await readDigests(archive, keys, { findings, unread }, options.concurrency);
    digests += files.length;
    findings.push(...chainFindings(archive, files, options.keys));
    unchecked.push(...gaps(name, files, archive.bucket !== undefined));
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
  for (const folder of [...new Set([...found.logFolders, ...digestsUntil.keys()])].sort()) {
    const rest = await unnamed(archive, folder, named, digestsUntil.get(folder), options.until);
    findings.push(...rest.findings);
    unchecked.push(...rest.unchecked);
  }
  return {
    findings,
    unchecked,
    unread,
    checked: [`${plural(digests, "CloudTrail digest")} and ${plural(named.size, "log file")}`],
  };
}

/** Chains of digests by name, and the folders in which log files lie. */
async function contents(
  archive: Archive,
  prefix: string,
): Promise<{ chains: ReadonlyMap<string, Chain>; logFolders: ReadonlySet<string> }> {
  const chains = new Map<string, Chain>();
  const logFolders = new Set<string>();
  for await (const { key } of archive.list(prefix)) {
    const of = chainOf(key);
    const logFiles = of ? undefined : logFilesOf(key);
    if (logFiles) logFolders.add(logFiles);
    if (!of) continue;
    const chain = chains.get(of.chain) ?? { keys: [], logFiles: of.logFiles };
    chain.keys.push(key);
    chains.set(of.chain, chain);
  }
  // The time at the end of the name decides; years and days are folders, so that the order of the keys is that of time.
  for (const { keys } of chains.values()) keys.sort();
  return { chains, logFolders };
}

/** Log files of an account and Region that no digest names. Digests follow within two hours, or have ended. */
async function unnamed(
  archive: Archive,
  folder: string,
  named: ReadonlyMap<string, string>,
  digestsEnd: number | undefined,
  until: string | undefined,
): Promise<{ findings: Finding[]; unchecked: string[] }> {
  const findings: Finding[] = [];
  const ends = digestsEnd ?? 0;
  const needed = until === undefined ? 0 : Date.parse(nextDay(until));
  let [late, later] = [0, 0];
  for await (const { key } of archive.list(folder)) {
    const at = deliveredAt(key)?.getTime();
    if (at === undefined || named.has(key)) continue;
    if (digestsEnd === undefined || (at > ends - lateMs && at < needed)) late++;
    else if (at > ends - lateMs) later++;
    else findings.push({ what: "added", key, why: "no digest names this log file" });
  }
  const end = new Date(ends).toISOString();
  if (digestsEnd === undefined) {
    findings.push({
      what: "dropped",
      key: folder,
      why: `no digest names the ${late} log files of this account and Region`,
    });
  } else if (late > 0) {
    findings.push({
      what: "dropped",
      key: folder,
      why: `its digests end at ${end}: none names ${late} log files after it`,
    });
  } else if (ends < needed) return { findings, unchecked: [`${folder}: nothing is known of the time after ${end}`] };
  const unchecked =
    later > 0 ? [`${folder}: ${later} log files were delivered after ${end}, the end of its digests`] : [];
  return { findings, unchecked };
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
    const signature = signatureOf(file, files[index + 1]);
    if (signature === undefined && (archive.bucket || isNext(file, files[index + 1]))) {
      const why = archive.bucket
        ? "its object has no signature"
        : `${files[index + 1]!.key} does not tell its signature`;
      findings.push({ what: "forged", key, why });
    }
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

/** Without the metadata of the object, the next digest still tells the signature. */
function signatureOf(file: DigestFile, next: DigestFile | undefined): string | undefined {
  return file.signature ?? (isNext(file, next) ? next!.digest.previousDigestSignature : undefined) ?? undefined;
}

function isNext({ key }: DigestFile, next: DigestFile | undefined): boolean {
  return next?.digest.previousDigestS3Object === key;
}

/** What a chain cannot prove. */
function gaps(name: string, files: readonly DigestFile[], inBucket: boolean): string[] {
  const found: string[] = [];
  const [first] = files;
  if (first?.digest.previousDigestS3Object)
    found.push(`${name}: nothing is known about the time before ${first.digest.digestStartTime}`);
  for (const { digest } of files.slice(1)) {
    if (!digest.previousDigestS3Object)
      found.push(`${name}: the trail was off, or did not exist, before ${digest.digestStartTime}`);
  }
  files.forEach((file, index) => {
    const next = files[index + 1];
    if (inBucket || isNext(file, next) || signatureOf(file, next) !== undefined) return;
    found.push(`${file.key}: its signature is in the metadata of the object, which a folder does not keep`);
  });
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

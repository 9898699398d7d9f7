import type { KeyObject } from "node:crypto";
import type { Archive } from "../archive/archive";
import { inParallel } from "../fleet/fleet";
import { dayOf, daysBetween } from "../seal/days";
import { dayOfKey, parseSeal, type SealedObject, type SealFile, sealKey } from "../seal/seal-file";
import { plural } from "../terminal/text";
import { type Finding, readOrNote, type Verification } from "./finding";
import { isSignedBy } from "./signatures";

const slice = 2000;

export interface SealVerification {
  readonly sealPrefix: string;
  readonly keys: readonly KeyObject[];
  /** The day until which there must be seals. @default - as far as there are */
  readonly until?: string;
  readonly concurrency: number;
}

/** Checks the chain of seals, their signatures, and every object that they name; finds objects that they do not name. */
export async function verifySeals(archive: Archive, options: SealVerification): Promise<Verification> {
  const findings: Finding[] = [];
  const days = await sealedDays(archive, options.sealPrefix);
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) {
    const why = `there is no seal below ${archive.name}/${options.sealPrefix}`;
    return { findings: [{ what: "dropped", key: options.sealPrefix, why }], unchecked: [], unread: [], checked: [] };
  }

  const sealed = new Map<string, SealedObject>();
  const prefixes = new Set<string>();
  let previous: SealFile | undefined;
  for (const day of daysBetween(first, options.until && options.until > last ? options.until : last)) {
    const key = sealKey(options.sealPrefix, day);
    const file = (await archive.read(key))?.body;
    const seal = file && parseSeal(file);
    findings.push(...sealFindings(key, day, file, seal, day === first ? "first" : previous, options.keys));
    findings.push(...overwritten(sealed, seal));
    for (const object of seal?.objects ?? []) sealed.set(object.key, object);
    for (const prefix of seal?.head.prefixes ?? []) prefixes.add(prefix);
    previous = seal;
  }

  const unread: string[] = [];
  findings.push(...(await objectFindings(archive, sealed, options.concurrency, unread)));
  const { added, later } = await unsealed(archive, [...prefixes], options.sealPrefix, sealed, last);
  findings.push(...added);
  return {
    findings,
    unchecked:
      later > 0
        ? [`${plural(later, "object")} ${later === 1 ? "was" : "were"} written after ${last}, the last sealed day`]
        : [],
    unread,
    checked: [`${plural(days.length, "seal")}, ${first} to ${last}, and ${plural(sealed.size, "object")}`],
  };
}

async function sealedDays(archive: Archive, prefix: string): Promise<string[]> {
  const days: string[] = [];
  for await (const { key } of archive.list(prefix)) {
    const day = dayOfKey(prefix, key);
    if (day) days.push(day);
  }
  return days.sort();
}

function sealFindings(
  key: string,
  day: string,
  file: Buffer | undefined,
  seal: SealFile | undefined,
  previous: SealFile | "first" | undefined,
  keys: readonly KeyObject[],
): Finding[] {
  if (!file) return [{ what: "dropped", key, why: `the seal of ${day} is missing` }];
  if (!seal) return [{ what: "changed", key, why: "it is not a valid seal" }];
  const findings: Finding[] = [];
  if (!isSignedBy(seal, keys)) findings.push({ what: "forged", key, why: "none of the given keys signed its content" });
  if (seal.head.day !== day) {
    findings.push({
      what: "swapped",
      key,
      why: `it contains the seal of ${seal.head.day}: seals were swapped or reordered`,
    });
  } else if (previous === "first") {
    if (seal.head.previous !== null) {
      findings.push({
        what: "dropped",
        key,
        why: "the previous seal that it names is missing: older seals were dropped",
      });
    }
  } else if (previous && seal.head.previous !== previous.sha256) {
    findings.push({ what: "changed", key, why: "the previous seal is not the one that it names" });
  }
  return findings;
}

/** A later seal names what an object holds since. That it was something else when it was first sealed remains. */
function overwritten(sealed: ReadonlyMap<string, SealedObject>, seal: SealFile | undefined): Finding[] {
  return (seal?.objects ?? []).flatMap(({ key, sha256 }): Finding[] => {
    const before = sealed.get(key);
    if (!before || before.sha256 === sha256) return [];
    const why = `it was overwritten on ${seal!.head.day}, after it had been sealed: an earlier version holds what it was`;
    return [{ what: "changed", key, why }];
  });
}

/** Reads every sealed object. Two that hold what the other should are swapped. */
async function objectFindings(
  archive: Archive,
  sealed: ReadonlyMap<string, SealedObject>,
  concurrency: number,
  unread: string[],
): Promise<Finding[]> {
  const wrong: { object: SealedObject; found: string | undefined }[] = [];
  const check = async (object: SealedObject): Promise<void> => {
    const hash = await readOrNote(object.key, unread, () => archive.sha256(object.key));
    if (hash && hash.value !== object.sha256) wrong.push({ object, found: hash.value });
  };
  // In slices: a hundred thousand promises at once would take more memory than what they check.
  const objects = [...sealed.values()];
  for (let start = 0; start < objects.length; start += slice) {
    await inParallel(objects.slice(start, start + slice), concurrency, check);
  }
  const ownerOf = new Map(wrong.map(({ object }) => [object.sha256, object.key]));
  return wrong
    .map(({ object: { key }, found }): Finding => {
      if (found === undefined) return { what: "dropped", key, why: "it was sealed, but is missing" };
      const owner = ownerOf.get(found);
      if (owner && owner !== key)
        return { what: "swapped", key, why: `it contains what ${owner} contained when it was sealed` };
      return { what: "changed", key, why: "its content is not what was sealed" };
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** What lies where evidence lies and was never sealed. What was written since the last seal is yet to be sealed. */
async function unsealed(
  archive: Archive,
  prefixes: readonly string[],
  sealPrefix: string,
  sealed: ReadonlyMap<string, SealedObject>,
  last: string,
): Promise<{ added: Finding[]; later: number }> {
  const added: Finding[] = [];
  let later = 0;
  for (const prefix of prefixes) {
    for await (const { key, modified } of archive.list(prefix)) {
      if (sealed.has(key) || key.startsWith(sealPrefix)) continue;
      if (dayOf(modified) > last) later++;
      else added.push({ what: "added", key, why: `written on ${dayOf(modified)}, but no seal names it` });
    }
  }
  return { added, later };
}

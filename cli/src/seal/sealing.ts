import type { StoredObject, WritableArchive } from "../archive/archive";
import { sha256 } from "../archive/hash";
import { inParallel } from "../fleet/fleet";
import { UsageError } from "../io";
import { dayOf, daysBetween, nextDay } from "./days";
import { dayOfKey, parseSeal, type SealedObject, sealFile, sealKey, signedPart } from "./seal-file";
import type { Signer } from "./signer";

export interface SealOptions {
  /** What is sealed. */
  readonly prefixes: readonly string[];
  /** Where the seals lie. */
  readonly sealPrefix: string;
  /** The first day ever to seal. Needed for the first seal, and of no effect later. */
  readonly from?: string;
  /** The last day to seal: a day that is over. */
  readonly until: string;
  readonly concurrency: number;
}

export interface SealedDay {
  readonly day: string;
  readonly objects: number;
  readonly sha256: string;
}

/** Seals every day that is over and has no seal yet, in order. What was begun and broken off goes on where it stopped. */
export async function sealDays(archive: WritableArchive, signer: Signer, options: SealOptions): Promise<SealedDay[]> {
  const last = await lastSeal(archive, options.sealPrefix);
  const first = last ? nextDay(last.day) : options.from;
  if (!first) throw new UsageError("there is no seal yet: give --from, the first day to seal");
  const days = daysBetween(first, options.until);
  const written = await writtenOn(archive, options, days);
  const sealed: SealedDay[] = [];
  let previous = last?.sha256 ?? null;
  for (const day of days) {
    const objects = await inParallel(written.get(day) ?? [], options.concurrency, ({ key, bytes }) =>
      sealedObject(archive, key, bytes),
    );
    const signed = signedPart({ day, prefixes: options.prefixes, previous }, objects);
    const file = sealFile(signed, await signer.sign(signed));
    if (!(await archive.create(sealKey(options.sealPrefix, day), file))) {
      throw new UsageError(
        `${sealKey(options.sealPrefix, day)} was written in the meantime: another session-audit seal is running`,
      );
    }
    previous = sha256(file);
    sealed.push({ day, objects: objects.length, sha256: previous });
  }
  return sealed;
}

async function lastSeal(
  archive: WritableArchive,
  prefix: string,
): Promise<{ day: string; sha256: string } | undefined> {
  let day: string | undefined;
  for await (const { key } of archive.list(prefix)) {
    const sealed = dayOfKey(prefix, key);
    if (sealed && (!day || sealed > day)) day = sealed;
  }
  if (!day) return undefined;
  const file = (await archive.read(sealKey(prefix, day)))?.body;
  if (!file || !parseSeal(file)) {
    throw new UsageError(
      `${archive.name}/${sealKey(prefix, day)} is not a valid seal: check it with session-audit verify first`,
    );
  }
  return { day, sha256: sha256(file) };
}

async function writtenOn(
  archive: WritableArchive,
  { prefixes, sealPrefix }: SealOptions,
  days: readonly string[],
): Promise<Map<string, StoredObject[]>> {
  const wanted = new Map<string, StoredObject[]>(days.map((day) => [day, []]));
  for (const prefix of prefixes) {
    for await (const object of archive.list(prefix)) {
      if (!object.key.startsWith(sealPrefix)) wanted.get(dayOf(object.modified))?.push(object);
    }
  }
  return wanted;
}

async function sealedObject(archive: WritableArchive, key: string, bytes: number): Promise<SealedObject> {
  const hash = await archive.sha256(key);
  if (!hash) throw new UsageError(`${archive.name}/${key} was deleted while it was being sealed`);
  return { key, bytes, sha256: hash };
}

import { createHash } from "node:crypto";
import {
  COLLECTIONS_PREFIX,
  type CollectionRow,
  collectionKey,
  type DescribedSession,
  describedSession,
  jsonLines,
  LEDGER_PREFIX,
  type LedgerRow,
  ledgerFolder,
  ledgerKey,
  ledgerRow,
  type SessionRecord,
  sessionRecords,
  type TranscriptLook,
  transcriptKey,
} from "../../modules/evidence";
import { TRANSCRIPT_PREFIX } from "../../modules/facts";
import { inParallel } from "./parallel";
import type { Place } from "./settings";

/** What the collector sees of AWS. */
export interface Aws {
  /** What DescribeSessions tells. Throws `UnreadableError` where it does not. */
  sessions(place: Place): Promise<{ active: readonly DescribedSession[]; history: readonly DescribedSession[] }>;
  /** The keys of the ledger's bucket below a folder. */
  keys(folder: string): Promise<readonly string[]>;
  read(key: string): Promise<string>;
  /** Writes what is not there yet, and leaves what is. */
  create(key: string, body: string): Promise<void>;
  /** The size of a transcript. Undefined where there is none. */
  readonly transcriptBytes?: (key: string) => Promise<number | undefined>;
}

/** An account or Region that could not be read. The others are. */
export class UnreadableError extends Error {
  override readonly name = "UnreadableError";
  constructor(
    readonly action: string,
    message: string,
  ) {
    super(message);
  }
}

export interface Run {
  readonly scheduledTime: string;
  readonly places: readonly Place[];
  readonly now: () => Date;
  /** Whether there is time to begin another place. */
  readonly hasTime: () => boolean;
}

export interface Summary {
  readonly places: number;
  readonly unreadable: number;
  readonly written: number;
}

const concurrency = 64;

/** By then, what ended on a day has been told, and its transcript has been uploaded. */
const settledMinutes = 60;

/** Reads every place and writes what the ledger lacks; at the end, what was read and what could not be. */
export async function collect(aws: Aws, run: Run): Promise<Summary> {
  const { scheduledTime } = run;
  const rows = await inParallel(rotated(run), concurrency, async (place): Promise<CollectionRow> => {
    const where = { collected_at: scheduledTime, ...place };
    if (!run.hasTime()) return { ...where, outcome: "unreadable", message: "the function had no time left for it" };
    try {
      return { ...where, outcome: "read", ...(await collectPlace(aws, place, run)) };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      return { ...where, outcome: "unreadable", action: error.action, message: error.message };
    }
  });
  // A run over other places is another run: it must not stand in the place of this one.
  const name = `${scheduledTime}-${digest(run.places.map(({ account, region }) => `${account} ${region}`))}`;
  await aws.create(collectionKey(COLLECTIONS_PREFIX, name), jsonLines(rows));
  return {
    places: rows.length,
    unreadable: rows.filter(({ outcome }) => outcome === "unreadable").length,
    written: rows.reduce((sum, { written = 0 }) => sum + written, 0),
  };
}

/** Each run begins with another place, so that where time is short it is not always the same that are left out. */
function rotated({ places, scheduledTime }: Run): Place[] {
  const start = Math.floor(Date.parse(scheduledTime) / 3_600_000) % places.length;
  return [...places.slice(start), ...places.slice(0, start)];
}

async function collectPlace(
  aws: Aws,
  place: Place,
  { scheduledTime, now }: Run,
): Promise<Required<Pick<CollectionRow, "active" | "ended" | "written">>> {
  const described = await aws.sessions(place);
  const today = dayOf(new Date(now().getTime() - settledMinutes * 60_000).toISOString());
  const writer = new PlaceWriter(aws, place, scheduledTime, now);
  const known = (sessions: readonly DescribedSession[]) =>
    sessions.flatMap((session) => describedSession(session) ?? []);
  const told = { active: known(described.active), history: known(described.history) };
  const byDay = groupBy(sessionRecords({ ...place, described: told, calls: [] }), startDay);
  let written = 0;
  for (const [date, sessions] of byDay) {
    const ended = sessions.filter((session) => session.status !== "active" && endDay(session) < today);
    const open = date < today ? sessions.filter(({ status }) => status === "active") : [];
    if (ended.length + open.length > 0) written += await writer.write(date, ended, open);
  }
  return { active: described.active.length, ended: described.history.length, written };
}

/** Adds to the ledger of one place what it lacks. */
class PlaceWriter {
  constructor(
    private readonly aws: Aws,
    private readonly place: Place,
    private readonly collectedAt: string,
    private readonly now: () => Date,
  ) {}

  /** @returns how many lines were added to the sessions that started on a day */
  async write(date: string, ended: readonly SessionRecord[], open: readonly SessionRecord[]): Promise<number> {
    const partition = { date, ...this.place };
    const present = await this.aws.keys(ledgerFolder(LEDGER_PREFIX, partition));
    const keyOf = (name: string) => ledgerKey(LEDGER_PREFIX, partition, name);
    let written = 0;
    for (const session of open) {
      const key = keyOf(`open-${session.id}`);
      if (!present.includes(key)) written += await this.create(key, [session]);
    }
    for (const [day, sessions] of groupBy(ended, endDay)) {
      const nameOf = (some: readonly SessionRecord[]) => `ended-${day}-${digest(some.map(({ id }) => id))}`;
      if (present.includes(keyOf(nameOf(sessions)))) continue;
      // A day that was written already, and has got more sessions since: which should not be, but nothing is lost then.
      const before = present.filter((key) => key.includes(`/ended-${day}-`));
      const lacking = await this.lackingIn(before, sessions);
      if (lacking.length > 0) written += await this.create(keyOf(nameOf(lacking)), lacking);
    }
    return written;
  }

  private async lackingIn(keys: readonly string[], sessions: readonly SessionRecord[]): Promise<SessionRecord[]> {
    const known = new Set<string>();
    for (const key of keys) {
      const lines = (await this.aws.read(key)).split("\n").filter(Boolean);
      for (const line of lines) known.add((JSON.parse(line) as LedgerRow).session_id);
    }
    return sessions.filter(({ id }) => !known.has(id));
  }

  private async create(key: string, sessions: readonly SessionRecord[]): Promise<number> {
    const rows = await inParallel([...sessions].sort(byId), 8, async (session) =>
      ledgerRow(session, this.collectedAt, await this.lookFor(session)),
    );
    await this.aws.create(key, jsonLines(rows));
    return rows.length;
  }

  private async lookFor({ id, status }: SessionRecord): Promise<TranscriptLook | undefined> {
    if (status === "active" || !this.aws.transcriptBytes) return undefined;
    const { account, region } = this.place;
    const key = transcriptKey({ name: "", prefix: `${TRANSCRIPT_PREFIX}/${account}/${region}` }, id);
    const bytes = await this.aws.transcriptBytes(key);
    return { checkedAt: this.now().toISOString(), ...(bytes !== undefined && { found: { key, bytes } }) };
  }
}

const dayOf = (time: string): string => time.slice(0, 10);
const startDay = ({ id, startedAt, endedAt }: SessionRecord): string => {
  const time = startedAt || endedAt;
  if (!time) throw new UnreadableError("ssm:DescribeSessions", `session ${id} has neither a start nor an end`);
  return dayOf(time);
};
/** A session that failed may have no end. */
const endDay = (session: SessionRecord): string => (session.endedAt ? dayOf(session.endedAt) : startDay(session));
const byId = (a: SessionRecord, b: SessionRecord): number => (a.id < b.id ? -1 : 1);

/** What files are called after: the same sessions, or places, make the same name. */
function digest(names: readonly string[]): string {
  return createHash("sha256")
    .update([...names].sort().join("\n"))
    .digest("hex")
    .slice(0, 16);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

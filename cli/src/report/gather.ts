import { describeSessionsDays, eventHistoryDays } from "../../../modules/evidence";
import type { Fleet } from "../fleet/fleet";
import type { Place, Unreadable } from "../fleet/place";
import { type PlaceOptions, readPlace } from "./read-place";
import { readTexts } from "./read-texts";
import type { Gap, JudgedSession, Report } from "./session";

export interface GatherOptions extends PlaceOptions {
  /** Reads the transcripts too, each up to so many bytes. @default - they are not read */
  readonly transcriptBytes?: number;
}

/** Reads the whole fleet and judges every session. */
export async function gather(fleet: Fleet, options: GatherOptions): Promise<Report> {
  const readings = await fleet.map("sessions", (place) => readPlace(fleet, place, options));
  const sessions: JudgedSession[] = [];
  const unreadable: Unreadable[] = [...fleet.unreadable];
  for (const { reading } of readings) {
    if (!reading.known) unreadable.push(reading.unreadable);
    else {
      for (const session of reading.value.sessions) sessions.push(session);
      unreadable.push(...reading.value.unreadable);
    }
  }
  const report: Report = {
    from: options.since.toISOString(),
    to: options.now.toISOString(),
    accounts: distinct(fleet.places, ({ account }) => account),
    regions: distinct(fleet.places, ({ region }) => region),
    sessions: sessions.sort((a, b) => (a.startedAt < b.startedAt ? 1 : a.startedAt > b.startedAt ? -1 : 0)),
    unreadable,
    gaps: gaps(options),
    transcripts: new Map(),
  };
  return options.transcriptBytes === undefined ? report : readTexts(fleet, report, options.transcriptBytes, options);
}

function distinct(places: readonly Place[], of: (place: Place) => string): string[] {
  return [...new Set(places.map(of))].sort();
}

/** What no source can know any more. */
export function gaps({ since, now }: { readonly since: Date; readonly now: Date }): Gap[] {
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
  const found: Gap[] = [];
  const forgotten = daysAgo(eventHistoryDays);
  const ended = daysAgo(describeSessionsDays);
  if (since < forgotten) {
    const why = `CloudTrail's event history reaches back ${eventHistoryDays} days: nothing is known about earlier sessions`;
    found.push({ from: since.toISOString(), to: forgotten.toISOString(), why });
  }
  if (since < ended) {
    const from = since < forgotten ? forgotten : since;
    const why = `Session Manager forgets ended sessions after ${describeSessionsDays} days: it is not known how earlier sessions ended`;
    found.push({ from: from.toISOString(), to: ended.toISOString(), why });
  }
  return found;
}

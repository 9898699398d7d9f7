import ms, { type StringValue } from "ms";
import { UsageError } from "../io";

/** A point in time: as long ago as `30d`, `12h`, or an ISO date, which is midnight UTC. */
export function parseSince(text: string, now: Date): Date {
  const ago = /^\d+(\.\d+)?\s*[a-z]+$/i.test(text) ? ms(text as StringValue) : undefined;
  const since = ago !== undefined ? new Date(now.getTime() - ago) : isoDate(text);
  if (!since || Number.isNaN(since.getTime())) {
    throw new UsageError(
      `--since must be how long ago, such as 30d or 12h, or a date, such as 2026-07-01, got: ${text || '""'}`,
    );
  }
  if (since >= now) throw new UsageError(`--since must be in the past, got: ${text}`);
  return since;
}

function isoDate(text: string): Date | undefined {
  return /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$/.test(text)
    ? new Date(text)
    : undefined;
}

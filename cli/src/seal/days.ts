import { UsageError } from "../io";

/** The day of a time, UTC: `2026-07-14`. */
export function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

export function nextDay(day: string): string {
  return dayOf(new Date(Date.parse(day) + 86_400_000));
}

/** The days from one to another, both included. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = nextDay(day)) days.push(day);
  return days;
}

/** A day from an option. */
export function parseDay(option: string, text: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(text) : undefined;
  if (!time || Number.isNaN(time.getTime()) || dayOf(time) !== text) {
    throw new UsageError(`${option} must be a day, such as 2026-07-14, got: ${text || '""'}`);
  }
  return text;
}

import { unreadable } from "../fleet/obstacles";
import { known, type Place, type Reading, type Unreadable } from "../fleet/place";

/** Runs a call. Errors named in `absent` are AWS's way to say that there is no such thing; others make it unreadable. */
export async function ask<T>(
  place: Place,
  call: () => Promise<T>,
  absent: readonly string[] = [],
): Promise<Reading<T | undefined>> {
  try {
    return known(await call());
  } catch (error) {
    const name = (error as { name?: string }).name ?? "";
    return absent.includes(name) ? known(undefined) : { known: false, unreadable: unreadable(error, place) };
  }
}

/** What a reading says, seen otherwise; an unreadable one stays unreadable. */
export function mapReading<T, R>(reading: Reading<T>, make: (value: T) => R): Reading<R> {
  return reading.known ? known(make(reading.value)) : reading;
}

/** Goes on asking with what was read. */
export async function followReading<T, R>(
  reading: Reading<T>,
  next: (value: T) => Promise<Reading<R>>,
): Promise<Reading<R>> {
  return reading.known ? next(reading.value) : reading;
}

/** The value, or nothing where there is none or it could not be read. For rules: what is unreadable is reported apart. */
export function whenKnown<T>(reading: Reading<T> | undefined): T | undefined {
  return reading?.known ? reading.value : undefined;
}

/** Everything that could not be read, wherever in a state it stands. */
export function gapsOf(state: unknown): Unreadable[] {
  const found = new Map<string, Unreadable>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null || value instanceof Map) return;
    if ("known" in value && value.known === false) {
      const { unreadable } = value as unknown as { unreadable: Unreadable };
      found.set(`${unreadable.action}${unreadable.message}`, unreadable);
      return;
    }
    for (const member of Object.values(value)) visit(member);
  };
  visit(state);
  return [...found.values()];
}

export { duration } from "../../terminal/text";

const two = (value: number): string => String(value).padStart(2, "0");

/** `14 Jul 2026 00:08`, UTC. */
export function instant(seconds: number): string {
  const at = new Date(seconds * 1000);
  return `${day(seconds)} ${at.getUTCFullYear()} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `14 Jul`, UTC. */
export function day(seconds: number): string {
  const at = new Date(seconds * 1000);
  return `${at.getUTCDate()} ${months[at.getUTCMonth()]}`;
}

export function count(value: number): string {
  return value.toLocaleString("en");
}

export function plural(value: number, thing: string): string {
  return `${count(value)} ${thing}${value === 1 ? "" : "s"}`;
}

export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

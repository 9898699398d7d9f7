import { isAuditDataType } from "../../facts";

/** A piece of audit data, as a line of the lock describes it. */
export interface LockEntry {
  /** The Terraform address: `aws_kms_key.session_audit_logs_key`. */
  readonly address: string;
  /** The name in AWS; for a key, its alias. `*` stands for what only Terraform knows. */
  readonly name: string;
  readonly account?: string;
  readonly region?: string;
  /** Days that CloudWatch Logs keeps events. */
  readonly retentionDays?: number;
  /** Days until S3 removes objects. */
  readonly expireAfterDays?: number;
}

const header = [
  "# Audit data that Terraform keeps for this stack. Synthesis writes this file and refuses to lose a line of it: commit it.",
  "# A line that is deleted here is no longer protected.",
];

/** Sorted, one entry per line, so two branches rarely touch the same line. */
export function renderLock(entries: readonly LockEntry[]): string {
  const lines = entries.map(({ address, name, ...details }) => [address, name, ...pairs(details)].join(" "));
  return [...header, ...lines.sort(), ""].join("\n");
}

/** The entries, and the lines that are not entries, such as those of a merge conflict. */
export function parseLock(text: string): {
  readonly entries: readonly LockEntry[];
  readonly broken: readonly string[];
} {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const parsed = lines.map((line) => [line, parseLine(line)] as const);
  return {
    entries: parsed.flatMap(([, entry]) => entry ?? []),
    broken: parsed.filter(([, entry]) => !entry).map(([line]) => line),
  };
}

const linePattern =
  /^(\w+\.[\w-]+) (\S+)(?: account=(\d+))?(?: region=([\w-]+))?(?: retentionDays=(\d+))?(?: expireAfterDays=(\d+))?$/;

function parseLine(line: string): LockEntry | undefined {
  const [, address, name, account, region, retentionDays, expireAfterDays] = linePattern.exec(line.trim()) ?? [];
  if (!address || !name || !isAuditDataType(typeOf(address))) return undefined;
  const days = (value?: string) => (value === undefined ? undefined : Number(value));
  return { address, name, account, region, retentionDays: days(retentionDays), expireAfterDays: days(expireAfterDays) };
}

function pairs({ account, region, retentionDays, expireAfterDays }: Partial<LockEntry>): string[] {
  return Object.entries({ account, region, retentionDays, expireAfterDays })
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}=${value}`);
}

/** `aws_kms_key` in `aws_kms_key.session_audit_logs_key`. */
export function typeOf(address: string): string {
  return address.split(".")[0]!;
}

/** Whether two names may name the same thing. What only Terraform knows may be anything. */
export function sameName(one: string, other: string): boolean {
  return fits(one, other) || fits(other, one);
}

function fits(pattern: string, name: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(name);
}

/** Whether two entries may be in the same account and Region. */
export function samePlace(one: LockEntry, other: LockEntry): boolean {
  const same = (a: string | undefined, b: string | undefined) => a === undefined || b === undefined || a === b;
  return same(one.account, other.account) && same(one.region, other.region);
}

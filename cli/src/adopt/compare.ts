import { inputsOf } from "../doctor/policies/preferences";
import type { Fields, Json } from "../doctor/state";

/** One field that a deployment would change. */
export interface Change {
  readonly field: string;
  readonly before: string;
  readonly after: string;
  /** What it means, in words for whoever set the old value. */
  readonly meaning: string;
}

/** How a value reads that only Terraform will know. */
export const laterKnown = "(known after apply)";

/** The fields that differ, in the order in which they matter. */
export function compare(live: Fields, planned: Fields): Change[] {
  const before = flat(live);
  const after = flat(planned);
  const names = [...new Set([...Object.keys(words), ...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((field) => {
    const [old, next] = [before[field] ?? "", after[field] ?? ""];
    if (same(old, next)) return [];
    const explain = words[field] ?? ((from, to) => (to === "" ? "dropped" : from === "" ? "added" : "changed"));
    return [{ field, before: shown(old), after: shown(next), meaning: explain(readable(old), readable(next)) }];
  });
}

/** Inputs by name, and what matters beside them. */
function flat(document: Fields): Record<string, Json> {
  const { shellProfile = {}, ...inputs } = inputsOf(document) as Fields & { shellProfile?: Fields };
  const profiles = Object.entries(shellProfile as Fields).map(([system, text]) => [`shellProfile.${system}`, text]);
  return { sessionType: document.sessionType ?? "", ...inputs, ...Object.fromEntries(profiles) };
}

/** AWS takes a flag that is not there for false, and a quoted one for what it says. */
function same(before: Json, after: Json): boolean {
  return plain(before) === plain(after);
}

const plain = (value: Json): string => {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text === "false" ? "" : text;
};

const isReference = (value: Json): boolean => typeof value === "string" && value.includes("${");
const readable = (value: Json): string => (isReference(value) ? laterKnown : plain(value));

function shown(value: Json): string {
  if (isReference(value)) return laterKnown;
  const text = typeof value === "string" ? JSON.stringify(value) : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

type Explain = (before: string, after: string) => string;

const destination =
  (what: string, unit: string): Explain =>
  (before, after) => {
    if (after === "") return `${what} stop; those in ${before} stay there`;
    return before === "" ? `${what} begin` : `${what} go to another ${unit}; those in ${before} stay there`;
  };
const flag =
  (on: string, off: string): Explain =>
  (_, after) =>
    after === "" ? off : on;
const minutes =
  (what: string, none: string): Explain =>
  (before, after) => {
    if (after === "") return none;
    return before === ""
      ? `${what} end after ${after} minutes`
      : `${what} end after ${after} minutes instead of ${before}`;
  };

/** What a change of each field means. Fields that AWS adds later are told without words of their own. */
const words: Readonly<Record<string, Explain>> = {
  sessionType: (_, after) => `sessions are of type ${after}`,
  s3BucketName: destination("transcripts", "bucket"),
  s3KeyPrefix: (_, after) => `new transcripts go below ${after || "no prefix"}`,
  s3EncryptionEnabled: flag(
    "sessions are refused if the bucket is not encrypted or cannot be reached",
    "sessions run unrecorded if the bucket cannot be reached",
  ),
  cloudWatchLogGroupName: destination("streams", "log group"),
  cloudWatchEncryptionEnabled: flag(
    "sessions are refused if the log group is not encrypted or not found",
    "sessions run unrecorded if the log group is not found",
  ),
  cloudWatchStreamingEnabled: flag(
    "output is streamed while a session runs",
    "output arrives only at the end of a session",
  ),
  kmsKeyId: (before, after) => {
    if (after === "") return "session data is no longer encrypted with a KMS key";
    const who = "engineers need kms:GenerateDataKey on the new key, and nodes kms:Decrypt";
    return before === "" ? `session data is encrypted: ${who}` : `session data is encrypted with another key: ${who}`;
  },
  runAsEnabled: flag("sessions run as the Run As user", "sessions run as ssm-user, who has sudo"),
  runAsDefaultUser: (before, after) =>
    after === "" ? `sessions no longer run as ${before}` : `sessions run as ${after}`,
  idleSessionTimeout: minutes("idle sessions", "idle sessions end after 20 minutes, AWS's default"),
  maxSessionDuration: minutes("sessions", "sessions last until they are idle"),
  "shellProfile.linux": (_, after) =>
    after === "" ? "the shell profile for Linux and macOS is lost" : "another shell profile runs on Linux and macOS",
  "shellProfile.windows": (_, after) =>
    after === "" ? "the shell profile for Windows is lost" : "another shell profile runs on Windows",
};

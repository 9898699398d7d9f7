import { inputsOf, isOn, logging, parameter, text } from "../policies/preferences";
import type { Fields, RegionState, SessionDocument } from "../state";
import { command, error, type Found, note, warning } from "./finding";

const flags = ["s3EncryptionEnabled", "cloudWatchEncryptionEnabled", "cloudWatchStreamingEnabled", "runAsEnabled"];
const loggingFields = [...flags, "s3BucketName", "s3KeyPrefix", "cloudWatchLogGroupName", "kmsKeyId"];

/** The document of preferences itself. */
export function* preferenceRules(state: RegionState): Iterable<Found> {
  if (!state.preferences.known || !state.preferences.value) return;
  const document = state.preferences.value;
  yield* versionRules(state, document);
  const inputs = inputsOf(document.content);
  const edit = updateCommand(state, document.name);
  yield* typeRules(document, inputs, edit);
  yield* destinationRules(document, edit);
  yield* runAsRules(document, inputs, edit);
}

function* versionRules(state: RegionState, { name, defaultVersion, latestVersion }: SessionDocument): Iterable<Found> {
  if (defaultVersion === latestVersion) return;
  yield error(
    "default-version-not-latest",
    name,
    `sessions may run with version ${defaultVersion} or ${latestVersion}: AWS does not say which`,
    command(state, `ssm update-document-default-version --name ${name} --document-version ${latestVersion}`),
  );
}

/** Types and ranges of the fields. */
function* typeRules({ name }: SessionDocument, inputs: Fields, edit: string): Iterable<Found> {
  for (const flag of flags) {
    if (typeof inputs[flag] === "string" && inputs[flag] !== "") {
      const effect = flag === "cloudWatchStreamingEnabled" ? "no session starts" : "older agents refuse the session";
      yield error(
        "flag-is-text",
        `${name} ${flag}`,
        effect,
        `${edit}, with ${flag}: ${isOn(inputs[flag])} without quotes`,
      );
    }
  }
  for (const [field, max] of [
    ["idleSessionTimeout", 60],
    ["maxSessionDuration", 1440],
  ] as const) {
    const value = inputs[field];
    if (typeof value === "number") {
      yield error(
        "timeout-is-number",
        `${name} ${field}`,
        "the console cannot edit the preferences",
        `${edit}, with ${field}: "${value}" in quotes`,
      );
    } else if (text(value) && !(Number(value) >= 1 && Number(value) <= max && Number.isInteger(Number(value)))) {
      yield error(
        "timeout-out-of-range",
        `${name} ${field}`,
        `the limit of ${text(value)} minutes has no effect`,
        `${edit}, with ${field} of 1 to ${max}`,
      );
    }
  }
  for (const field of loggingFields) {
    if (parameter.test(text(inputs[field]))) {
      yield error(
        "parameter-in-logging-field",
        `${name} ${field}`,
        "whoever starts a session decides whether and where it is logged",
        `${edit}, with a fixed value in ${field}`,
      );
    }
  }
  if (!text(inputs.maxSessionDuration) && typeof inputs.maxSessionDuration !== "number") {
    yield note(
      "maximum-duration-absent",
      name,
      "a session lasts until it is idle, even after its approval has expired",
      `${edit}, with maxSessionDuration: "480"`,
    );
  }
  if (text(inputs.s3KeyPrefix).startsWith("/")) {
    yield error(
      "prefix-malformed",
      `${name} s3KeyPrefix`,
      "transcripts land in a folder without a name",
      `${edit}, with s3KeyPrefix without the leading slash`,
    );
  }
  if (text(inputs.s3BucketName).includes(".")) {
    yield error(
      "bucket-name-with-dots",
      `${name} s3BucketName`,
      "uploads fail because S3's certificate does not match",
      "use a bucket without dots in its name",
    );
  }
  if (text(inputs.cloudWatchLogGroupName).startsWith("arn:")) {
    yield error(
      "log-group-name-is-arn",
      `${name} cloudWatchLogGroupName`,
      "the agent finds no log group by that name",
      `${edit}, with the name of the group`,
    );
  }
}

/** Where sessions are logged, and whether they are refused when that fails. */
function* destinationRules({ name, content }: SessionDocument, edit: string): Iterable<Found> {
  const wanted = logging(content);
  if (!wanted.bucket && !wanted.group) {
    yield error(
      "preferences-log-nothing",
      name,
      "sessions run and leave no recording",
      `${edit}, with s3BucketName or cloudWatchLogGroupName`,
    );
    if (wanted.streams)
      yield error("streaming-without-group", name, "nothing is streamed", `${edit}, with cloudWatchLogGroupName`);
    return;
  }
  const failsOpen =
    (!wanted.bucket || !wanted.demandsEncryptedBucket) && (!wanted.group || !wanted.demandsEncryptedGroup);
  if (failsOpen) {
    yield warning(
      "encryption-not-demanded",
      name,
      "if the agent cannot reach its logging destination, the session runs unrecorded instead of being refused",
      `${edit}, with s3EncryptionEnabled or cloudWatchEncryptionEnabled: true`,
    );
  }
  if (!wanted.group) {
    if (wanted.streams)
      yield error("streaming-without-group", name, "nothing is streamed", `${edit}, with cloudWatchLogGroupName`);
    else
      yield warning(
        "no-streaming",
        name,
        "a session whose node is stopped leaves nothing",
        `${edit}, with cloudWatchLogGroupName and cloudWatchStreamingEnabled: true`,
      );
    return;
  }
  if (!wanted.streams)
    yield warning(
      "no-streaming",
      name,
      "a session whose node is stopped leaves nothing",
      `${edit}, with cloudWatchStreamingEnabled: true`,
    );
  else if (!wanted.bucket)
    yield warning(
      "streaming-is-only-sink",
      name,
      "sessions on nodes that cannot stream leave nothing",
      `${edit}, with s3BucketName as well`,
    );
}

function* runAsRules({ name }: SessionDocument, inputs: Fields, edit: string): Iterable<Found> {
  if (!isOn(inputs.runAsEnabled)) return;
  const user = text(inputs.runAsDefaultUser);
  if (!user) {
    yield warning(
      "run-as-without-user",
      name,
      "sessions of people without the tag SSMSessionRunAs are refused",
      `${edit}, with runAsDefaultUser`,
    );
  } else if (user === "root") {
    yield error("run-as-root", name, "every session is refused", `${edit}, with a user that is not root`);
  }
}

function updateCommand(state: RegionState, name: string): string {
  return command(
    state,
    `ssm update-document --name ${name} --document-version '$LATEST' --content file://preferences.json`,
  );
}

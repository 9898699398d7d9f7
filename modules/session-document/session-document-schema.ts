import {
  construct,
  either,
  flag,
  isUnknown,
  listOf,
  mapOf,
  object,
  oneOf,
  optional,
  type Rule,
  type RulesOf,
  regionalRules,
  regionRules,
  Schema,
  sameRegion,
  text,
  type Violation,
  wholeNumber,
  writtenFlag,
} from "../core/internal";
import { encryptionKey } from "../encryption-key/encryption-key-schema";
import { DEFAULT_DOCUMENT_NAME, limits, type SessionType, sessionTypes } from "../facts";
import { keyPrefix, logBucket } from "../log-bucket/log-bucket-schema";
import { logGroup } from "../log-group/log-group-schema";
import type { ExistingSessionDocumentProps } from "./existing-session-document";
import { justInTime } from "./just-in-time";
import type { ExactPrefix, ISessionDocument, SessionDocumentProps } from "./session-document";
import {
  type DocumentParameter,
  givenCommands,
  type ParameterBounds,
  type SessionCommand,
  type SessionCommands,
  type ShellProfile,
} from "./session-document-content";

export const sessionDocument = construct<ISessionDocument>("a SessionDocument", [
  "documentName",
  "documentArn",
  "region",
  "account",
  "sessionType",
  "transcriptPrefix",
  "ready",
]);

const anyText = optional(text({}));

const parameterName = text({
  pattern: /^[a-zA-Z0-9]+$/,
  allowed: "named with letters and digits only",
  fix: "rename it; the agent substitutes no other names",
});

/** The settings of a session document that users of a topology may choose too. */
export type DocumentPreferences = Pick<
  SessionDocumentProps,
  "idleTimeoutMinutes" | "maxDurationMinutes" | "runAs" | "shellProfile" | "justInTimeAccess"
>;

export const preferenceRules: RulesOf<DocumentPreferences> = {
  idleTimeoutMinutes: optional(wholeNumber(limits.idleTimeoutMinutes)),
  maxDurationMinutes: optional(wholeNumber(limits.maxDurationMinutes)),
  // The agent puts the name into a shell command line and refuses UID 0, so only a plain POSIX name is accepted, and
  // not root.
  runAs: optional(
    object<{ readonly defaultUser: string }>({
      defaultUser: text({
        pattern: /^[a-z_][a-z0-9_-]{0,31}$/,
        not: [/^root$/],
        allowed: "a POSIX user name of at most 32 characters (a-z, 0-9, _ and -), and not root",
        fix: "name an unprivileged user that exists on every node; without one each session fails",
      }),
    }),
  ),
  shellProfile: optional(object<ShellProfile>({ linux: anyText, windows: anyText })),
  justInTimeAccess: optional(flag()),
};

/** The start of the object keys, or all of it. */
const prefix = either(keyPrefix, object<ExactPrefix>({ exact: keyPrefix }));

const command = optional(
  either(text({}), object<SessionCommand>({ command: text({}), runAsElevated: optional(flag()) })),
);

/** A relation says better which fields are required. */
const parameter = object<ParameterBounds>(
  {
    description: anyText,
    allowedPattern: anyText,
    allowedValues: optional(listOf(text({}), { unit: "value", some: true })),
    minChars: optional(wholeNumber(limits.parameterChars)),
    maxChars: optional(wholeNumber(limits.parameterChars)),
    default: anyText,
  },
  (given, path) => [...unboundedParameter(given, path), ...crossedChars(given, path)],
) as unknown as Rule<DocumentParameter>;

function unboundedParameter(got: ParameterBounds, prop: string): Violation[] {
  if (got.allowedPattern !== undefined || got.allowedValues !== undefined) return [];
  const fix = "add one: without it, callers of StartSession can put any text into the command";
  return [{ prop, allowed: "given an allowedPattern or allowedValues", got, fix }];
}

function crossedChars({ minChars, maxChars }: ParameterBounds, path: string): Violation[] {
  if (minChars === undefined || maxChars === undefined || isUnknown(minChars) || isUnknown(maxChars)) return [];
  if (minChars <= maxChars) return [];
  const allowed = `at most ${path}.maxChars (${maxChars})`;
  return [{ prop: `${path}.minChars`, allowed, got: minChars, fix: "change one of them: no value satisfies both" }];
}

const documentName = text({
  length: limits.documentNameLength,
  pattern: /^[\w.-]+$/,
  not: [/^(aws|amazon|amzn)/i],
  allowed: "letters, digits and _-., not starting with aws, amazon or amzn",
  fix: "write it like Acme-AuditedShell",
});

const sessionType = oneOf(sessionTypes, {
  fix: "choose one of them; port forwarding and SSH sessions are never logged, whatever their document says",
});

export const sessionDocumentSchema = Schema.for<SessionDocumentProps>({
  ...regionalRules,
  ...preferenceRules,
  name: optional(documentName),
  sessionType: optional(sessionType),
  encryptionKey: optional(encryptionKey),
  bucket: optional(logBucket),
  prefix: optional(prefix),
  mayRunUnlogged: optional(flag()),
  logGroup: optional(logGroup),
  streaming: optional(writtenFlag()),
  commands: optional(object<SessionCommands>({ linux: command, macos: command, windows: command })),
  parameters: optional(mapOf(parameterName, parameter)),
  adopt: optional(flag()),
})
  .relate(["sessionType", "commands"], ({ sessionType, commands }) => {
    if (runsCommands(sessionType) === givenCommands(commands).length > 0) return [];
    const [allowed, fix] = runsCommands(sessionType)
      ? [`given for a ${sessionType} document`, "name the command per operating system"]
      : ["left out of a Standard_Stream document", "set sessionType, or use shellProfile"];
    return [{ prop: "commands", allowed, got: commands, fix }];
  })
  .relate(["sessionType", "shellProfile", "parameters"], ({ sessionType, shellProfile, parameters }) =>
    runsCommands(sessionType)
      ? leftOut("shellProfile", shellProfile, "Standard_Stream documents only")
      : leftOut("parameters", parameters, "documents with commands only"),
  )
  .relate(["name", "sessionType"], ({ name, sessionType = "Standard_Stream" }) => {
    if (name !== undefined || sessionType === "Standard_Stream") return [];
    const fix = `choose a name: the default, ${DEFAULT_DOCUMENT_NAME}, is for shell sessions`;
    return [{ prop: "name", allowed: `given for a ${sessionType} document`, got: name, fix }];
  })
  .relate(["justInTimeAccess", "idleTimeoutMinutes", "maxDurationMinutes", "encryptionKey", "name"], justInTime)
  .relate(["bucket", "logGroup", "mayRunUnlogged"], (props) => {
    if (props.bucket || props.logGroup?.encrypted || (props.logGroup && props.mayRunUnlogged)) return [];
    return [
      {
        prop: props.logGroup ? "logGroup" : "bucket",
        allowed: props.logGroup
          ? "encrypted with a KMS key, or accompanied by a bucket"
          : "given, or else an encrypted logGroup",
        got: props.logGroup?.logGroupName,
        fix: "add one: without an encrypted destination the agent runs sessions that it cannot log; mayRunUnlogged accepts that for a log group",
      },
    ];
  })
  .relate(["encryptionKey", "logGroup"], (props, { region }) => [
    ...(props.encryptionKey ? sameRegion("encryptionKey", props.encryptionKey.region, region) : []),
    ...(props.logGroup ? sameRegion("logGroup", props.logGroup.region, region) : []),
  ])
  .relate(["streaming", "bucket", "logGroup", "sessionType", "mayRunUnlogged"], (props) => {
    const { streaming, bucket, logGroup, sessionType = "Standard_Stream", mayRunUnlogged } = props;
    const isSafe = bucket !== undefined && logGroup?.encrypted === true;
    if (!streaming || (logGroup && (isSafe || mayRunUnlogged) && sessionType === "Standard_Stream")) return [];
    return [
      {
        prop: "streaming",
        allowed: "left out unless a Standard_Stream document has an encrypted logGroup and a bucket",
        got: streaming,
        fix: "leave it out, or give both: where a node has streaming switched off, nothing else uploads to the log group; mayRunUnlogged accepts that",
      },
    ];
  });

export const existingSessionDocumentSchema = Schema.for<ExistingSessionDocumentProps>({
  ...regionRules,
  name: optional(documentName),
  sessionType: optional(sessionType),
  encryptionKey: optional(encryptionKey),
  bucket: optional(logBucket),
  prefix: optional(keyPrefix),
  logGroup: optional(logGroup),
}).relate(["bucket", "prefix"], ({ bucket, prefix }) =>
  prefix === undefined || bucket !== undefined
    ? []
    : [{ prop: "prefix", allowed: "left out without a bucket", got: prefix, fix: "name the bucket of the document" }],
);

function runsCommands(sessionType: SessionType | undefined): boolean {
  return sessionType === "InteractiveCommands" || sessionType === "NonInteractiveCommands";
}

function leftOut(prop: string, got: unknown, allowed: string): Violation[] {
  return got === undefined ? [] : [{ prop, allowed: `set on ${allowed}`, got, fix: "leave it out" }];
}

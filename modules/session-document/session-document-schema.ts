import {
  construct,
  flag,
  isUnknown,
  mapOf,
  object,
  oneOf,
  optional,
  regionalRules,
  Schema,
  sameRegion,
  text,
  type Violation,
  wholeNumber,
  writtenFlag,
} from "../core/internal";
import { encryptionKey } from "../encryption-key/encryption-key-schema";
import { DEFAULT_DOCUMENT_NAME, limits, maxDurationGaps, type SessionType, sessionTypes } from "../facts";
import { keyPrefix, logBucket } from "../log-bucket/log-bucket-schema";
import { logGroup } from "../log-group/log-group-schema";
import type { ISessionDocument, SessionDocumentProps } from "./session-document";
import {
  type DocumentParameter,
  givenCommands,
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

/** What of a session document a user of a topology decides as well. */
export const preferenceRules = {
  idleTimeoutMinutes: optional(wholeNumber(limits.idleTimeoutMinutes)),
  maxDurationMinutes: optional(wholeNumber(limits.maxDurationMinutes)),
  // The agent puts the name into a shell command line and refuses UID 0: only a plain POSIX name passes, and not root.
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
  adopt: optional(flag()),
};

/** Minutes that the pattern of the Systems Manager API leaves out. */
export function durationGap(prop: string, minutes: number | undefined): Violation[] {
  const gap = maxDurationGaps.find(([from, to]) => minutes !== undefined && minutes >= from && minutes <= to);
  if (!gap || isUnknown(minutes)) return [];
  return [
    {
      prop,
      allowed: `outside ${gap[0]} to ${gap[1]}, which the pattern of the Systems Manager API leaves out`,
      got: minutes,
      fix: `use ${gap[0] - 1} or ${gap[1] + 1}`,
    },
  ];
}

export const sessionDocumentSchema = Schema.for<SessionDocumentProps>({
  ...regionalRules,
  ...preferenceRules,
  name: optional(
    text({
      length: limits.documentNameLength,
      pattern: /^[\w.-]+$/,
      not: [/^(aws|amazon|amzn)/i],
      allowed: "letters, digits and _-., not starting with aws, amazon or amzn",
      fix: "write it like Acme-AuditedShell",
    }),
  ),
  sessionType: optional(
    oneOf(sessionTypes, {
      fix: "choose one of them; port forwarding and SSH sessions are never logged, whatever their document says",
    }),
  ),
  encryptionKey: optional(encryptionKey),
  bucket: optional(logBucket),
  prefix: optional(keyPrefix),
  logGroup: optional(logGroup),
  streaming: optional(writtenFlag()),
  commands: optional(object<SessionCommands>({ linux: anyText, macos: anyText, windows: anyText })),
  parameters: optional(
    mapOf(
      parameterName,
      object<DocumentParameter>({ description: anyText, allowedPattern: text({}), default: anyText }),
    ),
  ),
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
    const fix = `${DEFAULT_DOCUMENT_NAME}, the default name, is the document of shell sessions`;
    return [{ prop: "name", allowed: `given for a ${sessionType} document`, got: name, fix }];
  })
  .relate(["maxDurationMinutes"], (props) => durationGap("maxDurationMinutes", props.maxDurationMinutes))
  .relate(["bucket", "logGroup"], (props) => {
    if (props.bucket || props.logGroup?.encrypted) return [];
    return [
      {
        prop: props.logGroup ? "logGroup" : "bucket",
        allowed: props.logGroup
          ? "encrypted with a KMS key, or accompanied by a bucket"
          : "given, or else an encrypted logGroup",
        got: props.logGroup?.logGroupName,
        fix: "without an encrypted destination the agent starts sessions it cannot log",
      },
    ];
  })
  .relate(["encryptionKey", "logGroup"], (props, { region }) => [
    ...(props.encryptionKey ? sameRegion("encryptionKey", props.encryptionKey.region, region) : []),
    ...(props.logGroup ? sameRegion("logGroup", props.logGroup.region, region) : []),
  ])
  .relate(["streaming", "bucket", "logGroup", "sessionType"], (props) => {
    const { streaming, bucket, sessionType = "Standard_Stream" } = props;
    if (!streaming || (bucket && props.logGroup?.encrypted && sessionType === "Standard_Stream")) return [];
    return [
      {
        prop: "streaming",
        allowed: "left out unless a Standard_Stream document has an encrypted logGroup and a bucket",
        got: streaming,
        fix: "where streaming is switched off on the node nothing else uploads to the group: the bucket is the second sink",
      },
    ];
  });

function runsCommands(sessionType: SessionType | undefined): boolean {
  return sessionType === "InteractiveCommands" || sessionType === "NonInteractiveCommands";
}

function leftOut(prop: string, got: unknown, allowed: string): Violation[] {
  return got === undefined ? [] : [{ prop, allowed: `set on ${allowed}`, got, fix: "leave it out" }];
}

import type { Construct } from "constructs";
import {
  checkIntegerInRange,
  checkLength,
  checkOneOf,
  checkSameRegion,
  checkText,
  isUnknown,
  ValidationError,
} from "../core";
import { DEFAULT_DOCUMENT_NAME, limits, maxDurationGaps, sessionTypes } from "../facts";
import type { SessionDocumentProps } from "./session-document";
import { givenCommands } from "./session-document-content";

/** Everything about the props of a document that types cannot say. */
export function checkSessionDocument(scope: Construct, props: SessionDocumentProps, region: string): void {
  checkSessionType(scope, props);
  checkNameAndPrefix(scope, props);
  checkTimeouts(scope, props);
  checkRunAs(scope, props);
  checkDestinations(scope, props, region);
}

function checkSessionType(
  scope: Construct,
  { sessionType, commands, parameters, shellProfile }: SessionDocumentProps,
): void {
  if ((sessionType as string) === "Port") {
    throw new ValidationError(scope, {
      prop: "sessionType",
      allowed: `one of ${sessionTypes.join(", ")}`,
      got: sessionType,
      fix: "port forwarding and SSH sessions are never logged, whatever their document says; this library offers none",
    });
  }
  checkOneOf(scope, "sessionType", sessionType, sessionTypes);
  const runsCommands = sessionType === "InteractiveCommands" || sessionType === "NonInteractiveCommands";
  if (runsCommands !== givenCommands(commands).length > 0) {
    throw new ValidationError(scope, {
      prop: "commands",
      allowed: runsCommands ? `given for a ${sessionType} document` : "left out of a Standard_Stream document",
      got: commands,
      fix: runsCommands ? "name the command per operating system" : "set sessionType, or use shellProfile",
    });
  }
  if (runsCommands && shellProfile) refuseOn(scope, "shellProfile", shellProfile, "Standard_Stream documents only");
  if (!runsCommands && parameters) refuseOn(scope, "parameters", parameters, "documents with commands only");
  for (const name of Object.keys(parameters ?? {})) {
    checkText(scope, `parameters.${name}`, name, {
      pattern: /^[a-zA-Z0-9]+$/,
      allowed: "named with letters and digits only",
      fix: "rename it; the agent substitutes no other names",
    });
  }
}

function refuseOn(scope: Construct, prop: string, got: unknown, allowed: string): never {
  throw new ValidationError(scope, { prop, allowed: `set on ${allowed}`, got, fix: "leave it out" });
}

function checkNameAndPrefix(scope: Construct, { name, prefix, sessionType }: SessionDocumentProps): void {
  if (name !== undefined) {
    checkLength(scope, "name", name, limits.documentNameLength);
    checkText(scope, "name", name, {
      pattern: /^(?!(aws|amazon|amzn)[-_.]?)[\w.-]+$/i,
      allowed: "letters, digits and _-., not starting with aws, amazon or amzn",
      fix: "write it like Acme-AuditedShell",
    });
  } else if (sessionType !== undefined && sessionType !== "Standard_Stream") {
    throw new ValidationError(scope, {
      prop: "name",
      allowed: `given for a ${sessionType} document`,
      got: name,
      fix: `${DEFAULT_DOCUMENT_NAME}, the default name, is the document of shell sessions`,
    });
  }
  checkText(scope, "prefix", prefix, {
    pattern: /^(?!\/)(?!.*(^|\/)\.\.?(\/|$))(?!.*\/\/)(?!.*\{\{)[\w!.'()/-]+(?<!\/)$/,
    allowed: "a path without leading or trailing slash, empty, `.` or `..` segments, `*` or {{parameters}}",
    fix: "write it like sessions/shell; account and Region are appended",
  });
}

function checkTimeouts(scope: Construct, { idleTimeoutMinutes, maxDurationMinutes }: SessionDocumentProps): void {
  checkIntegerInRange(scope, "idleTimeoutMinutes", idleTimeoutMinutes, limits.idleTimeoutMinutes);
  checkIntegerInRange(scope, "maxDurationMinutes", maxDurationMinutes, limits.maxDurationMinutes);
  if (isUnknown(maxDurationMinutes)) return;
  const gap = maxDurationGaps.find(([from, to]) => maxDurationMinutes! >= from && maxDurationMinutes! <= to);
  if (!gap) return;
  throw new ValidationError(scope, {
    prop: "maxDurationMinutes",
    allowed: `outside ${gap[0]} to ${gap[1]}, which the pattern of the Systems Manager API leaves out`,
    got: maxDurationMinutes,
    fix: `use ${gap[0] - 1} or ${gap[1] + 1}`,
  });
}

/** The agent puts the name into a shell command line and refuses UID 0: only a plain POSIX name passes, and not root. */
function checkRunAs(scope: Construct, { runAs }: SessionDocumentProps): void {
  if (runAs === undefined) return;
  if (!runAs.defaultUser) {
    throw new ValidationError(scope, {
      prop: "runAs.defaultUser",
      allowed: "given where Run As is on",
      got: runAs.defaultUser,
      fix: "name an unprivileged user that exists on every node; without one each session fails",
    });
  }
  checkText(scope, "runAs.defaultUser", runAs.defaultUser, {
    pattern: /^(?!root$)[a-z_][a-z0-9_-]{0,31}$/,
    allowed: "a POSIX user name of at most 32 characters (a-z, 0-9, _ and -), and not root",
    fix: "name an unprivileged user that exists on every node",
  });
}

function checkDestinations(scope: Construct, props: SessionDocumentProps, region: string): void {
  const { bucket, logGroup, encryptionKey, streaming, sessionType } = props;
  if (!bucket && !logGroup?.encrypted) {
    throw new ValidationError(scope, {
      prop: logGroup ? "logGroup" : "bucket",
      allowed: logGroup
        ? "encrypted with a KMS key, or accompanied by a bucket"
        : "given, or else an encrypted logGroup",
      got: logGroup?.logGroupName,
      fix: "without an encrypted destination the agent starts sessions it cannot log",
    });
  }
  if (encryptionKey) checkSameRegion(scope, "encryptionKey", encryptionKey.region, region);
  if (logGroup) checkSameRegion(scope, "logGroup", logGroup.region, region);
  if (!streaming) return;
  if (!bucket || !logGroup?.encrypted || (sessionType ?? "Standard_Stream") !== "Standard_Stream") {
    throw new ValidationError(scope, {
      prop: "streaming",
      allowed: "left out unless a Standard_Stream document has an encrypted logGroup and a bucket",
      got: streaming,
      fix: "where streaming is switched off on the node nothing else uploads to the group: the bucket is the second sink",
    });
  }
}

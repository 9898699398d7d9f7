import type { IResolvable } from "cdktf";
import { freeText, json } from "../core/internal";
import type { SessionType } from "../facts";

// The content of a session document, schema 1.0, from plain values. See https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html.

export interface ShellProfile {
  /** Commands typed into each new shell on Linux and macOS. They show in the transcript: no place for secrets. */
  readonly linux?: string;
  /** Commands typed into each new PowerShell on Windows. They show in the transcript. */
  readonly windows?: string;
}

export interface SessionCommands {
  /** Command that the session runs on Linux. */
  readonly linux?: string;
  /** Command that the session runs on macOS. */
  readonly macos?: string;
  /** Command that the session runs on Windows. */
  readonly windows?: string;
}

export interface DocumentParameter {
  readonly description?: string;
  /** Regular expression that a value must match. Without one, the caller of StartSession types what they like into your command. */
  readonly allowedPattern: string;
  /** @default - the caller must give a value */
  readonly default?: string;
}

export interface SessionDocumentContent {
  readonly description: string;
  readonly sessionType: SessionType;
  readonly s3: { readonly bucketName: string; readonly keyPrefix: string } | undefined;
  readonly cloudWatch:
    | { readonly logGroupName: string; readonly encrypted: boolean; readonly streaming: boolean | IResolvable }
    | undefined;
  readonly kmsKeyArn: string | undefined;
  readonly runAsDefaultUser: string | undefined;
  readonly idleTimeoutMinutes: number;
  readonly maxDurationMinutes: number | undefined;
  readonly shellProfile: ShellProfile;
  readonly commands: SessionCommands | undefined;
  readonly parameters: Readonly<Record<string, DocumentParameter>> | undefined;
}

/**
 * Flags are JSON booleans and timeouts strings, since the agent decodes no others; every field is always there, since
 * the console's editor stays grey without. An encryption flag is true wherever there is a destination to check: it
 * makes the agent refuse the session when it cannot log.
 */
export function sessionDocumentContent(content: SessionDocumentContent): string {
  const { s3, cloudWatch, kmsKeyArn, runAsDefaultUser, maxDurationMinutes, shellProfile } = content;
  return json({
    schemaVersion: "1.0",
    description: content.description,
    sessionType: content.sessionType,
    parameters: content.parameters && parameterBlocks(content.parameters),
    inputs: {
      s3BucketName: s3?.bucketName ?? "",
      s3KeyPrefix: s3?.keyPrefix ?? "",
      s3EncryptionEnabled: s3 !== undefined,
      cloudWatchLogGroupName: cloudWatch?.logGroupName ?? "",
      cloudWatchEncryptionEnabled: cloudWatch?.encrypted ?? false,
      cloudWatchStreamingEnabled: cloudWatch?.streaming ?? false,
      kmsKeyId: kmsKeyArn ?? "",
      runAsEnabled: runAsDefaultUser !== undefined,
      runAsDefaultUser: runAsDefaultUser ?? "",
      idleSessionTimeout: String(content.idleTimeoutMinutes),
      maxSessionDuration: maxDurationMinutes === undefined ? "" : String(maxDurationMinutes),
      shellProfile: { linux: freeText(shellProfile.linux ?? ""), windows: freeText(shellProfile.windows ?? "") },
    },
    properties: content.commands && commandBlocks(content.commands),
  });
}

function parameterBlocks(parameters: Readonly<Record<string, DocumentParameter>>): object {
  return Object.fromEntries(
    sorted(parameters).map(([name, parameter]) => [
      name,
      {
        type: "String",
        description: parameter.description && freeText(parameter.description),
        default: parameter.default && freeText(parameter.default),
        allowedPattern: freeText(parameter.allowedPattern),
      },
    ]),
  );
}

/** The operating systems that really have a command: `{ linux: undefined }` names none. */
export function givenCommands(commands: SessionCommands = {}): [system: string, command: string][] {
  return sorted<string>({ ...commands }).filter(([, command]) => Boolean(command));
}

/** `runAsElevated` stays false: it would run the command as root and skip Run As. */
function commandBlocks(commands: SessionCommands): object {
  return Object.fromEntries(
    givenCommands(commands).map(([system, command]) => [system, { commands: freeText(command), runAsElevated: false }]),
  );
}

/** The order of the caller's object tells nothing. */
function sorted<T>(object: { readonly [name: string]: T }): [name: string, value: T][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

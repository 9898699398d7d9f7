import type { IResolvable } from "cdktf";
import { freeText, json } from "../core/internal";
import type { SessionType } from "../facts";

// The content of a session document, schema 1.0, from plain values. See https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html.

export interface ShellProfile {
  /**
   * Commands typed into each new shell on Linux and macOS. They appear in the transcript, so do not put secrets here.
   */
  readonly linux?: string;
  /** Commands typed into each new PowerShell on Windows. They appear in the transcript. */
  readonly windows?: string;
}

export interface SessionCommand {
  readonly command: string;
  /**
   * Whether the command runs as root, or as SYSTEM on Windows, regardless of `runAs` and the tag `SSMSessionRunAs`.
   * @default false - as the user of the session
   */
  readonly runAsElevated?: boolean;
}

export interface SessionCommands {
  /** Command that the session runs on Linux. */
  readonly linux?: string | SessionCommand;
  /** Command that the session runs on macOS. */
  readonly macos?: string | SessionCommand;
  /** Command that the session runs on Windows. */
  readonly windows?: string | SessionCommand;
}

/** Limits on what the caller of StartSession may pass to your command. */
export interface ParameterBounds {
  /**
   * What the value is for.
   * @default - none
   */
  readonly description?: string;
  /**
   * Regular expression that a value must match.
   * @default - `allowedValues` must be given
   */
  readonly allowedPattern?: string;
  /**
   * The values to choose from.
   * @default - `allowedPattern` must be given
   */
  readonly allowedValues?: readonly string[];
  /**
   * Minimum number of characters of a value.
   * @default - no limit
   */
  readonly minChars?: number;
  /**
   * Maximum number of characters of a value.
   * @default - no limit
   */
  readonly maxChars?: number;
  /**
   * Value used if the caller gives none.
   * @default - the caller must give a value
   */
  readonly default?: string;
}

/** Requires a pattern or a list of values: without either, callers may pass anything. */
export type DocumentParameter = ParameterBounds &
  (Required<Pick<ParameterBounds, "allowedPattern">> | Required<Pick<ParameterBounds, "allowedValues">>);

export interface SessionDocumentContent {
  readonly description: string;
  readonly sessionType: SessionType;
  readonly s3: { readonly bucketName: string; readonly keyPrefix: string; readonly checked: boolean } | undefined;
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
 * Flags are JSON booleans and timeouts strings, because the agent decodes nothing else. Every field is present, because
 * otherwise the console's editor stays disabled. An encryption flag is true if there is a destination to check: it
 * makes the agent refuse a session that it cannot log.
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
      s3EncryptionEnabled: s3?.checked ?? false,
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
        allowedPattern: parameter.allowedPattern && freeText(parameter.allowedPattern),
        allowedValues: parameter.allowedValues?.map(freeText),
        minChars: parameter.minChars,
        maxChars: parameter.maxChars,
      },
    ]),
  );
}

/** The operating systems that have a command: `{ linux: undefined }` names none. */
export function givenCommands(commands: SessionCommands = {}): [system: string, command: Required<SessionCommand>][] {
  return sorted<string | SessionCommand | undefined>({ ...commands }).flatMap(([system, given]) => {
    const { command, runAsElevated = false } = typeof given === "object" ? given : { command: given };
    return command ? [[system, { command, runAsElevated }]] : [];
  });
}

function commandBlocks(commands: SessionCommands): object {
  return Object.fromEntries(
    givenCommands(commands).map(([system, { command, runAsElevated }]) => [
      system,
      { commands: freeText(command), runAsElevated },
    ]),
  );
}

/** Sorted, because the order of the caller's object has no meaning. */
function sorted<T>(object: { readonly [name: string]: T }): [name: string, value: T][] {
  return Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
}

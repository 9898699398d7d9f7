import type { Fields, Json } from "../state";

/** What a session document says about logging, as the agent would take it. */
export interface Logging {
  readonly bucket: string;
  /** Without slashes at either end, as the agent joins it. */
  readonly prefix: string;
  readonly group: string;
  readonly keyId: string;
  readonly demandsEncryptedBucket: boolean;
  readonly demandsEncryptedGroup: boolean;
  readonly streams: boolean;
}

/** The `inputs` of a session document; none where it has none. */
export function inputsOf(content: Fields | undefined): Fields {
  const inputs = content?.inputs;
  return typeof inputs === "object" && inputs !== null && !Array.isArray(inputs) ? (inputs as Fields) : {};
}

/** @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html */
export function logging(content: Fields | undefined): Logging {
  const inputs = inputsOf(content);
  return {
    bucket: text(inputs.s3BucketName),
    prefix: text(inputs.s3KeyPrefix).split("/").filter(Boolean).join("/"),
    group: text(inputs.cloudWatchLogGroupName),
    keyId: text(inputs.kmsKeyId),
    demandsEncryptedBucket: isOn(inputs.s3EncryptionEnabled),
    demandsEncryptedGroup: isOn(inputs.cloudWatchEncryptionEnabled),
    streams: isOn(inputs.cloudWatchStreamingEnabled),
  };
}

export const text = (value: Json | undefined): string => (typeof value === "string" ? value : "");

/** The agent takes texts that Go's ParseBool takes, for most flags. */
export function isOn(value: Json | undefined): boolean {
  return value === true || (typeof value === "string" && /^(1|t|true)$/i.test(value));
}

export const parameter = /\{\{[^}]*\}\}/;

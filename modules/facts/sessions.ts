/** The preferences: the document of every session that names none. One per account and Region. */
export const DEFAULT_DOCUMENT_NAME = "SSM-SessionManagerRunShell";

/** First part of a transcript's key in its bucket; account and Region follow. */
export const TRANSCRIPT_PREFIX = "sessions";

/**
 * Session types that the agent can log. AWS has one more, `Port`, whose sessions are never logged, whatever the document
 * says.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html
 */
export const sessionTypes = ["Standard_Stream", "InteractiveCommands", "NonInteractiveCommands"] as const;

export type SessionType = (typeof sessionTypes)[number];

/**
 * AWS's own documents for port forwarding and SSH. Nobody sees what passes through such a session.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html
 */
export const unloggedDocumentNames = [
  "AWS-StartPortForwardingSession",
  "AWS-StartPortForwardingSessionToRemoteHost",
  "AWS-StartSSHSession",
] as const;

export type UnloggedDocument = (typeof unloggedDocumentNames)[number];

/**
 * The calls of Session Manager that CloudTrail records as write events. `exit`, the idle timeout and the maximum duration
 * make none.
 */
export const sessionCalls = ["StartSession", "ResumeSession", "TerminateSession"] as const;

/**
 * Who can call, as CloudTrail tells them.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
export const identityTypes = [
  "Root",
  "IAMUser",
  "AssumedRole",
  "Role",
  "FederatedUser",
  "Directory",
  "AWSAccount",
  "AWSService",
  "IdentityCenterUser",
  "SAMLUser",
  "WebIdentityUser",
  "Unknown",
] as const;

export type IdentityType = (typeof identityTypes)[number];

export type SessionCall = (typeof sessionCalls)[number];

/**
 * With the value `true`, the tag that a key must have for just-in-time node access to use it.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-just-in-time-node-access-session-preferences.html
 */
export const JUST_IN_TIME_TAG = "SystemsManagerJustInTimeNodeAccessManaged";

/**
 * `MaxSessionDuration`, which DescribeSessions answers, has a pattern that leaves these minutes out, an evident slip:
 * `^([1-9]|[1-9][0-9]|[1-9][0-9][0-9]|1[0-4][0-3][0-9]|1440)$`. No page says that a document is held against it.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Session.html
 */
export const maxDurationGaps = [
  [1040, 1099],
  [1140, 1199],
  [1240, 1299],
  [1340, 1399],
] as const;

/** Whether documents may be shared with everybody, in an account and Region. */
export const PUBLIC_SHARING_SETTING = "/ssm/documents/console/public-sharing-permission";

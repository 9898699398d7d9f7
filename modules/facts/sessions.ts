/** The preferences: the document that applies to every session that names none. One per account and Region. */
export const DEFAULT_DOCUMENT_NAME = "SSM-SessionManagerRunShell";

/** First part of a transcript's key. Account and Region follow. */
export const TRANSCRIPT_PREFIX = "sessions";

/**
 * Session types that the agent can log. AWS has one more, `Port`, whose sessions are never logged, whatever the document
 * says.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-schema.html
 */
export const sessionTypes = ["Standard_Stream", "InteractiveCommands", "NonInteractiveCommands"] as const;

export type SessionType = (typeof sessionTypes)[number];

/**
 * AWS's own documents for port forwarding and SSH. What passes through such a session is never logged.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/session-manager-logging.html
 */
export const unloggedDocumentNames = [
  "AWS-StartPortForwardingSession",
  "AWS-StartPortForwardingSessionToRemoteHost",
  "AWS-StartSSHSession",
] as const;

export type UnloggedDocument = (typeof unloggedDocumentNames)[number];

/**
 * The Session Manager calls that CloudTrail records as write events. `exit`, the idle timeout and the maximum duration
 * cause none.
 */
export const sessionCalls = ["StartSession", "ResumeSession", "TerminateSession"] as const;

/**
 * Types of callers in CloudTrail.
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
 * The tag that a key needs, with the value `true`, for just-in-time node access to use it.
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-just-in-time-node-access-session-preferences.html
 */
export const JUST_IN_TIME_TAG = "SystemsManagerJustInTimeNodeAccessManaged";

/**
 * The service behind Remote Desktop in Fleet Manager, with or without just-in-time node access. For its caller, it
 * starts a session with `AWS-StartPortForwardingSession`, makes a grant on the key of recordings and, for users of IAM
 * Identity Center, sends the command `AWSSSO-CreateSSOUser`.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AWSSystemsManagerJustInTimeAccessTokenPolicy.html
 */
export const GUI_CONNECT = "ssm-guiconnect.amazonaws.com";

/**
 * `MaxSessionDuration`, which DescribeSessions returns, has a pattern that evidently leaves these minutes out by
 * mistake: `^([1-9]|[1-9][0-9]|[1-9][0-9][0-9]|1[0-4][0-3][0-9]|1440)$`. No page says that a document is checked
 * against it.
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_Session.html
 */
export const maxDurationGaps = [
  [1040, 1099],
  [1140, 1199],
  [1240, 1299],
  [1340, 1399],
] as const;

/** Whether documents may be shared publicly, in an account and Region. */
export const PUBLIC_SHARING_SETTING = "/ssm/documents/console/public-sharing-permission";

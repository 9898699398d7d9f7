import { DEFAULT_DOCUMENT_NAME, eventNames, type IdentityType, type SessionCall, sessionCalls } from "../../facts";
import { anyOf, type EventPattern, type Match, type PatternFields } from "./event-pattern";
import {
  alarmNameList,
  callerFilter,
  callList,
  documentNames,
  given,
  refusalFilter,
  startFilter,
} from "./session-patterns-schema";
import { tampering, tamperingParts } from "./tampering-pattern";

/** Selects session starts. Every field that is given must match; `*` in a name matches any characters. */
export interface StartFilter {
  /**
   * Names of session documents. The preferences, `SSM-SessionManagerRunShell`, also match a start that names no
   * document: CloudTrail records it that way.
   * @default - any document
   */
  readonly documents?: readonly string[];
  /**
   * Ids of nodes: `i-…`, `mi-…`, or `ecs:<cluster>_<task>_<container>`.
   * @default - any node
   */
  readonly nodes?: readonly string[];
  /**
   * Names, not ARNs, of the roles that the callers assumed. Names of Identity Center roles end in a random part:
   * `AWSReservedSSO_Operator_*`.
   * @default - any role, and IAM users
   */
  readonly roles?: readonly string[];
}

/** Selects starts by caller. Every field that is given must match; `*` in a name matches any characters. */
export interface CallerFilter {
  /**
   * Kinds of callers, as CloudTrail records them.
   * @default - any kind
   */
  readonly identityTypes?: readonly IdentityType[];
  /**
   * Names of IAM users or role sessions. In Identity Center, that is the user name.
   * @default - anyone
   */
  readonly users?: readonly string[];
  /**
   * Whether to match only calls that CloudTrail does not record with MFA. For federated users, such as those of
   * Identity Center, it never records MFA, because they gave it to the identity provider.
   * @default false - with and without MFA
   */
  readonly withoutMfa?: boolean;
  /**
   * Source address ranges of the calls, in CIDR notation. Calls made by a service show no address.
   * @default - from anywhere
   */
  readonly addresses?: readonly string[];
}

export interface RefusalFilter extends StartFilter {
  /**
   * Whether only missing permissions count. Starts also fail because a node is off or a document is misspelt.
   * @default false - any reason
   */
  readonly deniedOnly?: boolean;
}

/**
 * Patterns for events of sessions and of their audit. They always name the source, because Athena also has a
 * StartSession. `exit`, idle timeout and maximum duration make no event, so they have no pattern.
 */
export const sessionPatterns = {
  /**
   * Matches the given StartSession, ResumeSession and TerminateSession calls, allowed or refused; all three if none is
   * given.
   */
  calls: (...calls: readonly SessionCall[]): EventPattern =>
    ssm(given(callList, "calls", calls, "calls").length > 0 ? calls : sessionCalls),

  /** The same without refused calls. Matches calls that have no `errorCode`. */
  allowedCalls: (...calls: readonly SessionCall[]): EventPattern =>
    ssm(given(callList, "allowedCalls", calls, "calls").length > 0 ? calls : sessionCalls, allowed),

  /** The same with refused calls only, for any reason. Matches calls that have an `errorCode`. */
  refusedCalls: (...calls: readonly SessionCall[]): EventPattern =>
    ssm(given(callList, "refusedCalls", calls, "calls").length > 0 ? calls : sessionCalls, {
      errorCode: [{ exists: true }],
    }),

  /** A session was started. Matches StartSession without `errorCode`. */
  started: (filter: StartFilter = {}): EventPattern =>
    ssm(["StartSession"], { ...allowed, ...startFields(given(startFilter, "started", filter)) }),

  /** A client resumed its session. Matches ResumeSession without `errorCode`; it names neither node nor document. */
  resumed: (): EventPattern => ssm(["ResumeSession"], allowed),

  /**
   * Somebody ended a session by API. Matches TerminateSession without `errorCode`; it names neither node nor document.
   */
  terminated: (): EventPattern => ssm(["TerminateSession"], allowed),

  /**
   * A session was not started. Matches StartSession with `errorCode`. A refused call may be recorded without
   * parameters; a filter on nodes or documents then does not match it.
   */
  refusedStarts: (filter: RefusalFilter = {}): EventPattern => {
    const { deniedOnly = false, ...starts } = given(refusalFilter, "refusedStarts", filter);
    return ssm(["StartSession"], {
      errorCode: deniedOnly ? [{ prefix: "AccessDenied" }] : [{ exists: true }],
      ...startFields(starts),
    });
  },

  /** Certain callers started a session. Matches StartSession without `errorCode`, by `userIdentity`. */
  startsBy: (filter: CallerFilter): EventPattern =>
    ssm(["StartSession"], { ...allowed, ...callerFields(given(callerFilter, "startsBy", filter)) }),

  /** The root user of the account tried, successfully or not. Matches StartSession with `userIdentity.type` Root. */
  startsByRoot: (): EventPattern => ssm(["StartSession"], { userIdentity: { type: ["Root"] } }),

  /**
   * A session was started that leaves no transcript: SSH and port forwarding, which AWS never logs, or AWS's command
   * documents, which ignore the preferences. Matches StartSession with an AWS document, `AWS-…`.
   */
  unloggedStarts: (): EventPattern =>
    ssm(["StartSession"], {
      ...allowed,
      requestParameters: { documentName: [{ prefix: "AWS-" }, { wildcard: "*:document/AWS-*" }] },
    }),

  /**
   * A session was started with a document not in this list, which may log nothing. Matches StartSession; a document
   * given by ARN counts as not in the list.
   */
  startsWithOtherDocuments: (documents: readonly string[]): EventPattern =>
    ssm(["StartSession"], {
      ...allowed,
      requestParameters: {
        documentName: [
          { "anything-but": [...given(documentNames, "startsWithOtherDocuments", documents, "documents")] },
          ...(documents.includes(DEFAULT_DOCUMENT_NAME) ? [] : [{ exists: false }]),
        ],
      },
    }),

  /**
   * Session logging may have changed: these documents, the settings of documents and managed instances, another
   * document of type Session, the role of a hybrid node. Matches CreateDocument, UpdateDocument,
   * UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting,
   * ResetServiceSetting and UpdateManagedInstanceRole. A refused call matches only if its parameters were recorded.
   */
  preferenceChanges: (documents: readonly string[] = [DEFAULT_DOCUMENT_NAME]): EventPattern =>
    anyOf(
      ssm(eventNames("document"), {
        $or: [
          {
            requestParameters: { name: anyText(given(documentNames, "preferenceChanges", documents, "documents")) },
          },
          { requestParameters: { resourceArn: documents.map((name) => ({ wildcard: `*:document/${name}` })) } },
        ],
      }),
      ssm(["CreateDocument"], { requestParameters: { documentType: ["Session"] } }),
      ssm(eventNames("setting"), {
        // The id of a setting may be given as its ARN.
        requestParameters: { settingId: [{ wildcard: "*/ssm/documents/*" }, { wildcard: "*/ssm/managed-instance/*" }] },
      }),
      ssm(["UpdateManagedInstanceRole"]),
    ),

  /**
   * A CloudWatch alarm went off or ended. Matches events that CloudWatch itself sends, in the Region of the alarm; `*`
   * in a name matches any characters.
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
   */
  alarmChanges: (alarmNames: readonly string[]): EventPattern => ({
    source: ["aws.cloudwatch"],
    "detail-type": ["CloudWatch Alarm State Change"],
    detail: { alarmName: anyText(given(alarmNameList, "alarmChanges", alarmNames, "alarmNames")) },
  }),

  tampering,

  tamperingParts,
};

const allowed: PatternFields = { errorCode: [{ exists: false }] };

function ssm(eventName: readonly string[], more: PatternFields = {}): EventPattern {
  return {
    source: ["aws.ssm"],
    "detail-type": ["AWS API Call via CloudTrail"],
    detail: { eventSource: ["ssm.amazonaws.com"], eventName, ...more },
  };
}

function startFields({ documents, nodes, roles }: StartFilter): PatternFields {
  return {
    ...(roles && { userIdentity: { sessionContext: { sessionIssuer: { userName: anyText(roles) } } } }),
    ...((documents || nodes) && {
      requestParameters: {
        ...(documents && { documentName: anyDocument(documents) }),
        ...(nodes && { target: anyText(nodes) }),
      },
    }),
  };
}

function callerFields({ identityTypes, users, withoutMfa, addresses }: CallerFilter): PatternFields {
  const identity: PatternFields = {
    ...(identityTypes && { type: identityTypes }),
    ...(users && { arn: users.flatMap(anyIdentityCalled) }),
    // Long-term credentials have no session, and so no MFA information.
    ...(withoutMfa && { sessionContext: { attributes: { mfaAuthenticated: ["false", { exists: false }] } } }),
  };
  return {
    ...(Object.keys(identity).length > 0 && { userIdentity: identity }),
    ...(addresses && { sourceIPAddress: addresses.map((cidr) => ({ cidr })) }),
  };
}

/** The name is the end of a user's ARN, with or without a path, and of a role session's ARN. */
function anyIdentityCalled(name: string): Match[] {
  return [":user/", ":user/*/", ":assumed-role/*/"].map((start) => ({ wildcard: `*${start}${name}` }));
}

/** A caller may also name a document by its ARN. */
function anyDocument(names: readonly string[]): readonly Match[] {
  const byName = anyText(names);
  const byArn = names.map(
    (name): Match => (name.includes("*") ? { wildcard: `*:document/${name}` } : { suffix: `:document/${name}` }),
  );
  return [...byName, ...byArn, ...(names.includes(DEFAULT_DOCUMENT_NAME) ? [{ exists: false }] : [])];
}

function anyText(texts: readonly string[]): readonly Match[] {
  return texts.map((text) => (text.includes("*") ? { wildcard: text } : text));
}

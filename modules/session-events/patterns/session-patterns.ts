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

/** Which starts are meant. All that is given must hold; `*` in a name stands for any characters. */
export interface StartFilter {
  /**
   * Names of session documents. The preferences, `SSM-SessionManagerRunShell`, also match where a start names none:
   * that is how CloudTrail records it.
   * @default - any document
   */
  readonly documents?: readonly string[];
  /**
   * Ids of nodes: `i-…`, `mi-…`, or `ecs:<cluster>_<task>_<container>`.
   * @default - any node
   */
  readonly nodes?: readonly string[];
  /**
   * Names, not ARNs, of the roles that the callers have assumed. Those of Identity Center end in a random part:
   * `AWSReservedSSO_Operator_*`.
   * @default - any role, and IAM users
   */
  readonly roles?: readonly string[];
}

/** Whose starts are meant. All that is given must hold; `*` in a name stands for any characters. */
export interface CallerFilter {
  /**
   * Kinds of callers, as CloudTrail tells them.
   * @default - any kind
   */
  readonly identityTypes?: readonly IdentityType[];
  /**
   * Names of IAM users, or of sessions of roles: in Identity Center that is the user name.
   * @default - anybody
   */
  readonly users?: readonly string[];
  /**
   * Whether CloudTrail must not tell of MFA. It never does where a federated user, such as one of Identity Center, gave it
   * to the identity provider.
   * @default false - with and without
   */
  readonly withoutMfa?: boolean;
  /**
   * Address ranges that calls come from, in CIDR notation. A call that a service makes shows no address.
   * @default - from anywhere
   */
  readonly addresses?: readonly string[];
}

export interface RefusalFilter extends StartFilter {
  /**
   * Whether permissions must be what was missing. Starts also fail for a node that is off or a misspelt document.
   * @default false - for whatever reason
   */
  readonly deniedOnly?: boolean;
}

/**
 * Patterns over what happens to sessions and to the audit of sessions. The source is always named: Athena has a
 * StartSession too. What makes no event has no pattern: `exit`, idle timeout and maximum duration.
 */
export const sessionPatterns = {
  /** Rests on StartSession, ResumeSession and TerminateSession: the given ones, allowed or refused; all where none is given. */
  calls: (...calls: readonly SessionCall[]): EventPattern =>
    ssm(given(callList, "calls", calls, "calls").length > 0 ? calls : sessionCalls),

  /** The same without the calls that were refused. Rests on them having no `errorCode`. */
  allowedCalls: (...calls: readonly SessionCall[]): EventPattern =>
    ssm(given(callList, "allowedCalls", calls, "calls").length > 0 ? calls : sessionCalls, allowed),

  /** Only those that were refused, for whatever reason. Rests on them having an `errorCode`. */
  refusedCalls: (...calls: readonly SessionCall[]): EventPattern =>
    ssm(given(callList, "refusedCalls", calls, "calls").length > 0 ? calls : sessionCalls, {
      errorCode: [{ exists: true }],
    }),

  /** A session was started. Rests on StartSession without `errorCode`. */
  started: (filter: StartFilter = {}): EventPattern =>
    ssm(["StartSession"], { ...allowed, ...startFields(given(startFilter, "started", filter)) }),

  /** A client came back to its session. Rests on ResumeSession without `errorCode`; it names neither node nor document. */
  resumed: (): EventPattern => ssm(["ResumeSession"], allowed),

  /** Somebody ended a session by API. Rests on TerminateSession without `errorCode`; it names neither node nor document. */
  terminated: (): EventPattern => ssm(["TerminateSession"], allowed),

  /**
   * A session was not started. Rests on StartSession with `errorCode`. A refused call may be recorded without
   * parameters: a filter on nodes or documents does not see it then.
   */
  refusedStarts: (filter: RefusalFilter = {}): EventPattern => {
    const { deniedOnly = false, ...starts } = given(refusalFilter, "refusedStarts", filter);
    return ssm(["StartSession"], {
      errorCode: deniedOnly ? [{ prefix: "AccessDenied" }] : [{ exists: true }],
      ...startFields(starts),
    });
  },

  /** Certain callers started a session. Rests on StartSession without `errorCode`, and its `userIdentity`. */
  startsBy: (filter: CallerFilter): EventPattern =>
    ssm(["StartSession"], { ...allowed, ...callerFields(given(callerFilter, "startsBy", filter)) }),

  /** The root user of the account tried, with or without success. Rests on StartSession with `userIdentity.type` Root. */
  startsByRoot: (): EventPattern => ssm(["StartSession"], { userIdentity: { type: ["Root"] } }),

  /**
   * A session was started that leaves no transcript: SSH and port forwarding, which AWS never logs, and the command
   * documents of AWS, which do not follow the preferences. Rests on StartSession with a document of AWS, `AWS-…`.
   */
  unloggedStarts: (): EventPattern =>
    ssm(["StartSession"], {
      ...allowed,
      requestParameters: { documentName: [{ prefix: "AWS-" }, { wildcard: "*:document/AWS-*" }] },
    }),

  /**
   * A session was started with another document than these, which may log nothing. Rests on StartSession; a document
   * given by its ARN counts as another one.
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
   * How sessions are logged may have changed: these documents, the settings of documents and managed instances, another
   * document of type Session, the role of a hybrid node. Rests on CreateDocument, UpdateDocument,
   * UpdateDocumentDefaultVersion, DeleteDocument, ModifyDocumentPermission, PutResourcePolicy, UpdateServiceSetting,
   * ResetServiceSetting and UpdateManagedInstanceRole. A refused call is seen only where its parameters were recorded.
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
   * An alarm of CloudWatch went off, or was over. Rests on the events that CloudWatch itself sends, in the Region of the
   * alarm; `*` in a name stands for any characters.
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
    // Long-term credentials have no session, and so no word on MFA.
    ...(withoutMfa && { sessionContext: { attributes: { mfaAuthenticated: ["false", { exists: false }] } } }),
  };
  return {
    ...(Object.keys(identity).length > 0 && { userIdentity: identity }),
    ...(addresses && { sourceIPAddress: addresses.map((cidr) => ({ cidr })) }),
  };
}

/** The name ends the ARN of a user, with or without a path, and that of a session of a role. */
function anyIdentityCalled(name: string): Match[] {
  return [":user/", ":user/*/", ":assumed-role/*/"].map((start) => ({ wildcard: `*${start}${name}` }));
}

/** A caller may name a document by its ARN as well. */
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

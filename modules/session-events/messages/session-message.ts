import { DEFAULT_DOCUMENT_NAME } from "../../facts";
import { type EventMessage, textMessage } from "./event-message";

/**
 * Where CloudTrail records what every message reports. Services, accounts and Identity Center users have no ARN, so the
 * kind of caller comes first.
 * @see https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
 */
const caller = {
  kind: "$.detail.userIdentity.type",
  who: "$.detail.userIdentity.arn",
  identity: "$.detail.userIdentity.sessionContext.sourceIdentity",
  principal: "$.detail.userIdentity.principalId",
  issuer: "$.detail.userIdentity.sessionContext.sessionIssuer.arn",
  service: "$.detail.userIdentity.invokedBy",
  mfa: "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated",
  address: "$.detail.sourceIPAddress",
  account: "$.account",
  region: "$.region",
  time: "$.detail.eventTime",
  event: "$.detail.eventID",
  agent: "$.detail.userAgent",
};

type Paths = Readonly<Record<string, string>>;

/** Does not compile where a path would take the name of another, which would show one value in the place of the other. */
function and<A extends Paths, B extends Paths & { readonly [K in keyof A]?: never }>(paths: A, more: B): A & B {
  return { ...paths, ...more };
}

const start = and(caller, {
  target: "$.detail.requestParameters.target",
  document: "$.detail.requestParameters.documentName",
  reason: "$.detail.requestParameters.reason",
});

const whoWhenWhere = [
  "Who:      <kind> <who> <principal>",
  "Role:     <issuer> (empty: a user, or long-term credentials)",
  "Identity: <identity> (the source identity; empty: none was set)",
  "Through:  <service> (empty: no AWS service)",
  "MFA:      <mfa> (empty: not recorded; false also for federated users whose identity provider checked it)",
  "From:     <address>",
  "When:     <time>",
  "Account:  <account>, <region>",
  "Event:    <event> in CloudTrail",
];
// From the document on, callers control the values: only SSM checks the request, and a refused call is recorded as
// sent.
const reason = "Reason:   <reason>";
const program = "Program:  <agent>";

/** Any session call, allowed or refused. */
export const sessionMessage: EventMessage = textMessage(
  and(start, {
    call: "$.detail.eventName",
    session: "$.detail.responseElements.sessionId",
    requested: "$.detail.requestParameters.sessionId",
    refusal: "$.detail.errorCode",
  }),
  [
    "Session Manager: <call>",
    "",
    ...whoWhenWhere,
    "Session:  <session> (empty: refused)",
    "Refused:  <refusal> (empty: allowed)",
    `Document: <document> (empty: ${DEFAULT_DOCUMENT_NAME} at a start, none at resume and terminate)`,
    "Target:   <target> (empty at resume and terminate: look for the start of this session; empty also if a refused call was recorded without its parameters)",
    "Request:  <requested> (the session to resume or terminate; empty at a start)",
    program,
    reason,
  ],
);

/** A session that was not started. */
export const refusalMessage: EventMessage = textMessage(
  and(start, { refusal: "$.detail.errorCode", explanation: "$.detail.errorMessage" }),
  [
    "ALERT: a session was refused (<refusal>)",
    "",
    ...whoWhenWhere,
    `Document: <document> (empty: ${DEFAULT_DOCUMENT_NAME}, the default, or not recorded)`,
    "Target:   <target> (empty: the refused call was recorded without its parameters)",
    "Because:  <explanation>",
    program,
    reason,
  ],
);

const change = and(caller, { call: "$.detail.eventName", refusal: "$.detail.errorCode" });

/** A change to the preferences, or to document settings. */
export const preferenceMessage: EventMessage = textMessage(
  and(change, { document: "$.detail.requestParameters.name", setting: "$.detail.requestParameters.settingId" }),
  [
    "ALERT: how sessions are logged may have changed (<call>)",
    "",
    ...whoWhenWhere,
    "Refused:  <refusal> (empty: it was done)",
    "Document: <document>",
    "Setting:  <setting>",
    program,
  ],
);

/**
 * A call on a piece of the audit chain, with its full request. A policy in the request makes it longer than the 1,600
 * characters of a text message.
 */
export const tamperingMessage: EventMessage = textMessage(
  and(change, { api: "$.detail.eventSource", request: "$.detail.requestParameters" }),
  [
    "ALERT: the audit of sessions is being changed (<call> at <api>)",
    "",
    ...whoWhenWhere,
    "Refused:  <refusal> (empty: it was done)",
    program,
    "Request:  <request>",
  ],
);

/** An alarm that went off or ended. */
export const alarmMessage: EventMessage = textMessage(
  {
    alarm: "$.detail.alarmName",
    state: "$.detail.state.value",
    because: "$.detail.state.reason",
    meaning: "$.detail.configuration.description",
    account: "$.account",
    region: "$.region",
    time: "$.time",
  },
  [
    "ALARM of the session audit: <alarm> is in state <state>",
    "",
    "When:     <time>",
    "Account:  <account>, <region>",
    "Because:  <because>",
    "<meaning>",
  ],
);

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
  call: "$.detail.eventName",
  refusal: "$.detail.errorCode",
};

const whoWhenWhere = [
  "",
  "Who:      <kind> <who> <principal>",
  "Role:     <issuer> (empty: a user, or long-term credentials)",
  "Identity: <identity> (the source identity, empty: none was set)",
  "Through:  <service> (empty: no service of AWS)",
  "MFA:      <mfa> (empty: not asked; false as well where a federated user gave it elsewhere)",
  "From:     <address>",
  "When:     <time>",
  "Account:  <account>, <region>",
  "Event:    <event> in CloudTrail",
];

const template = (...lines: readonly string[]) => lines.map((line) => `"${line}"`).join("\n");

/** What a topic tells of an event. */
export const messages = {
  session: {
    inputPaths: {
      ...caller,
      target: "$.detail.requestParameters.target",
      document: "$.detail.requestParameters.documentName",
      reason: "$.detail.requestParameters.reason",
      session: "$.detail.responseElements.sessionId",
      requested: "$.detail.requestParameters.sessionId",
    },
    inputTemplate: template(
      "Session Manager: <call>",
      ...whoWhenWhere,
      "Session:  <session> (empty: refused)",
      "Refused:  <refusal> (empty: allowed)",
      "Document: <document> (empty: SSM-SessionManagerRunShell at a start, none at resume and terminate)",
      "Target:   <target> (empty for resume and terminate: look for the start of this session; or a refused call without its parameters)",
      "Asked:    <requested> (the session that a resume or terminate names, empty for a start)",
      "Program:  <agent>",
      "Reason:   <reason>",
    ),
  },
  preference: {
    inputPaths: {
      ...caller,
      document: "$.detail.requestParameters.name",
      setting: "$.detail.requestParameters.settingId",
    },
    inputTemplate: template(
      "ALERT: how sessions are logged may have changed (<call>)",
      ...whoWhenWhere,
      "Refused:  <refusal> (empty: it was done)",
      "Document: <document>",
      "Setting:  <setting>",
      "Program:  <agent>",
    ),
  },
  tampering: {
    inputPaths: { ...caller, api: "$.detail.eventSource", request: "$.detail.requestParameters" },
    inputTemplate: template(
      "ALERT: the audit of sessions is being changed (<call> at <api>)",
      ...whoWhenWhere,
      "Refused:  <refusal> (empty: it was done)",
      "Program:  <agent>",
      "Asked:    <request>",
    ),
  },
};

/** What a target is told instead of the whole event. */
export interface EventMessage {
  /** Variable names, and the JSON paths of their values in the event. */
  readonly inputPaths: Readonly<Record<string, string>>;
  readonly inputTemplate: string;
}

/**
 * A text for people, one quoted string a line, as EventBridge wants it. A variable whose field is missing from the
 * event is empty, so each line says what that means. What the caller may word freely, the reason, comes last: it
 * cannot pass for a line of ours.
 */
export const sessionMessage: EventMessage = {
  inputPaths: {
    call: "$.detail.eventName",
    who: "$.detail.userIdentity.arn",
    address: "$.detail.sourceIPAddress",
    target: "$.detail.requestParameters.target",
    document: "$.detail.requestParameters.documentName",
    session: "$.detail.responseElements.sessionId",
    refusal: "$.detail.errorCode",
    account: "$.account",
    region: "$.region",
    time: "$.detail.eventTime",
    reason: "$.detail.requestParameters.reason",
  },
  inputTemplate: [
    "Session Manager: <call>",
    "Who:      <who>",
    "From:     <address>",
    "When:     <time>",
    "Account:  <account>, <region>",
    "Target:   <target> (empty for resume and terminate: look for the start of this session)",
    "Document: <document> (empty: SSM-SessionManagerRunShell, the default)",
    "Session:  <session> (empty: refused)",
    "Refused:  <refusal> (empty: allowed)",
    "Reason:   <reason>",
  ]
    .map((line) => JSON.stringify(line))
    .join("\n"),
};

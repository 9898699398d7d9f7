import type { EventMessage } from "./event-message";

/**
 * One line for a log group. CloudWatch Logs accepts only an object of `timestamp` and `message`. All values are set by
 * AWS or have a narrow alphabet, because a quote in one of them would lose the event. Look up what the caller wrote by
 * the id of the event.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-targets.html#targets-specifics-cwl
 */
export const logMessage: EventMessage = {
  inputPaths: {
    time: "$.time",
    call: "$.detail.eventName",
    kind: "$.detail.userIdentity.type",
    who: "$.detail.userIdentity.arn",
    principal: "$.detail.userIdentity.principalId",
    service: "$.detail.userIdentity.invokedBy",
    mfa: "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated",
    address: "$.detail.sourceIPAddress",
    session: "$.detail.responseElements.sessionId",
    refusal: "$.detail.errorCode",
    event: "$.detail.eventID",
  },
  inputTemplate:
    '{"timestamp": <time>, "message": "<call> by <kind> <who> <principal> through=<service> mfa=<mfa> from <address> session=<session> refused=<refusal> event=<event>"}',
};

/**
 * A notification for chat channels. AWS Chatbot, now Amazon Q Developer in chat applications, drops plain text and
 * shows objects of this shape. Text of the caller is in separate values, where quotes do no harm.
 * @see https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html
 */
export const chatMessage: EventMessage = {
  inputPaths: {
    call: "$.detail.eventName",
    service: "$.detail.eventSource",
    kind: "$.detail.userIdentity.type",
    who: "$.detail.userIdentity.arn",
    principal: "$.detail.userIdentity.principalId",
    through: "$.detail.userIdentity.invokedBy",
    mfa: "$.detail.userIdentity.sessionContext.attributes.mfaAuthenticated",
    address: "$.detail.sourceIPAddress",
    account: "$.account",
    region: "$.region",
    time: "$.detail.eventTime",
    refusal: "$.detail.errorCode",
    event: "$.detail.eventID",
    target: "$.detail.requestParameters.target",
    document: "$.detail.requestParameters.documentName",
  },
  inputTemplate: `{
  "version": "1.0",
  "source": "custom",
  "id": <event>,
  "content": {
    "textType": "client-markdown",
    "title": "Session audit: <call> at <service>",
    "description": "*Who:* <kind> <who> <principal>\\n*Through:* <through>\\n*MFA:* <mfa>\\n*From:* <address>\\n*When:* <time>\\n*Account:* <account>, <region>\\n*Refused:* <refusal> (empty: allowed)",
    "keywords": [<target>, <document>]
  }
}`,
};

import { DEFAULT_DOCUMENT_NAME, eventNames, sessionCalls } from "../facts";

/** A query for CloudWatch Logs Insights. */
export interface InsightsQuery {
  readonly name: string;
  readonly on: "sessions" | "trail";
  readonly text: string;
}

const quoted = (names: readonly string[]) => names.map((name) => `"${name}"`).join(", ");

const calls = `filter eventSource = "ssm.amazonaws.com" and eventName in [${quoted(sessionCalls)}]`;
const who = "userIdentity.arn, sourceIPAddress";
const where = "requestParameters.target, recipientAccountId, awsRegion";

/**
 * What people on call ask about the last hours or days. Athena covers months.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export const insightsQueries: readonly InsightsQuery[] = [
  {
    name: "sessions-started",
    on: "trail",
    text: `fields eventTime, ${who}, ${where}, coalesce(requestParameters.documentName, "${DEFAULT_DOCUMENT_NAME}") as document, requestParameters.reason, responseElements.sessionId
| filter eventSource = "ssm.amazonaws.com" and eventName = "StartSession" and not ispresent(errorCode)
| sort eventTime desc
| limit 1000`,
  },
  {
    name: "sessions-refused",
    on: "trail",
    text: `fields eventTime, ${who}, ${where}, errorCode, errorMessage
| filter eventSource = "ssm.amazonaws.com" and eventName = "StartSession" and ispresent(errorCode)
| sort eventTime desc
| limit 1000`,
  },
  {
    name: "calls-by-person",
    on: "trail",
    text: `${calls}
| stats count(*) as calls, count_distinct(requestParameters.target) as nodes, max(eventTime) as last by userIdentity.arn
| sort calls desc`,
  },
  {
    name: "preference-changes",
    on: "trail",
    text: `fields eventTime, eventName, coalesce(requestParameters.name, requestParameters.settingId) as changed, ${who}, recipientAccountId, awsRegion, errorCode
| filter eventSource = "ssm.amazonaws.com" and eventName in [${quoted([...eventNames("document"), ...eventNames("setting")])}]
| sort eventTime desc
| limit 1000`,
  },
  {
    name: "session-output",
    on: "sessions",
    text: `fields @timestamp, @logStream as session, userIdentity.arn, target.id, @message
| sort @timestamp desc
| limit 1000`,
  },
  {
    name: "busiest-sessions",
    on: "sessions",
    text: `stats count(*) as events, min(@timestamp) as first, max(@timestamp) as last by @logStream as session
| sort events desc
| limit 100`,
  },
  {
    name: "privileged-commands",
    on: "sessions",
    text: `fields @timestamp, @logStream as session, @message
| filter @message like /(^|[\\s"$#])(sudo|su -|passwd|visudo|useradd|usermod|systemctl (stop|disable) (amazon-ssm-agent|rsyslog|auditd))/
| sort @timestamp desc
| limit 1000`,
  },
];

/** A call in the trail that is counted. */
export interface CountedCall {
  /** In PascalCase. */
  readonly kind: "Starts" | "Refusals" | "PreferenceChanges";
  readonly title: string;
  readonly pattern: string;
}

const ofStart = '($.eventSource = "ssm.amazonaws.com") && ($.eventName = "StartSession")';
const anyOf = (names: readonly string[]) => names.map((name) => `($.eventName = "${name}")`).join(" || ");

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
export const countedCalls: readonly CountedCall[] = [
  { kind: "Starts", title: "Sessions started", pattern: `{ ${ofStart} && ($.errorCode NOT EXISTS) }` },
  { kind: "Refusals", title: "Sessions refused", pattern: `{ ${ofStart} && ($.errorCode EXISTS) }` },
  {
    kind: "PreferenceChanges",
    title: "Changes to session preferences",
    pattern: `{ ($.eventSource = "ssm.amazonaws.com") && ((($.requestParameters.name = "*${DEFAULT_DOCUMENT_NAME}") && (${anyOf(eventNames("document"))})) || ${anyOf(eventNames("setting"))}) }`,
  },
];

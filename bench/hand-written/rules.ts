import { type Location, name } from "./shared";

/** A rule, the topic that it tells, and the rule whose dead-letter queue it shares. */
export interface Rule {
  readonly topic: string;
  readonly queueOf?: string;
  readonly pattern: (at: Location) => object;
}

export const topics = {
  sessions: `${name}-session-alerts`,
  refusals: `${name}-session-refusals`,
  integrity: `${name}-integrity-alerts`,
};

const sessions = (detail: object) => () => ({
  source: ["aws.ssm"],
  "detail-type": ["AWS API Call via CloudTrail"],
  detail: { eventSource: ["ssm.amazonaws.com"], ...detail },
});

const changes = (source: string, eventName: readonly unknown[], requestParameters: object) => ({
  source: [source],
  detail: { eventName, requestParameters },
});

const any = (...$or: readonly object[]) => ({ "detail-type": ["AWS API Call via CloudTrail"], $or });

const allowed = [{ exists: false }];
const document = "SSM-SessionManagerRunShell";
const tampering = `${name}-integrity-tampering`;

export const rules: Readonly<Record<string, Rule>> = {
  [`${name}-session-events`]: {
    topic: topics.sessions,
    pattern: sessions({ eventName: ["ResumeSession", "TerminateSession"], errorCode: allowed }),
  },
  [`${name}-session-starts`]: {
    topic: topics.sessions,
    pattern: sessions({
      eventName: ["StartSession"],
      errorCode: allowed,
      requestParameters: { documentName: [document, { suffix: `:document/${document}` }, { exists: false }] },
    }),
  },
  [`${name}-session-refusals`]: {
    topic: topics.refusals,
    pattern: sessions({
      eventName: ["StartSession", "ResumeSession", "TerminateSession"],
      errorCode: [{ exists: true }],
    }),
  },
  [`${name}-integrity-preferences`]: {
    topic: topics.integrity,
    pattern: sessions({
      eventName: ["CreateDocument", "UpdateDocument", "UpdateDocumentDefaultVersion", "DeleteDocument"],
      requestParameters: { name: [document] },
    }),
  },
  [tampering]: {
    topic: topics.integrity,
    pattern: () =>
      any(
        changes("aws.cloudtrail", ["StopLogging", "DeleteTrail", "UpdateTrail", { prefix: "Put" }], { name: [name] }),
        changes("aws.logs", [{ prefix: "Delete" }, { prefix: "Put" }, "AssociateKmsKey", "DisassociateKmsKey"], {
          logGroupName: [`/${name}/sessions`, `/${name}/trail`],
        }),
        changes("aws.events", ["DisableRule", "DeleteRule", "PutRule", "RemoveTargets", "PutTargets"], {
          name: [{ wildcard: `${name}-session-*` }],
        }),
      ),
  },
  [`${tampering}-2`]: {
    topic: topics.integrity,
    queueOf: tampering,
    pattern: (at) =>
      any(
        changes("aws.sqs", ["DeleteQueue", "PurgeQueue", "SetQueueAttributes"], {
          queueUrl: [{ wildcard: `*/${name}-session-*` }],
        }),
        changes("aws.sns", ["DeleteTopic", { prefix: "Set" }, "AddPermission", "Unsubscribe"], {
          topicArn: [at.arn("sns", topics.sessions), at.arn("sns", topics.refusals)],
        }),
        changes("aws.monitoring", ["DeleteAlarms", "DisableAlarmActions", "SetAlarmState", { prefix: "Put" }], {
          alarmName: [{ wildcard: `${name}-*` }],
        }),
      ),
  },
  [`${tampering}-3`]: {
    topic: topics.integrity,
    queueOf: tampering,
    pattern: () =>
      any(
        { source: ["aws.logs"], detail: { eventName: ["PutAccountPolicy", "PutResourcePolicy"] } },
        { source: ["aws.sns"], detail: { eventName: ["SetSMSAttributes"] } },
      ),
  },
  [`${name}-integrity-alerting`]: {
    topic: topics.sessions,
    pattern: (at) =>
      any(
        changes("aws.sns", ["DeleteTopic", { prefix: "Set" }], { topicArn: [at.arn("sns", topics.integrity)] }),
        changes("aws.events", ["DisableRule", "DeleteRule", "PutRule", "RemoveTargets", "PutTargets"], {
          name: [{ wildcard: `${name}-integrity-*` }],
        }),
      ),
  },
};

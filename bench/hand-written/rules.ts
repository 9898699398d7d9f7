import {
  accountChanges,
  alarmChanges,
  any,
  changes,
  groupChanges,
  keyChanges,
  otherSessionCalls,
  preferenceChanges,
  refusals,
  rulesAndQueues,
  sessions,
  starts,
} from "./patterns";
import { bucketName, type Location, name } from "./shared";

/** A rule, the topic and message that it tells, and the rule whose dead-letter queue it shares. */
export interface Rule {
  readonly topic: string;
  readonly message: "session" | "preference" | "tampering";
  readonly queueOf?: string;
  readonly pattern: (at: Location, keys: WatchedKeys) => object;
}

/** ARNs of keys. */
export interface WatchedKeys {
  readonly sessions: string;
  readonly logs: string;
  readonly alerts: string;
  readonly integrity: string;
}

export const topics = {
  sessions: `${name}-session-alerts`,
  refusals: `${name}-session-refusals`,
  integrity: `${name}-integrity-alerts`,
};

const topicChanges = (...arns: readonly string[]) =>
  changes(
    "sns",
    [
      ...["DeleteTopic", { prefix: "Set" }, "AddPermission", "RemovePermission"],
      ...["Subscribe", "Unsubscribe", "PutDataProtectionPolicy"],
    ],
    { topicArn: arns },
    { resourceArn: arns },
    { subscriptionArn: arns.map((arn) => ({ prefix: `${arn}:` })) },
  );

const smsAttributes = { source: ["aws.sns"], detail: { eventName: ["SetSMSAttributes"] } };

const tampering = `${name}-integrity-tampering`;
const trails = [name, { suffix: `:trail/${name}` }];

export const rules: Readonly<Record<string, Rule>> = {
  [`${name}-session-events`]: {
    topic: topics.sessions,
    message: "session",
    pattern: () => sessions(...otherSessionCalls),
  },
  [`${name}-session-starts`]: {
    topic: topics.sessions,
    message: "session",
    pattern: () => sessions(starts),
  },
  [`${name}-session-refusals`]: {
    topic: topics.refusals,
    message: "session",
    pattern: () => sessions(refusals),
  },
  [`${name}-integrity-preferences`]: {
    topic: topics.integrity,
    message: "preference",
    pattern: () => sessions(...preferenceChanges),
  },
  [tampering]: {
    topic: topics.integrity,
    message: "tampering",
    pattern: (at, keys) =>
      any(
        changes(
          "cloudtrail",
          ["StopLogging", "DeleteTrail", "UpdateTrail", { prefix: "Put" }],
          { name: trails },
          { trailName: trails },
        ),
        changes("s3", [{ prefix: "PutBucket" }, { prefix: "DeleteBucket" }, { prefix: "PutObjectLock" }], {
          bucketName: ["transcripts", "trail", "access-logs"].map((content) => bucketName(at, content)),
        }),
        keyChanges([keys.sessions, keys.logs, keys.alerts], ["sessions", "logs", "alerts"]),
        groupChanges(`/${name}/sessions`, `/${name}/trail`),
      ),
  },
  [`${tampering}-2`]: {
    topic: topics.integrity,
    message: "tampering",
    queueOf: tampering,
    pattern: (at) =>
      any(
        ...rulesAndQueues(`${name}-session-*`, `${name}-integrity-alerting*`),
        topicChanges(at.arn("sns", topics.sessions), at.arn("sns", topics.refusals)),
        alarmChanges(`${name}-*`),
      ),
  },
  [`${tampering}-3`]: {
    topic: topics.integrity,
    message: "tampering",
    queueOf: tampering,
    pattern: () => any(...accountChanges, smsAttributes),
  },
  [`${name}-integrity-alerting`]: {
    topic: topics.sessions,
    message: "tampering",
    pattern: (at, keys) =>
      any(
        keyChanges([keys.integrity], ["integrity-alerts"]),
        ...rulesAndQueues(`${name}-integrity-*`),
        topicChanges(at.arn("sns", topics.integrity)),
        smsAttributes,
      ),
  },
};

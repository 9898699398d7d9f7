import { bucketName, documentName, type Location, name } from "./shared";

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

const callsByTrail = ["AWS API Call via CloudTrail"];

const ofSessions = (detail: object) => ({ detail: { eventSource: ["ssm.amazonaws.com"], ...detail } });

const sessions = (...alternatives: readonly object[]) => ({
  source: ["aws.ssm"],
  "detail-type": callsByTrail,
  ...(alternatives.length === 1 ? ofSessions(alternatives[0]!) : { $or: alternatives.map(ofSessions) }),
});

const changes = (service: string, eventName: readonly unknown[], ...requests: readonly object[]) => {
  const alternatives = requests.map((requestParameters) => ({ requestParameters }));
  const detail = { eventName, ...(alternatives.length > 1 ? { $or: alternatives } : alternatives[0]) };
  return { source: [`aws.${service}`], detail };
};

const any = (...$or: readonly object[]) => ({ "detail-type": callsByTrail, $or });

const wildcards = (...patterns: readonly string[]) => patterns.map((wildcard) => ({ wildcard }));

const ruleCalls = ["DisableRule", "DeleteRule", "PutRule", "RemoveTargets", "PutTargets"];

const queueCalls = [
  ...["DeleteQueue", "PurgeQueue", "SetQueueAttributes"],
  ...["AddPermission", "RemovePermission", "StartMessageMoveTask"],
];

const rulesAndQueues = (...kinds: readonly string[]) => {
  const rules = wildcards(...kinds);
  return [
    changes("events", ruleCalls, { name: rules }, { rule: rules }),
    changes(
      "sqs",
      queueCalls,
      { queueUrl: wildcards(...kinds.map((kind) => `*/${kind}`)) },
      { sourceArn: wildcards(...kinds.map((kind) => `*:${kind}`)) },
    ),
  ];
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

const keyChanges = (arns: readonly string[], aliases: readonly string[]) => ({
  source: ["aws.kms"],
  detail: {
    eventName: [
      ...["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation", "CreateGrant"],
      ...["DeleteImportedKeyMaterial", "DeleteAlias", "UpdateAlias"],
    ],
    resources: { ARN: [...arns, ...aliases.map((alias) => ({ suffix: `:alias/${name}-${alias}` }))] },
  },
});

const smsAttributes = { source: ["aws.sns"], detail: { eventName: ["SetSMSAttributes"] } };

const allowed = [{ exists: false }];
const tampering = `${name}-integrity-tampering`;
const trails = [name, { suffix: `:trail/${name}` }];
const groups = [`/${name}/sessions`, `/${name}/trail`];
const groupArns = groups.map((group) => ({ suffix: `:log-group:${group}` }));

export const rules: Readonly<Record<string, Rule>> = {
  [`${name}-session-events`]: {
    topic: topics.sessions,
    message: "session",
    pattern: () =>
      sessions(
        { eventName: ["ResumeSession", "TerminateSession"], errorCode: allowed },
        {
          eventName: ["StartSession"],
          errorCode: allowed,
          requestParameters: { documentName: [{ "anything-but": [documentName] }] },
        },
      ),
  },
  [`${name}-session-starts`]: {
    topic: topics.sessions,
    message: "session",
    pattern: () =>
      sessions({
        eventName: ["StartSession"],
        errorCode: allowed,
        requestParameters: { documentName: [documentName, { suffix: `:document/${documentName}` }, { exists: false }] },
      }),
  },
  [`${name}-session-refusals`]: {
    topic: topics.refusals,
    message: "session",
    pattern: () =>
      sessions({ eventName: ["StartSession", "ResumeSession", "TerminateSession"], errorCode: [{ exists: true }] }),
  },
  [`${name}-integrity-preferences`]: {
    topic: topics.integrity,
    message: "preference",
    pattern: () =>
      sessions(
        {
          eventName: [
            ...["CreateDocument", "UpdateDocument", "UpdateDocumentDefaultVersion", "DeleteDocument"],
            ...["ModifyDocumentPermission", "PutResourcePolicy"],
          ],
          $or: [
            { requestParameters: { name: [documentName] } },
            { requestParameters: { resourceArn: wildcards(`*:document/${documentName}`) } },
          ],
        },
        { eventName: ["CreateDocument"], requestParameters: { documentType: ["Session"] } },
        {
          eventName: ["UpdateServiceSetting", "ResetServiceSetting"],
          requestParameters: { settingId: wildcards("*/ssm/documents/*", "*/ssm/managed-instance/*") },
        },
        { eventName: ["UpdateManagedInstanceRole"] },
      ),
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
        changes(
          "logs",
          [{ prefix: "Delete" }, { prefix: "Put" }, "AssociateKmsKey", "DisassociateKmsKey"],
          { logGroupName: groups },
          { logGroupIdentifier: [...groups, ...groupArns] },
          { resourceIdentifier: groupArns },
        ),
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
        changes(
          "monitoring",
          ["DeleteAlarms", "DisableAlarmActions", "SetAlarmState", { prefix: "Put" }],
          { alarmName: wildcards(`${name}-*`) },
          { alarmNames: wildcards(`${name}-*`) },
          { muteTargets: { alarmNames: wildcards(`${name}-*`) } },
        ),
      ),
  },
  [`${tampering}-3`]: {
    topic: topics.integrity,
    message: "tampering",
    queueOf: tampering,
    pattern: () =>
      any(
        changes("events", ["DeleteEventBus", "UpdateEventBus"], { name: ["default"] }),
        changes("events", ["PutPermission", "RemovePermission"], { eventBusName: ["default", { exists: false }] }),
        {
          source: ["aws.logs"],
          detail: { eventName: ["PutAccountPolicy", "PutResourcePolicy", "DeleteResourcePolicy", "PutPipelineRule"] },
        },
        smsAttributes,
      ),
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

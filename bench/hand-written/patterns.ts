import { documentName, name } from "./shared";

export const callsByTrail = ["AWS API Call via CloudTrail"];

export const ofSessions = (detail: object) => ({ detail: { eventSource: ["ssm.amazonaws.com"], ...detail } });

export const sessions = (...alternatives: readonly object[]) => ({
  source: ["aws.ssm"],
  "detail-type": callsByTrail,
  ...(alternatives.length === 1 ? ofSessions(alternatives[0]!) : { $or: alternatives.map(ofSessions) }),
});

export const changes = (service: string, eventName: readonly unknown[], ...requests: readonly object[]) => {
  const alternatives = requests.map((requestParameters) => ({ requestParameters }));
  const detail = { eventName, ...(alternatives.length > 1 ? { $or: alternatives } : alternatives[0]) };
  return { source: [`aws.${service}`], detail };
};

export const any = (...$or: readonly object[]) => ({ "detail-type": callsByTrail, $or });

export const wildcards = (...patterns: readonly string[]) => patterns.map((wildcard) => ({ wildcard }));

const ruleCalls = ["DisableRule", "DeleteRule", "PutRule", "RemoveTargets", "PutTargets"];

const queueCalls = [
  ...["DeleteQueue", "PurgeQueue", "SetQueueAttributes"],
  ...["AddPermission", "RemovePermission", "StartMessageMoveTask"],
];

export const rulesAndQueues = (...kinds: readonly string[]) => {
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

export const keyChanges = (arns: readonly string[], aliases: readonly string[]) => ({
  source: ["aws.kms"],
  detail: {
    eventName: [
      ...["DisableKey", "ScheduleKeyDeletion", "PutKeyPolicy", "DisableKeyRotation", "CreateGrant"],
      ...["DeleteImportedKeyMaterial", "DeleteAlias", "UpdateAlias"],
    ],
    resources: { ARN: [...arns, ...aliases.map((alias) => ({ suffix: `:alias/${name}-${alias}` }))] },
  },
});

export const groupChanges = (...groups: readonly string[]) => {
  const arns = groups.map((group) => ({ suffix: `:log-group:${group}` }));
  return changes(
    "logs",
    [{ prefix: "Delete" }, { prefix: "Put" }, "AssociateKmsKey", "DisassociateKmsKey"],
    { logGroupName: groups },
    { logGroupIdentifier: [...groups, ...arns] },
    { resourceIdentifier: arns },
  );
};

export const alarmChanges = (...kinds: readonly string[]) => {
  const alarms = wildcards(...kinds);
  return changes(
    "monitoring",
    ["DeleteAlarms", "DisableAlarmActions", "SetAlarmState", { prefix: "Put" }],
    { alarmName: alarms },
    { alarmNames: alarms },
    { muteTargets: { alarmNames: alarms } },
  );
};

/** Calls on the default bus, and calls on CloudWatch Logs that name no group. */
export const accountChanges = [
  changes("events", ["DeleteEventBus", "UpdateEventBus"], { name: ["default"] }),
  changes("events", ["PutPermission", "RemovePermission"], { eventBusName: ["default", { exists: false }] }),
  {
    source: ["aws.logs"],
    detail: { eventName: ["PutAccountPolicy", "PutResourcePolicy", "DeleteResourcePolicy", "PutPipelineRule"] },
  },
];

const allowed = [{ exists: false }];

/** What is done with sessions, but for starts with the preferences. */
export const otherSessionCalls = [
  { eventName: ["ResumeSession", "TerminateSession"], errorCode: allowed },
  {
    eventName: ["StartSession"],
    errorCode: allowed,
    requestParameters: { documentName: [{ "anything-but": [documentName] }] },
  },
];

export const starts = {
  eventName: ["StartSession"],
  errorCode: allowed,
  requestParameters: { documentName: [documentName, { suffix: `:document/${documentName}` }, { exists: false }] },
};

export const refusals = {
  eventName: ["StartSession", "ResumeSession", "TerminateSession"],
  errorCode: [{ exists: true }],
};

export const preferenceChanges = [
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
];

import { call, type Event } from "./events";

/** One chain, as the patterns below are given it. */
export const chain = {
  trails: [{ trailName: "acme-audit" }],
  buckets: [{ bucketName: "acme-transcripts" }, { bucketName: "acme-trail" }],
  keys: [
    {
      keyArn: "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
      aliasArn: "arn:aws:kms:eu-west-1:111122223333:alias/acme-sessions",
    },
  ],
  logGroups: [{ logGroupName: "/acme/sessions" }],
  rules: [{ ruleName: "acme-events", deadLetterQueueName: "acme-events-dead-letters" }],
  topics: [{ topicArn: "arn:aws:sns:eu-west-1:111122223333:acme-alerts" }],
  alarms: [{ alarmNames: ["acme-events-dead-letters", "acme-audit-*"] }],
  ledgers: [{ functionName: "acme-ledger", deadLetterQueueName: "acme-ledger-dead-letters" }],
  buses: [{ busName: "default" }, { busName: "acme" }],
  roles: [{ roleName: "acme-nodes" }, { roleName: "AuditAdministrator*" }],
  instanceProfiles: [{ instanceProfileName: "acme-nodes" }],
  policies: [{ policyArn: "arn:aws:iam::111122223333:policy/acme-nodes" }],
  organization: true,
};

const key = (arn: string) => ({ "detail.resources": [{ ARN: arn, accountId: "111122223333", type: "AWS::KMS::Key" }] });
const ourKey = key(chain.keys[0]!.keyArn);
const theirKeyArn = "arn:aws:kms:eu-west-1:111122223333:key/99999999-12ab-34cd-56ef-1234567890ab";
const theirKey = key(theirKeyArn);
/** KMS records the alias and the key that it now names. */
const alias = (name: string, keyArn: string) => ({
  "detail.resources": [
    { ARN: `arn:aws:kms:eu-west-1:111122223333:${name}`, accountId: "111122223333", type: "AWS::KMS::Key" },
    { ARN: keyArn, accountId: "111122223333", type: "AWS::KMS::Key" },
  ],
});
const trailArn = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/acme-audit";
const groupArn = "arn:aws:logs:eu-west-1:111122223333:log-group:/acme/sessions";
const topicArn = chain.topics[0]!.topicArn;
const queueUrl = "https://sqs.eu-west-1.amazonaws.com/111122223333";
const refused = { "detail.errorCode": "AccessDenied", "detail.errorMessage": "no" };

/** Calls on the pieces of the chain, as CloudTrail records their parameters. */
export const tamperings = {
  "trail stopped by name": call("cloudtrail", "StopLogging", { name: "acme-audit" }),
  "trail stopped by ARN": call("cloudtrail", "StopLogging", { name: trailArn }),
  "trail deleted": call("cloudtrail", "DeleteTrail", { name: trailArn }),
  "trail changed, refused": call("cloudtrail", "UpdateTrail", { name: "acme-audit" }, refused),
  "trail aggregated": call("cloudtrail", "PutEventConfiguration", { trailName: trailArn }),
  "trail blinded": call("cloudtrail", "PutEventSelectors", { trailName: "acme-audit", eventSelectors: [] }),
  "bucket policy replaced": call("s3", "PutBucketPolicy", { bucketName: "acme-transcripts", bucketPolicy: {} }),
  "bucket lifecycle shortened": call("s3", "PutBucketLifecycle", { bucketName: "acme-trail" }),
  "bucket deleted": call("s3", "DeleteBucket", { bucketName: "acme-trail" }),
  "bucket lock changed": call("s3", "PutObjectLockConfiguration", { bucketName: "acme-trail" }),
  "key disabled by id": call("kms", "DisableKey", { keyId: "1234abcd-12ab-34cd-56ef-1234567890ab" }, ourKey),
  "key to be deleted": call("kms", "ScheduleKeyDeletion", { keyId: chain.keys[0]!.keyArn }, ourKey),
  "key policy replaced": call("kms", "PutKeyPolicy", { keyId: chain.keys[0]!.keyArn, policyName: "default" }, ourKey),
  "key handed on by a grant": call("kms", "CreateGrant", { keyId: chain.keys[0]!.keyArn }, ourKey),
  "alias pointed at another key": call(
    "kms",
    "UpdateAlias",
    { aliasName: "alias/acme-sessions", targetKeyId: theirKeyArn },
    alias("alias/acme-sessions", theirKeyArn),
  ),
  "another alias pointed at the key": call(
    "kms",
    "UpdateAlias",
    { aliasName: "alias/other", targetKeyId: "1234abcd-12ab-34cd-56ef-1234567890ab" },
    alias("alias/other", chain.keys[0]!.keyArn),
  ),
  "alias deleted": call(
    "kms",
    "DeleteAlias",
    { aliasName: "alias/acme-sessions" },
    alias("alias/acme-sessions", chain.keys[0]!.keyArn),
  ),
  "log group deleted": call("logs", "DeleteLogGroup", { logGroupName: "/acme/sessions" }),
  "log retention shortened": call("logs", "PutRetentionPolicy", { logGroupName: "/acme/sessions", retentionInDays: 1 }),
  "log key taken away by ARN": call("logs", "DisassociateKmsKey", { resourceIdentifier: groupArn }),
  "log masked": call("logs", "PutDataProtectionPolicy", { logGroupIdentifier: "/acme/sessions" }),
  "log masked by ARN": call("logs", "PutDataProtectionPolicy", { logGroupIdentifier: groupArn }),
  "log transformed": call("logs", "PutTransformer", { logGroupIdentifier: groupArn }),
  "log sent elsewhere": call("logs", "PutSubscriptionFilter", { logGroupName: "/acme/sessions" }),
  "log protection taken off": call("logs", "PutLogGroupDeletionProtection", { logGroupIdentifier: "/acme/sessions" }),
  "all logs masked": call("logs", "PutAccountPolicy", { policyName: "mask", scope: "ALL" }),
  "all logs opened": call("logs", "PutResourcePolicy", { policyName: "open", policyDocument: "{}" }),
  "rule disabled": call("events", "DisableRule", { name: "acme-events" }),
  "rule without targets": call("events", "RemoveTargets", { rule: "acme-events", ids: ["Topic"] }),
  "topic deleted": call("sns", "DeleteTopic", { topicArn }),
  "topic listened to": call("sns", "Subscribe", { topicArn, protocol: "email", endpoint: "HIDDEN" }),
  "topic that masks": call("sns", "PutDataProtectionPolicy", { resourceArn: topicArn }),
  "all topics without money for phones": call("sns", "SetSMSAttributes", { attributes: { MonthlySpendLimit: "0" } }),
  "topic unsubscribed": call("sns", "Unsubscribe", {
    subscriptionArn: `${topicArn}:0a1b2c3d-0000-1111-2222-333344445555`,
  }),
  "queue purged": call("sqs", "PurgeQueue", { queueUrl: `${queueUrl}/acme-events-dead-letters` }),
  "queue policy replaced": call("sqs", "SetQueueAttributes", { queueUrl: `${queueUrl}/acme-events-dead-letters` }),
  "queue emptied into another": call("sqs", "StartMessageMoveTask", {
    sourceArn: "arn:aws:sqs:eu-west-1:111122223333:acme-events-dead-letters",
  }),
  "alarm deleted": call("monitoring", "DeleteAlarms", { alarmNames: ["cpu", "acme-audit-lost"] }),
  "alarm silenced": call("monitoring", "DisableAlarmActions", { alarmNames: ["acme-events-dead-letters"] }),
  "alarm feigned to be over": call("monitoring", "SetAlarmState", { alarmName: "acme-audit-lost", stateValue: "OK" }),
  "alarm replaced": call("monitoring", "PutMetricAlarm", { alarmName: "acme-audit-lost" }),
  "alarm muted": call("monitoring", "PutAlarmMuteRule", {
    name: "x",
    muteTargets: { alarmNames: ["acme-audit-lost"] },
  }),
  "queue of a ledger purged": call("sqs", "PurgeQueue", { queueUrl: `${queueUrl}/acme-ledger-dead-letters` }),
  "function replaced": call("lambda", "UpdateFunctionCode20150331v2", { functionName: "acme-ledger" }),
  "function set elsewhere by ARN": call("lambda", "UpdateFunctionConfiguration20150331v2", {
    functionName: "arn:aws:lambda:eu-west-1:111122223333:function:acme-ledger",
  }),
  "function replaced, by the end of its ARN": call("lambda", "UpdateFunctionCode20150331v2", {
    functionName: "function:acme-ledger",
  }),
  "function replaced, by its account and name": call("lambda", "UpdateFunctionCode20150331v2", {
    functionName: "111122223333:acme-ledger",
  }),
  "function replaced, by its version": call("lambda", "UpdateFunctionCode20150331v2", {
    functionName: "acme-ledger:$LATEST",
  }),
  "function kept from running": call("lambda", "PutFunctionConcurrency20171031", { functionName: "acme-ledger" }),
  "schedule stopped": call("scheduler", "UpdateSchedule", { name: "acme-ledger", state: "DISABLED" }),
  "schedule deleted": call("scheduler", "DeleteSchedule", { name: "acme-ledger" }),
  "bus encrypted anew": call("events", "UpdateEventBus", { name: "default", kmsKeyIdentifier: theirKeyArn }),
  "bus deleted": call("events", "DeleteEventBus", { name: "acme" }),
  "bus opened": call("events", "PutPermission", { eventBusName: "acme", policy: "{}" }),
  "bus of the account opened": call("events", "PutPermission", { policy: "{}" }),
  "role muted": call("iam", "PutRolePolicy", { roleName: "acme-nodes", policyName: "mute" }),
  "role given a boundary": call("iam", "PutRolePermissionsBoundary", { roleName: "acme-nodes" }),
  "role of an administrator taken over": call("iam", "UpdateAssumeRolePolicy", { roleName: "AuditAdministrators" }),
  "profile without its role": call("iam", "RemoveRoleFromInstanceProfile", {
    instanceProfileName: "acme-nodes",
    roleName: "other",
  }),
  "policy rewritten": call("iam", "CreatePolicyVersion", { policyArn: chain.policies[0]!.policyArn }),
  "policy taken off": call("iam", "DetachRolePolicy", { roleName: "web", policyArn: chain.policies[0]!.policyArn }),
  "organization without a policy": call("organizations", "DetachPolicy", { policyId: "p-1", targetId: "ou-1" }),
  "organization with other policies": call("organizations", "UpdatePolicy", { policyId: "p-1", content: "{}" }),
  "organization without policies": call("organizations", "DisablePolicyType", { policyType: "SERVICE_CONTROL_POLICY" }),
  "organization without CloudTrail": call("organizations", "DisableAWSServiceAccess", {
    servicePrincipal: "cloudtrail.amazonaws.com",
  }),
  "organization without an account": call("organizations", "RemoveAccountFromOrganization", {
    accountId: "444455556666",
  }),
} satisfies Record<string, Event>;

/** The same calls on what is not of this chain, and other calls on what is. */
export const neighbours = {
  "another trail stopped": call("cloudtrail", "StopLogging", { name: "acme-audit-2" }),
  "a trail of a longer name stopped": call("cloudtrail", "StopLogging", { name: trailArn.replace("acme", "x-acme") }),
  "trail started": call("cloudtrail", "StartLogging", { name: "acme-audit" }),
  "another bucket's policy": call("s3", "PutBucketPolicy", { bucketName: "acme-transcripts-2" }),
  "bucket policy read": call("s3", "GetBucketPolicy", { bucketName: "acme-transcripts" }),
  "another key disabled": call("kms", "DisableKey", { keyId: "99999999-12ab-34cd-56ef-1234567890ab" }, theirKey),
  "key enabled": call("kms", "EnableKey", { keyId: "1234abcd-12ab-34cd-56ef-1234567890ab" }, ourKey),
  "another key handed on": call("kms", "CreateGrant", { keyId: theirKeyArn }, theirKey),
  "an alias of a longer name pointed at another key": call(
    "kms",
    "UpdateAlias",
    { aliasName: "alias/x/alias/acme-sessions", targetKeyId: theirKeyArn },
    alias("alias/x/alias/acme-sessions", theirKeyArn),
  ),
  "another alias deleted": call(
    "kms",
    "DeleteAlias",
    { aliasName: "alias/acme-sessions-2" },
    alias("alias/acme-sessions-2", theirKeyArn),
  ),
  "alias created": call(
    "kms",
    "CreateAlias",
    { aliasName: "alias/acme-sessions", targetKeyId: theirKeyArn },
    alias("alias/acme-sessions", theirKeyArn),
  ),
  "key policy without a recorded key": call("kms", "PutKeyPolicy", null, refused),
  "another log group deleted": call("logs", "DeleteLogGroup", { logGroupName: "/acme/sessions-2" }),
  "log stream created": call("logs", "CreateLogStream", { logGroupName: "/acme/sessions" }),
  "another rule disabled": call("events", "DisableRule", { name: "acme-events-2" }),
  "a rule with the name of the trail": call("events", "DisableRule", { name: "acme-audit" }),
  "another topic deleted": call("sns", "DeleteTopic", { topicArn: `${topicArn}-2` }),
  "another topic unsubscribed": call("sns", "Unsubscribe", { subscriptionArn: `${topicArn}-2:0a1b2c3d-0000` }),
  "another queue purged": call("sqs", "PurgeQueue", { queueUrl: `${queueUrl}/x-acme-events-dead-letters` }),
  "another alarm deleted": call("monitoring", "DeleteAlarms", { alarmNames: ["cpu"] }),
  "another function replaced": call("lambda", "UpdateFunctionCode20150331v2", { functionName: "x-acme-ledger" }),
  "another function replaced, by the end of its ARN": call("lambda", "UpdateFunctionCode20150331v2", {
    functionName: "function:x-acme-ledger",
  }),
  "function asked": call("lambda", "GetFunction20150331v2", { functionName: "acme-ledger" }),
  "another schedule deleted": call("scheduler", "DeleteSchedule", { name: "acme-ledger-2" }),
  "another bus opened": call("events", "PutPermission", { eventBusName: "other", policy: "{}" }),
  "another role changed": call("iam", "PutRolePolicy", { roleName: "web", policyName: "read" }),
  "another instance profile changed": call("iam", "AddRoleToInstanceProfile", { instanceProfileName: "web" }),
  "another policy rewritten": call("iam", "CreatePolicyVersion", { policyArn: "arn:aws:iam::111122223333:policy/web" }),
  "another log masked": call("logs", "PutDataProtectionPolicy", { logGroupIdentifier: "/acme/sessions-2" }),
  "a bucket with the name of the trail": call("s3", "DeleteBucket", { bucketName: "acme-audit" }),
  "account of the organization created": call("organizations", "CreateAccount", { accountName: "HIDDEN" }),
  "a call that names nothing": call("cloudtrail", "StopLogging", null, refused),
} satisfies Record<string, Event>;

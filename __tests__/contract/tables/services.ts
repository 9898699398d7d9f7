import * as the from "../support/names";
import { role, service } from "../support/principals";
import { allows, denies, type Row } from "../support/table";
import {
  accessLogs,
  administrator,
  alertsKey,
  cloudTrail,
  foreignTrail,
  integrityKey,
  integrityTopic,
  logsKey,
  refusalTopic,
  rules,
  sessionGroup,
  sessionKey,
  sessionStream,
  stranger,
  topic,
  trail,
  trailFiles,
  trailGroup,
  transcript,
  transcripts,
} from "./single-account";

const { toBucketOwner, plainHttp } = the;
const trailFile = `${trailFiles}/AWSLogs/111122223333/CloudTrail/eu-west-1/2026/11/21/file.json.gz`;
const deliveryRole = the.role("acme-audit-log-delivery");
const delivery = role("acme-audit-log-delivery", "CLOUDTRAIL", { policies: ["acme-audit-log-delivery/log-delivery"] });
const trailStream = the.logStream("/acme-audit/trail", "111122223333_CloudTrail_eu-west-1_2");
const ofTrail = (arn = trail) => ({ "kms:EncryptionContext:aws:cloudtrail:arn": arn });
const foreign = the.trail("acme-audit", { account: the.OTHER_ACCOUNT });

export const cloudTrailCalls: readonly Row[] = [
  allows(cloudTrail, "s3:GetBucketAcl", trailFiles, "looks before it delivers"),
  allows(cloudTrail, "s3:PutObject", trailFile, "delivers a file", toBucketOwner),
  allows(cloudTrail, "kms:GenerateDataKey", logsKey, "encrypts a file", ofTrail()),
  allows(cloudTrail, "kms:DescribeKey", logsKey, "looks before it delivers"),
  allows(cloudTrail, "kms:Decrypt", logsKey, "the bucket has a Bucket Key", ofTrail()),
  allows(cloudTrail, "sts:AssumeRole", deliveryRole, "delivers to CloudWatch Logs"),
  allows(delivery, "logs:CreateLogStream", trailStream, "delivers to CloudWatch Logs"),
  allows(delivery, "logs:PutLogEvents", trailStream, "delivers to CloudWatch Logs"),
  allows(cloudTrail, "s3:PutObject", trailFile, "the key of the trail may be another than the bucket's", {
    ...toBucketOwner,
    "s3:x-amz-server-side-encryption": "aws:kms",
    "s3:x-amz-server-side-encryption-aws-kms-key-id": sessionKey,
  }),
  allows(cloudTrail, "s3:PutObject", trailFile, "whatever it names of its own key", {
    ...toBucketOwner,
    "s3:x-amz-server-side-encryption": "aws:kms",
  }),
  allows(cloudTrail, "s3:PutObject", trailFile, "digest files are SSE-S3", {
    ...toBucketOwner,
    "s3:x-amz-server-side-encryption": "AES256",
  }),
  denies(cloudTrail, "s3:PutObject", trailFile, "without giving the file away"),
  denies(cloudTrail, "s3:PutObject", trailFile, "plain HTTP", { ...toBucketOwner, ...plainHttp }),
  denies(
    cloudTrail,
    "s3:PutObject",
    trailFile.replace("111122223333/C", "999988887777/C"),
    "no path of ours",
    toBucketOwner,
  ),
  denies(cloudTrail, "s3:PutObject", transcript, "transcripts are not its business", toBucketOwner),
  denies(cloudTrail, "s3:GetObject", trailFile, "reads a file"),
  denies(cloudTrail, "kms:GenerateDataKey", sessionKey, "not its key", ofTrail()),
  denies(foreignTrail, "s3:GetBucketAcl", trailFiles, "confused deputy: a trail of somebody else"),
  denies(foreignTrail, "s3:PutObject", trailFile, "confused deputy: a trail of somebody else", toBucketOwner),
  denies(foreignTrail, "kms:GenerateDataKey", logsKey, "confused deputy: a trail of somebody else", ofTrail(foreign)),
  denies(foreignTrail, "kms:GenerateDataKey", logsKey, "confused deputy: it says it is ours", ofTrail()),
  denies(foreignTrail, "kms:DescribeKey", logsKey, "confused deputy: a trail of somebody else"),
  allows(service("cloudtrail.amazonaws.com"), "sts:AssumeRole", deliveryRole, "CloudTrail names no trail here"),
  denies(cloudTrail, "kms:GenerateDataKey", logsKey, "for a file of another account's trail", ofTrail(foreign)),
  denies(service("config.amazonaws.com"), "s3:PutObject", trailFile, "another service", toBucketOwner),
  denies(delivery, "logs:PutLogEvents", sessionStream, "forges session output"),
  denies(delivery, "logs:PutLogEvents", the.logStream("/acme-audit/trail", "anything"), "a stream of another name"),
  denies(delivery, "logs:DeleteLogStream", trailStream, "removes evidence"),
];

const logs = service("logs.eu-west-1.amazonaws.com");
const ofGroup = (arn: string) => ({ "kms:EncryptionContext:aws:logs:arn": arn });

export const cloudWatchLogsCalls: readonly Row[] = [
  allows(logs, "kms:Encrypt", logsKey, "of session output", ofGroup(sessionGroup)),
  allows(logs, "kms:Decrypt", logsKey, "of session output", ofGroup(sessionGroup)),
  allows(logs, "kms:GenerateDataKey", logsKey, "of session output", ofGroup(sessionGroup)),
  allows(logs, "kms:ReEncryptFrom", logsKey, "of session output", ofGroup(sessionGroup)),
  allows(logs, "kms:DescribeKey", logsKey, "when the key is associated", ofGroup(sessionGroup)),
  allows(logs, "kms:GenerateDataKey", logsKey, "of trail events", ofGroup(trailGroup)),
  denies(logs, "kms:Decrypt", logsKey, "another group", ofGroup(the.logGroup("/mallory"))),
  denies(
    logs,
    "kms:Decrypt",
    logsKey,
    "another account",
    ofGroup(the.logGroup("/acme-audit/sessions", { account: the.OTHER_ACCOUNT })),
  ),
  denies(logs, "kms:Decrypt", logsKey, "no group at all"),
  denies(logs, "kms:Decrypt", sessionKey, "not its key", ofGroup(sessionGroup)),
  denies(logs, "kms:ScheduleKeyDeletion", logsKey, "administers the key", ofGroup(sessionGroup)),
  denies(service("logs.us-east-1.amazonaws.com"), "kms:Decrypt", logsKey, "another Region's", ofGroup(sessionGroup)),
];

const eventBridge = service("events.amazonaws.com");
const ofRule = (arn: string) => service("events.amazonaws.com", { "aws:SourceArn": arn });

const topics = [topic, refusalTopic, integrityTopic];

export const eventBridgeCalls: readonly Row[] = [
  ...topics.flatMap((each) => [
    allows(eventBridge, "sns:Publish", each, "tells people"),
    denies(eventBridge, "sns:Subscribe", each, "alerts somebody else"),
    denies(eventBridge, "sns:Publish", each, "plain HTTP", plainHttp),
    denies(service("s3.amazonaws.com"), "sns:Publish", each, "another service"),
    denies(stranger, "sns:Publish", each, "another account"),
    denies(administrator, "sns:Publish", each, "plain HTTP", plainHttp),
  ]),
  ...[alertsKey, integrityKey].flatMap((key) => [
    allows(eventBridge, "kms:GenerateDataKey", key, "the topic is encrypted"),
    allows(eventBridge, "kms:Decrypt", key, "the topic is encrypted"),
  ]),
  denies(eventBridge, "kms:Decrypt", logsKey, "transcripts are out of its reach"),
  ...rules.flatMap(([from, queue]) => [
    allows(ofRule(from), "sqs:SendMessage", queue, "keeps what it could not deliver"),
    denies(
      ofRule(from.replace("111122223333", the.OTHER_ACCOUNT)),
      "sqs:SendMessage",
      queue,
      "confused deputy: a rule of somebody else",
    ),
    denies(ofRule(the.rule("other")), "sqs:SendMessage", queue, "another rule"),
    denies(ofRule(from), "sqs:ReceiveMessage", queue, "reads messages"),
    denies(ofRule(from), "sqs:SendMessage", queue, "plain HTTP", plainHttp),
    denies(administrator, "sqs:ReceiveMessage", queue, "plain HTTP", plainHttp),
    denies(stranger, "sqs:ReceiveMessage", queue, "another account"),
  ]),
];

const cloudWatch = service("cloudwatch.amazonaws.com");
const ofAlarm = (arn: string, account = "111122223333") =>
  service("cloudwatch.amazonaws.com", { "aws:SourceArn": arn, "aws:SourceAccount": account });
/** Of the alerting, by the topic that its alarms tell. */
const alarms: readonly (readonly [topic: string, names: readonly string[]])[] = [
  [
    integrityTopic,
    [
      ...["failed-invocations", "lost-events", "dead-letters"].map((kind) => `acme-audit-session-events-${kind}`),
      ...[
        "session-alerts-failed-notifications",
        "session-alerts-undelivered",
        "session-refusals-failed-notifications",
        "sessions-silent",
      ].map((name) => `acme-audit-${name}`),
    ],
  ],
  [
    topic,
    ["integrity-alerts-failed-notifications", "integrity-alerts-undelivered", "session-refusals-matches"].map(
      (name) => `acme-audit-${name}`,
    ),
  ],
];

export const cloudWatchAlarmCalls: readonly Row[] = [
  ...alarms.flatMap(([told, names]) => [
    ...names.map((name) => allows(ofAlarm(the.alarm(name)), "sns:Publish", told, "reports that something is wrong")),
    denies(ofAlarm(the.alarm("cpu")), "sns:Publish", told, "another alarm"),
    denies(ofAlarm(the.alarm(names[0]!), the.OTHER_ACCOUNT), "sns:Publish", told, "confused deputy: another account"),
    denies(ofAlarm(the.alarm(names[0]!)), "sns:Publish", told, "plain HTTP", plainHttp),
  ]),
  ...[alertsKey, integrityKey].flatMap((key) => [
    allows(cloudWatch, "kms:GenerateDataKey", key, "the topic is encrypted"),
    allows(cloudWatch, "kms:Decrypt", key, "the topic is encrypted"),
  ]),
  denies(cloudWatch, "kms:Decrypt", logsKey, "transcripts are out of its reach"),
];

const delivers = (bucket: string, account = "111122223333") =>
  service("logging.s3.amazonaws.com", { "aws:SourceArn": bucket, "aws:SourceAccount": account });
const accessLog = `${accessLogs}/acme-audit-transcripts-111122223333-eu-west-1/2026-11-21-00-00-00-ABC`;

export const s3LogDeliveryCalls: readonly Row[] = [
  allows(delivers(transcripts), "s3:PutObject", accessLog, "who read transcripts"),
  allows(delivers(trailFiles), "s3:PutObject", accessLog, "who read trail files"),
  denies(delivers(the.bucket("mallory")), "s3:PutObject", accessLog, "confused deputy: another bucket"),
  denies(delivers(transcripts, the.OTHER_ACCOUNT), "s3:PutObject", accessLog, "confused deputy: another account"),
  denies(delivers(transcripts), "s3:PutObject", accessLog, "plain HTTP", plainHttp),
  denies(delivers(transcripts), "s3:PutObject", transcript, "writes into a bucket of audit data"),
  denies(delivers(transcripts), "s3:GetObject", accessLog, "reads a file"),
];

const otherKey = { "s3:x-amz-server-side-encryption-aws-kms-key-id": logsKey.replace(/key\/.{8}/, "key/00000000") };
const ssec = { "s3:x-amz-server-side-encryption-customer-algorithm": "AES256" };
const ownKey = {
  "s3:x-amz-server-side-encryption": "aws:kms",
  "s3:x-amz-server-side-encryption-aws-kms-key-id": logsKey,
};
const dsse = { ...ownKey, "s3:x-amz-server-side-encryption": "aws:kms:dsse" };
const unnamedKey = { "s3:x-amz-server-side-encryption": "aws:kms" };
const sseS3 = { "s3:x-amz-server-side-encryption": "AES256" };

/** An administrator without a guardrail: what buckets and keys themselves refuse, and what they leave to IAM. */
export const administratorCalls: readonly Row[] = [
  ...[transcripts, trailFiles, accessLogs].map((bucket) =>
    denies(administrator, "s3:GetObject", `${bucket}/any`, "plain HTTP", plainHttp),
  ),
  ...[transcripts, trailFiles].flatMap((bucket) => [
    allows(administrator, "s3:PutObject", `${bucket}/any`, "no header: the bucket's default applies"),
    allows(administrator, "s3:PutObject", `${bucket}/any`, "the bucket's own algorithm and key", ownKey),
    denies(administrator, "s3:PutObject", `${bucket}/any`, "SSE-S3: not what the bucket has", sseS3),
    denies(administrator, "s3:PutObject", `${bucket}/any`, "a key that auditors may not have", otherKey),
    denies(administrator, "s3:PutObject", `${bucket}/any`, "a key that nobody else has", ssec),
    denies(administrator, "s3:PutObject", `${bucket}/any`, "DSSE: not what the bucket has", dsse),
    denies(administrator, "s3:PutObject", `${bucket}/any`, "a key of AWS, or the sender's", unnamedKey),
  ]),
  ...[sessionKey, logsKey, alertsKey, integrityKey].flatMap((key) => [
    allows(administrator, "kms:DescribeKey", key, "administered by IAM"),
    denies(administrator, "kms:ScheduleKeyDeletion", key, "a retained key is deleted by nobody"),
    allows(administrator, "kms:PutKeyPolicy", key, "nobody is locked out: `removal` can still change"),
    allows(administrator, "kms:DisableKey", key, "that can be undone: the guardrail's part"),
    denies(stranger, "kms:Decrypt", key, "another account"),
  ]),
  denies(stranger, "s3:GetObject", transcript, "another account"),
];

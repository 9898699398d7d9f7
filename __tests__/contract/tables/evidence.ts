import * as the from "../support/names";
import { role, service } from "../support/principals";
import { keyArn } from "../support/references";
import { allows, denies, type Row } from "../support/table";
import { administrator } from "./single-account";

const { viaS3 } = the;
const archive = the.bucket("acme-archive");
const trailBucket = the.bucket("acme-trail");
const answers = the.bucket("acme-answers");
const archiveKey = keyArn("archive_key");
const trailKey = keyArn("trail_key");
const answersKey = keyArn("answers_key");
const partition = "date=2026-11-20/account=444455556666/region=eu-west-1";
const ledgerFile = `${archive}/ledger/${partition}/ended-2026-11-20-0123456789abcdef.jsonl`;
const collections = `${archive}/collections/date=2026-11-20/2026-11-20T06:00:00Z.jsonl`;
const transcript = `${archive}/sessions/444455556666/eu-west-1/alice-0123456789abcdefghijklmnop.log`;
const trailFile = `${trailBucket}/AWSLogs/o-a1b2c3d4e5/444455556666/CloudTrail/eu-west-1/2026/11/20/file.json.gz`;
const listing = (prefix: string) => ({ "s3:prefix": prefix });
const organization = "o-a1b2c3d4e5";
const ofOrganization = { "aws:ResourceOrgID": organization };
const readerOf = (account: string) => `arn:aws:iam::${account}:role/acme-ledger-reader`;
const ledgerLogs = the.logStream("/acme/session-ledger", "2026/11/20/[$LATEST]0123");
const deadLetters = the.queue("acme-session-ledger-dead-letters");
const collectorFunction = the.lambdaFunction("acme-session-ledger");

const collector = role("acme-session-ledger", "acme-session-ledger", {
  policies: ["acme-session-ledger/session-ledger"],
});

export const collectorCalls: readonly Row[] = [
  allows(collector, "s3:PutObject", ledgerFile, "adds sessions"),
  allows(collector, "s3:PutObject", collections, "says what it has read"),
  allows(collector, "s3:GetObject", ledgerFile, "compares with what was told late"),
  allows(collector, "s3:ListBucket", archive, "sees what is there", listing(`ledger/${partition}/`)),
  allows(
    collector,
    "s3:ListBucket",
    archive,
    "looks for a transcript",
    listing("sessions/444455556666/eu-west-1/a.log"),
  ),
  allows(collector, "kms:GenerateDataKey", archiveKey, "the bucket is encrypted", viaS3(archive)),
  allows(collector, "kms:Decrypt", archiveKey, "reads the ledger", viaS3(archive)),
  allows(collector, "kms:Decrypt", archiveKey, "a bucket without a Bucket Key", viaS3(ledgerFile)),
  allows(collector, "kms:Decrypt", archiveKey, "a bucket without a Bucket Key", viaS3(collections)),
  allows(collector, "logs:CreateLogStream", ledgerLogs, "says what it does"),
  allows(collector, "logs:PutLogEvents", ledgerLogs, "says what it does"),
  allows(collector, "sqs:SendMessage", deadLetters, "Lambda keeps the event of a run that failed"),
  allows(collector, "sts:AssumeRole", readerOf("444455556666"), "reads another account", ofOrganization),
  denies(collector, "sts:AssumeRole", readerOf("444455556666"), "a role of another organization", {
    "aws:ResourceOrgID": "o-zzzzzzzzzz",
  }),
  denies(collector, "sts:AssumeRole", "arn:aws:iam::444455556666:role/Administrator", "another role", ofOrganization),
  denies(collector, "s3:GetObject", transcript, "reads a transcript"),
  denies(collector, "s3:GetObject", collections, "never needs it"),
  denies(collector, "s3:PutObject", transcript, "forges a transcript"),
  denies(collector, "s3:DeleteObject", ledgerFile, "removes evidence"),
  denies(collector, "s3:PutObjectRetention", ledgerFile, "shortens a retention"),
  denies(collector, "s3:ListBucket", archive, "something else in the bucket", listing("")),
  denies(collector, "s3:ListBucket", archive, "something else in the bucket", listing("seals/")),
  denies(collector, "kms:Decrypt", archiveKey, "its own call"),
  denies(collector, "kms:Decrypt", archiveKey, "for a transcript", viaS3(transcript)),
  denies(collector, "kms:Decrypt", archiveKey, "through S3 of another Region", viaS3(archive, "us-east-1")),
  denies(collector, "kms:Decrypt", trailKey, "another key", viaS3(trailBucket)),
  denies(collector, "ssm:DescribeSessions", "*", "its own account is not asked for"),
  denies(collector, "ssm:StartSession", the.instance(), "opens a session"),
  denies(collector, "logs:PutLogEvents", the.logStream("/acme/sessions", "alice"), "forges output"),
];

const lambda = (account: string) => service("lambda.amazonaws.com", { "aws:SourceAccount": account });
const scheduler = (group: string, account = "111122223333") =>
  service("scheduler.amazonaws.com", {
    "aws:SourceAccount": account,
    "aws:SourceArn": `arn:aws:scheduler:eu-west-1:${account}:schedule-group/${group}`,
  });
/** It says that it acts for a group of ours. */
const lyingScheduler = service("scheduler.amazonaws.com", {
  "aws:SourceAccount": the.OTHER_ACCOUNT,
  "aws:SourceArn": "arn:aws:scheduler:eu-west-1:111122223333:schedule-group/default",
});
const trigger = role("acme-session-ledger-schedule", "schedule", {
  policies: ["acme-session-ledger-schedule/session-ledger"],
});

export const ledgerServices: readonly Row[] = [
  allows(lambda("111122223333"), "sts:AssumeRole", the.role("acme-session-ledger"), "runs the function"),
  denies(lambda(the.OTHER_ACCOUNT), "sts:AssumeRole", the.role("acme-session-ledger"), "confused deputy"),
  denies(service("ec2.amazonaws.com"), "sts:AssumeRole", the.role("acme-session-ledger"), "another service"),
  allows(scheduler("default"), "sts:AssumeRole", the.role("acme-session-ledger-schedule"), "starts the function"),
  denies(scheduler("other"), "sts:AssumeRole", the.role("acme-session-ledger-schedule"), "another group"),
  denies(
    scheduler("default", the.OTHER_ACCOUNT),
    "sts:AssumeRole",
    the.role("acme-session-ledger-schedule"),
    "confused deputy",
  ),
  denies(lyingScheduler, "sts:AssumeRole", the.role("acme-session-ledger-schedule"), "confused deputy"),
  allows(trigger, "lambda:InvokeFunction", collectorFunction, "starts the function"),
  allows(trigger, "sqs:SendMessage", deadLetters, "keeps what it could not start"),
  denies(trigger, "lambda:InvokeFunction", the.lambdaFunction("other"), "another function"),
  denies(trigger, "lambda:UpdateFunctionCode", collectorFunction, "changes the function"),
];

const reader = role("acme-ledger-reader", "session-ledger", { policies: ["acme-ledger-reader/describe-sessions"] });
const inOrganization = { "aws:PrincipalOrgID": organization };
const theirs = (name: string, context = inOrganization, account = the.OTHER_ACCOUNT) =>
  role(name, "session-ledger", { account, almighty: true, context });

export const readerCalls: readonly Row[] = [
  allows(theirs("acme-session-ledger"), "sts:AssumeRole", the.role("acme-ledger-reader"), "reads for the ledger"),
  denies(theirs("Administrator"), "sts:AssumeRole", the.role("acme-ledger-reader"), "another role of that account"),
  denies(
    theirs("acme-session-ledger", { "aws:PrincipalOrgID": "o-zzzzzzzzzz" }),
    "sts:AssumeRole",
    the.role("acme-ledger-reader"),
    "an account that has left the organization",
  ),
  denies(
    theirs("acme-session-ledger", inOrganization, "123456789012"),
    "sts:AssumeRole",
    the.role("acme-ledger-reader"),
    "a role of that name elsewhere",
  ),
  allows(reader, "ssm:DescribeSessions", "*", "lists the sessions"),
  denies(reader, "ssm:DescribeSessions", "*", "a Region that nobody audits", { "aws:RequestedRegion": "us-east-1" }),
  denies(reader, "ssm:TerminateSession", the.session("alice-1"), "ends a session"),
  denies(reader, "ssm:GetDocument", the.document(), "reads something else"),
];

const auditor = role("Auditors", "erin", { policies: ["acme-evidence-auditors"] });
const report = role("acme-evidence-report", "schedule", { policies: ["acme-evidence-report/questions"] });
const workgroup = the.workgroup("acme-evidence");
const ofTrail = {
  "kms:ViaService": "s3.eu-west-1.amazonaws.com",
  "kms:EncryptionContext:aws:cloudtrail:arn": the.trail("acme"),
};
const table = [the.glue("catalog"), the.glue("database/acme_evidence"), the.glue("table/acme_evidence/trail")];

const asks = (who: typeof auditor): Row[] => [
  ...["athena:StartQueryExecution", "athena:GetQueryExecution", "athena:GetQueryResults"].map((action) =>
    allows(who, action, workgroup, "asks"),
  ),
  allows(who, "glue:GetTable", table, "knows the table"),
  allows(who, "s3:GetObject", trailFile, "a question about calls"),
  allows(who, "s3:ListBucket", trailBucket, "Athena looks for files", listing("AWSLogs/o-a1b2c3d4e5/444455556666/")),
  allows(who, "kms:Decrypt", trailKey, "files of the trail", ofTrail),
  allows(who, "s3:GetObject", ledgerFile, "a question about sessions"),
  allows(who, "s3:GetObject", collections, "a question about gaps"),
  allows(who, "s3:ListBucket", archive, "Athena looks for files", listing("ledger/date=2026-11-20/")),
  allows(who, "s3:ListBucket", archive, "Athena looks for files", listing("collections/date=2026-11-20/")),
  allows(who, "kms:Decrypt", archiveKey, "files of the ledger", viaS3(archive)),
  allows(who, "s3:PutObject", `${answers}/answers/0123.csv`, "Athena writes the answer for whoever asks"),
  allows(who, "s3:GetObject", `${answers}/answers/0123.csv`, "reads the answer"),
  allows(who, "s3:GetBucketLocation", answers, "Athena asks first"),
  allows(who, "kms:GenerateDataKey", answersKey, "answers are encrypted", viaS3(answers)),
  denies(who, "athena:StartQueryExecution", the.workgroup("primary"), "a workgroup without a limit"),
  denies(who, "athena:UpdateWorkGroup", workgroup, "lifts the limit"),
  denies(who, "glue:UpdateTable", table, "changes a table"),
  denies(who, "glue:GetTable", [the.glue("catalog"), the.glue("database/hr"), the.glue("table/hr/wages")], "others"),
  denies(who, "s3:GetObject", transcript, "no transcript: who may read them is another question"),
  denies(who, "s3:PutObject", ledgerFile, "adds to the evidence"),
  denies(who, "s3:DeleteObject", ledgerFile, "removes evidence"),
  denies(who, "s3:GetObject", trailFile.replace("o-a1b2c3d4e5", "o-zzzzzzzzzz"), "another organization"),
  denies(who, "s3:ListBucket", trailBucket, "something else in the bucket", listing("")),
  denies(who, "s3:ListBucket", archive, "something else in the bucket", listing("sessions/")),
  denies(who, "s3:GetObject", `${answers}/elsewhere/0123.csv`, "other answers"),
  denies(who, "kms:Decrypt", trailKey, "for anything but a trail file", viaS3(trailBucket)),
  denies(who, "kms:Decrypt", trailKey, "its own call", {
    "kms:EncryptionContext:aws:cloudtrail:arn": the.trail("acme"),
  }),
  denies(who, "kms:Decrypt", archiveKey, "its own call"),
  denies(who, "kms:Decrypt", archiveKey, "another bucket", viaS3(the.bucket("mallory"))),
  denies(who, "kms:Decrypt", archiveKey, "through S3 of another Region", viaS3(archive, "us-east-1")),
  denies(who, "kms:GenerateDataKey", answersKey, "another bucket", viaS3(the.bucket("mallory"))),
  denies(who, "kms:GenerateDataKey", answersKey, "through S3 of another Region", viaS3(answers, "us-east-1")),
];

export const auditorCalls: readonly Row[] = [
  ...asks(auditor),
  allows(auditor, "athena:ListWorkGroups", "*", "the console asks first"),
];

export const reportCalls: readonly Row[] = [
  ...asks(report),
  allows(scheduler("default"), "sts:AssumeRole", the.role("acme-evidence-report"), "asks by itself"),
  denies(scheduler("other"), "sts:AssumeRole", the.role("acme-evidence-report"), "another group"),
  denies(lyingScheduler, "sts:AssumeRole", the.role("acme-evidence-report"), "confused deputy"),
];

export const keysAreKept: readonly Row[] = [archiveKey, trailKey, answersKey].flatMap((key) => [
  denies(administrator, "kms:ScheduleKeyDeletion", key, "a retained key is deleted by nobody"),
  allows(administrator, "kms:PutKeyPolicy", key, "nobody is locked out"),
]);

import * as the from "../support/names";
import { service } from "../support/principals";
import { allows, denies, type Row } from "../support/table";
import { agentRows, withKey } from "./agent-calls";
import {
  administrator,
  logsKey,
  node,
  sessionGroup,
  sessionKey,
  sessionStream,
  stranger,
  trailFiles,
  transcript,
  transcripts,
} from "./single-account";

const { ofSession, toBucketOwner, viaS3 } = the;
const otherKey = logsKey.replace(/key\/.{8}/, "key/00000000");

const surroundings = {
  node,
  nodeArns: [the.instance(), the.hybridNode()],
  bucket: transcripts,
  transcript,
  bucketKey: logsKey,
  sessionKey,
  logGroup: sessionGroup,
  logStream: sessionStream,
};

export const agentMay: readonly Row[] = [
  ...agentRows(surroundings).map(({ row }) => row),
  allows(service("ec2.amazonaws.com"), "sts:AssumeRole", the.role("acme-audit-nodes"), "hands the role to instances"),
];

export const agentMayNot: readonly Row[] = [
  denies(node, "s3:GetObject", transcript, "reads a transcript, even its own"),
  denies(node, "s3:GetObjectVersion", transcript, "reads an earlier version"),
  denies(node, "s3:ListBucket", transcripts, "learns session ids"),
  denies(node, "s3:DeleteObject", transcript, "covers its traces"),
  denies(node, "s3:DeleteObjectVersion", transcript, "covers its traces for good"),
  denies(node, "s3:PutObjectRetention", transcript, "shortens a retention"),
  denies(node, "s3:BypassGovernanceRetention", transcript, "lifts a retention"),
  denies(node, "s3:PutBucketPolicy", transcripts, "administers the bucket"),
  denies(node, "s3:PutLifecycleConfiguration", transcripts, "lets transcripts expire"),
  denies(
    node,
    "s3:PutObject",
    `${transcripts}/sessions/${the.OTHER_ACCOUNT}/eu-west-1/a.log`,
    "another account's part",
  ),
  denies(node, "s3:PutObject", `${transcripts}/sessions/111122223333/us-east-1/a.log`, "a Region that is not audited"),
  denies(node, "s3:PutObject", `${transcripts}/a.log`, "outside its prefix"),
  denies(node, "s3:PutObject", `${trailFiles}/AWSLogs/111122223333/a.json.gz`, "forges a trail file", toBucketOwner),
  denies(node, "s3:PutObject", transcript, "plain HTTP", { ...toBucketOwner, ...the.plainHttp }),
  denies(node, "s3:PutObject", transcript, "another key", withKey(otherKey)),
  denies(node, "s3:PutObject", transcript, "SSE-S3", { ...toBucketOwner, "s3:x-amz-server-side-encryption": "AES256" }),
  denies(node, "s3:PutObject", transcript, "a key nobody else has", {
    "s3:x-amz-server-side-encryption-customer-algorithm": "AES256",
  }),
  denies(node, "s3:PutObjectAcl", transcript, "to everybody", { "s3:x-amz-acl": "public-read" }),
  denies(node, "s3:PutObjectAcl", transcript, "to somebody named", { "s3:x-amz-grant-read": "id=mallory" }),
  denies(node, "kms:Decrypt", logsKey, "its own call, not one of S3", {
    "kms:EncryptionContext:aws:s3:arn": transcripts,
  }),
  denies(node, "kms:Decrypt", logsKey, "for another bucket", viaS3(trailFiles)),
  denies(node, "kms:GenerateDataKey", logsKey, "through S3 of another Region", viaS3(transcripts, the.OTHER_REGION)),
  denies(node, "kms:Decrypt", sessionKey, "for anything but a session"),
  denies(node, "kms:GenerateDataKey", sessionKey, "the part of the client", ofSession),
  denies(node, "kms:Encrypt", sessionKey, "the agent encrypts nothing with the key itself", ofSession),
  denies(node, "kms:ScheduleKeyDeletion", sessionKey, "administers the key"),
  denies(node, "kms:PutKeyPolicy", logsKey, "administers the key"),
  denies(node, "logs:GetLogEvents", sessionStream, "reads output"),
  denies(node, "logs:FilterLogEvents", sessionGroup, "reads output"),
  denies(node, "logs:DeleteLogStream", sessionStream, "covers its traces"),
  denies(node, "logs:PutRetentionPolicy", sessionGroup, "lets output expire"),
  denies(node, "logs:CreateLogGroup", sessionGroup, "never called for sessions"),
  denies(node, "logs:PutLogEvents", the.logStream("/acme-audit/trail", "forged"), "forges a trail event"),
  denies(
    node,
    "ssm:StartSession",
    [the.instance("i-0fedcba9876543210"), the.document()],
    "moves on to another node",
    the.checked,
  ),
  denies(node, "ssm:SendCommand", the.instance("i-0fedcba9876543210"), "moves on to another node"),
  denies(node, "ssm:UpdateDocument", the.document(), "switches logging off"),
  denies(node, "ssm:GetParameter", "arn:aws:ssm:eu-west-1:111122223333:parameter/secret", "not part of a session"),
  denies(node, "iam:PassRole", the.role("Administrators"), "becomes somebody else"),
  denies(stranger, "s3:PutObject", transcript, "a node of another account", toBucketOwner),
  denies(stranger, "kms:GenerateDataKey", logsKey, "a node of another account", viaS3(transcripts)),
  denies(administrator, "sts:AssumeRole", the.role("acme-audit-nodes"), "is not an instance"),
  denies(service("lambda.amazonaws.com"), "sts:AssumeRole", the.role("acme-audit-nodes"), "is not an instance"),
  denies(service("ssm.amazonaws.com"), "sts:AssumeRole", the.role("acme-audit-nodes"), "is for hybrid nodes"),
];

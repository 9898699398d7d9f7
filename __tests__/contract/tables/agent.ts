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
  denies(node, "s3:GetObject", transcript, "reads no transcript, not even its own"),
  denies(node, "s3:GetObjectVersion", transcript, "reads no earlier version"),
  denies(node, "s3:ListBucket", transcripts, "learns no session ids"),
  denies(node, "s3:DeleteObject", transcript, "covers no traces"),
  denies(node, "s3:DeleteObjectVersion", transcript, "covers no traces for good"),
  denies(node, "s3:PutObjectRetention", transcript, "shortens no retention"),
  denies(node, "s3:BypassGovernanceRetention", transcript, "lifts no retention"),
  denies(node, "s3:PutBucketPolicy", transcripts, "administers no bucket"),
  denies(node, "s3:PutLifecycleConfiguration", transcripts, "lets no transcript expire"),
  denies(
    node,
    "s3:PutObject",
    `${transcripts}/sessions/${the.OTHER_ACCOUNT}/eu-west-1/a.log`,
    "another account's part",
  ),
  denies(node, "s3:PutObject", `${transcripts}/sessions/111122223333/us-east-1/a.log`, "a Region that is not audited"),
  denies(node, "s3:PutObject", `${transcripts}/a.log`, "outside its prefix"),
  denies(node, "s3:PutObject", `${trailFiles}/AWSLogs/111122223333/a.json.gz`, "forges no trail file", toBucketOwner),
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
  denies(node, "kms:Decrypt", sessionKey, "what is no session"),
  denies(node, "kms:GenerateDataKey", sessionKey, "the part of the client", ofSession),
  denies(node, "kms:Encrypt", sessionKey, "the agent encrypts nothing with the key itself", ofSession),
  denies(node, "kms:ScheduleKeyDeletion", sessionKey, "administers no key"),
  denies(node, "kms:PutKeyPolicy", logsKey, "administers no key"),
  denies(node, "logs:GetLogEvents", sessionStream, "reads no output"),
  denies(node, "logs:FilterLogEvents", sessionGroup, "reads no output"),
  denies(node, "logs:DeleteLogStream", sessionStream, "covers no traces"),
  denies(node, "logs:PutRetentionPolicy", sessionGroup, "lets no output expire"),
  denies(node, "logs:CreateLogGroup", sessionGroup, "never called for sessions"),
  denies(node, "logs:PutLogEvents", the.logStream("/acme-audit/trail", "forged"), "forges no trail event"),
  denies(
    node,
    "ssm:StartSession",
    [the.instance("i-0fedcba9876543210"), the.document()],
    "goes no further",
    the.checked,
  ),
  denies(node, "ssm:SendCommand", the.instance("i-0fedcba9876543210"), "goes no further"),
  denies(node, "ssm:UpdateDocument", the.document(), "switches no logging off"),
  denies(node, "ssm:GetParameter", "arn:aws:ssm:eu-west-1:111122223333:parameter/secret", "not part of a session"),
  denies(node, "iam:PassRole", the.role("Administrators"), "becomes nobody else"),
  denies(stranger, "s3:PutObject", transcript, "a node of another account", toBucketOwner),
  denies(stranger, "kms:GenerateDataKey", logsKey, "a node of another account", viaS3(transcripts)),
  denies(administrator, "sts:AssumeRole", the.role("acme-audit-nodes"), "is no instance"),
  denies(service("lambda.amazonaws.com"), "sts:AssumeRole", the.role("acme-audit-nodes"), "is no instance"),
  denies(service("ssm.amazonaws.com"), "sts:AssumeRole", the.role("acme-audit-nodes"), "is for hybrid nodes"),
];

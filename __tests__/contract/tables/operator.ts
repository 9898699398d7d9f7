import * as the from "../support/names";
import { allows, denies, type Row } from "../support/table";
import {
  alice,
  almightyAlice,
  logsKey,
  sessionGroup,
  sessionKey,
  sessionStream,
  transcript,
  transcripts,
} from "./single-account";

const { checked, ofSession, startedBy } = the;
const shell = the.document();
const mine = the.session("alice-0123456789abcdefghijklmnop");
const bobs = the.session("bob-0123456789abcdefghijklmnop");
const byAlice = startedBy("AROAENGINEERS:alice");
const byBob = startedBy("AROAENGINEERS:bob");

/** What a start is checked against: the node and the document, both. */
const on = (document: string, node = the.instance()) => [node, document];

const elsewhere = { "aws:RequestedRegion": the.OTHER_REGION };

export const operatorMay: readonly Row[] = [
  allows(alice, "ssm:StartSession", on(shell), "a logged shell on an instance", checked),
  allows(alice, "ssm:StartSession", on(shell, the.hybridNode()), "a logged shell on a hybrid node", checked),
  allows(alice, "ssm:StartSession", on(shell), "where AWS says nothing about the document check"),
  allows(alice, "ssmmessages:OpenDataChannel", mine, "the client signs the channel"),
  allows(alice, "ssm:ResumeSession", mine, "resumes after a broken connection", byAlice),
  allows(alice, "ssm:TerminateSession", mine, "ends it", byAlice),
  allows(alice, "kms:GenerateDataKey", sessionKey, "the client makes the data key", ofSession),
  allows(alice, "ssm:DescribeSessions", "*", "the console lists sessions"),
  allows(alice, "ssm:GetConnectionStatus", the.instance(), "the console shows whether a node is there"),
  allows(alice, "ssm:DescribeInstanceInformation", "*", "the console lists nodes"),
  allows(alice, "ssm:DescribeInstanceProperties", "*", "the console lists nodes"),
  allows(alice, "ec2:DescribeInstances", "*", "the console lists instances"),
  allows(alice, "ssm:GetDocument", shell, "the console shows what the session will be"),
  allows(alice, "ssm:DescribeDocument", shell, "the console shows what the session will be"),
];

export const operatorMayNot: readonly Row[] = [
  denies(alice, "ssm:StartSession", on(the.awsDocument("AWS-StartSSHSession")), "never logged", checked),
  denies(alice, "ssm:StartSession", on(the.awsDocument("AWS-StartPortForwardingSession")), "never logged", checked),
  denies(
    alice,
    "ssm:StartSession",
    on(the.awsDocument("AWS-StartPortForwardingSessionToRemoteHost")),
    "never",
    checked,
  ),
  denies(alice, "ssm:StartSession", on(the.awsDocument("AWS-StartInteractiveCommand")), "perhaps not logged", checked),
  denies(alice, "ssm:StartSession", on(the.document("Mallory-Shell")), "a document of somebody's own", checked),
  denies(alice, "ssm:StartSession", on(the.document("SSM-SessionManagerRunShell2")), "a look-alike", checked),
  denies(alice, "ssm:StartSession", on(the.document(undefined, { region: the.OTHER_REGION })), "not audited", checked),
  denies(alice, "ssm:StartSession", on(the.document(undefined, { account: the.OTHER_ACCOUNT })), "not ours", checked),
  denies(
    alice,
    "ssm:StartSession",
    on(shell, the.instance("i-1", { account: the.OTHER_ACCOUNT })),
    "not ours",
    checked,
  ),
  denies(alice, "ssm:StartSession", on(shell, the.task), "opens a shell in a container", checked),
  denies(alice, "ssm:StartSession", on(shell), "with the document unchecked", {
    "ssm:SessionDocumentAccessCheck": "false",
  }),
  denies(alice, "ssm:TerminateSession", bobs, "another's session", byBob),
  denies(alice, "ssm:ResumeSession", bobs, "another's session", byBob),
  denies(alice, "ssm:TerminateSession", bobs, "a session that does not say whose it is"),
  denies(alice, "ssm:TerminateSession", mine, "a name like hers, from another role", startedBy("AROAOTHER:alice")),
  denies(alice, "kms:Decrypt", sessionKey, "the part of the node", ofSession),
  denies(alice, "kms:GenerateDataKey", sessionKey, "for anything but a session"),
  denies(alice, "kms:GenerateDataKey", logsKey, "not her key", ofSession),
  denies(alice, "kms:Decrypt", logsKey, "reads a transcript", the.viaS3(transcripts)),
  denies(alice, "s3:GetObject", transcript, "reads a transcript"),
  denies(alice, "logs:GetLogEvents", sessionStream, "reads output"),
  denies(alice, "ssm:SendCommand", the.instance(), "a way round"),
  denies(alice, "ecs:ExecuteCommand", the.task, "a way round"),
  denies(alice, "ssm:CreateDocument", the.document("Mallory-Shell"), "a way round", { "ssm:DocumentType": "Session" }),
  denies(alice, "ssm:UpdateDocument", shell, "switches logging off", { "ssm:DocumentType": "Session" }),
];

/** The operator policy and `AdministratorAccess` on one role: only what is denied outright is refused. */
export const operatorWithEveryRight: readonly Row[] = [
  allows(almightyAlice, "ssm:StartSession", on(shell), "the logged shell stays open", checked),
  denies(
    almightyAlice,
    "ssm:StartSession",
    [the.instance("i-0123456789abcdef0", { region: the.OTHER_REGION })],
    "a Region that nobody audits",
    { ...checked, ...elsewhere },
  ),
  denies(almightyAlice, "ssm:StartSession", on(the.awsDocument("AWS-StartSSHSession")), "never logged", checked),
  denies(almightyAlice, "ssm:StartSession", on(the.document("Mallory-Shell")), "another Allow does not help", checked),
  allows(almightyAlice, "ssm:StartSession", [the.task, shell], "the deny is about documents only", checked),
  denies(almightyAlice, "ssm:CreateDocument", the.document("Mallory-Shell"), "creates a document for unlogged shells", {
    "ssm:DocumentType": "Session",
  }),
  allows(almightyAlice, "ssm:CreateDocument", the.document("Acme-Patch"), "no session", {
    "ssm:DocumentType": "Command",
  }),
  denies(almightyAlice, "ssm:UpdateDocument", shell, "switches logging off"),
  denies(almightyAlice, "ssm:UpdateDocumentDefaultVersion", shell, "restores an older version"),
  denies(almightyAlice, "ssm:DeleteDocument", shell, "AWS's default logs nothing"),
  denies(almightyAlice, "ssm:ModifyDocumentPermission", shell, "shares it"),
  allows(almightyAlice, "ssm:UpdateDocument", the.document("Acme-Patch"), "a document that is not protected"),
  denies(almightyAlice, "s3:PutObject", transcript, "forges a transcript"),
  denies(almightyAlice, "s3:DeleteObject", transcript, "removes a transcript"),
  denies(almightyAlice, "s3:DeleteObjectVersion", transcript, "nor an earlier version"),
  denies(almightyAlice, "s3:PutBucketPolicy", transcripts, "opens the bucket"),
  denies(almightyAlice, "s3:BypassGovernanceRetention", transcript, "lifts a retention"),
  denies(almightyAlice, "s3:UpdateObjectEncryption", transcript, "re-keys a transcript"),
  denies(almightyAlice, "s3:AbortMultipartUpload", transcript, "stops an upload"),
  denies(almightyAlice, "s3:ReplicateObject", transcript, "forges a transcript, as replication does"),
  denies(almightyAlice, "logs:ProcessWithPipeline", sessionGroup, "changes output"),
  denies(almightyAlice, "ssm:PutResourcePolicy", shell, "shares it"),
  denies(almightyAlice, "logs:CreateLogStream", sessionStream, "creates a stream to write to"),
  denies(almightyAlice, "logs:PutLogEvents", sessionStream, "forges output"),
  denies(almightyAlice, "logs:DeleteLogGroup", sessionGroup, "removes output"),
  denies(almightyAlice, "logs:PutRetentionPolicy", sessionGroup, "lets output expire"),
  denies(almightyAlice, "logs:DisassociateKmsKey", sessionGroup, "the agent would refuse sessions"),
  denies(almightyAlice, "kms:ScheduleKeyDeletion", logsKey, "makes transcripts unreadable"),
  denies(almightyAlice, "kms:DisableKey", sessionKey, "stops sessions"),
  denies(almightyAlice, "kms:PutKeyPolicy", logsKey, "opens the key"),
  denies(almightyAlice, "kms:CreateGrant", logsKey, "opens the key"),
  denies(almightyAlice, "kms:DeleteImportedKeyMaterial", logsKey, "makes transcripts unreadable"),
  allows(almightyAlice, "kms:GenerateDataKey", sessionKey, "sessions go on", ofSession),
  allows(almightyAlice, "s3:PutObject", "arn:aws:s3:::acme-website/index.html", "a bucket that is not protected"),
];

import * as the from "../support/names";
import { allows, denies, type Row } from "../support/table";
import {
  accessLogs,
  administrator,
  deadLetters,
  guarded,
  logsKey,
  node,
  rule,
  sessionGroup,
  sessionKey,
  sessionStream,
  topic,
  trail,
  trailFiles,
  trailGroup,
  transcript,
  transcripts,
} from "./single-account";

const publicSharing = the.setting("ssm/documents/console/public-sharing-permission");
const withAlias = (name: string) => ({ "kms:ResourceAliases": [`alias/${name}`] });
const sessionsAlias = withAlias("acme-audit-sessions");
const logsAlias = withAlias("acme-audit-logs");
const ofPolicy = (name: string) => ({ "iam:PolicyARN": the.policy(name) });

/** An administrator who bears the guardrail of the example. */
export const guardrailRefuses: readonly Row[] = [
  denies(guarded, "ssm:UpdateDocument", the.document(), "switches logging off"),
  denies(guarded, "ssm:UpdateDocumentDefaultVersion", the.document(), "brings an older version back"),
  denies(guarded, "ssm:DeleteDocument", the.document(), "leaves AWS's default, which logs nothing"),
  denies(guarded, "ssm:CreateDocument", the.document(), "puts another in its place"),
  denies(guarded, "ssm:ModifyDocumentPermission", the.document(), "shares it"),
  denies(guarded, "ssm:UpdateServiceSetting", publicSharing, "allows public sharing"),
  denies(guarded, "ssm:ResetServiceSetting", publicSharing, "allows public sharing"),
  denies(guarded, "cloudtrail:StopLogging", trail, "blinds the trail"),
  denies(guarded, "cloudtrail:DeleteTrail", trail, "blinds the trail"),
  denies(guarded, "cloudtrail:UpdateTrail", trail, "sends it elsewhere"),
  denies(guarded, "cloudtrail:PutEventSelectors", trail, "leaves management events out"),
  denies(guarded, "s3:DeleteBucketPolicy", transcripts, "opens the bucket"),
  denies(guarded, "s3:PutBucketVersioning", transcripts, "makes deletions final"),
  denies(guarded, "s3:PutLifecycleConfiguration", trailFiles, "lets files expire"),
  denies(guarded, "s3:PutEncryptionConfiguration", transcripts, "makes agents refuse sessions"),
  denies(guarded, "s3:PutBucketPublicAccessBlock", accessLogs, "opens the bucket"),
  denies(guarded, "s3:DeleteObject", transcript, "removes a transcript"),
  denies(guarded, "s3:DeleteObjectVersion", transcript, "removes it for good"),
  denies(guarded, "s3:BypassGovernanceRetention", transcript, "lifts a retention"),
  denies(guarded, "kms:ScheduleKeyDeletion", logsKey, "makes transcripts unreadable", logsAlias),
  denies(guarded, "kms:DisableKey", sessionKey, "stops sessions", sessionsAlias),
  denies(guarded, "kms:PutKeyPolicy", logsKey, "shuts services out", logsAlias),
  denies(guarded, "kms:DeleteAlias", the.keyAlias("acme-audit-logs"), "takes the protection off the key"),
  denies(guarded, "kms:UpdateAlias", the.keyAlias("acme-audit-logs"), "moves the protection to another key"),
  denies(guarded, "logs:DeleteLogGroup", sessionGroup, "removes output"),
  denies(guarded, "logs:DeleteLogStream", sessionStream, "removes the output of one session"),
  denies(guarded, "logs:PutRetentionPolicy", trailGroup, "lets events expire"),
  denies(guarded, "logs:DisassociateKmsKey", sessionGroup, "makes agents refuse sessions"),
  denies(guarded, "events:DisableRule", rule, "silences alerts"),
  denies(guarded, "events:RemoveTargets", rule, "silences alerts"),
  denies(guarded, "events:PutRule", rule, "matches something else"),
  denies(guarded, "sns:SetTopicAttributes", topic, "shuts EventBridge out"),
  denies(guarded, "sns:DeleteTopic", topic, "silences alerts"),
  denies(guarded, "sqs:PurgeQueue", deadLetters, "loses what was not delivered"),
  denies(guarded, "sqs:SetQueueAttributes", deadLetters, "shuts EventBridge out"),
  denies(guarded, "iam:CreatePolicyVersion", the.policy("acme-audit-nodes"), "keeps nodes from logging"),
  denies(guarded, "iam:SetDefaultPolicyVersion", the.policy("acme-audit-guardrail"), "takes the guardrail down"),
  denies(guarded, "iam:DeletePolicy", the.policy("acme-audit-operators"), "opens other documents"),
  denies(guarded, "iam:DetachRolePolicy", the.role("Platform"), "sheds it", ofPolicy("acme-audit-guardrail")),
  denies(guarded, "iam:DetachRolePolicy", the.role("acme-audit-nodes"), "stops logging", ofPolicy("acme-audit-nodes")),
];

/** What goes on as before. */
export const guardrailLeaves: readonly Row[] = [
  allows(guarded, "ssm:UpdateDocument", the.document("Acme-Patch"), "another document"),
  allows(guarded, "ssm:UpdateServiceSetting", the.setting("ssm/opsinsights/opscenter"), "another setting"),
  allows(guarded, "cloudtrail:UpdateTrail", the.trail("other"), "another trail"),
  allows(guarded, "s3:DeleteObject", "arn:aws:s3:::acme-website/index.html", "another bucket"),
  allows(guarded, "s3:GetObject", transcript, "reading is for the bucket's readers to be told"),
  allows(guarded, "kms:DisableKey", sessionKey, "a key under another alias", withAlias("acme-website")),
  allows(guarded, "kms:EnableKeyRotation", logsKey, "makes nothing worse", logsAlias),
  allows(guarded, "logs:DeleteLogGroup", the.logGroup("/acme/website"), "another group"),
  allows(guarded, "events:PutRule", the.rule("other"), "another rule"),
  allows(guarded, "sns:DeleteTopic", the.topic("other"), "another topic"),
  allows(guarded, "sqs:PurgeQueue", the.queue("other"), "another queue"),
  allows(guarded, "iam:DetachRolePolicy", the.role("Platform"), "another policy", ofPolicy("other")),
  allows(administrator, "ssm:UpdateDocument", the.document(), "who does not bear it maintains the audit"),
  allows(node, "s3:PutObject", transcript, "nodes log on"),
];

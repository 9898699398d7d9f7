/** What the guardrails of the central accounts refuse to whoever bears them, with every right besides. */
import { ARCHIVE, MANAGEMENT, SECURITY } from "../support/landing-zone";
import {
  bus,
  member,
  provesAcross,
  trailFiles,
  trailKey,
  transcriptKey,
  transcriptOf,
  transcripts,
} from "./landing-zone.people";
import { allows, denies } from "./support/table";
import { managementRows } from "./tables/management";

const bearer = (account: string) => member("Platform", account, ["acme-audit-guardrail"], true);
const archivist = bearer(ARCHIVE);
const manager = bearer(MANAGEMENT);
const guard = bearer(SECURITY);
const at = (account: string, service: string, resource: string, region = "eu-west-1") =>
  `arn:aws:${service}:${region}:${account}:${resource}`;
const own = transcriptOf(ARCHIVE);
const named = (alias: string) => ({ "kms:ResourceAliases": [`alias/acme-audit-${alias}`] });

provesAcross("an administrator of the log archive", [
  denies(archivist, "s3:PutBucketPolicy", transcripts, "opens the bucket"),
  denies(archivist, "s3:PutLifecycleConfiguration", trailFiles, "lets files expire"),
  denies(archivist, "s3:DeleteObjectVersion", own, "removes evidence for good"),
  denies(archivist, "s3:BypassGovernanceRetention", own, "lifts a retention"),
  denies(archivist, "s3:PutObject", own, "forges a file"),
  denies(archivist, "kms:ScheduleKeyDeletion", transcriptKey, "shreds what the key encrypts", named("transcripts")),
  denies(archivist, "kms:PutKeyPolicy", trailKey, "shuts somebody out", named("trail")),
  denies(archivist, "events:DisableRule", at(ARCHIVE, "events", "rule/acme-audit-session-forwarding"), "is seen"),
  denies(archivist, "iam:DeleteRolePolicy", `arn:aws:iam::${ARCHIVE}:role/acme-audit-event-forwarding`, "is seen"),
  allows(archivist, "s3:GetObject", own, "reads, where others let them"),
  allows(archivist, "s3:CreateBucket", "arn:aws:s3:::other", "everything else goes on"),
]);

provesAcross("an administrator of the management account", [
  denies(manager, "cloudtrail:StopLogging", at(MANAGEMENT, "cloudtrail", "trail/acme-audit"), "blinds the trail"),
  denies(manager, "logs:DeleteLogGroup", at(MANAGEMENT, "logs", "log-group:/acme-audit/trail"), "keeps its events"),
  denies(manager, "iam:PutRolePolicy", `arn:aws:iam::${MANAGEMENT}:role/acme-audit-log-delivery`, "stops delivery"),
  ...managementRows(manager),
]);

provesAcross("an administrator of the security account", [
  denies(guard, "events:DeleteEventBus", bus, "leaves events nowhere to go"),
  denies(guard, "events:UpdateEventBus", bus, "encrypts it with a key that is disabled later"),
  denies(guard, "events:PutPermission", "*", "shuts somebody out"),
  denies(
    guard,
    "events:DisableRule",
    at(SECURITY, "events", "rule/acme-audit/acme-audit-session-events"),
    "silences alerts",
  ),
  denies(
    guard,
    "sns:Unsubscribe",
    at(SECURITY, "sns", "acme-audit-integrity-alerts"),
    "keeps people from being alerted",
  ),
  denies(
    guard,
    "cloudwatch:DeleteAlarms",
    at(SECURITY, "cloudwatch", "alarm:acme-audit-session-events-lost-events"),
    "silences alerts",
  ),
  allows(guard, "events:PutRule", at(SECURITY, "events", "rule/other"), "another rule"),
]);

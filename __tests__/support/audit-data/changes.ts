import { EncryptionKey } from "../../../modules/encryption-key";
import { LogBucket } from "../../../modules/log-bucket";
import { LogGroup } from "../../../modules/log-group";
import { existingBucket, existingBus, existingTrail } from "../landing-zone";
import {
  archive,
  audit,
  both,
  bucket,
  group,
  hub,
  key,
  keyedBucket,
  nested,
  queue,
  rule,
  settings,
  trail,
} from "./programs";
import type { Program, SynthOptions } from "./project";

/** What somebody does to code whose resources are deployed. */
export interface Change {
  readonly before: Program;
  readonly after: Program;
  /** Where the provider is afterwards. */
  readonly aws?: SynthOptions["aws"];
}

export interface RefusedChange extends Change {
  /** Addresses that the error names, each as a loss. */
  readonly loses: readonly string[];
  /**
   * What Terraform would do with them. Nothing stands in the way of a deletion, and `prevent_destroy` in that of a replacement. To which
   * account and Region they go is no argument of the resources in AWS provider 5.
   */
  readonly otherwise: "deletes" | "replaces" | "goes elsewhere";
}

/** What Terraform knows audit data by. */
export const auditData =
  /^aws_(cloudtrail|cloudwatch_log_group|kms_key|s3_bucket|s3_bucket_object_lock_configuration|sqs_queue)\./;

const lock = { mode: "COMPLIANCE", retentionDays: 365 } as const;

const queues = (id: string, ...rules: readonly string[]) =>
  rules.map((rule) => `aws_sqs_queue.${id}_${rule}_dead_letter_queue`);

/** Keys, buckets, groups, trail and queues of `SessionAudit`, in the Region of the provider. */
export const ofAudit = (id: string): string[] => [
  `aws_cloudtrail.${id}_trail`,
  `aws_cloudwatch_log_group.${id}_session_log_group`,
  `aws_cloudwatch_log_group.${id}_trail_log_group`,
  `aws_kms_key.${id}_alerts_key`,
  `aws_kms_key.${id}_integrity_key`,
  `aws_kms_key.${id}_logs_key`,
  `aws_kms_key.${id}_session_key`,
  `aws_s3_bucket.${id}_access_log_bucket`,
  `aws_s3_bucket.${id}_trail_bucket`,
  `aws_s3_bucket.${id}_transcript_bucket`,
  ...queues(id, "alert_tampering", "events", "preference_changes", "refusals", "starts", "tampering"),
];

export const ofFrankfurt = [
  "aws_cloudwatch_log_group.audit_eu_central_1_session_log_group",
  "aws_kms_key.audit_eu_central_1_logs_key",
  "aws_kms_key.audit_eu_central_1_session_key",
  "aws_sqs_queue.audit_eu_central_1_forwarding_dead_letter_queue",
];

/** Changes that would destroy audit data. */
export const refusedChanges: Readonly<Record<string, RefusedChange>> = {
  "the id of a topology changes": {
    before: audit("Audit"),
    after: audit("SessionAudit"),
    loses: ofAudit("audit"),
    otherwise: "deletes",
  },
  "a topology is nested deeper": {
    before: audit("Audit"),
    after: nested(audit("Audit")),
    loses: ofAudit("audit"),
    otherwise: "deletes",
  },
  "a topology is taken out": {
    before: both(key("Other", { alias: "alias/other" }), audit("Audit")),
    after: key("Other", { alias: "alias/other" }),
    loses: ofAudit("audit"),
    otherwise: "deletes",
  },
  "a Region is left out": {
    before: audit("Audit", { regions: ["eu-west-1", "eu-central-1"] }),
    after: audit("Audit", { regions: ["eu-west-1"] }),
    loses: ofFrankfurt,
    otherwise: "deletes",
  },
  "another Region becomes the home": {
    before: audit("Audit", { regions: ["eu-west-1", "eu-central-1"] }),
    after: audit("Audit", { regions: ["eu-central-1", "eu-west-1"] }),
    loses: [...ofAudit("audit"), ...queues("audit", "forwarded_alarms", "forwarded_tampering"), ...ofFrankfurt],
    otherwise: "goes elsewhere",
  },
  "the name of a topology changes": {
    before: audit("Audit"),
    after: audit("Audit", { name: "acme-sessions" }),
    loses: ofAudit("audit").filter((address) => !address.startsWith("aws_kms_key.")),
    otherwise: "replaces",
  },
  "the provider moves to another account": {
    before: audit("Audit"),
    after: audit("Audit"),
    aws: { account: "999999999999", region: "eu-west-1" },
    loses: ofAudit("audit"),
    otherwise: "goes elsewhere",
  },
  "the provider moves to another Region": {
    before: bucket("Transcripts"),
    after: bucket("Transcripts"),
    aws: { account: "111122223333", region: "eu-central-1" },
    loses: ["aws_s3_bucket.transcripts"],
    otherwise: "goes elsewhere",
  },
  "the id of a key changes": {
    before: key("LogsKey"),
    after: key("Logs"),
    loses: ["aws_kms_key.logs_key"],
    otherwise: "deletes",
  },
  "a key that exists takes the place of one that was made": {
    before: both(settings, key("LogsKey")),
    after: both(settings, (scope) => {
      EncryptionKey.fromArn(scope, "LogsKey", "arn:aws:kms:eu-west-1:111122223333:key/mrk-1");
    }),
    loses: ["aws_kms_key.logs_key"],
    otherwise: "deletes",
  },
  "a bucket goes from its key to SSE-S3": {
    before: keyedBucket("kms"),
    after: keyedBucket("s3-managed"),
    loses: ["aws_kms_key.files_key"],
    otherwise: "deletes",
  },
  "the id of a bucket changes": {
    before: bucket("Transcripts"),
    after: bucket("TranscriptBucket"),
    loses: ["aws_s3_bucket.transcripts"],
    otherwise: "deletes",
  },
  "the name of a bucket changes": {
    before: bucket("Transcripts"),
    after: bucket("Transcripts", { name: "acme-session-transcripts" }),
    loses: ["aws_s3_bucket.transcripts"],
    otherwise: "replaces",
  },
  "a bucket that exists takes the place of one that was made": {
    before: both(settings, bucket("Transcripts")),
    after: both(settings, (scope) => {
      LogBucket.fromName(scope, "Transcripts", { name: "acme-transcripts", encryption: "s3-managed" });
    }),
    loses: ["aws_s3_bucket.transcripts"],
    otherwise: "deletes",
  },
  "two buckets swap their ids": {
    before: both(bucket("One", { name: "acme-one" }), bucket("Two", { name: "acme-two" })),
    after: both(bucket("Two", { name: "acme-one" }), bucket("One", { name: "acme-two" })),
    loses: ["aws_s3_bucket.one", "aws_s3_bucket.two"],
    otherwise: "replaces",
  },
  "Object Lock is left out": {
    before: bucket("Transcripts", { objectLock: lock }),
    after: bucket("Transcripts"),
    loses: ["aws_s3_bucket_object_lock_configuration.transcripts_object_lock"],
    otherwise: "deletes",
  },
  "the id of a log group changes": {
    before: group("Sessions"),
    after: group("SessionOutput"),
    loses: ["aws_cloudwatch_log_group.sessions"],
    otherwise: "deletes",
  },
  "the name of a log group changes": {
    before: group("Sessions"),
    after: group("Sessions", { name: "/acme/session-output" }),
    loses: ["aws_cloudwatch_log_group.sessions"],
    otherwise: "replaces",
  },
  "a log group that exists takes the place of one that was made": {
    before: both(settings, group("Sessions")),
    after: both(settings, (scope) => {
      LogGroup.fromName(scope, "Sessions", { name: "/acme/sessions", encrypted: false });
    }),
    loses: ["aws_cloudwatch_log_group.sessions"],
    otherwise: "deletes",
  },
  "the id of a trail changes": {
    before: trail("Trail"),
    after: trail("AuditTrail"),
    loses: ["aws_cloudtrail.trail"],
    otherwise: "deletes",
  },
  "the name of a trail changes": {
    before: trail("Trail"),
    after: trail("Trail", "acme-api-calls"),
    loses: ["aws_cloudtrail.trail"],
    otherwise: "replaces",
  },
  "a trail is taken out": {
    before: trail("Trail"),
    after: trail(""),
    loses: ["aws_cloudtrail.trail"],
    otherwise: "deletes",
  },
  "the id of a rule changes, and with it that of its dead letters": {
    before: rule("Sessions"),
    after: rule("SessionStarted"),
    loses: ["aws_sqs_queue.sessions_dead_letter_queue"],
    otherwise: "deletes",
  },
  "the name of a rule changes, and with it that of its dead letters": {
    before: rule("Sessions"),
    after: rule("Sessions", { name: "acme-session-started" }),
    loses: ["aws_sqs_queue.sessions_dead_letter_queue"],
    otherwise: "replaces",
  },
  "the id of a queue changes": {
    before: queue("Events"),
    after: queue("SessionEvents"),
    loses: ["aws_sqs_queue.events"],
    otherwise: "deletes",
  },
  "the name of a queue changes": {
    before: queue("Events"),
    after: queue("Events", "acme-session-events"),
    loses: ["aws_sqs_queue.events"],
    otherwise: "replaces",
  },
  "a landing zone takes a bucket over that exists": {
    before: archive(),
    after: archive({ existing: existingBucket }),
    loses: ["aws_kms_key.log_archive_transcript_key", "aws_s3_bucket.log_archive_transcript_bucket"],
    otherwise: "deletes",
  },
  "a landing zone takes a trail over that exists": {
    before: archive(),
    after: archive({ existing: existingTrail }),
    loses: ["aws_kms_key.log_archive_trail_key", "aws_s3_bucket.log_archive_trail_bucket"],
    otherwise: "deletes",
  },
  "the name of a landing zone changes in the security account": {
    before: hub(),
    after: hub({ name: "acme-security" }),
    loses: queues(
      "alert_hub",
      "alert_tampering",
      "eu_west_1_forwarding",
      "events",
      "forwarded_alarms",
      "forwarded_tampering",
      "iam_forwarding",
      "preference_changes",
      "refusals",
      "tampering",
      "us_east_1_forwarding",
    ),
    otherwise: "replaces",
  },
};

/** Changes that keep all audit data. */
export const harmlessChanges: Readonly<Record<string, Change>> = {
  nothing: { before: audit("Audit"), after: audit("Audit") },
  "a module is used a second time": {
    before: audit("Audit"),
    after: both(bucket("More", { name: "acme-more" }), audit("Audit")),
  },
  "a Region is added": {
    before: audit("Audit", { regions: ["eu-west-1"] }),
    after: audit("Audit", { regions: ["eu-west-1", "eu-central-1"] }),
  },
  "further Regions change places": {
    before: audit("Audit", { regions: ["eu-west-1", "eu-central-1", "us-east-1"] }),
    after: audit("Audit", { regions: ["eu-west-1", "us-east-1", "eu-central-1"] }),
  },
  "props and modules change places": {
    before: both(key("LogsKey"), bucket("Transcripts", { retention: { archiveAfterDays: 30, expireAfterDays: 400 } })),
    after: both(bucket("Transcripts", { retention: { expireAfterDays: 400, archiveAfterDays: 30 } }), key("LogsKey")),
  },
  "an id is written in another way that means the same": {
    before: audit("SessionAudit"),
    after: audit("sessionAudit"),
  },
  "a key gets another alias, description and rotation": {
    before: key("LogsKey"),
    after: key("LogsKey", { alias: "alias/acme-audit-logs", description: "All logs", rotationDays: 90 }),
  },
  "Object Lock is added, and log data kept longer": {
    before: audit("Audit", { retentionDays: 365 }),
    after: audit("Audit", { retentionDays: 731, objectLock: lock }),
  },
  "roles of nodes are added": { before: audit("Audit"), after: audit("Audit", { nodes: { attachTo: ["web"] } }) },
  "a landing zone takes a bus over that exists": { before: hub(), after: hub({ existing: existingBus }) },
  "the pattern of a rule changes": {
    before: rule("Sessions"),
    after: rule("Sessions", { description: "Sessions, also those of others", readOnlyCalls: true }),
  },
};

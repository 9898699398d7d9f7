/**
 * Defects of published modules that only the whole composition can show:
 *   "access logs loop, access-log bucket unused"         -> "three buckets, each with every protection"
 *   "document, group, key and bucket are named apart"    -> "the document logs to what the topology made"
 *   "topic, key and rule do not fit: no alert arrives"   -> "the rule reaches the topic, and the topic's key lets it"
 *   "ordering: the trail before its policies"            -> audit-trail.test.ts, and the cycle check of examples.test.ts
 *   "an instance comes along", "an exclusive attachment takes a policy from everybody else's roles"
 *                                                        -> "brings nothing that a user did not ask for"
 *   "policies unknown until after apply"                 -> "every policy is known at the first plan but for the ARNs of keys"
 */
import { subscribers } from "../../modules/alert-topic";
import { SessionAudit, type SessionAuditProps } from "../../modules/topologies/session-audit";
import { blocksOf, policiesOf } from "../support/examples";
import { ACCOUNT, type Block, type Synthesized, synth, synthIn } from "../support/synth";

const build = (more: Partial<SessionAuditProps> = {}): Synthesized =>
  synthIn("eu-west-1", (scope) => new SessionAudit(scope, "Audit", { name: "acme", ...more }));

const audit = build({ alerts: [subscribers.email("security@example.com")] });
const sids = (stack: Synthesized, type: string, id: string) => stack.statements(type, id).map(({ Sid }) => Sid);

describe("buckets", () => {
  test("three buckets, each with every protection", () => {
    expect(
      Object.values(audit.all("aws_s3_bucket"))
        .map(({ bucket }) => bucket)
        .sort(),
    ).toEqual([
      `acme-access-logs-${ACCOUNT}-eu-west-1`,
      `acme-trail-${ACCOUNT}-eu-west-1`,
      `acme-transcripts-${ACCOUNT}-eu-west-1`,
    ]);
    for (const aspect of [
      "policy",
      "server_side_encryption_configuration",
      "versioning",
      "public_access_block",
      "ownership_controls",
    ]) {
      expect([aspect, Object.keys(audit.all(`aws_s3_bucket_${aspect}`)).length]).toEqual([aspect, 3]);
    }
  });

  test("requests to transcripts and trail are logged to the third", () => {
    const logging = Object.values(audit.all("aws_s3_bucket_logging"));
    expect(logging.map(({ bucket, target_bucket }) => [bucket, target_bucket])).toEqual([
      ["${aws_s3_bucket.audit_trail_bucket.id}", `acme-access-logs-${ACCOUNT}-eu-west-1`],
      ["${aws_s3_bucket.audit_transcript_bucket.id}", `acme-access-logs-${ACCOUNT}-eu-west-1`],
    ]);
  });

  test("CloudTrail writes to the trail bucket only, not among the transcripts", () => {
    expect(sids(audit, "aws_s3_bucket_policy", "trail_bucket_policy")).toContain("AllowCloudTrailWrite");
    expect(sids(audit, "aws_s3_bucket_policy", "transcript_bucket_policy")).not.toContain("AllowCloudTrailWrite");
  });

  test("a lock and a retention reach the buckets that take them", () => {
    const locked = build({
      objectLock: { mode: "COMPLIANCE", retentionDays: 365 },
      bucketRetention: { archiveAfterDays: 90, expireAfterDays: 400 },
    });
    expect(Object.keys(locked.all("aws_s3_bucket_object_lock_configuration"))).toEqual([
      "audit_trail_bucket_object_lock",
      "audit_transcript_bucket_object_lock",
    ]);
    const expirations = Object.values(locked.all("aws_s3_bucket_lifecycle_configuration")).map(
      ({ rule }) => rule[0].expiration,
    );
    expect(expirations).toEqual([[{ days: 400 }], [{ days: 400 }], [{ days: 400 }]]);
  });
});

describe("keys", () => {
  test("each opens to the services that its data needs, and to no other", () => {
    const always = ["AllowAccountToDelegateByIam", "DenyDeletionOfRetainedKey"];
    expect(sids(audit, "aws_kms_key", "session_key")).toEqual(always);
    expect(sids(audit, "aws_kms_key", "logs_key").sort()).toEqual([
      "AllowAccountToDelegateByIam",
      "AllowCloudTrailDescribeAndDecrypt",
      "AllowCloudTrailEncrypt",
      "AllowCloudWatchLogsForGroups",
      "DenyDeletionOfRetainedKey",
    ]);
    expect(sids(audit, "aws_kms_key", "alerts_key")).toEqual([
      ...always,
      "AllowEventBridgeToEncryptedTopic",
      "AllowCloudWatchAlarmsToEncryptedTopic",
    ]);
  });

  test("administrators are named in all of them", () => {
    const administrator = `arn:aws:iam::${ACCOUNT}:role/KeyAdmin`;
    const stack = build({ keyAdministrators: [administrator] });
    for (const key of ["session_key", "logs_key", "alerts_key"]) {
      const statement = stack.statement("AllowAdministrationWithoutUse", "aws_kms_key", key);
      expect(statement.Principal).toEqual({ AWS: administrator });
    }
  });
});

test("alarms watch the rule, its dead-letter queue and the topic, and tell the topic", () => {
  const alarms = Object.values(audit.all("aws_cloudwatch_metric_alarm"));
  expect(alarms.map(({ alarm_name }) => alarm_name).sort()).toEqual([
    "acme-session-alerts-failed-notifications",
    "acme-session-events-dead-letters",
    "acme-session-events-failed-invocations",
    "acme-session-events-lost-events",
  ]);
  const topic = `arn:aws:sns:eu-west-1:${ACCOUNT}:acme-session-alerts`;
  for (const alarm of alarms) expect(alarm).toMatchObject({ alarm_actions: [topic], ok_actions: [topic] });
});

test("the document logs to what the topology made, and takes the caller's preferences", () => {
  const stack = build({ session: { idleTimeoutMinutes: 15, maxDurationMinutes: 480, runAs: { defaultUser: "ops" } } });
  expect(JSON.parse(stack.only("aws_ssm_document").content).inputs).toMatchObject({
    s3BucketName: stack.only("aws_s3_bucket", "transcript_bucket").bucket,
    s3EncryptionEnabled: true,
    cloudWatchLogGroupName: stack.only("aws_cloudwatch_log_group", "session_log_group").name,
    cloudWatchEncryptionEnabled: true,
    cloudWatchStreamingEnabled: true,
    kmsKeyId: "${aws_kms_key.audit_session_key.arn}",
    idleSessionTimeout: "15",
    maxSessionDuration: "480",
    runAsDefaultUser: "ops",
  });
});

test("the trail delivers to its own bucket and its own group, under the key for logs", () => {
  expect(audit.only("aws_cloudtrail")).toMatchObject({
    name: "acme",
    s3_bucket_name: `acme-trail-${ACCOUNT}-eu-west-1`,
    kms_key_id: "${aws_kms_key.audit_logs_key.arn}",
    cloud_watch_logs_group_arn: `arn:aws:logs:eu-west-1:${ACCOUNT}:log-group:/acme/trail:*`,
  });
});

test("both log groups are encrypted and kept as long as told", () => {
  const groups = Object.values(build({ retentionDays: 731 }).all("aws_cloudwatch_log_group"));
  expect(groups.map(({ name }) => name)).toEqual(["/acme/sessions", "/acme/trail"]);
  for (const group of groups) {
    expect(group).toMatchObject({ retention_in_days: 731, kms_key_id: "${aws_kms_key.audit_logs_key.arn}" });
  }
});

test("the rule reaches the topic, and the topic's key lets it", () => {
  const topicArn = `arn:aws:sns:eu-west-1:${ACCOUNT}:acme-session-alerts`;
  const { detail } = JSON.parse(audit.only("aws_cloudwatch_event_rule").event_pattern);
  expect(detail.eventName).toEqual(["StartSession", "ResumeSession", "TerminateSession"]);
  expect(audit.only("aws_cloudwatch_event_target")).toMatchObject({
    arn: topicArn,
    rule: "${aws_cloudwatch_event_rule.audit_events.name}",
    dead_letter_config: { arn: `arn:aws:sqs:eu-west-1:${ACCOUNT}:acme-session-events-dead-letters` },
    depends_on: expect.arrayContaining(["aws_sns_topic_policy.audit_topic_policy"]),
  });
  expect(audit.only("aws_sns_topic")).toMatchObject({
    name: "acme-session-alerts",
    kms_master_key_id: "${aws_kms_key.audit_alerts_key.arn}",
  });
  expect(audit.statement("AllowEventBridgePublish", "aws_sns_topic_policy").Resource).toBe(topicArn);
  expect(audit.only("aws_sns_topic_subscription").endpoint).toBe("security@example.com");
});

describe("removal", () => {
  const kept = ["aws_s3_bucket", "aws_kms_key", "aws_cloudwatch_log_group"];
  const lifecycles = (stack: Synthesized): unknown[] =>
    kept.flatMap((type) => Object.values(stack.all(type))).map(({ lifecycle }) => lifecycle);

  test("every bucket, key and log group is protected by default", () => {
    expect(lifecycles(audit)).toEqual(Array(8).fill({ prevent_destroy: true }));
  });

  test("the caller's word reaches them all", () => {
    const stack = build({ removal: "destroy" });
    expect(lifecycles(stack)).toEqual(Array(8).fill(undefined));
    expect(Object.values(stack.all("aws_s3_bucket")).map(({ force_destroy }) => force_destroy)).toEqual([
      true,
      true,
      true,
    ]);
  });
});

test("brings nothing that a user did not ask for: no machine, and no attachment that detaches others", () => {
  const types = Object.keys(audit.json.resource);
  expect(types).toContain("aws_ssm_document");
  expect(
    types.filter((type) => /^aws_(instance|launch|autoscaling|vpc)|_exclusive$|^aws_iam_policy_attachment$/.test(type)),
  ).toEqual([]);
});

test("every policy is known at the first plan but for the ARNs of keys", () => {
  const { json } = synth((scope) => new SessionAudit(scope, "Audit", { name: "acme" }));
  const policies = Object.entries<Block>(blocksOf(json)).flatMap(([address, block]) =>
    policiesOf(block).map(([path, policy]) => [`${address}${path}`, JSON.stringify(policy)] as const),
  );
  const known = /^(data\.aws_(caller_identity|partition|region)\.\w+\.\w+|aws_kms_key\.\w+\.arn)$/;
  const unknown = policies.flatMap(([where, text]) =>
    [...text.matchAll(/(?<!\$)\$\{([^}]*)\}/g)]
      .filter(([, inner]) => !known.test(inner!))
      .map(([all]) => `${where}: ${all}`),
  );
  expect(policies.length).toBeGreaterThan(10);
  expect(unknown).toEqual([]);
});

/**
 * Defects of published modules that only the whole composition can show:
 *   "access logs loop, access-log bucket unused"         -> "three buckets, each with every protection"
 *   "document, group, key and bucket are named apart"    -> "the document logs to what the topology made"
 *   "topic, key and rule do not fit: no alert arrives"   -> "every rule reaches its topic, and the topic's key lets it"
 *   "ordering: the trail before its policies"            -> audit-trail.test.ts, and the cycle check of examples.test.ts
 *   "an instance comes along", "an exclusive attachment takes a policy from everybody else's roles"
 *                                                        -> "brings nothing that a user did not ask for"
 *   "policies unknown until after apply"                 -> "every policy is known at the first plan but for the ARNs of keys"
 */
import { subscribers } from "../../modules/alert-topic";
import { waysRound } from "../../modules/session-access";
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
    for (const key of ["session_key", "logs_key", "alerts_key", "integrity_key"]) {
      const statement = stack.statement("AllowAdministrationWithoutUse", "aws_kms_key", key);
      expect(statement.Principal).toEqual({ AWS: administrator });
    }
  });
});

const topicArn = (name: string) => `arn:aws:sns:eu-west-1:${ACCOUNT}:${name}`;
const SESSIONS = topicArn("acme-session-alerts");
const REFUSALS = topicArn("acme-session-refusals");
const INTEGRITY = topicArn("acme-integrity-alerts");

test("alarms watch every rule, its dead-letter queue and its topic, the group alert, and refusals in a burst", () => {
  const alarms = Object.values(audit.all("aws_cloudwatch_metric_alarm"));
  const told = (topic: string) =>
    alarms.filter(({ alarm_actions }) => alarm_actions[0] === topic).map(({ alarm_name }) => alarm_name);
  const rules = Object.values(audit.all("aws_cloudwatch_event_rule")).map(({ name }) => name);
  const queues = Object.values(audit.all("aws_sqs_queue")).map(({ name }) => name);
  expect(told(INTEGRITY).sort()).toEqual(
    [
      ...rules.flatMap((name) => [`${name}-failed-invocations`, `${name}-lost-events`]),
      ...queues,
      "acme-session-alerts-failed-notifications",
      "acme-session-alerts-undelivered",
      "acme-session-refusals-failed-notifications",
      "acme-sessions-silent",
    ].sort(),
  );
  // A topic that reaches nobody cannot say so.
  expect(told(SESSIONS).sort()).toEqual([
    "acme-integrity-alerts-failed-notifications",
    "acme-integrity-alerts-undelivered",
    "acme-session-refusals-matches",
  ]);
  for (const { alarm_actions, ok_actions } of alarms) expect(ok_actions).toEqual(alarm_actions);
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

const told = (stack: Synthesized) =>
  Object.values(stack.all("aws_cloudwatch_event_target")).map(({ rule, arn }) => [
    /audit_(\w+)\.name/.exec(rule)![1],
    arn,
  ]);

test("sessions, refusals and what threatens the audit are told by a topic each", () => {
  expect(told(audit)).toEqual([
    ["alert_tampering", SESSIONS],
    ["events", SESSIONS],
    ["preference_changes", INTEGRITY],
    ["refusals", REFUSALS],
    ["starts", SESSIONS],
    ["tampering2", INTEGRITY],
    ["tampering", INTEGRITY],
  ]);
});

test.each([
  ["preferences", ["preference_changes"]],
  ["tampering", ["alert_tampering", "tampering2", "tampering"]],
  ["silence", ["starts"]],
] as const)("watches.%s turns off its rules, and no others", (watch, rules) => {
  const left = told(build({ watches: { [watch]: false } })).map(([rule]) => rule);
  expect(left).toEqual(told(audit).flatMap(([rule]) => (rules.includes(rule as never) ? [] : rule)));
});

test.each(["acme", "acme-audit-of-sessions"])("rules of a fixed spread hold the same whatever the name: %s", (name) => {
  const spread = (given: string) =>
    Object.entries(build({ name: given, watches: { spread: "fixed" } }).all("aws_cloudwatch_event_rule")).map(
      ([id, { event_pattern }]) => [id, JSON.parse(event_pattern.replaceAll(given, "NAME"))],
    );
  expect(spread(name)).toEqual(spread("acme-audit"));
});

test("without the watch for silence nobody hears of an empty group, and every session of one rule", () => {
  const stack = build({ watches: { silence: false } });
  const alarms = Object.values(stack.all("aws_cloudwatch_metric_alarm")).map(({ alarm_name }) => alarm_name);
  expect(alarms).not.toContain("acme-sessions-silent");
  const { detail } = JSON.parse(stack.only("aws_cloudwatch_event_rule", "audit_events").event_pattern);
  expect(detail.eventName).toEqual(["StartSession", "ResumeSession", "TerminateSession"]);
});

test("every rule reaches its topic, and the topic's key lets it", () => {
  for (const [id, key] of [
    ["topic", "alerts"],
    ["refusal_topic", "alerts"],
    ["integrity_topic", "integrity"],
  ]) {
    expect(audit.all("aws_sns_topic")[`audit_${id}`]!.kms_master_key_id).toBe(`\${aws_kms_key.audit_${key}_key.arn}`);
  }
  for (const [id, target] of Object.entries(audit.all("aws_cloudwatch_event_target"))) {
    const topic = Object.entries({ topic: SESSIONS, refusal_topic: REFUSALS, integrity_topic: INTEGRITY });
    const [policy] = topic.find(([, arn]) => arn === target.arn)!;
    expect([id, target.depends_on]).toEqual([
      id,
      expect.arrayContaining([`aws_sns_topic_policy.audit_${policy}_policy`]),
    ]);
    expect(target.dead_letter_config.arn).toMatch(
      new RegExp(`^arn:aws:sqs:eu-west-1:${ACCOUNT}:acme-.*-dead-letters$`),
    );
  }
  expect(audit.statement("AllowEventBridgePublish", "aws_sns_topic_policy", "audit_topic_policy").Resource).toBe(
    SESSIONS,
  );
  for (const key of ["alerts_key", "integrity_key"]) {
    expect(sids(audit, "aws_kms_key", key)).toContain("AllowEventBridgeToEncryptedTopic");
  }
});

test("integrity alerts go to who gets alerts, unless somebody else is named", () => {
  const endpoints = (stack: Synthesized) =>
    Object.values(stack.all("aws_sns_topic_subscription")).map(({ topic_arn, endpoint }) => [
      /audit_(\w+)\.arn/.exec(topic_arn)![1],
      endpoint,
    ]);
  expect(endpoints(audit)).toEqual([
    ["integrity_topic", "security@example.com"],
    ["topic", "security@example.com"],
  ]);
  const apart = build({
    alerts: [subscribers.email("operations@example.com")],
    refusals: [subscribers.email("desk@example.com")],
    integrityAlerts: [subscribers.email("security@example.com")],
  });
  expect(endpoints(apart)).toEqual([
    ["integrity_topic", "security@example.com"],
    ["refusal_topic", "desk@example.com"],
    ["topic", "operations@example.com"],
  ]);
});

describe("removal", () => {
  const kept = ["aws_s3_bucket", "aws_kms_key", "aws_cloudwatch_log_group"];
  const lifecycles = (stack: Synthesized): unknown[] =>
    kept.flatMap((type) => Object.values(stack.all(type))).map(({ lifecycle }) => lifecycle);

  test("every bucket, key and log group is protected by default", () => {
    expect(lifecycles(audit)).toEqual(Array(9).fill({ prevent_destroy: true }));
  });

  test("the caller's word reaches them all", () => {
    const stack = build({ removal: "destroy" });
    expect(lifecycles(stack)).toEqual(Array(9).fill(undefined));
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

test("outputs name every policy of a guardrail that goes on in another", () => {
  const stack = build({ evidence: {}, guardrail: { closes: Object.values(waysRound) } });
  const names = Object.values(stack.all("aws_iam_policy")).map(({ name }) => name as string);
  const guardrails = names.filter((name) => name.startsWith("acme-guardrail"));
  const outputs = Object.values(stack.json.output as Record<string, { value: string }>).map(({ value }) => value);
  expect(guardrails.length).toBeGreaterThan(1);
  for (const name of guardrails) {
    expect(outputs.filter((value) => String(value).endsWith(`:policy/${name}`))).toHaveLength(1);
  }
});

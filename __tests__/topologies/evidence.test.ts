import { subscribers } from "../../modules/alert-topic";
import {
  AlertHub,
  type LandingZone,
  LogArchive,
  OrganizationTrail,
  WorkloadAccount,
} from "../../modules/topologies/landing-zone";
import { SessionAudit, type SessionAuditProps } from "../../modules/topologies/session-audit";
import { matches } from "../support/event-pattern";
import {
  ARCHIVE,
  BILLING,
  existingBucket,
  existingTrail,
  landingZonePlan,
  MANAGEMENT,
  SECURITY,
  SHOP,
  synthAccount,
} from "../support/landing-zone";
import { ACCOUNT, type Synthesized, synthIn } from "../support/synth";

/** Rules that match calls on functions. */
const watchersOfFunctions = (stack: Synthesized) =>
  Object.values(stack.all("aws_cloudwatch_event_rule"))
    .filter(({ event_pattern }) => event_pattern.includes("UpdateFunctionCode"))
    .map(({ name }) => name.replace(/-\d+$/, ""));

const placesOf = (stack: Synthesized) => {
  const [ledger] = Object.entries(stack.all("aws_scheduler_schedule")).find(([id]) => id.endsWith("ledger_schedule"))!;
  return JSON.parse(stack.all("aws_scheduler_schedule")[ledger]!.target.input).places;
};

describe("of one account", () => {
  const audit = (more: Partial<SessionAuditProps> = {}) =>
    synthIn("eu-west-1", (scope) => void new SessionAudit(scope, "SessionAudit", { name: "acme", ...more }));

  test("is not there unless it is asked for", () => {
    for (const type of ["aws_lambda_function", "aws_athena_workgroup", "aws_cloudwatch_dashboard"])
      expect(audit().all(type)).toEqual({});
  });

  test("a change of the collector is tampering", () => {
    expect(watchersOfFunctions(audit())).toEqual([]);
    expect(watchersOfFunctions(audit({ evidence: {} }))).toEqual(["acme-integrity-tampering"]);
  });

  test("the ledger is kept in the transcript bucket, of every Region, and asked together with the trail", () => {
    const regions = ["eu-west-1", "us-east-1"] as const;
    const stack = audit({ evidence: {}, regions });
    expect(placesOf(stack)).toEqual([{ accounts: [ACCOUNT], regions }]);
    expect(stack.only("aws_lambda_function").environment.variables).toEqual({
      LEDGER_BUCKET: `acme-transcripts-${ACCOUNT}-eu-west-1`,
      TRANSCRIPT_BUCKET: `acme-transcripts-${ACCOUNT}-eu-west-1`,
    });
    const { parameters } = stack.only("aws_glue_catalog_table", "trail_table");
    expect(parameters).toMatchObject({
      "projection.account.values": ACCOUNT,
      "projection.region.values": regions.join(),
    });
    expect(stack.only("aws_cloudwatch_dashboard").dashboard_name).toBe("acme-sessions");
  });

  test("preferences reach what they are about", () => {
    const stack = audit({
      evidence: {
        everyHours: 12,
        years: 3,
        scanLimitGigabytes: 1,
        auditors: ["Auditors"],
        alarms: { startsPerHour: 9 },
        report: { queries: ["root"], everyDays: 7 },
      },
    });
    expect(stack.only("aws_scheduler_schedule", "ledger_schedule").schedule_expression).toBe("rate(12 hours)");
    expect(stack.only("aws_scheduler_schedule", "root_report").schedule_expression).toBe("rate(7 days)");
    expect(stack.only("aws_glue_catalog_table", "ledger_table").parameters["projection.day.range"]).toBe(
      "NOW-3YEARS,NOW",
    );
    expect(stack.only("aws_athena_workgroup").configuration.bytes_scanned_cutoff_per_query).toBe(1_000_000_000);
    expect(stack.only("aws_iam_role_policy_attachment", "auditors").role).toBe("Auditors");
    expect(stack.only("aws_cloudwatch_metric_alarm", "starts_alarm").threshold).toBe(9);
  });

  test("a ledger that falls silent is reported to those who are told of threats to the audit", () => {
    const ofLedger = Object.entries(audit({ evidence: {} }).all("aws_cloudwatch_metric_alarm")).filter(([id]) =>
      id.includes("evidence_alarms"),
    );
    expect(ofLedger).not.toEqual([]);
    for (const [id, { alarm_actions }] of ofLedger)
      expect([id, alarm_actions]).toEqual([id, [`arn:aws:sns:eu-west-1:${ACCOUNT}:acme-integrity-alerts`]]);
  });

  test("answers are copies: they go after a month, and the ledger does not", () => {
    const stack = audit({ evidence: {} });
    expect(stack.only("aws_s3_bucket_lifecycle_configuration", "answers_bucket_lifecycle").rule[0].expiration).toEqual([
      { days: 30 },
    ]);
    const { rule } = stack.only("aws_s3_bucket_lifecycle_configuration", "transcript_bucket_lifecycle");
    expect(rule[0].expiration).toBeUndefined();
  });

  test("the guardrail keeps function, schedule, queue, roles, log group and alarms of the ledger", () => {
    const statements = audit({ evidence: {} }).statements("aws_iam_policy", "guardrail");
    const denied = new Set(statements.flatMap(({ Resource = [] }) => Resource));
    const region = `eu-west-1:${ACCOUNT}`;
    for (const arn of [
      `arn:aws:lambda:${region}:function:acme-session-ledger`,
      `arn:aws:scheduler:${region}:schedule/default/acme-session-ledger`,
      `arn:aws:sqs:${region}:acme-session-ledger-dead-letters`,
      `arn:aws:iam::${ACCOUNT}:role/acme-session-ledger`,
      `arn:aws:iam::${ACCOUNT}:role/acme-session-ledger-schedule`,
      `arn:aws:logs:${region}:log-group:/acme/session-ledger`,
      `arn:aws:cloudwatch:${region}:alarm:acme-session-*`,
    ])
      expect([arn, denied.has(arn)]).toEqual([arn, true]);
  });
});

describe("of a landing zone", () => {
  const plan = landingZonePlan({ evidence: {} });
  const archive = (of = plan) => synthAccount((scope) => new LogArchive(scope, "LogArchive", { plan: of }));
  const workload = (name: string, of = plan) =>
    synthAccount((scope) => new WorkloadAccount(scope, "Workload", { plan: of, account: of.workload(name) }));

  test("the archive reads every workload account, those of the same Regions together", () => {
    expect(placesOf(archive())).toEqual([
      { accounts: [SHOP], regions: ["eu-west-1", "us-east-1"] },
      { accounts: [BILLING], regions: ["us-east-1"] },
    ]);
  });

  test("a change of the collector reaches the hub, which tells people", () => {
    const hub = (of: LandingZone) => synthAccount((scope) => new AlertHub(scope, "AlertHub", { plan: of }));
    expect(watchersOfFunctions(archive())).toEqual(["acme-audit-integrity-forwarding"]);
    expect(watchersOfFunctions(hub(plan))).toEqual(["acme-audit-integrity-forwarded"]);
    expect(watchersOfFunctions(hub(landingZonePlan()))).toEqual([]);
  });

  test("roles agree on their names across accounts", () => {
    expect(archive().only("aws_lambda_function").environment.variables.READER_ROLE).toBe(
      "arn:aws:iam::*:role/acme-audit-ledger-reader",
    );
    const role = workload("billing").only("aws_iam_role", "ledger_reader");
    expect(role.name).toBe("acme-audit-ledger-reader");
    const [trust] = JSON.parse(role.assume_role_policy).Statement;
    expect(trust.Condition.ArnEquals["aws:PrincipalArn"]).toBe(
      `arn:aws:iam::${ARCHIVE}:role/${archive().only("aws_lambda_function").function_name}`,
    );
    const statement = workload("billing").statement(
      "AllowReadingSessions",
      "aws_iam_role_policy",
      "ledger_reader_policy",
    );
    expect(statement.Condition).toEqual({ StringEquals: { "aws:RequestedRegion": "us-east-1" } });
  });

  test("the guardrail of a workload account keeps the role that lets the ledger in", () => {
    const { Resource } = workload("shop").statement("DenyRoleTakeover", "aws_iam_policy", "guardrail");
    expect(Resource).toContain(`arn:aws:iam::${SHOP}:role/acme-audit-ledger-reader`);
  });

  test("the trail is asked of every account, central ones too, and of every Region", () => {
    expect(archive().only("aws_glue_catalog_table", "trail_table").parameters).toMatchObject({
      "projection.account.values": [MANAGEMENT, ARCHIVE, SECURITY, SHOP, BILLING].join(),
      "projection.region.values": "eu-west-1,us-east-1",
      "storage.location.template": expect.stringContaining("/AWSLogs/o-a1b2c3d4e5/$${account}/"),
    });
  });

  test("the alarms of the ledger have a topic with a key of its own", () => {
    const stack = archive();
    expect(stack.only("aws_sns_topic")).toMatchObject({
      name: "acme-audit-archive-alerts",
      kms_master_key_id: "${aws_kms_key.log_archive_evidence_alerts_key.arn}",
    });
    const alarms = Object.values(stack.all("aws_cloudwatch_metric_alarm"));
    expect(alarms.map(({ alarm_name: name }) => name)).toContain("acme-audit-session-ledger-not-collected");
  });

  test("the hub hears that this topic reaches nobody, since the topic could not say so, and whoever mutes that alarm", () => {
    const stack = archive();
    const alarm = "acme-audit-archive-alerts-undelivered";
    const { alarm_actions: actions } = stack.only(
      "aws_cloudwatch_metric_alarm",
      "undelivered_acme_audit_archive_alerts",
    );
    expect(actions).toBeUndefined();
    const wentOff = {
      source: "aws.cloudwatch",
      "detail-type": "CloudWatch Alarm State Change",
      detail: { alarmName: alarm, state: { value: "ALARM" } },
    };
    const muted = {
      source: "aws.monitoring",
      "detail-type": "AWS API Call via CloudTrail",
      detail: {
        eventSource: "monitoring.amazonaws.com",
        eventName: "DeleteAlarms",
        requestParameters: { alarmNames: [alarm] },
      },
    };
    const hub = synthAccount((scope) => new AlertHub(scope, "AlertHub", { plan }));
    for (const event of [wentOff, muted].map((event) => ({ ...event, account: ARCHIVE, region: "eu-west-1" })))
      for (const account of [stack, hub]) {
        const matching = Object.values(account.all("aws_cloudwatch_event_rule")).filter(
          ({ event_pattern, event_bus_name }) =>
            (account === hub) === (event_bus_name !== undefined) && matches(JSON.parse(event_pattern), event),
        );
        expect(matching).toHaveLength(1);
      }
    expect(JSON.stringify(stack.statements("aws_iam_policy", "guardrail"))).toContain(`alarm:${alarm}`);
  });

  test("an existing bucket of transcripts keeps the ledger; an existing trail is not asked, since its bucket is not known", () => {
    const stack = archive(landingZonePlan({ evidence: {}, existing: { ...existingBucket, ...existingTrail } }));
    expect(stack.only("aws_lambda_function").environment.variables).toMatchObject({
      LEDGER_BUCKET: "ct-session-logs",
      TRANSCRIPT_BUCKET: "ct-session-logs",
    });
    expect(
      Object.values(stack.all("aws_glue_catalog_table"))
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["collections", "ledger"]);
  });

  test("a dashboard stands beside the trail", () => {
    const stack = synthAccount((scope) => new OrganizationTrail(scope, "OrganizationTrail", { plan }));
    expect(stack.only("aws_cloudwatch_dashboard").dashboard_name).toBe("acme-audit-sessions");
    const alarms = Object.values(stack.all("aws_cloudwatch_metric_alarm")).map(({ alarm_name }) => alarm_name);
    expect(alarms.filter((name) => !name.endsWith("-dead-letters"))).toEqual([]);
  });

  test("without it no account has any of it", () => {
    const without = landingZonePlan();
    expect(archive(without).all("aws_lambda_function")).toEqual({});
    expect(workload("shop", without).all("aws_iam_role")).not.toHaveProperty("workload_ledger_reader");
  });

  test("alerts of an archive without a ledger would tell nobody anything", () => {
    const alerts = [subscribers.email("audit@example.com")];
    const withAlerts = (of: LandingZone) => () =>
      synthAccount((scope) => new LogArchive(scope, "LogArchive", { plan: of, alerts }));
    expect(withAlerts(landingZonePlan())).toThrow(/`alerts` must be left out where the plan has no `evidence`/);
    expect(withAlerts(plan)).not.toThrow();
  });

  test("subscribers of the archive cannot filter by events, which its alarms do not have", () => {
    const filter = { detail: { eventName: ["StartSession"] } };
    const alerts = [subscribers.email("audit@example.com", { filter })];
    const build = () => synthAccount((scope) => new LogArchive(scope, "LogArchive", { plan, alerts }));
    expect(build).toThrow(/`alerts\[0\].filter` must be left out/);
  });

  test("an organization without workloads has no sessions to keep", () => {
    const accounts = [plan.management, plan.logArchive, plan.security];
    expect(() => landingZonePlan({ evidence: {}, accounts })).toThrow(
      /`evidence` must be left out while there is no workload account/,
    );
  });
});

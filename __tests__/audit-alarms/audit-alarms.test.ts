import type { TerraformStack } from "cdktf";
import { AlertTopic } from "../../modules/alert-topic";
import { AuditAlarms, type AuditAlarmsProps } from "../../modules/audit-alarms";
import { EncryptionKey } from "../../modules/encryption-key";
import { EventBus } from "../../modules/event-bus";
import { LogGroup } from "../../modules/log-group";
import { type EventPattern, SessionEvents, sessionPatterns, targets } from "../../modules/session-events";
import { build, expectRefusal } from "../support/refusals";
import { type Block, synthIn } from "../support/synth";
import { evaluate, type Series } from "./metric-math";

const topic = (scope: TerraformStack, name = "alerts", region?: string) =>
  new AlertTopic(scope, name, {
    name,
    region,
    encryptionKey: new EncryptionKey(scope, `${name}Key`, { alias: `alias/${name}`, description: "d", region }),
  });
const rule = (scope: TerraformStack, pattern: EventPattern = sessionPatterns.started(), bus?: EventBus) =>
  new SessionEvents(scope, "Started", { name: "started", pattern, bus, targets: [targets.lambda("page")] });
const group = (scope: TerraformStack) => new LogGroup(scope, "Group", { name: "/acme/sessions" });

const alarms = (props: (scope: TerraformStack) => Partial<AuditAlarmsProps>) => (scope: TerraformStack) => {
  const told = topic(scope);
  return new AuditAlarms(scope, "Alarms", { topic: told, rules: [], ...props(scope) });
};
const all = synthIn("eu-west-1", (scope) => {
  const starts = rule(scope);
  alarms(() => ({ rules: [starts], topics: [topic(scope, "pages")], logGroups: [{ logGroup: group(scope), starts }] }))(
    scope,
  );
});
const alarm = (id: string) => all.only("aws_cloudwatch_metric_alarm", id);

/** Namespace, metric and dimensions as the metric lists of the services have them. */
test.each([
  ["started-failed-invocations", "AWS/Events", "FailedInvocations", { RuleName: "started" }, "Sum"],
  ["started-lost-events", "AWS/Events", "InvocationsFailedToBeSentToDlq", { RuleName: "started" }, "Sum"],
  [
    "started-dead-letters",
    "AWS/SQS",
    "ApproximateNumberOfMessagesVisible",
    { QueueName: "started-dead-letters" },
    "Maximum",
  ],
  ["pages-failed-notifications", "AWS/SNS", "NumberOfNotificationsFailed", { TopicName: "pages" }, "Sum"],
])("%s looks at what AWS publishes", (name, namespace, metric_name, dimensions, statistic) => {
  const found = Object.values(all.all("aws_cloudwatch_metric_alarm")).filter((one) => one.alarm_name === name);
  expect(found).toEqual([
    expect.objectContaining({
      namespace,
      metric_name,
      dimensions,
      statistic,
      period: 300,
      evaluation_periods: 1,
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
    }),
  ]);
});

test("every alarm tells the topic of trouble and of its end, and takes no data for good news", () => {
  const found = Object.values(all.all("aws_cloudwatch_metric_alarm"));
  expect(found).toHaveLength(5);
  for (const one of found) {
    expect(one).toMatchObject({
      actions_enabled: true,
      alarm_actions: ["arn:aws:sns:eu-west-1:111122223333:alerts"],
      ok_actions: one.alarm_actions,
      treat_missing_data: "notBreaching",
      depends_on: ["aws_sns_topic_policy.alerts_policy"],
    });
    expect(one.alarm_description.length).toBeGreaterThan(80);
    expect(one).not.toHaveProperty("insufficient_data_actions");
  }
});

test("the topic lets these alarms of this account in, and its key lets CloudWatch", () => {
  expect(all.statement("AllowCloudWatchAlarmsPublish", "aws_sns_topic_policy", "alerts_policy")).toEqual({
    Sid: "AllowCloudWatchAlarmsPublish",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: "sns:Publish",
    Resource: "arn:aws:sns:eu-west-1:111122223333:alerts",
    Condition: {
      ArnEquals: {
        "aws:SourceArn": [
          ...[
            "started-failed-invocations",
            "started-lost-events",
            "started-dead-letters",
            "pages-failed-notifications",
          ],
          "acme-sessions-silent",
        ].map((name) => `arn:aws:cloudwatch:eu-west-1:111122223333:alarm:${name}`),
      },
      StringEquals: { "aws:SourceAccount": "111122223333" },
    },
  });
  expect(all.statement("AllowCloudWatchAlarmsToEncryptedTopic", "aws_kms_key", "alerts_key")).toEqual({
    Sid: "AllowCloudWatchAlarmsToEncryptedTopic",
    Effect: "Allow",
    Principal: { Service: "cloudwatch.amazonaws.com" },
    Action: ["kms:GenerateDataKey*", "kms:Decrypt"],
    Resource: "*",
  });
});

test("a rule of a custom bus is found under both of its dimensions", () => {
  const stack = synthIn("eu-west-1", (scope) => {
    const bus = new EventBus(scope, "Bus", { name: "central", organizationId: "o-0123456789" });
    alarms(() => ({ rules: [rule(scope, sessionPatterns.started(), bus)] }))(scope);
  });
  const dimensions = Object.values(stack.all("aws_cloudwatch_metric_alarm")).map((one) => one.dimensions);
  expect(dimensions).toContainEqual({ RuleName: "started", EventBusName: "central" });
});

describe("a silent log group", () => {
  const queries: Block[] = alarm("silent_acme_sessions").metric_query;
  const _ = undefined;

  test("is judged by starts and log events of two quarters of an hour", () => {
    expect(queries.slice(0, 2).map(({ id, metric }) => [id, metric])).toEqual([
      [
        "starts",
        {
          namespace: "AWS/Events",
          metric_name: "TriggeredRules",
          dimensions: { RuleName: "started" },
          stat: "Sum",
          period: 900,
        },
      ],
      [
        "entries",
        {
          namespace: "AWS/Logs",
          metric_name: "IncomingLogEvents",
          dimensions: { LogGroupName: "/acme/sessions" },
          stat: "Sum",
          period: 900,
        },
      ],
    ]);
    expect(queries.filter((query) => query.return_data).map(({ id }) => id)).toEqual(["silent"]);
    expect(alarm("silent_acme_sessions")).toMatchObject({
      evaluation_periods: 2,
      datapoints_to_alarm: 1,
      threshold: 0,
    });
  });

  /** The last point of each series is now; the alarm looks at that one. */
  test.each<[what: string, starts: Series, entries: Series, silent: number | undefined]>([
    ["nothing happens", [_, _, _], [_, _, _], 0],
    ["a session starts, and its output is still to come", [_, _, 1], [_, _, _], 0],
    ["a session started, and its output came", [_, 1, _], [_, _, 40], 0],
    ["a session started, and its output came at once", [_, 1, _], [_, 3, _], 0],
    ["a session started, and nothing came", [_, 1, _], [_, _, _], 1],
    ["many started, and one event came", [_, 25, 3], [_, _, 1], 0],
    ["a session started long ago", [1, _, _], [_, _, _], 0],
    ["sessions keep starting, and nothing comes", [2, 1, 4], [_, _, _], 1],
    ["output of an older session, then silence", [_, 1, _], [12, _, _], 1],
    ["output without any start", [_, _, _], [5, 5, 5], 0],
  ])("%s", (_what, starts, entries, silent) => {
    expect(evaluate(queries as never, { starts, entries }).at(-1)).toBe(silent);
  });

  test("may be given more time", () => {
    const stack = synthIn("eu-west-1", (scope) => {
      alarms(() => ({ logGroups: [{ logGroup: group(scope), starts: rule(scope), silenceMinutes: 480 }] }))(scope);
    });
    const [starts] = stack.only("aws_cloudwatch_metric_alarm").metric_query;
    expect(starts.metric.period).toBe(480 * 60);
  });

  test.each([
    ["any call", sessionPatterns.calls()],
    ["refused starts", sessionPatterns.refusedStarts()],
    ["allowed and refused starts", sessionPatterns.calls("StartSession")],
  ])("is not judged by a rule on %s", (_what, pattern) => {
    expectRefusal(
      alarms((scope) => ({ logGroups: [{ logGroup: group(scope), starts: rule(scope, pattern) }] })),
      {
        prop: "logGroups[0].starts",
        allowed: "sessions that were started",
        got: "started",
        fix: "sessionPatterns.started()",
      },
    );
  });
});

describe("a topic that nobody hears", () => {
  const stack = synthIn("eu-west-1", alarms((scope) => ({ deliveries: [topic(scope, "pages")] })) as never);
  const undelivered = stack.only("aws_cloudwatch_metric_alarm");
  const queries: Block[] = undelivered.metric_query;
  const _ = undefined;

  test("is judged by messages and deliveries of two times five minutes", () => {
    const counted = queries
      .slice(0, 2)
      .map(({ id, metric }) => [id, metric.namespace, metric.metric_name, metric.period]);
    expect(counted).toEqual([
      ["published", "AWS/SNS", "NumberOfMessagesPublished", 300],
      ["delivered", "AWS/SNS", "NumberOfNotificationsDelivered", 300],
    ]);
    for (const { metric } of queries.slice(0, 2)) expect(metric.dimensions).toEqual({ TopicName: "pages" });
    expect(undelivered).toMatchObject({ alarm_name: "pages-undelivered", evaluation_periods: 2, threshold: 0 });
  });

  /** The last point of each series is now. */
  test.each<[what: string, published: Series, delivered: Series, result: number]>([
    ["nothing happens", [_, _, _], [_, _, _], 0],
    ["a message came, whose delivery is still to come", [_, _, 1], [_, _, _], 0],
    ["a message was delivered in the next period", [_, 1, _], [_, _, 1], 0],
    ["a message reached one of its subscribers", [_, 1, _], [_, 1, _], 0],
    ["a message reached nobody", [_, 1, _], [_, _, _], 1],
    ["earlier messages were delivered, later ones were not", [1, 4, _], [1, _, _], 1],
  ])("%s", (_what, published, delivered, result) => {
    expect(evaluate(queries as never, { published, delivered }).at(-1)).toBe(result);
  });
});

test("alarms on nothing are refused", () => {
  expectRefusal(
    alarms(() => ({})),
    {
      prop: "rules",
      allowed: "given, or deadLetters, matches, topics, deliveries, logGroups or ledgers",
      got: undefined,
      fix: "name what",
    },
  );
});

test("an alarm cannot watch another Region", () => {
  expectRefusal(
    alarms((scope) => ({ topics: [topic(scope, "pages", "eu-central-1")] })),
    { prop: "topics[0]", allowed: "eu-west-1", got: "eu-central-1", fix: "same Region" },
  );
});

test("one thing is not watched twice", () => {
  expect(() =>
    build((scope) => alarms(() => ({ topics: [topic(scope, "pages"), topic(scope, "pages2")] }))(scope)),
  ).not.toThrow();
  const twice = (scope: TerraformStack) => {
    const watched = topic(scope, "pages");
    return alarms(() => ({ topics: [watched, watched] }))(scope);
  };
  expect(() => build(twice)).toThrow("unique among the CloudWatch alarm names");
});

describe("of a ledger", () => {
  const ledger = {
    functionName: "acme-session-ledger",
    deadLetterQueueName: "acme-session-ledger-dead-letters",
    everyHours: 6,
    unreadableMetric: { namespace: "SessionAudit", name: "acme-session-ledger-unreadable-places" },
    region: "eu-west-1",
  };
  const alarms = () =>
    synthIn("eu-west-1", (scope) => {
      const topic = AlertTopic.fromArn(scope, "Topic", "arn:aws:sns:eu-west-1:111122223333:alerts");
      new AuditAlarms(scope, "Alarms", { topic, ledgers: [ledger] });
    });

  test("go off when a run failed, was lost, or could not read everything", () => {
    const stack = alarms();
    const metricOf = (suffix: string) => {
      const { namespace, metric_name: name, dimensions } = stack.only("aws_cloudwatch_metric_alarm", suffix);
      return [namespace, name, dimensions];
    };
    expect(metricOf("errors_acme_session_ledger")).toEqual([
      "AWS/Lambda",
      "Errors",
      { FunctionName: "acme-session-ledger" },
    ]);
    expect(metricOf("dead_letters_acme_session_ledger")).toEqual([
      "AWS/SQS",
      "ApproximateNumberOfMessagesVisible",
      { QueueName: "acme-session-ledger-dead-letters" },
    ]);
    expect(metricOf("unreadable_places_acme_session_ledger")).toEqual([
      "SessionAudit",
      "acme-session-ledger-unreadable-places",
      undefined,
    ]);
  });

  test("goes off when two runs and an hour have passed without a success, and when there is no function at all", () => {
    expect(alarms().only("aws_cloudwatch_metric_alarm", "not_collected_acme_session_ledger")).toMatchObject({
      evaluation_periods: 13,
      datapoints_to_alarm: 13,
      threshold: 1,
      comparison_operator: "LessThanThreshold",
      treat_missing_data: "breaching",
    });
  });
});

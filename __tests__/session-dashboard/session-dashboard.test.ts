import type { TerraformStack } from "cdktf";
import { AlertTopic } from "../../modules/alert-topic";
import { LogGroup } from "../../modules/log-group";
import { SessionDashboard, type SessionDashboardProps } from "../../modules/session-dashboard";
import { expectRefusal } from "../support/refusals";
import { ACCOUNT, type Synthesized, synthIn } from "../support/synth";

const topicOf = (scope: TerraformStack) =>
  AlertTopic.fromArn(scope, "Topic", `arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`);
const group = (scope: TerraformStack, id: string, name: string) =>
  LogGroup.fromName(scope, id, { name, encrypted: true });

function create(scope: TerraformStack, more: Partial<SessionDashboardProps> = {}): SessionDashboard {
  return new SessionDashboard(scope, "Dashboard", {
    name: "acme-sessions",
    trailLogGroup: group(scope, "Trail", "/acme/trail"),
    sessionLogGroup: group(scope, "Sessions", "/acme/sessions"),
    topic: topicOf(scope),
    ...more,
  });
}
const dashboard = (more: Partial<SessionDashboardProps> = {}): Synthesized =>
  synthIn("eu-west-1", (scope) => void create(scope, more));
const named = (stack: Synthesized, type: string, key = "name") =>
  Object.values(stack.all(type))
    .map((block) => block[key])
    .sort();

test("refusals and changes of preferences raise alarms; starts do where it is said from how many on", () => {
  expect(named(dashboard(), "aws_cloudwatch_metric_alarm", "alarm_name")).toEqual([
    "acme-sessions-preference-changes",
    "acme-sessions-refusals",
  ]);
  const alarm = dashboard({ alarms: { startsPerHour: 50 } }).only("aws_cloudwatch_metric_alarm", "starts_alarm");
  expect(alarm).toMatchObject({
    threshold: 50,
    period: 3600,
    metric_name: "acme-sessions-starts",
    comparison_operator: "GreaterThanOrEqualToThreshold",
    treat_missing_data: "notBreaching",
    alarm_actions: [`arn:aws:sns:eu-west-1:${ACCOUNT}:alerts`],
  });
});

test("without a topic calls are counted, and nobody is told", () => {
  const stack = dashboard({ topic: undefined });
  expect(named(stack, "aws_cloudwatch_metric_alarm")).toEqual([]);
  expect(named(stack, "aws_cloudwatch_log_metric_filter")).toHaveLength(3);
});

test("alarms that tell nobody are refused", () => {
  expectRefusal((scope) => create(scope, { topic: undefined, alarms: { refusalsPerHour: 1 } }), {
    prop: "topic",
    allowed: "given together with alarms",
    got: undefined,
    fix: "name a topic, or leave alarms out: they would notify nobody",
  });
});

test("each alarm watches the metric of a filter on the trail", () => {
  const stack = dashboard({ alarms: { startsPerHour: 1 } });
  const filters = Object.values(stack.all("aws_cloudwatch_log_metric_filter"));
  const counted = filters.map(({ metric_transformation: { name } }) => name).sort();
  expect(named(stack, "aws_cloudwatch_metric_alarm", "metric_name")).toEqual(counted);
  for (const { log_group_name: name, pattern } of filters) {
    expect(name).toBe("/acme/trail");
    // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
    expect(pattern.length).toBeLessThanOrEqual(1024);
    expect(pattern).toContain('$.eventSource = "ssm.amazonaws.com"');
    expect(pattern.split("(")).toHaveLength(pattern.split(")").length);
  }
});

test("questions ask the group that has the answer, and those about output need it", () => {
  const queries = Object.values(dashboard().all("aws_cloudwatch_query_definition"));
  const groupOf = Object.fromEntries(queries.map(({ name, log_group_names: groups }) => [name, groups]));
  expect(groupOf["acme-sessions/sessions-refused"]).toEqual(["/acme/trail"]);
  expect(groupOf["acme-sessions/privileged-commands"]).toEqual(["/acme/sessions"]);
  const fewer = named(dashboard({ sessionLogGroup: undefined }), "aws_cloudwatch_query_definition");
  expect(fewer).toEqual(
    queries.filter(({ log_group_names: [name] }) => name === "/acme/trail").map(({ name }) => name),
  );
});

test("the dashboard shows the three counts, the alarms, and tables of both groups", () => {
  const { widgets } = JSON.parse(dashboard().only("aws_cloudwatch_dashboard").dashboard_body);
  expect(widgets.map(({ type }: { type: string }) => type)).toEqual([
    ...["metric", "metric", "metric", "alarm", "log", "log"],
  ]);
  const [starts, , , alarms, trail, sessions] = widgets;
  expect(starts.properties.metrics[0].slice(0, 2)).toEqual(["SessionAudit", "acme-sessions-starts"]);
  expect(alarms.properties.alarms).toEqual([
    `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:acme-sessions-refusals`,
    `arn:aws:cloudwatch:eu-west-1:${ACCOUNT}:alarm:acme-sessions-preference-changes`,
  ]);
  expect(trail.properties.query).toContain("SOURCE '/acme/trail'");
  expect(sessions.properties.query).toContain("SOURCE '/acme/sessions'");
});

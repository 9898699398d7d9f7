/**
 * Defects of published modules that these tests would catch:
 *   "a role for topic, queue, function or log group, which EventBridge rejects" -> "no role"
 *   "a rule with a log group and no resource policy"                            -> "a log group gets a resource policy"
 *   "a pipeline without RoleArn; a command with a role and no policy"           -> "a role of its own, and the one thing it may do"
 *   "a target that is created before its permission"                            -> "waits for its permission"
 */
import type { TerraformStack } from "cdktf";
import { AlertTopic } from "../../modules/alert-topic";
import { EncryptionKey } from "../../modules/encryption-key";
import { EventBus } from "../../modules/event-bus";
import { EventQueue } from "../../modules/event-queue";
import { LogGroup } from "../../modules/log-group";
import {
  fromEvent,
  jsonMessage,
  logMessage,
  type RuleTarget,
  refusalMessage,
  SessionEvents,
  sessionPatterns,
  targets,
} from "../../modules/session-events";
import { type Synthesized, synthIn } from "../support/synth";

const arn = (service: string, resource: string, account = "111122223333") =>
  `arn:aws:${service}:eu-west-1:${account}:${resource}`;

function withTargets(
  make: (scope: TerraformStack) => readonly [RuleTarget, ...RuleTarget[]],
  region?: string,
): Synthesized {
  return synthIn("eu-west-1", (scope) => {
    new SessionEvents(scope, "Events", {
      name: "acme",
      pattern: sessionPatterns.started(),
      targets: make(scope),
      region,
    });
  });
}

const topic = (scope: TerraformStack) =>
  new AlertTopic(scope, "Topic", {
    name: "alerts",
    encryptionKey: new EncryptionKey(scope, "Key", { alias: "alias/alerts", description: "d" }),
  });
const queue = (scope: TerraformStack) => new EventQueue(scope, "Inbox", { name: "events" });
const group = (scope: TerraformStack) => new LogGroup(scope, "Group", { name: "/acme/events" });
const node = { ids: ["i-0123456789abcdef0"] };

const four = withTargets((scope) => [
  targets.topic(topic(scope)),
  targets.queue(queue(scope)),
  targets.lambda("page"),
  targets.logGroup(group(scope)),
]);
const others = withTargets((scope) => [
  targets.pipeline("review"),
  targets.stateMachine("review"),
  targets.eventBus(EventBus.fromArn(scope, "ExistingBus", arn("events", "event-bus/central", "222233334444"))),
  targets.runCommand({ document: "AWS-RunShellScript", nodes: node, parameters: { commands: ["echo ${HOME}"] } }),
]);

test.each(["topic", "queue", "lambda", "log_group"])("a %s needs no role", (kind) => {
  expect(four.only("aws_cloudwatch_event_target", `events_${kind}_target`).role_arn).toBeUndefined();
  expect(four.all("aws_iam_role")).toEqual({});
});

test.each([
  ["pipeline", "codepipeline:StartPipelineExecution", arn("codepipeline", "review")],
  ["state_machine", "states:StartExecution", arn("states", "stateMachine:review")],
  ["event_bus", "events:PutEvents", arn("events", "event-bus/central", "222233334444")],
])("a %s has a role of its own, and the one thing it may do", (kind, action, on) => {
  const target = others.only("aws_cloudwatch_event_target", `events_${kind}_target`);
  expect(target).toMatchObject({
    arn: on,
    role_arn: `arn:aws:iam::111122223333:role/acme-${kind.replace("_", "-")}-eu-west-1`,
    depends_on: expect.arrayContaining([`aws_iam_role_policy.events_${kind}_role_policy`]),
  });
  expect(others.statements("aws_iam_role_policy", `events_${kind}_role_policy`)).toEqual([
    expect.objectContaining({ Effect: "Allow", Action: action, Resource: on }),
  ]);
});

test("a role is assumed by EventBridge for this rule of this account alone", () => {
  expect(others.statements("aws_iam_role", "events_pipeline_role", "assume_role_policy")).toEqual([
    {
      Sid: "AllowThisRuleToAssume",
      Effect: "Allow",
      Principal: { Service: "events.amazonaws.com" },
      Action: "sts:AssumeRole",
      Condition: {
        StringEquals: { "aws:SourceAccount": "111122223333" },
        ArnEquals: { "aws:SourceArn": arn("events", "rule/acme") },
      },
    },
  ]);
});

test("a function lets this rule in, by its alias too", () => {
  const stack = withTargets(() => [targets.lambda("page:live")]);
  expect(stack.only("aws_lambda_permission")).toMatchObject({
    statement_id: "AllowRule-acme",
    action: "lambda:InvokeFunction",
    function_name: "page",
    qualifier: "live",
    principal: "events.amazonaws.com",
    source_arn: arn("events", "rule/acme"),
  });
  expect(stack.only("aws_cloudwatch_event_target")).toMatchObject({
    arn: arn("lambda", "function:page:live"),
    depends_on: expect.arrayContaining(["aws_lambda_permission.events_lambda_permission"]),
  });
});

test("a log group gets a resource policy, for its own streams", () => {
  expect(four.only("aws_cloudwatch_log_resource_policy").policy_name).toBe("acme-LogGroup");
  expect(four.statements("aws_cloudwatch_log_resource_policy", "", "policy_document")).toEqual([
    {
      Sid: "AllowEventBridgeToStoreEvents",
      Effect: "Allow",
      Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${arn("logs", "log-group:/acme/events")}:*`,
    },
  ]);
});

test("a queue lets this rule send", () => {
  expect(four.statement("AllowEventsOfRules", "aws_sqs_queue_policy", "inbox_policy")).toMatchObject({
    Action: "sqs:SendMessage",
    Condition: { ArnEquals: { "aws:SourceArn": arn("events", "rule/acme") } },
  });
});

test("every target waits for its permission, retries for a day, and then uses the dead-letter queue", () => {
  const all = [
    ...Object.values(four.all("aws_cloudwatch_event_target")),
    ...Object.values(others.all("aws_cloudwatch_event_target")),
  ];
  expect(all).toHaveLength(8);
  for (const target of all) {
    expect(target.retry_policy).toEqual({ maximum_event_age_in_seconds: 86400, maximum_retry_attempts: 185 });
    expect(target.dead_letter_config).toEqual({ arn: arn("sqs", "acme-dead-letters") });
    expect(target.depends_on.length).toBeGreaterThanOrEqual(2);
  }
});

describe("a command", () => {
  const command = (options: Omit<Parameters<typeof targets.runCommand>[0], "nodes">, nodes: object = node) =>
    withTargets(() => [targets.runCommand({ ...options, nodes: nodes as typeof node })]);

  test("of AWS is named without an account, and told fixed parameters", () => {
    const target = others.only("aws_cloudwatch_event_target", "run_command_target");
    expect(target.arn).toBe("arn:aws:ssm:eu-west-1::document/AWS-RunShellScript");
    expect(target.run_command_targets).toEqual([{ key: "InstanceIds", values: ["i-0123456789abcdef0"] }]);
    expect(target.input).toBe('{"commands":["echo $${HOME}"]}');
  });

  test("on tagged nodes may be sent to those alone", () => {
    const stack = command({ document: "Acme" }, { tag: { key: "Team", values: ["web", "db"] } });
    expect(stack.only("aws_cloudwatch_event_target").run_command_targets).toEqual([
      { key: "tag:Team", values: ["web", "db"] },
    ]);
    expect(stack.statement("AllowTheseNodes", "aws_iam_role_policy")).toMatchObject({
      Resource: [arn("ec2", "instance/*"), arn("ssm", "managed-instance/*")],
      Condition: { StringEquals: { "ssm:resourceTag/Team": ["web", "db"] } },
    });
    expect(stack.statement("AllowThisDocument", "aws_iam_role_policy").Resource).toBe(arn("ssm", "document/Acme"));
  });

  test("takes values of the event as JSON, where no quote can break out", () => {
    const stack = command({
      document: "Acme",
      parameters: { node: [fromEvent("$.detail.requestParameters.target")], note: ['a "<b>"', "c"] },
    });
    expect(stack.only("aws_cloudwatch_event_target").input_transformer).toEqual({
      input_paths: { detail_requestParameters_target: "$.detail.requestParameters.target" },
      input_template: '{"node": [<detail_requestParameters_target>], "note": ["a \\"\\u003cb>\\"", "c"]}',
    });
  });
});

describe("a message", () => {
  const input = (make: (scope: TerraformStack) => RuleTarget) =>
    withTargets((scope) => [make(scope)]).only("aws_cloudwatch_event_target").input_transformer;

  test("for people is what a topic gets by default, and the whole event is what others get", () => {
    expect(input((scope) => targets.topic(topic(scope))).input_template).toContain("Session Manager: <call>");
    for (const make of [queue, group]) {
      const target = (scope: TerraformStack) =>
        make === queue ? targets.queue(queue(scope)) : targets.logGroup(group(scope));
      expect(input(target)).toBeUndefined();
    }
    expect(input(() => targets.lambda("page"))).toBeUndefined();
  });

  test("may be another one, or the whole event", () => {
    expect(input((scope) => targets.topic(topic(scope), { message: "event" }))).toBeUndefined();
    expect(input((scope) => targets.topic(topic(scope), { message: refusalMessage })).input_template).toContain(
      "ALERT",
    );
    expect(input((scope) => targets.logGroup(group(scope), { message: logMessage })).input_paths.time).toBe("$.time");
    expect(input(() => targets.lambda("page", { message: jsonMessage({ who: "$.account" }) }))).toEqual({
      input_paths: { who: "$.account" },
      input_template: '{"who": <who>}',
    });
  });
});

test("two targets of one kind have ids of their own, and so do their permissions", () => {
  const stack = withTargets(() => [targets.lambda("page"), targets.lambda("log", { id: "Second" })]);
  expect(Object.keys(stack.all("aws_lambda_permission"))).toEqual([
    "events_lambda_permission",
    "events_second_permission",
  ]);
});

test("a rule of a custom bus has the bus in its ARN and in its targets", () => {
  const stack = synthIn("eu-west-1", (scope) => {
    const bus = new EventBus(scope, "Bus", { name: "central", organizationId: "o-0123456789" });
    new SessionEvents(scope, "Events", {
      name: "acme",
      pattern: sessionPatterns.started(),
      bus,
      targets: [targets.lambda("page")],
    });
  });
  expect(stack.only("aws_lambda_permission").source_arn).toBe(arn("events", "rule/central/acme"));
  expect(stack.only("aws_cloudwatch_event_rule").event_bus_name).toBe("central");
  expect(stack.only("aws_cloudwatch_event_target").event_bus_name).toBe("central");
});

test("in another Region all of it is there, and the role is called after it", () => {
  const stack = withTargets(() => [targets.pipeline("review"), targets.lambda("page")], "eu-central-1");
  expect(stack.only("aws_lambda_permission").region).toBe("eu-central-1");
  expect(stack.only("aws_iam_role").name).toBe("acme-pipeline-eu-central-1");
});

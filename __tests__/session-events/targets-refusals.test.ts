import type { TerraformStack } from "cdktf";
import { EventBus } from "../../modules/event-bus";
import { EventQueue } from "../../modules/event-queue";
import { LogGroup } from "../../modules/log-group";
import {
  fromEvent,
  type RuleTarget,
  SessionEvents,
  sessionPatterns,
  targets,
  textMessage,
} from "../../modules/session-events";
import { build, expectRefusal } from "../support/refusals";

const rule =
  (make: (scope: TerraformStack) => readonly [RuleTarget, ...RuleTarget[]], name = "acme") =>
  (scope: TerraformStack) =>
    new SessionEvents(scope, "Events", { name, pattern: sessionPatterns.started(), targets: make(scope) });

const nodes = { ids: ["i-0123456789abcdef0"] };

test("two targets of one id are refused", () => {
  expectRefusal(
    rule(() => [targets.lambda("a"), targets.lambda("b")]),
    { prop: "targets", allowed: "unique by id", got: "Lambda", fix: "give one of them another id" },
  );
});

test("an id that could be no part of a logical id is refused", () => {
  expectRefusal(
    rule(() => [targets.lambda("a", { id: "on call" })]),
    { prop: "targets[0].id", allowed: "PascalCase", got: "on call", fix: "OnCall" },
  );
});

describe("a name or an ARN", () => {
  const make = (nameOrArn: string) => rule(() => [targets.lambda(nameOrArn)]);

  test.each(["page", "page:live", "arn:aws:lambda:eu-west-1:111122223333:function:page:1"])("may be %s", (given) => {
    expect(() => build(make(given))).not.toThrow();
  });

  test.each([
    ["a page", "a name or an ARN of lambda"],
    ["arn:aws:sns:eu-west-1:111122223333:page", "an ARN of lambda"],
    ["arn:aws-cn:lambda:cn-north-1:111122223333:function:page", "partition aws"],
    ["arn:aws:lambda:eu-west-1:222233334444:function:page", "of account 111122223333"],
  ])("is refused: %s", (given, allowed) => {
    expectRefusal(make(given), { prop: "targets[0]", allowed, got: given, fix: /./ });
  });

  test("of another Region is refused", () => {
    expectRefusal(make("arn:aws:lambda:us-east-1:111122223333:function:page"), {
      prop: "targets[0]",
      allowed: "Region eu-west-1",
      got: "us-east-1",
      fix: "same Region",
    });
  });

  test.each([
    ["pipeline", () => targets.pipeline("a/b")],
    ["state machine", () => targets.stateMachine("a.b")],
  ])("of a %s has a grammar too", (_what, make) => {
    expect(() => build(rule(() => [make()]))).toThrow("a name or an ARN of");
  });
});

describe("a command is refused", () => {
  type Options = Parameters<typeof targets.runCommand>[0];
  const command = (options: Partial<Options>) =>
    rule(() => [targets.runCommand({ document: "Acme", nodes, ...options })]);

  test.each(["AWS-RunShellScript", "AWS-RunPowerShellScript", "AmazonCloudWatch-ManageAgent"])(
    "that gives %s what a caller worded: it would run it",
    (document) => {
      expectRefusal(
        command({ document, parameters: { commands: ["echo", fromEvent("$.detail.requestParameters.reason")] } }),
        {
          prop: "targets[0].parameters",
          allowed: "fixed texts",
          got: ["$.detail.requestParameters.reason"],
          fix: "allowedPattern",
        },
      );
    },
  );

  test("with a document by its ARN", () => {
    const document = "arn:aws:ssm:eu-west-1:111122223333:document/Acme";
    expectRefusal(command({ document }), {
      prop: "targets[0].document",
      allowed: "the name",
      got: document,
      fix: "without the ARN",
    });
  });

  test.each([0, 51])("on %d nodes", (count) => {
    const ids = Array.from({ length: count }, () => "i-0123456789abcdef0");
    expectRefusal(command({ nodes: { ids } }), {
      prop: "targets[0].nodes.ids",
      allowed: "1 to 50",
      got: count === 0 ? [] : count,
      fix: count === 0 ? "name one" : "leave some out",
    });
  });

  test("on something that is no node", () => {
    expectRefusal(command({ nodes: { ids: ["web-1"] } }), {
      prop: "targets[0].nodes.ids[0]",
      allowed: "the id of a node",
      got: "web-1",
      fix: "mi-",
    });
  });
});

describe("a message is refused", () => {
  const message = textMessage({ who: "$.detail.userIdentity.arn" }, ["Who: <who>"]);

  test("that a function could not parse", () => {
    expectRefusal(
      rule(() => [targets.lambda("page", { message })]),
      { prop: "targets[0].message", allowed: "a JSON object", got: message.inputTemplate, fix: "jsonMessage" },
    );
  });

  test("that CloudWatch Logs would not take", () => {
    expectRefusal(
      rule((scope) => [targets.logGroup(new LogGroup(scope, "Group", { name: "/a" }), { message })]),
      {
        prop: "targets[0].message",
        allowed: "timestamp and message",
        got: message.inputTemplate,
        fix: "logMessage",
      },
    );
  });
});

describe("a message of one's own is refused", () => {
  const told = (inputPaths: Record<string, string>, inputTemplate: string) =>
    rule((scope) => [
      targets.queue(new EventQueue(scope, "Queue", { name: "q" }), { message: { inputPaths, inputTemplate } }),
    ]);

  test("with a variable that nothing defines", () => {
    expectRefusal(told({ who: "$.account" }, '"<who> on <node>"'), {
      prop: "targets[0].message.inputTemplate",
      allowed: "inputPaths defines",
      got: "<node>",
      fix: "define it",
    });
    expect(() => build(told({}, '{"event": <aws.events.event.json>}'))).not.toThrow();
  });

  test.each(["detail.eventName", "$.detail..name", "$.detail[?(@.a)]"])("with the path %s", (path) => {
    expectRefusal(told({ who: path }, '"<who>"'), {
      prop: "targets[0].message.inputPaths.who",
      allowed: "a JSON path",
      got: path,
      fix: "$.detail.requestParameters.target",
    });
  });

  test("one character or one variable beyond what EventBridge takes", () => {
    expect(() => build(told({}, `"${"a".repeat(8190)}"`))).not.toThrow();
    expect(() => build(told({}, `"${"a".repeat(8191)}"`))).toThrow("1 to 8192 characters");
    const paths = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`v${i}`, "$.account"]));
    expect(() => build(told(paths(100), '"a"'))).not.toThrow();
    expect(() => build(told(paths(101), '"a"'))).toThrow("0 to 100");
  });
});

test("a bus that would send events to itself is refused", () => {
  const bus = "arn:aws:events:eu-west-1:111122223333:event-bus/default";
  expectRefusal(
    rule((scope) => [targets.eventBus(EventBus.fromArn(scope, "ExistingBus", bus))]),
    { prop: "targets[0]", allowed: "a bus other than the rule's own", got: bus, fix: "has them already" },
  );
});

test("a queue of another Region is refused", () => {
  expectRefusal(
    rule((scope) => [targets.queue(EventQueue.fromArn(scope, "Q", "arn:aws:sqs:eu-west-2:111122223333:q"))]),
    { prop: "targets[0]", allowed: "Region eu-west-1", got: "eu-west-2", fix: "same Region" },
  );
});

test("a rule whose name leaves no room for the name of a role is refused", () => {
  const name = "a".repeat(46);
  expect(() => build(rule(() => [targets.pipeline("review")], name.slice(1)))).not.toThrow();
  expectRefusal(
    rule(() => [targets.pipeline("review")], name),
    {
      prop: "name (with target and Region, the name of a role)",
      allowed: "1 to 64",
      got: `${name}-pipeline-eu-west-1`,
      fix: "65",
    },
  );
});

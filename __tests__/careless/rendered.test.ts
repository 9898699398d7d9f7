/** What is accepted, and must then arrive as it was meant: told apart, in order, and known to Terraform only. */
import {
  Aspects,
  DefaultTokenResolver,
  type IAspect,
  StringConcat,
  TerraformResource,
  type TerraformStack,
  TerraformVariable,
  Tokenization,
} from "cdktf";
import {
  AlertTopic,
  AuditAlarms,
  AuditTrail,
  EncryptionKey,
  EventQueue,
  Guardrail,
  LogBucket,
  LogGroup,
  NodeAccess,
  SessionAudit,
  SessionDocument,
  SessionEvents,
  sessionPatterns,
  sessionTargets,
  subscribers,
  targets,
} from "../../modules";
import { makers } from "../support/makers";
import { newStack, type Synthesized, synth, synthIn, synthStack } from "../support/synth";

const key = (stack: TerraformStack) =>
  EncryptionKey.fromArn(stack, "Key", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd");
const topic = (stack: TerraformStack) => new AlertTopic(stack, "Topic", { name: "acme", encryptionKey: key(stack) });
const bucket = (stack: TerraformStack) => new LogBucket(stack, "Bucket", { name: "acme", encryption: "s3-managed" });
const variable = (stack: TerraformStack) => new TerraformVariable(stack, "given", { type: "any" });
const protects = { trails: [{ trailArn: "arn:aws:cloudtrail:*:*:trail/acme" }] };

const made = (props: string, changed: (stack: TerraformStack) => object) =>
  synth((stack) => {
    const { valid, make } = makers[props]!;
    make(stack, { ...valid(stack), ...changed(stack) });
  });

describe("names that would be one id in Terraform stay apart, and the first keeps its own", () => {
  const ids = (type: string, build: (stack: TerraformStack) => void) => Object.keys(synth(build).all(type));
  const told = (...addresses: string[]) =>
    ids("aws_sns_topic_subscription", (stack) => {
      const to = addresses.map((address) => subscribers.email(address));
      new AlertTopic(stack, "T", { name: "acme", encryptionKey: key(stack), subscribers: to });
    });
  const attached = (...attachTo: string[]) =>
    ids("aws_iam_role_policy_attachment", (stack) => new Guardrail(stack, "G", { name: "acme", protects, attachTo }));

  test("two inboxes", () => {
    const [first] = told("a.b@x.com");
    expect(told("a.b@x.com", "a-b@x.com")).toEqual([
      first,
      expect.stringMatching(/^t_subscription_email_a_b_x_com_[0-9a-f]{8}$/),
    ]);
    expect(told("ops+1@x.com", "ops_1@x.com")).toHaveLength(2);
  });

  test("two roles", () => {
    expect(attached("role-a", "role.a")).toEqual([
      "g_attachment_role_a",
      expect.stringMatching(/^g_attachment_role_a_[0-9a-f]{8}$/),
    ]);
    expect(attached("Role-a", "role-a", "roleA")).toHaveLength(3);
  });

  test("two alarms", () => {
    const alarms = ids("aws_cloudwatch_metric_alarm", (stack) => {
      const rules = ["acme-one", "acme_one"].map(
        (name) =>
          new SessionEvents(stack, name.replace("_", "Two"), {
            name,
            pattern: sessionPatterns.calls(),
            targets: [
              targets.queue(new EventQueue(stack, `Q${name.length}${name.replace("_", "2")}`, { name: `q-${name}` })),
            ],
          }),
      );
      new AuditAlarms(stack, "Alarms", { topic: topic(stack), rules });
    });
    expect(alarms.length).toBeGreaterThan(2);
    expect(alarms.length % 2).toBe(0);
  });
});

test("trails of two accounts are both let into one bucket and one key", () => {
  const arn = (account: string) => `arn:aws:cloudtrail:eu-west-1:${account}:trail/acme`;
  const accounts = ["111111111111", "222222222222"];
  const stack = synthIn("eu-west-1", (scope) => {
    const logs = bucket(scope);
    const encryptionKey = new EncryptionKey(scope, "Logs", { alias: "alias/logs", description: "d" });
    for (const account of accounts) {
      logs.grantTrailDelivery(arn(account), { account });
      encryptionKey.grantCloudTrail(arn(account), { account });
    }
  });
  const writers = (type: string, sid: string) =>
    stack
      .statements(type)
      .filter(({ Sid }) => Sid.startsWith(sid))
      .map(({ Condition, Resource }) => JSON.stringify([Condition, Resource]));
  for (const found of [
    writers("aws_s3_bucket_policy", "AllowCloudTrailWrite"),
    writers("aws_kms_key", "AllowCloudTrailEncrypt"),
  ]) {
    expect(found).toHaveLength(2);
    for (const [index, account] of accounts.entries()) {
      expect(found[index]).toContain(account);
      expect(found[index]).not.toContain(accounts[1 - index]);
    }
  }
});

test("a guardrail of an audit fits with one long administrator, as it does with two", () => {
  const administrator = (name: string) =>
    `arn:aws:iam::*:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_${name}`.padEnd(122, "x");
  for (const administrators of [[administrator("a")], [administrator("a"), administrator("b")]]) {
    const audit = (stack: TerraformStack) =>
      new SessionAudit(stack, "Audit", { name: "acme", guardrail: { administrators } });
    expect(() => synth(audit)).not.toThrow();
  }
});

describe("an ARN that only Terraform knows", () => {
  const text = (stack: TerraformStack) => variable(stack).stringValue;
  const part = (index: number) => `element(split(":", var.given), ${index})`;

  test("of a topic: its alarm watches the topic's name", () => {
    const alarm = synth((stack) => {
      new AuditAlarms(stack, "Alarms", {
        topic: topic(stack),
        topics: [AlertTopic.fromArn(stack, "Watched", text(stack))],
      });
    }).only("aws_cloudwatch_metric_alarm");
    expect(alarm.dimensions).toEqual({ TopicName: `\${${part(5)}}` });
    expect(alarm.alarm_name).toBe(`\${${part(5)}}-failed-notifications`);
  });

  test("has the Region that it names, not that of the stack", () => {
    const stack = newStack();
    const arn = text(stack);
    for (const { region } of [
      AlertTopic.fromArn(stack, "Topic", arn),
      EncryptionKey.fromArn(stack, "Key", arn),
      EventQueue.fromArn(stack, "Queue", arn),
    ])
      expect(
        Tokenization.resolve(region, {
          scope: stack,
          resolver: new DefaultTokenResolver(new StringConcat()),
          preparing: false,
        }),
      ).toBe(`\${${part(3)}}`);
  });
});

describe("a list that only Terraform knows is taken where AWS takes it as a whole", () => {
  test.each<[what: string, props: string, changed: (list: string[]) => object, type: string]>([
    ["subnets", "SessionEndpointsProps", (subnetIds) => ({ subnetIds }), "aws_vpc_endpoint"],
    ["administrators of a key", "EncryptionKeyProps", (administrators) => ({ administrators }), "aws_kms_key"],
    ["administrators of a guardrail", "GuardrailProps", (administrators) => ({ administrators }), "aws_iam_policy"],
    ["networks", "OperatorAccessProps", (cidrs) => ({ sourceNetwork: { cidrs } }), "aws_iam_policy"],
    ["VPCs", "OperatorAccessProps", (vpcIds) => ({ sourceNetwork: { vpcIds } }), "aws_iam_policy"],
    [
      "values of a tag",
      "OperatorAccessProps",
      (team) => ({ targets: sessionTargets.byTag({ team }) }),
      "aws_iam_policy",
    ],
    [
      "values of a pattern",
      "SessionEventsProps",
      (account) => ({ pattern: { source: ["aws.ssm"], account } }),
      "aws_cloudwatch_event_rule",
    ],
  ])("%s", (_, props, changed, type) => {
    const stack = made(props, (scope) => changed(variable(scope).listValue));
    expect(JSON.stringify(stack.all(type))).toMatch(/"\$\{var\.given\}"|\$\{jsonencode\(var\.given\)\}/);
  });

  test.each<[what: string, props: string, changed: (list: string[]) => object]>([
    ["nodes by id", "OperatorAccessProps", (ids) => ({ targets: sessionTargets.byId(ids) })],
    ["roles", "OperatorAccessProps", (attachTo) => ({ attachTo })],
    ["accounts of queues", "AlertTopicProps", (queueAccounts) => ({ queueAccounts })],
  ])("and refused where something is made for each: %s", (_, props, changed) => {
    expect(() => made(props, (scope) => changed(variable(scope).listValue))).toThrow(
      "must be known when the stack is synthesized, got: a value that only Terraform knows; write the list itself, item by item",
    );
  });
});

test("a flag that only Terraform knows is written as a flag", () => {
  const { content } = synth((stack) => {
    const logGroup = new LogGroup(stack, "Group", { name: "/acme", encryptionKey: key(stack) });
    new SessionDocument(stack, "Shell", { bucket: bucket(stack), logGroup, streaming: variable(stack).booleanValue });
  }).only("aws_ssm_document");
  expect(content).toContain('"cloudWatchStreamingEnabled": ${var.given},');
});

describe("the order in which somebody wrote the fields of an object tells nothing", () => {
  const backwards = <T extends object>(value: T) => Object.fromEntries(Object.entries(value).reverse()) as T;
  const rule = (changed: object) => made("SessionEventsProps", () => changed);
  const tags = { team: ["shop"], stage: ["production"] };
  const commands = { linux: "top", macos: "top", windows: "Get-Process" };
  const parameters = { b: { allowedPattern: "x", default: "x" }, a: { allowedPattern: "y", default: "y" } };
  const sent = { commands: ["date"], executionTimeout: ["60"] };
  const detail = {
    eventName: ["StartSession"],
    awsRegion: ["eu-west-1"],
    requestParameters: { target: ["i-1"], a: ["b"] },
  };
  const pattern = { source: ["aws.ssm"], detail, account: ["111122223333"] };
  const command = (given: object) => ({
    bucket: undefined,
    name: "Acme",
    sessionType: "InteractiveCommands",
    ...given,
  });
  const document = (given: object) =>
    made("SessionDocumentProps", (stack) => ({ ...command(given), bucket: bucket2(stack) }));
  const bucket2 = (stack: TerraformStack) =>
    LogBucket.fromName(stack, "Other", { name: "acme", encryption: "s3-managed" });
  const run = (given: Record<string, string[]>) =>
    rule({
      targets: [
        targets.runCommand({
          document: "AWS-RunShellScript",
          nodes: { ids: ["i-0123456789abcdef0"] },
          parameters: given,
        }),
      ],
    });

  test.each<[what: string, one: () => Synthesized, other: () => Synthesized]>([
    [
      "tags",
      () => made("OperatorAccessProps", () => ({ targets: sessionTargets.byTag(tags) })),
      () => made("OperatorAccessProps", () => ({ targets: sessionTargets.byTag(backwards(tags)) })),
    ],
    ["commands", () => document({ commands }), () => document({ commands: backwards(commands) })],
    [
      "parameters of a document",
      () => document({ commands, parameters }),
      () => document({ commands, parameters: backwards(parameters) }),
    ],
    ["parameters of a command", () => run(sent), () => run(backwards(sent))],
    [
      "an event pattern",
      () => rule({ pattern }),
      () => rule({ pattern: backwards({ ...pattern, detail: backwards(detail) }) }),
    ],
  ])("of %s", (_, one, other) => {
    expect(other().json.resource).toEqual(one().json.resource);
  });
});

describe("an aspect that takes the lifecycle off every resource", () => {
  const everywhere: IAspect = {
    visit: (node) => {
      if (TerraformResource.isTerraformResource(node)) node.lifecycle = { createBeforeDestroy: true };
    },
  };
  const withAspect = (make: (stack: TerraformStack) => unknown) => {
    const stack = newStack();
    make(stack);
    Aspects.of(stack).add(everywhere);
    return synthStack(stack);
  };

  test.each<[what: string, make: (stack: TerraformStack) => unknown]>([
    ["a bucket", bucket],
    ["a key", (stack) => new EncryptionKey(stack, "Made", { alias: "alias/acme", description: "d" })],
    ["a log group", (stack) => new LogGroup(stack, "Made", { name: "/acme" })],
    [
      "a trail",
      (stack) => new AuditTrail(stack, "Made", { name: "acme", bucket: bucket(stack), encryptionKey: key(stack) }),
    ],
  ])("is refused where there is %s", (_, make) => {
    expect(() => withAspect(make)).toThrow("holds audit data and lost preventDestroy");
  });

  test("is nobody's business where nothing holds audit data", () => {
    const nodes = (stack: TerraformStack) =>
      new NodeAccess(stack, "Nodes", makers.NodeAccessProps!.valid(stack) as never);
    expect(() => withAspect(nodes)).not.toThrow();
    expect(() =>
      withAspect((stack) => new LogGroup(stack, "Made", { name: "/acme", removal: "destroy" })),
    ).not.toThrow();
  });
});

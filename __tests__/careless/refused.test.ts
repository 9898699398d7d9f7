/** What valid Terraform would take, and AWS refuse at apply or, worse, take for something else. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Fn, type TerraformStack, TerraformVariable } from "cdktf";
import {
  AlertTopic,
  AuditTrail,
  EncryptionKey,
  EventBus,
  type EventPattern,
  EventQueue,
  Guardrail,
  LandingZone,
  LogBucket,
  LogGroup,
  packed,
  type RuleTarget,
  SessionDocument,
  sessionTargets,
  subscribers,
  targets,
} from "../../modules";
import { makers } from "../support/makers";
import { newStack, synthStack } from "../support/synth";

type Make = (stack: TerraformStack) => unknown;

const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd";
const unknown = (stack: TerraformStack) => new TerraformVariable(stack, "unknown", { type: "any" });
const missing = process.env.NO_SUCH_VARIABLE!;
const protects = { trails: [{ trailArn: "arn:aws:cloudtrail:*:*:trail/acme" }] };

const valid = (props: string, changed: (stack: TerraformStack) => object) => (stack: TerraformStack) => {
  const { valid, make } = makers[props]!;
  return make(stack, { ...valid(stack), ...changed(stack) });
};
const audit = (changed: (stack: TerraformStack) => object) => valid("SessionAuditProps", changed);
const rule = (changed: (stack: TerraformStack) => object) => valid("SessionEventsProps", changed);
const to = (target: (stack: TerraformStack) => RuleTarget) => rule((stack) => ({ targets: [target(stack)] }));
const on = (detail: EventPattern["detail"]) => rule(() => ({ pattern: { source: ["aws.ssm"], detail } }));
const network = (sourceNetwork: object) => valid("OperatorAccessProps", () => ({ sourceNetwork }));

test.each<[what: string, message: string, make: Make]>([
  [
    "one administrator of a service control policy that is not there",
    "`administrators[0]` must be the ARN of a role",
    valid("GuardrailProps", () => ({ kind: "service-control-policy", administrators: [missing] })),
  ],
  [
    "one administrator of a key that is not there",
    "`administrators[0]` must be an ARN of iam",
    valid("EncryptionKeyProps", () => ({ administrators: [missing] })),
  ],
  ["the ARN of a key that is not there", "`keyArn` must be", (stack) => EncryptionKey.fromArn(stack, "Key", missing)],
  [
    "a stack as encryption, which holds itself",
    '`encryption` must be an EncryptionKey, "s3-managed" or "aws-managed", got: TerraformStack at test',
    (stack) => new LogBucket(stack, "Bucket", { name: "acme", encryption: stack as never }),
  ],
  [
    "a Region that is misspelt",
    "`regions[0]` must be the name of an AWS Region",
    audit(() => ({ regions: ["eu-wset-1"] })),
  ],
  [
    "Regions of two partitions",
    '`regions` must be Regions of one partition, that of eu-west-1: aws, got: ["cn-north-1"]',
    audit(() => ({ regions: ["eu-west-1", "cn-north-1"] })),
  ],
  [
    "a second Region that only Terraform knows",
    "`regions[1]` must be known when the stack is synthesized",
    audit((stack) => ({ regions: ["eu-west-1", unknown(stack).stringValue] })),
  ],
  [
    "an alias that only Terraform knows",
    "`protects.keyAliases[0]` must be the full ARN of an alias, with at least :alias/ written out",
    (stack) => new Guardrail(stack, "Made", { name: "acme", protects: { keyAliases: [unknown(stack).stringValue] } }),
  ],
  [
    "an alias by its name",
    "`protects.keyAliases[0]` must be the full ARN of an alias",
    (stack) => new Guardrail(stack, "Made", { name: "acme", protects: { keyAliases: ["alias/acme"] } }),
  ],
  [
    "a link of the chain by its name",
    "`protects.trails[0].trailArn` must be an ARN, with * where it may differ",
    (stack) => new Guardrail(stack, "Made", { name: "acme", protects: { trails: [{ trailArn: "acme" }] } }),
  ],
  [
    "a list of subscribers that only Terraform knows",
    "`alerts` must be known when the stack is synthesized, got: a value that only Terraform knows; write the list itself, item by item",
    audit((stack) => ({ alerts: unknown(stack).listValue })),
  ],
  [
    "a name of any type",
    "`name` must be a text of 1 to 512 characters, got: a value that only Terraform knows; pass it by Token.asString()",
    (stack) => new LogGroup(stack, "Made", { name: Fn.conditional(unknown(stack).booleanValue, "/a", "/b") }),
  ],
  [
    "days of any type",
    "pass it by Token.asNumber()",
    (stack) => new LogGroup(stack, "Made", { name: "/a", retentionDays: unknown(stack).value }),
  ],
  [
    "the same subscriber twice",
    '`subscribers[1]` must be a subscriber that is listed once, got: "a@example.com"; leave it out: it repeats subscribers[0]',
    audit(() => ({ alerts: [subscribers.email("a@example.com"), subscribers.email("a@example.com")] })),
  ],
  [
    "a filter where people are told in texts",
    "`alerts[0].filter` must be left out where messages are plain text",
    audit(() => ({ alerts: [subscribers.email("a@example.com", { filter: { account: ["1"] } })] })),
  ],
  [
    "the key that AWS has for topics",
    "`aliasArn` must be an ARN of kms",
    (stack) => EncryptionKey.fromAliasArn(stack, "Made", "arn:aws:kms:eu-west-1:111122223333:alias/aws/sns"),
  ],
  [
    "a key of another Region than the provider's",
    '`encryptionKey` must be in Region eu-west-1, as this construct is, got: "us-east-1"',
    (stack) =>
      new LogGroup(stack, "Made", {
        name: "/a",
        encryptionKey: EncryptionKey.fromArn(stack, "Key", keyArn.replace("eu-west-1", "us-east-1")),
      }),
  ],
  [
    "a description that KMS has no room for",
    "`description` must be 0 to 8192 characters long",
    valid("EncryptionKeyProps", () => ({ description: "d".repeat(8193) })),
  ],
  [
    "a description that EventBridge has no room for",
    "`description` must be 0 to 512 characters long",
    rule(() => ({ description: "d".repeat(513) })),
  ],
  [
    "parameters that EventBridge has no room for",
    "`targets[0].parameters` must be at most 8192 characters long as JSON, got: 8209",
    to(() =>
      targets.runCommand({
        document: "AWS-RunShellScript",
        nodes: { ids: ["i-0123456789abcdef0"] },
        parameters: { commands: ["x".repeat(8192)] },
      }),
    ),
  ],
  [
    "a pipeline that is not there",
    "`targets[0]` must be a name or an ARN of codepipeline",
    to(() => targets.pipeline(missing)),
  ],
  [
    "a state machine that is not there",
    "`targets[0]` must be a name or an ARN of states",
    to(() => targets.stateMachine(missing)),
  ],
  [
    "a function that is not there",
    "`targets[0]` must be a name or an ARN of lambda",
    to(() => targets.lambda(missing)),
  ],
  ["a queue that is not there", "`targets[0]` must be an EventQueue", to(() => targets.queue(missing as never))],
  [
    "an inbox that is not there",
    "`subscribers[0]` must be an e-mail address",
    audit(() => ({ alerts: [subscribers.email(missing)] })),
  ],
  [
    "tags that are not there",
    "`targets` must be an object of at least one tag",
    valid("OperatorAccessProps", () => ({ targets: sessionTargets.byTag(missing as never) })),
  ],
  ["a VPC that is not there", "`sourceNetwork.vpcIds[0]` must be the id of a VPC", network({ vpcIds: [missing] })],
  [
    "an address that is none",
    "`sourceNetwork.cidrs[0]` must be an address range",
    network({ cidrs: ["999.999.999.999/24"] }),
  ],
  ["a range with bits beyond its prefix", "with its first address", network({ cidrs: ["10.0.0.5/24"] })],
  ["an IPv6 range with bits beyond its prefix", "with its first address", network({ cidrs: ["2001:db8::1/32"] })],
  [
    "a range of nodes with bits beyond its prefix",
    "`nodeCidrs[0]` must be an IPv4 address range",
    valid("SessionEndpointsProps", () => ({ nodeCidrs: ["10.0.0.1/16"] })),
  ],
  ["a comparison with what is no number", "must be `numeric` with", on({ a: [{ numeric: [">", Number.NaN] }] })],
  ["what is no number", "`pattern.detail.a` must be a value or one operator", on({ a: [Number.NaN] })],
  ["anything but what is no number", "must be `anything-but` with", on({ a: [{ "anything-but": Number.NaN }] })],
  ["an address in a pattern that is none", "must be `cidr` with a CIDR block", on({ a: [{ cidr: "999.1.1.1/24" }] })],
  ["a prefix in a pattern that is too long", "must be `cidr` with a CIDR block", on({ a: [{ cidr: "10.0.0.0/33" }] })],
])("%s is refused", (_, message, make) => {
  expect(() => make(newStack())).toThrow(message);
});

describe("names that AWS takes for one are refused", () => {
  const named = (message: string, make: Make) => expect(() => make(newStack())).toThrow(message);
  const group = (stack: TerraformStack, id: string, props: object) => new LogGroup(stack, id, { name: "/a", ...props });
  const provider = (stack: TerraformStack, alias: string, props: object) =>
    new AwsProvider(stack, `Provider${alias}`, { alias, ...props });

  test("by two providers of one account", () => {
    named("`name` must be unique among the log group names", (stack) => {
      group(stack, "One", { provider: provider(stack, "one", { region: "eu-west-1", profile: "acme" }) });
      group(stack, "Two", { provider: provider(stack, "two", { region: "eu-west-1", profile: "acme" }) });
    });
  });

  test("but not by providers of two accounts or Regions", () => {
    const stack = newStack();
    group(stack, "One", { provider: provider(stack, "one", { region: "eu-west-1", profile: "acme" }) });
    group(stack, "Two", { provider: provider(stack, "two", { region: "eu-west-1", profile: "other" }) });
    group(stack, "Three", { provider: provider(stack, "three", { region: "us-east-1", profile: "acme" }) });
    expect(() => synthStack(stack)).not.toThrow();
  });

  test("in the Region of the provider, said once and left out once", () => {
    named(
      '`name` must be unique among the session document names of the stack, got: "SSM-SessionManagerRunShell"',
      (stack) => {
        const bucket = LogBucket.fromName(stack, "Bucket", { name: "acme", encryption: "s3-managed" });
        new SessionDocument(stack, "One", { bucket });
        new SessionDocument(stack, "Two", { bucket, region: "eu-west-1" });
      },
    );
  });

  test("in IAM where they differ in case", () => {
    named('`name` must be unique among the IAM policy names of the stack, got: "acme"', (stack) => {
      new Guardrail(stack, "One", { name: "Acme", protects });
      new Guardrail(stack, "Two", { name: "acme", protects });
    });
  });
});

describe("a policy that AWS has no room for is refused", () => {
  const accounts = (count: number) => Array.from({ length: count }, (_, index) => String(100000000000 + index));

  test.each<[what: string, message: string, make: Make]>([
    [
      "of a topic",
      "characters, and AWS takes 30720: spread what it serves over several",
      valid("AlertTopicProps", () => ({ queueAccounts: accounts(120) })),
    ],
    [
      "of a key",
      "and AWS takes 32768: spread what it serves over several",
      valid("EncryptionKeyProps", () => ({
        administrators: accounts(500).map((account) => `arn:aws:iam::${account}:role/${"x".repeat(50)}`),
      })),
    ],
    [
      "of a bucket",
      "and AWS takes 20480: spread what it serves over several",
      (stack) => {
        const bucket = new LogBucket(stack, "Bucket", { name: "acme", encryption: "s3-managed" });
        for (const account of accounts(80)) {
          bucket.grantTrailDelivery(`arn:aws:cloudtrail:eu-west-1:${account}:trail/a`, { account });
        }
      },
    ],
  ])("%s", (_, message, make) => {
    const stack = newStack();
    make(stack);
    expect(() => synthStack(stack)).toThrow(message);
  });
});

describe("a plan of 6,000 accounts", () => {
  const accounts = Array.from({ length: 6000 }, (_, index) => ({
    id: String(100000000000 + index),
    name: "shop",
    role: "workload" as const,
  }));
  const plan = (changed: object) =>
    new LandingZone({
      name: "acme",
      organizationId: "o-a1b2c3d4e5",
      homeRegion: "eu-west-1",
      regions: ["eu-west-1"],
      accounts: accounts.map((account) => ({ ...account, ...changed })),
    });

  test.each([
    ["one name for all", {}],
    ["no id of any", { id: "1" }],
  ])("is refused in a message that can be read: %s", (_, changed) => {
    let message = "";
    try {
      plan(changed);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/must be/);
    expect(message.length).toBeLessThan(10_000);
  });
});

describe.each([null, "text", 5, ["a"], () => 1])("%p in place of options", (wrong) => {
  const arn = (service: string, resource: string) => `arn:aws:${service}:eu-west-1:111122223333:${resource}`;

  test.each<[name: string, make: (options: never, stack: TerraformStack) => unknown]>([
    ["targets.topic", (options) => targets.topic({} as never, options)],
    ["targets.queue", (options) => targets.queue({} as never, options)],
    ["targets.lambda", (options) => targets.lambda("acme", options)],
    ["targets.logGroup", (options) => targets.logGroup({} as never, options)],
    ["targets.pipeline", (options) => targets.pipeline("acme", options)],
    ["targets.stateMachine", (options) => targets.stateMachine("acme", options)],
    ["targets.eventBus", (options) => targets.eventBus({} as never, options)],
    ["subscribers.email", (options) => subscribers.email("a@example.com", options)],
    ["subscribers.sms", (options) => subscribers.sms("+491701234567", options)],
    ["subscribers.https", (options) => subscribers.https("https://example.com", options)],
    ["subscribers.lambda", (options) => subscribers.lambda("acme", options)],
    ["subscribers.queue", (options) => subscribers.queue({} as never, options)],
    ["AlertTopic.fromArn", (options, stack) => AlertTopic.fromArn(stack, "Topic", arn("sns", "acme"), options)],
    [
      "AuditTrail.fromArn",
      (options, stack) => AuditTrail.fromArn(stack, "T", arn("cloudtrail", "trail/acme"), options),
    ],
    ["EncryptionKey.fromArn", (options, stack) => EncryptionKey.fromArn(stack, "Key", keyArn, options)],
    [
      "EncryptionKey.fromAliasArn",
      (options, stack) => EncryptionKey.fromAliasArn(stack, "Key", arn("kms", "alias/acme"), options),
    ],
    ["EventBus.fromArn", (options, stack) => EventBus.fromArn(stack, "Bus", arn("events", "event-bus/acme"), options)],
    ["EventQueue.fromArn", (options, stack) => EventQueue.fromArn(stack, "Queue", arn("sqs", "acme"), options)],
  ])("is refused by %s", (name, make) => {
    expect(() => make(wrong as never, newStack())).toThrow(
      `${name}: \`options\` must be an object, or left out, got: `,
    );
  });
});

test.each([null, undefined, "text", {}])("EventBus.defaultOf refuses %p in place of a construct", (wrong) => {
  expect(() => EventBus.defaultOf(wrong as never)).toThrow(
    "EventBus.defaultOf: `module` must be a construct of this library",
  );
});

test.each([null, undefined, "text", 5, [undefined], [null], [5]])("packed refuses %p in place of patterns", (wrong) => {
  expect(() => packed(wrong as never)).toThrow("packed: `patterns");
});

import { App, type TerraformStack } from "cdktf";
import { landingZone, planOf } from "../../examples/landing-zone";
import type { LandingZoneAccount } from "../../modules";
import { type Block, type Synthesized, synthStacks } from "../support/synth";

const accounts: readonly LandingZoneAccount[] = [
  { id: "111111111111", name: "management", role: "management" },
  { id: "222222222222", name: "log-archive", role: "log-archive" },
  { id: "333333333333", name: "security", role: "security" },
  { id: "444444444444", name: "shop", role: "workload" },
  { id: "555555555555", name: "billing", role: "workload", regions: ["eu-central-1"] },
];

function stacksOf(all: readonly LandingZoneAccount[]): ReadonlyMap<string, Synthesized> {
  const app = new App();
  landingZone(app, planOf(all));
  return synthStacks(app);
}

const stacks = stacksOf(accounts);
const named = (name: string) => stacks.get(`landing-zone-${name}`)!;
const accountOf = (stack: Synthesized): string => stack.json.provider.aws[0].allowed_account_ids[0];
const blocks = (stack: Synthesized, type: string): readonly Block[] => Object.values(stack.all(type));

/** Everything with an account in its ARN that a stack creates and another may name. */
function created(stack: Synthesized): string[] {
  const account = accountOf(stack);
  const arn = (service: string, kind: string, name: string) => (block: Block) =>
    `arn:aws:${service}:${block.region}:${account}:${kind}${block[name]}`;
  return [
    ...blocks(stack, "aws_cloudtrail").map(arn("cloudtrail", "trail/", "name")),
    ...blocks(stack, "aws_cloudwatch_event_bus").map(arn("events", "event-bus/", "name")),
    ...blocks(stack, "aws_kms_alias").map(arn("kms", "", "name")),
    ...blocks(stack, "aws_s3_bucket").map(({ bucket }) => `arn:aws:s3:::${bucket}`),
    `arn:aws:iam::${account}:root`,
  ];
}

/** Every ARN of another account of the plan, and every bucket, that the resources and data sources of a stack name. */
function namedElsewhere(stack: Synthesized): string[] {
  const text = JSON.stringify([stack.json.resource, stack.json.data]);
  const own = accountOf(stack);
  const arns = [...text.matchAll(/arn:aws:[a-z0-9]+:[a-z0-9-]*:(\d{12}):[\w/.-]+/g)]
    .filter(([, account]) => account !== own)
    .map(([arn]) => arn);
  const buckets = [...text.matchAll(/acme-audit-(?:transcripts|trail|access-logs)-\d{12}-eu-west-1/g)].map(
    ([bucket]) => `arn:aws:s3:::${bucket}`,
  );
  return [...new Set([...arns, ...buckets])];
}

test("makes one stack per account, workloads after archive and security", () => {
  expect([...stacks.keys()]).toEqual([
    "landing-zone-log-archive",
    "landing-zone-management",
    "landing-zone-security",
    "landing-zone-workload-shop",
    "landing-zone-workload-billing",
  ]);
  const app = new App();
  landingZone(app, planOf(accounts));
  const order = Object.fromEntries(
    (app.node.children as TerraformStack[]).map((stack) => [stack.node.id, stack.dependencies.map((d) => d.node.id)]),
  );
  expect(order).toEqual({
    "landing-zone-log-archive": [],
    "landing-zone-management": ["landing-zone-log-archive"],
    "landing-zone-security": [],
    "landing-zone-workload-shop": ["landing-zone-log-archive", "landing-zone-security"],
    "landing-zone-workload-billing": ["landing-zone-log-archive", "landing-zone-security"],
  });
});

test("gives each stack a provider that assumes a role of its own account and refuses any other", () => {
  for (const stack of stacks.values()) {
    const [provider] = stack.json.provider.aws;
    expect(provider.assume_role[0].role_arn).toContain(`::${accountOf(stack)}:role/`);
  }
  expect([...stacks.values()].map(accountOf)).toEqual([
    "222222222222",
    "111111111111",
    "333333333333",
    "444444444444",
    "555555555555",
  ]);
});

test("reads no state of another stack, and shares nothing by outputs", () => {
  for (const [id, stack] of stacks) {
    expect([id, Object.keys(stack.json.data ?? {}).filter((type) => type.includes("remote_state"))]).toEqual([id, []]);
    expect([id, Object.keys(stack.json.output ?? {}).filter((name) => name.startsWith("cross-stack"))]).toEqual([
      id,
      [],
    ]);
    expect(stack.json.terraform.backend.s3.use_lockfile).toBe(true);
  }
});

test.each([...stacks])("%s names only what another stack creates", (_id, stack) => {
  const everything = [...stacks.values()].flatMap(created);
  expect(namedElsewhere(stack).filter((arn) => !everything.includes(arn))).toEqual([]);
});

test("the workloads really name the archive's bucket and key and the central bus", () => {
  expect(namedElsewhere(named("workload-shop")).sort()).toEqual([
    "arn:aws:events:eu-west-1:333333333333:event-bus/acme-audit",
    "arn:aws:kms:eu-west-1:222222222222:alias/acme-audit-transcripts",
    "arn:aws:s3:::acme-audit-transcripts-222222222222-eu-west-1",
  ]);
});

test("an event of every workload Region reaches the central bus in exactly one hop", () => {
  const central = "arn:aws:events:eu-west-1:333333333333:event-bus/acme-audit";
  for (const [name, regions] of [
    ["workload-shop", ["eu-west-1", "us-east-1"]],
    ["workload-billing", ["eu-central-1"]],
  ] as const) {
    const forwarding = blocks(named(name), "aws_cloudwatch_event_target");
    // IAM has a Region of its own.
    expect(new Set(forwarding.map(({ region }) => region))).toEqual(new Set([...regions, "us-east-1"]));
    expect(forwarding.filter(({ arn, event_bus_name }) => arn !== central || event_bus_name)).toEqual([]);
    expect(blocks(named(name), "aws_cloudwatch_event_rule").every((rule) => !rule.event_bus_name)).toBe(true);
  }
  const centralTargets = blocks(named("security"), "aws_cloudwatch_event_target")
    .filter(({ event_bus_name }) => event_bus_name === "acme-audit")
    .map(({ arn }) => arn);
  expect(centralTargets.filter((arn) => arn.includes(":event-bus/"))).toEqual([]);
  expect(centralTargets).toContain("arn:aws:sns:eu-west-1:333333333333:acme-audit-session-alerts");
});

test("every central account sends its own sessions and what threatens the audit there to the hub", () => {
  const central = "arn:aws:events:eu-west-1:333333333333:event-bus/acme-audit";
  for (const name of ["log-archive", "management", "security"]) {
    const rules = blocks(named(name), "aws_cloudwatch_event_target")
      .filter(({ arn }) => arn === central)
      .map(({ rule }) => /_(iam_forwarding|integrity_forwarding|forwarding)\d*\.name/.exec(rule)![1]);
    expect([name, [...new Set(rules)].sort()]).toEqual([
      name,
      ["forwarding", "iam_forwarding", "integrity_forwarding"],
    ]);
    expect(blocks(named(name), "aws_iam_policy")).toHaveLength(1);
  }
});

test("every forwarding target has a role, retries and a dead-letter queue of its Region", () => {
  for (const target of blocks(named("workload-shop"), "aws_cloudwatch_event_target")) {
    expect(target.role_arn).toBe("arn:aws:iam::444444444444:role/acme-audit-event-forwarding");
    const queue = target.rule.includes("iam_forwarding") ? "integrity-iam" : "session-forwarding";
    expect(target.dead_letter_config.arn).toBe(
      `arn:aws:sqs:${target.region}:444444444444:acme-audit-${queue}-dead-letters`,
    );
    expect(target.input_transformer).toBeUndefined();
  }
});

test("transcripts of each account and Region go below their own prefix of the archive", () => {
  const inputs = blocks(named("workload-shop"), "aws_ssm_document").map(({ content }) => JSON.parse(content).inputs);
  expect(inputs.map(({ s3BucketName, s3KeyPrefix }) => [s3BucketName, s3KeyPrefix])).toEqual([
    ["acme-audit-transcripts-222222222222-eu-west-1", "sessions/444444444444/eu-west-1"],
    ["acme-audit-transcripts-222222222222-eu-west-1", "sessions/444444444444/us-east-1"],
  ]);
});

test("one more account is one more stack, and changes no other", () => {
  const more = stacksOf([...accounts, { id: "666666666666", name: "search", role: "workload" }]);
  expect([...more.keys()].filter((id) => !stacks.has(id))).toEqual(["landing-zone-workload-search"]);
  for (const [id, stack] of stacks) expect([id, more.get(id)!.json]).toEqual([id, stack.json]);
});

test("one more Region changes nothing that was there but the policies that name its keys", () => {
  const more = stacksOf(
    accounts.map((a) =>
      a.role === "workload" && a.name === "billing" ? { ...a, regions: ["eu-central-1", "sa-east-1"] } : a,
    ),
  );
  const id = "landing-zone-workload-billing";
  const before = resources(stacks.get(id)!);
  const after = resources(more.get(id)!);
  const changed = [...before].filter(([address, block]) => after.get(address) !== block).map(([address]) => address);
  expect(changed.filter((address) => !address.startsWith("aws_iam_policy."))).toEqual([]);
});

function resources(stack: Synthesized): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(stack.json.resource).flatMap(([type, byId]) =>
      Object.entries(byId as Block).map(([id, block]) => [`${type}.${id}`, JSON.stringify(block)] as const),
    ),
  );
}

import type { TerraformStack } from "cdktf";
import { landingZone } from "../../examples/landing-zone";
import { awsCall } from "../support/emulator/aws-call";
import { Emulator } from "../support/emulator/emulator";
import { notifications, playEvent, recordedEvent, subscribeInbox } from "../support/emulator/events";
import { describeTerraform } from "../support/terraform/describe-terraform";
import type { Diagnostics } from "../support/terraform/messages";
import type { StateResource } from "../support/terraform/plan-json";
import { namesOnlyKeys, type UnknownPolicy, unknownPolicies } from "../support/terraform/plan-policies";
import { regionsToAliases } from "../support/terraform/regions-to-aliases";
import { synthesize } from "../support/terraform/synthesize";
import { type Plan, TerraformWorkspace } from "../support/terraform/workspace";

/** Two waves of applies: in each the provider waits for a minute until what it reads of queues has settled. */
const applySeconds = 420;

const accounts = {
  "landing-zone-log-archive": "222222222222",
  "landing-zone-management": "111111111111",
  "landing-zone-security": "333333333333",
  "landing-zone-workload-shop": "444444444444",
  "landing-zone-workload-billing": "555555555555",
};
type Id = keyof typeof accounts;
const ids = Object.keys(accounts) as Id[];

/** A stack on its way, step by step. The steps of independent stacks overlap: most of the time is waiting. */
interface Deployment {
  readonly planned: Promise<Plan>;
  /** Policies that cannot be read in the first plan. */
  readonly unknown: Promise<readonly UnknownPolicy[]>;
  readonly applied: Promise<Diagnostics>;
  readonly second: Promise<Plan>;
}

describeTerraform("The landing zone example", (tooling) => {
  let emulator: Emulator;
  const workspaces = new Map<Id, TerraformWorkspace>();
  const dependencies = new Map<Id, readonly Id[]>();
  const deployments = new Map<Id, Deployment>();
  const finished: Id[] = [];
  const resources = new Map<Id, readonly StateResource[]>();
  const arnsOf = (id: Id) =>
    resources
      .get(id)!
      // The ARN of a target is that of what it reaches.
      .filter(({ type }) => type !== "aws_cloudwatch_event_target")
      .flatMap(({ values }) => (typeof values.arn === "string" ? [values.arn] : []));
  const topicArn = (name: string) =>
    arnsOf("landing-zone-security").find((arn) => arn.endsWith(`:acme-audit-${name}`) && arn.includes(":sns:"))!;
  const inSecurity = { account: accounts["landing-zone-security"] };

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    const inManagement = { account: accounts["landing-zone-management"] };
    await awsCall(emulator, "organizations", "CreateOrganization", { FeatureSet: "ALL" }, inManagement);
    const configs = synthesize((app) => {
      landingZone(app);
      const stacks = app.node.children as TerraformStack[];
      for (const { node, dependencies: before } of stacks)
        dependencies.set(node.id as Id, before.map((stack) => stack.node.id) as Id[]);
      return stacks;
    });
    for (const id of ids) {
      const config = regionsToAliases(configs[id]!);
      workspaces.set(id, new TerraformWorkspace(config, { tooling, env: emulator.environment }));
    }
  }, 60_000);

  afterAll(async () => {
    for (const workspace of workspaces.values()) workspace.delete();
    await emulator?.stop();
  });

  /** Starts a stack once all stacks that it depends on are applied; whoever runs Terraform would do the same. */
  function deploy(id: Id): Deployment {
    const known = deployments.get(id);
    if (known) return known;
    const workspace = workspaces.get(id)!;
    const before = dependencies.get(id)!.map(deploy);
    const ready = workspace.init();
    const planned = Promise.all([ready, ...before.map(({ applied }) => applied)]).then(() => workspace.plan());
    const applied = planned.then(async () => {
      const diagnostics = await workspace.apply();
      finished.push(id);
      return diagnostics;
    });
    const unknown = planned.then(() => workspace.showPlan()).then(unknownPolicies);
    const second = Promise.all([applied, unknown]).then(() => workspace.plan());
    const deployment = { planned, unknown, applied, second };
    deployments.set(id, deployment);
    return deployment;
  }

  it(
    "is planned and applied stack by stack, in the order of their dependencies, without a warning",
    async () => {
      const all = ids.map((id) => ({ id, ...deploy(id) }));
      await Promise.all(all.map(({ second }) => second));
      await Promise.all(ids.map(async (id) => resources.set(id, await workspaces.get(id)!.resources())));
      const nothing = { errors: [], warnings: [] };
      for (const { id, planned, applied } of all) {
        expect([id, (await planned).diagnostics, await applied]).toEqual([id, nothing, nothing]);
        expect([id, new Set((await planned).changes.map(({ action }) => action))]).toEqual([id, new Set(["create"])]);
      }
      expect(new Set(finished.slice(0, 2))).toEqual(new Set(["landing-zone-log-archive", "landing-zone-security"]));
      expect(await emulator.gaps()).toEqual([]);
    },
    applySeconds * 1000,
  );

  it.each(ids)("%s: a second plan is empty", async (id) => {
    const nothing = { diagnostics: { errors: [], warnings: [] }, changes: [], planIsEmpty: true };
    expect(await deployments.get(id)?.second).toEqual(nothing);
  });

  it.each(ids)("%s: policies can be read in the first plan, except for the ARNs of its own keys", async (id) => {
    const unknown = (await deployments.get(id)?.unknown) ?? [];
    expect(unknown.filter((policy) => !namesOnlyKeys(policy))).toEqual([]);
  });

  it.each(ids)("%s lives in its own account", (id) => {
    const others = arnsOf(id).filter((arn) => !arn.startsWith("arn:aws:s3:::") && arn.split(":")[4] !== accounts[id]);
    expect(arnsOf(id).length).toBeGreaterThan(3);
    expect(others).toEqual([]);
  });

  it("names the keys of the archive where it reads them by alias", () => {
    const keys = arnsOf("landing-zone-log-archive").filter((arn) => arn.includes(":key/"));
    const trail = resources.get("landing-zone-management")!.find(({ type }) => type === "aws_cloudtrail")!;
    expect(keys).toContain(trail.values.kms_key_id);
    const nodes = resources.get("landing-zone-workload-shop")!.find(({ name }) => name.endsWith("node_access"))!;
    expect(keys.some((key) => String(nodes.values.policy).includes(key))).toBe(true);
  });

  it.each([
    ["landing-zone-workload-shop", "us-east-1"],
    ["landing-zone-workload-shop", "eu-west-1"],
    ["landing-zone-workload-billing", "eu-central-1"],
  ] as const)("a StartSession in %s, %s, is told in the security account, in words", async (id, region) => {
    const where = { account: accounts[id], region };
    const inbox = await subscribeInbox(emulator, topicArn("session-alerts"), inSecurity);
    await playEvent(emulator, recordedEvent("athena-start-session"), where);
    await playEvent(emulator, recordedEvent("start-session-default-document"), where);
    const texts = await notifications(emulator, inbox, inSecurity);
    expect(texts).toHaveLength(1);
    for (const fact of ["StartSession", "i-023ad911b5d49dece", `${where.account}, ${region}`])
      expect(texts[0]).toContain(fact);
    expect(texts[0]).not.toMatch(/<\w+>/);
  });

  it("an event of a Region that nobody audits is told to nobody", async () => {
    const inbox = await subscribeInbox(emulator, topicArn("session-alerts"), inSecurity);
    const start = recordedEvent("start-session-default-document");
    await playEvent(emulator, start, { account: accounts["landing-zone-workload-billing"], region: "sa-east-1" });
    await playEvent(emulator, recordedEvent("terminate-session"), { account: accounts["landing-zone-workload-shop"] });
    const texts = await notifications(emulator, inbox, inSecurity);
    expect(texts).toEqual([expect.stringContaining("TerminateSession")]);
  });

  it("what somebody does to the audit of any account is told in the security account", async () => {
    const inbox = await subscribeInbox(emulator, topicArn("integrity-alerts"), inSecurity);
    const change = (id: Id, region: string, service: string, eventName: string, requestParameters: object) =>
      playEvent(
        emulator,
        { ...recordedEvent("terminate-session"), source: `aws.${service}`, detail: { eventName, requestParameters } },
        { account: accounts[id], region },
      );
    const bucketName = "acme-audit-transcripts-222222222222-eu-west-1";
    await change("landing-zone-log-archive", "eu-west-1", "s3", "PutBucketPolicy", { bucketName: "another" });
    await change("landing-zone-log-archive", "eu-west-1", "s3", "PutBucketPolicy", { bucketName });
    await change("landing-zone-management", "eu-west-1", "cloudtrail", "StopLogging", { name: "acme-audit" });
    await change("landing-zone-workload-billing", "eu-central-1", "logs", "DeleteLogGroup", {
      logGroupName: "/acme-audit/sessions",
    });
    await change("landing-zone-workload-shop", "us-east-1", "iam", "PutRolePolicy", { roleName: "acme-audit-nodes" });
    await change("landing-zone-security", "eu-west-1", "events", "PutPermission", { eventBusName: "acme-audit" });
    const texts = await notifications(emulator, inbox, inSecurity);
    const calls = ["PutBucketPolicy", "StopLogging", "DeleteLogGroup", "PutRolePolicy", "PutPermission"];
    expect(texts).toEqual(calls.map((call) => expect.stringContaining(call)));
  });
});

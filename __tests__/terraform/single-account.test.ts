import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { DeleteTopicCommand, SNSClient } from "@aws-sdk/client-sns";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type App, TerraformStack } from "cdktf";
import { SingleAccount } from "../../examples/single-account";
import { allowAwsProviderRange, SessionAudit, subscribers } from "../../modules";
import { Emulator } from "../support/emulator/emulator";
import { notifications, playEvent, receive, recordedEvent, subscribeInbox } from "../support/emulator/events";
import { converges } from "../support/terraform/converges";
import { describeTerraform } from "../support/terraform/describe-terraform";
import { TerraformError } from "../support/terraform/messages";
import type { StateResource } from "../support/terraform/plan-json";
import { namesOnlyKeys, policyAttributes, unknownPolicies } from "../support/terraform/plan-policies";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";
import { ReaderFolder, sectionOf } from "./support/page-reader";

/** The provider waits for a minute until what it reads of queues and lifecycles has settled. */
const applySeconds = 180;
const otherSeconds = 90;

jest.setTimeout(otherSeconds * 1000);

const apiCall = recordedEvent("terminate-session");

/** The example with the props that a stack must have before it moves into the module. */
function withFixedSpread(app: App): TerraformStack {
  const stack = new TerraformStack(app, "single-account");
  new AwsProvider(stack, "Aws", { region: "eu-west-1" });
  allowAwsProviderRange(stack);
  new SessionAudit(stack, "SessionAudit", {
    name: "acme-audit",
    alerts: [subscribers.email("security@example.com")],
    session: { idleTimeoutMinutes: 15, maxDurationMinutes: 480 },
    guardrail: { spread: "fixed" },
    watches: { spread: "fixed" },
  });
  return stack;
}

describeTerraform("The single-account example", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let resources: readonly StateResource[] = [];
  const value = (address: string, attribute: string) =>
    String(resources.find((resource) => resource.address === `aws_${address}`)!.values[attribute]);

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    const { "single-account": config } = synthesize((app) => new SingleAccount(app));
    workspace = new TerraformWorkspace(config!, { tooling, env: emulator.environment });
    await workspace.init();
  });

  afterAll(async () => {
    workspace?.delete();
    await emulator?.stop();
  });

  it("is planned without a warning, and its policies can be read except for the ARNs of keys", async () => {
    const { diagnostics, changes } = await workspace.plan();
    expect(diagnostics).toEqual({ errors: [], warnings: [] });
    expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(["create"]));
    const plan = await workspace.showPlan();
    expect(policyAttributes(plan).length).toBeGreaterThan(5);
    expect(unknownPolicies(plan).filter((policy) => !namesOnlyKeys(policy))).toEqual([]);
  });

  it(
    "is applied, and a second plan is empty",
    async () => {
      resources = await converges(workspace, emulator);
    },
    applySeconds * 1000,
  );

  it(
    "moves into the module as terraform/README.md says, and nothing in AWS changes",
    async () => {
      workspace.change(synthesize(withFixedSpread)["single-account"]!);
      const { changes } = await workspace.plan({ refresh: false });
      expect(changes.map(({ action, address }) => `${action} ${address}`).sort()).toEqual([
        "create aws_iam_policy.session_audit_guardrail_part2",
        "update aws_cloudwatch_event_rule.session_audit_tampering2",
        "update aws_cloudwatch_event_rule.session_audit_tampering3",
        "update aws_iam_policy.session_audit_guardrail",
      ]);
      await workspace.apply();
      const deployed = (await workspace.resources()).map(({ address }) => address);

      const folder = new ReaderFolder({ tooling, env: emulator.environment });
      try {
        await folder.copyRepository();
        folder.write("main.tf", sectionOf("terraform/README.md", "Five steps to an audited account").hcl[0]!);
        copyFileSync(join(workspace.directory, "terraform.tfstate"), join(folder.directory, "terraform.tfstate"));
        const [init, fetch, plan, apply, remove, ...more] = sectionOf(
          "terraform/README.md",
          "From a TypeScript deployment",
        ).commands;
        expect(more).toEqual([]);
        await folder.runs(init!);
        await folder.runs(fetch!);
        expect((await folder.runs(plan!, { refresh: false })).stdout).toMatch(
          /^Plan: 0 to add, 0 to change, 0 to destroy\.$/m,
        );
        const moved = (await folder.plan("move.tfplan")).resource_changes!.filter(
          ({ previous_address }) => previous_address,
        );
        expect(new Set(moved.flatMap(({ change }) => change.actions))).toEqual(new Set(["no-op"]));
        expect(moved.map(({ previous_address }) => previous_address).sort()).toEqual(deployed.sort());
        await folder.runs(apply!);
        await folder.runs(remove!);
        await folder.runs("terraform plan -detailed-exitcode", { refresh: false });
      } finally {
        folder.delete();
      }
    },
    applySeconds * 1000,
  );

  it("tells the subscribers of its topic who started a session, where and from which address", async () => {
    const inbox = await subscribeInbox(emulator, value("sns_topic.session_audit_topic", "arn"));
    await playEvent(emulator, recordedEvent("start-session-default-document"));
    const texts = await notifications(emulator, inbox);
    expect(texts).toHaveLength(1);
    for (const fact of [
      "StartSession",
      "assumed-role/Admin/bob",
      "203.0.113.11",
      "i-023ad911b5d49dece",
      "2026-07-14T00:08:32Z",
    ])
      expect(texts[0]).toContain(fact);
    expect(texts[0]).not.toMatch(/<\w+>/);
  });

  it("stays silent about the StartSession of another service", async () => {
    const inbox = await subscribeInbox(emulator, value("sns_topic.session_audit_topic", "arn"));
    await playEvent(emulator, recordedEvent("athena-start-session"));
    await playEvent(emulator, recordedEvent("terminate-session"));
    expect(await notifications(emulator, inbox)).toEqual([expect.stringContaining("TerminateSession")]);
  });

  it("tells by a topic each what was refused, and what somebody does to the audit", async () => {
    const topics = ["topic", "refusal_topic", "integrity_topic"].map((name) => `sns_topic.session_audit_${name}`);
    const inboxes = new Map<string, string>();
    for (const topic of topics) inboxes.set(topic, await subscribeInbox(emulator, value(topic, "arn")));
    const on = (source: string, eventName: string, requestParameters: object) =>
      playEvent(emulator, { ...apiCall, source: `aws.${source}`, detail: { eventName, requestParameters } });
    await playEvent(emulator, recordedEvent("start-session-denied"));
    await on("cloudtrail", "StopLogging", { name: value("cloudtrail.session_audit_trail", "arn") });
    await on("sns", "SetTopicAttributes", { topicArn: value(topics[2]!, "arn") });
    const told = (topic: string) => notifications(emulator, inboxes.get(topic)!);
    expect(await told(topics[1]!)).toEqual([expect.stringContaining("AccessDenied")]);
    expect(await told(topics[2]!)).toEqual([expect.stringContaining("StopLogging")]);
    expect(await told(topics[0]!)).toEqual([expect.stringContaining("SetTopicAttributes")]);
  });

  it("refuses to destroy audit data", async () => {
    const refusal = (await workspace.destroy().catch((error) => error)) as TerraformError;
    expect(refusal).toBeInstanceOf(TerraformError);
    const kept = refusal.diagnostics.errors.map(({ detail }) => detail).join("\n");
    for (const type of ["aws_s3_bucket", "aws_kms_key", "aws_cloudwatch_log_group"]) expect(kept).toContain(`${type}.`);
  });

  it("keeps an event that its topic cannot take in the dead-letter queue", async () => {
    await new SNSClient(emulator.clientConfig()).send(
      new DeleteTopicCommand({ TopicArn: value("sns_topic.session_audit_topic", "arn") }),
    );
    await playEvent(emulator, recordedEvent("start-session-default-document"));
    const [message] = await receive(emulator, value("sqs_queue.session_audit_starts_dead_letter_queue", "url"));
    expect(JSON.parse(message!.Body!).detail).toMatchObject({ eventName: "StartSession" });
    expect(message!.MessageAttributes).toMatchObject({
      RULE_ARN: { StringValue: value("cloudwatch_event_rule.session_audit_starts", "arn") },
      TARGET_ARN: { StringValue: value("sns_topic.session_audit_topic", "arn") },
      ERROR_CODE: { StringValue: "NO_RESOURCE" },
    });
  });
});

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { MultiRegion } from "../../examples/multi-region";
import { SessionAudit } from "../../modules/topologies/session-audit";
import { Emulator } from "../support/emulator/emulator";
import { notifications, playEvent, recordedEvent, subscribeInbox } from "../support/emulator/events";
import { withoutBackend } from "../support/terraform/config";
import { converges } from "../support/terraform/converges";
import { describeTerraform } from "../support/terraform/describe-terraform";
import type { StateResource } from "../support/terraform/plan-json";
import { namesOnlyKeys, policyAttributes, unknownPolicies } from "../support/terraform/plan-policies";
import { regionsToAliases } from "../support/terraform/regions-to-aliases";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";

/** The provider waits for a minute until what it reads of queues and lifecycles has settled. */
const applySeconds = 240;

jest.setTimeout(120_000);

const apiCall = recordedEvent("terminate-session");

const regions = ["eu-west-1", "eu-central-1", "us-east-1"];

describeTerraform("The multi-region example", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let resources: readonly StateResource[] = [];
  const arns = (type: string) => resources.filter((r) => r.type === type).map(({ values }) => String(values.arn));
  const topicArn = (name: string) => arns("aws_sns_topic").find((arn) => arn.endsWith(`:acme-regions-${name}`))!;
  const regionsOf = (type: string) => arns(type).map((arn) => arn.split(":")[3]);

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    const { "multi-region": config } = synthesize((app) => new MultiRegion(app));
    workspace = new TerraformWorkspace(regionsToAliases(config!), { tooling, env: emulator.environment });
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
    expect(policyAttributes(plan).length).toBeGreaterThan(15);
    expect(unknownPolicies(plan).filter((policy) => !namesOnlyKeys(policy))).toEqual([]);
  });

  it(
    "is applied, and a second plan is empty",
    async () => {
      resources = await converges(workspace, emulator);
    },
    applySeconds * 1000,
  );

  it("has what is regional in each Region, and the rest at home", () => {
    const counted = (type: string) => regions.map((region) => regionsOf(type).filter((it) => it === region).length);
    const expected = {
      aws_ssm_document: [1, 1, 1],
      aws_cloudwatch_log_group: [2, 1, 1],
      aws_kms_key: [4, 2, 2],
      // IAM reports from us-east-1 only.
      aws_cloudwatch_event_rule: [10, 4, 5],
      aws_sns_topic: [3, 0, 0],
      aws_cloudtrail: [1, 0, 0],
    };
    expect(Object.fromEntries(Object.keys(expected).map((type) => [type, counted(type)]))).toEqual(expected);
    expect(arns("aws_s3_bucket")).toHaveLength(3);
  });

  it("lets a Region go that is taken out of the code, since prevent_destroy goes with it, and keeps its log group", async () => {
    const { two } = synthesize((app) => {
      const stack = new TerraformStack(app, "two");
      new AwsProvider(stack, "Aws", { region: "eu-west-1" });
      new SessionAudit(stack, "SessionAudit", { name: "acme-regions", regions: ["eu-west-1", "eu-central-1"] });
      return stack;
    });
    // The clones of the provider that the state names must still be there.
    const { provider } = JSON.parse(readFileSync(join(workspace.directory, "cdk.tf.json"), "utf8"));
    const config = { ...regionsToAliases(two!), provider };
    writeFileSync(join(workspace.directory, "cdk.tf.json"), JSON.stringify(withoutBackend(config)));
    const { diagnostics, changes } = await workspace.plan();
    expect(diagnostics).toEqual({ errors: [], warnings: [] });
    const deleted = changes.filter(({ action }) => action === "delete").map(({ address }) => address);
    expect(deleted).toContain("aws_kms_key.session_audit_us_east_1_logs_key");
    // The provider only forgets a group whose state says so, whatever the plan calls it.
    const groups = resources.filter(({ type }) => type === "aws_cloudwatch_log_group");
    expect(groups.map(({ values }) => values.skip_destroy)).toEqual(groups.map(() => true));
    // The example's subscriber is left out too.
    expect(deleted.filter((address) => !/_us_east_1_|_subscription_/.test(address))).toEqual([]);
  });

  it.each(regions)("tells the subscribers of the home topic of a session in %s, once", async (region) => {
    const inbox = await subscribeInbox(emulator, topicArn("session-alerts"));
    await playEvent(emulator, recordedEvent("athena-start-session"), { region });
    await playEvent(emulator, recordedEvent("start-session-default-document"), { region });
    const texts = await notifications(emulator, inbox);
    expect(texts).toHaveLength(1);
    for (const fact of ["StartSession", "assumed-role/Admin/bob", "i-023ad911b5d49dece", `111122223333, ${region}`])
      expect(texts[0]).toContain(fact);
  });

  it("tells at home what somebody does to the audit in another Region, and in IAM, which reports from us-east-1", async () => {
    const inbox = await subscribeInbox(emulator, topicArn("integrity-alerts"));
    const changed = (eventName: string, source: string, requestParameters: object, region: string) =>
      playEvent(emulator, { ...apiCall, source, detail: { eventName, requestParameters } }, { region });
    const group = { logGroupName: "/acme-regions/sessions" };
    await changed("DeleteRetentionPolicy", "aws.logs", { logGroupName: "/own" }, "eu-central-1");
    await changed("DeleteLogGroup", "aws.logs", group, "eu-central-1");
    await changed("DeleteRolePolicy", "aws.iam", { roleName: "acme-regions-nodes" }, "us-east-1");
    expect(await notifications(emulator, inbox)).toEqual([
      expect.stringContaining("DeleteLogGroup"),
      expect.stringContaining("DeleteRolePolicy"),
    ]);
  });
});

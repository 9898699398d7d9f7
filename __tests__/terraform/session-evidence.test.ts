import { cpSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { SessionEvidence } from "../../examples/evidence";
import { Emulator } from "../support/emulator/emulator";
import { converges } from "../support/terraform/converges";
import { describeTerraform } from "../support/terraform/describe-terraform";
import type { StateResource } from "../support/terraform/plan-json";
import { namesOnlyKeys, unknownPolicies } from "../support/terraform/plan-policies";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";

/** The provider waits for a minute until what it reads of queues and lifecycles has settled. */
const applySeconds = 240;

jest.setTimeout(90_000);

describeTerraform("The evidence example", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let resources: readonly StateResource[] = [];
  const valuesOf = (type: string) => resources.filter((resource) => resource.type === type).map(({ values }) => values);

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    const { "session-evidence": config } = synthesize((app) => new SessionEvidence(app));
    workspace = new TerraformWorkspace(config!, { tooling, env: emulator.environment });
    // Synthesis puts the code beside the configuration, which the workspace has alone.
    const { filename } = Object.values(config!.resource!.aws_lambda_function!)[0] as { filename: string };
    const target = join(workspace.directory, filename.replace("${path.module}/", ""));
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(__dirname, "../../modules/session-ledger/collector.zip"), target);
    await workspace.init();
  });

  afterAll(async () => {
    workspace?.delete();
    await emulator?.stop();
  });

  it("is planned without a warning, and its policies can be read except for the ARNs of keys", async () => {
    const nothing = { errors: [], warnings: [] };
    expect((await workspace.plan()).diagnostics).toEqual(nothing);
    expect(unknownPolicies(await workspace.showPlan()).filter((policy) => !namesOnlyKeys(policy))).toEqual([]);
  });

  it(
    "is applied, and a second plan is empty",
    async () => {
      resources = await converges(workspace, emulator);
    },
    applySeconds * 1000,
  );

  it("hands Lambda the code of the package", () => {
    const [program] = valuesOf("aws_lambda_function");
    expect(program).toMatchObject({ runtime: "nodejs22.x", handler: "index.handler" });
    expect(program!.code_sha256).toBe(program!.source_code_hash);
  });

  it("leaves Athena its placeholders", () => {
    const trail = valuesOf("aws_glue_catalog_table").find(({ name }) => name === "trail")!;
    expect((trail.parameters as Record<string, string>)["storage.location.template"]).toMatch(
      /^s3:\/\/acme-archive-trail-\d{12}-eu-west-1\/AWSLogs\/\$\{account\}\/CloudTrail\/\$\{region\}\/\$\{day\}$/,
    );
  });

  it("leaves the scheduler its placeholder, and names the account and its Region", () => {
    const ledger = valuesOf("aws_scheduler_schedule").find(({ name }) => name === "acme-archive-session-ledger")!;
    const [{ input }] = ledger.target as [{ input: string }];
    expect(JSON.parse(input)).toEqual({
      scheduledTime: "<aws.scheduler.scheduled-time>",
      places: [{ accounts: [expect.stringMatching(/^\d{12}$/)], regions: ["eu-west-1"] }],
    });
  });
});

import { Emulator } from "../support/emulator/emulator";
import type { TerraformConfig } from "../support/terraform/config";
import { describeTerraform } from "../support/terraform/describe-terraform";
import { emulatedAccount } from "../support/terraform/environment";
import type { TerraformError } from "../support/terraform/messages";
import { regionsToAliases } from "../support/terraform/regions-to-aliases";
import { TerraformWorkspace } from "../support/terraform/workspace";

const archiveAccount = "444455556666";
const deployRole = `arn:aws:iam::${archiveAccount}:role/Deploy`;

/** Log groups, which the provider creates at once, in two accounts and two Regions. */
const config: TerraformConfig = regionsToAliases({
  terraform: {
    required_providers: { aws: { source: "aws", version: ">= 6.0" } },
    backend: { s3: { bucket: "state", key: "state", region: "eu-west-1" } },
  },
  provider: {
    aws: [{ region: "eu-west-1" }, { alias: "archive", region: "eu-west-1", assume_role: [{ role_arn: deployRole }] }],
  },
  resource: {
    aws_cloudwatch_log_group: {
      home: { name: "/sessions" },
      archive: { name: "/sessions", provider: "aws.archive" },
      archive_us: { name: "/sessions", provider: "aws.archive", region: "us-east-1" },
    },
  },
});

describeTerraform("A Terraform workspace", (tooling) => {
  let emulator: Emulator;
  const workspaces: TerraformWorkspace[] = [];

  function workspace(source: TerraformConfig): TerraformWorkspace {
    const created = new TerraformWorkspace(source, { tooling, env: emulator.environment });
    workspaces.push(created);
    return created;
  }

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
  }, 60_000);

  afterAll(async () => {
    for (const created of workspaces) created.delete();
    await emulator?.stop();
  });

  it("deploys to other accounts through assumed roles and to other Regions through aliases", async () => {
    const stack = workspace(config);
    await stack.init();
    expect((await stack.plan()).changes).toHaveLength(3);
    await stack.apply();
    const arns = (await stack.resources()).map(({ values }) => values.arn);
    const arn = (region: string, account: string) => `arn:aws:logs:${region}:${account}:log-group:/sessions`;
    expect(arns).toEqual([
      arn("eu-west-1", archiveAccount),
      arn("us-east-1", archiveAccount),
      arn("eu-west-1", emulatedAccount),
    ]);
    await stack.destroy();
    expect(await stack.resources()).toEqual([]);
  }, 120_000);

  it("fails at once, with the diagnostics of Terraform, when the emulator lacks an operation", async () => {
    const unsupported = { aws_cloudtrail_event_data_store: { lake: { name: "lake" } } };
    const lake = workspace({ ...config, resource: unsupported });
    await lake.init();
    await lake.plan();
    const failure: TerraformError = await lake.apply().catch((error) => error);
    expect(failure.message).toMatch(
      /^terraform apply failed:\naws_cloudtrail_event_data_store\.lake: .*CreateEventDataStore.*501/s,
    );
    expect(failure.diagnostics.errors).toMatchObject([
      { severity: "error", address: "aws_cloudtrail_event_data_store.lake" },
    ]);
    expect(await emulator.gaps()).toEqual([expect.stringContaining("CreateEventDataStore")]);
  }, 60_000);
});

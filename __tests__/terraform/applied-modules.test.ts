/** Guardrails of TypeScript stacks that move into the modules, on the emulated AWS. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { accounts, planOf } from "../../examples/landing-zone";
import { allowAwsProviderRange, Guardrail, OrganizationGuardrail, waysRound } from "../../modules";
import { awsCall } from "../support/emulator/aws-call";
import { Emulator } from "../support/emulator/emulator";
import { describeTerraform } from "../support/terraform/describe-terraform";
import { regionsToAliases } from "../support/terraform/regions-to-aliases";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";

jest.setTimeout(120_000);

const exported = join(__dirname, "../../terraform");
const names = ["guardrail", "organization-guardrail"];
const administrators = ["arn:aws:iam::111122223333:role/terraform", "arn:aws:iam::111122223333:role/break-glass"];
const bucketArn = "arn:aws:s3:::acme-shop-transcripts";

const calls = {
  guardrail: {
    source: "./modules/guardrail",
    name: "acme-shop-guardrail",
    protects: { buckets: [bucketArn] },
    administrators,
    closes: ["run_command"],
  },
  organization_guardrail: {
    source: "./modules/organization-guardrail",
    name: "acme-audit",
    management_account_id: "111111111111",
    log_archive_account_id: "222222222222",
    security_account_id: "333333333333",
    administrators,
  },
};

function deployed() {
  const { stack } = synthesize((app) => {
    const stack = new TerraformStack(app, "stack");
    new AwsProvider(stack, "Aws", { region: "eu-west-1" });
    const protects = { buckets: [{ bucketArn }] };
    allowAwsProviderRange(stack);
    const closes = [waysRound.runCommand];
    new Guardrail(stack, "Guardrail", {
      name: "acme-shop-guardrail",
      protects,
      administrators,
      closes,
      spread: "fixed",
    });
    new OrganizationGuardrail(stack, "OrganizationGuardrail", {
      plan: planOf(accounts),
      administrators,
      spread: "fixed",
    });
    return stack;
  });
  return regionsToAliases(stack!);
}

describeTerraform("The modules of guardrails", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    await awsCall(emulator, "organizations", "CreateOrganization", { FeatureSet: "ALL" });
    workspace = new TerraformWorkspace(deployed(), { tooling, env: emulator.environment });
    await workspace.init();
    await workspace.plan();
    await workspace.apply();
  });

  afterAll(async () => {
    workspace?.delete();
    await emulator?.stop();
  });

  it("take over what a stack has deployed, without a change", async () => {
    cpSync(exported, join(workspace.directory, "modules"), { recursive: true });
    for (const name of names) {
      const moved = readFileSync(join(exported, name, "examples/from-typescript/moved.tf"), "utf8");
      writeFileSync(join(workspace.directory, `${name}.moved.tf`), moved);
    }
    const { provider } = deployed();
    workspace.change({ provider, module: calls });
    await workspace.init();
    await workspace.plan();
    const { resource_changes } = await workspace.showPlan();
    const policies = resource_changes!.filter(({ address }) => !address.includes(".data."));
    expect(policies.map(({ previous_address }) => previous_address).sort()).toEqual([
      "aws_iam_policy.guardrail",
      "aws_iam_policy.guardrail_part2",
      "aws_organizations_policy.organization_guardrail_resource_control",
      "aws_organizations_policy.organization_guardrail_resource_control_part2",
      "aws_organizations_policy.organization_guardrail_service_control",
      "aws_organizations_policy.organization_guardrail_service_control_part2",
    ]);
    expect(new Set(policies.flatMap(({ change }) => change.actions))).toEqual(new Set(["no-op"]));
  });
});

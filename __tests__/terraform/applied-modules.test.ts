/** Modules on the emulated AWS: guardrails that a stack deployed and that move in, and accounts, with a ledger. */
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { accounts, planOf } from "../../examples/landing-zone";
import { allowAwsProviderRange, Guardrail, OrganizationGuardrail, waysRound } from "../../modules";
import { awsCall } from "../support/emulator/aws-call";
import { Emulator } from "../support/emulator/emulator";
import { describeTerraform } from "../support/terraform/describe-terraform";
import type { Diagnostics } from "../support/terraform/messages";
import { regionsToAliases } from "../support/terraform/regions-to-aliases";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";
import { createArchiveKeys } from "./support/archive-keys";

/** The provider waits for a minute until what it reads of queues and lifecycles has settled. */
jest.setTimeout(240_000);

const exported = join(__dirname, "../../terraform");
const guardrails = ["guardrail", "organization-guardrail"];
const administrators = ["arn:aws:iam::111122223333:role/terraform", "arn:aws:iam::111122223333:role/break-glass"];
const bucketArn = "arn:aws:s3:::acme-shop-transcripts";

const ofGuardrails = {
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

const ids = { log_archive_account_id: "222222222222", security_account_id: "333333333333" };
const organization_id = "o-a1b2c3d4e5";
const providers = { aws: "aws", "aws.iam": "aws.iam" };

/** All work in one account here, so their names differ. */
const ofAccounts = {
  log_archive: {
    source: "./modules/log-archive",
    providers,
    name: "acme-archive",
    organization_id,
    management_account_id: "111111111111",
    security_account_id: ids.security_account_id,
    alerts: { emails: ["security@example.com"] },
    evidence: {
      workloads: { "444444444444": ["eu-west-1", "us-east-1"], "555555555555": ["eu-west-1"] },
      report: { queries: ["missing-recordings", "unread-places"], every_days: 1 },
    },
  },
  workload_account: {
    source: "./modules/workload-account",
    providers,
    name: "acme-workload",
    ...ids,
    evidence: { organization_id },
  },
  management_account: {
    source: "./modules/management-account",
    providers,
    name: "acme-management",
    trail_arn: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/aws-controltower-BaselineCloudTrail",
    security_account_id: ids.security_account_id,
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
  const { provider, ...config } = regionsToAliases(stack!);
  return { ...config, provider: { aws: [provider!.aws!, { alias: "iam", region: "us-east-1" }].flat() } };
}

describeTerraform("The modules", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let applied: Diagnostics;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    await awsCall(emulator, "organizations", "CreateOrganization", { FeatureSet: "ALL" });
    await createArchiveKeys(emulator, ofAccounts.workload_account.name, {
      account: ids.log_archive_account_id,
      region: "eu-west-1",
    });
    workspace = new TerraformWorkspace({ ...deployed(), module: ofAccounts }, { tooling, env: emulator.environment });
    cpSync(exported, join(workspace.directory, "modules"), { recursive: true });
    await workspace.init();
    await workspace.plan();
    applied = await workspace.apply();
  });

  afterAll(async () => {
    workspace?.delete();
    await emulator?.stop();
  });

  it("are applied without a warning", () => {
    expect(applied).toEqual({ errors: [], warnings: [] });
  });

  it("take over what a stack has deployed, without a change, and leave nothing to be done for what they deployed", async () => {
    for (const name of guardrails) {
      const moved = readFileSync(join(exported, name, "examples/from-typescript/moved.tf"), "utf8");
      writeFileSync(join(workspace.directory, `${name}.moved.tf`), moved);
    }
    const { provider } = deployed();
    workspace.change({ provider, module: { ...ofGuardrails, ...ofAccounts } });
    await workspace.init();
    const { changes } = await workspace.plan();
    expect(changes.map(({ action, address }) => `${action} ${address}`).sort()).toEqual([
      "move module.guardrail.aws_iam_policy.part2[0]",
      "move module.guardrail.aws_iam_policy.this[0]",
      "move module.organization_guardrail.aws_organizations_policy.resource_control",
      "move module.organization_guardrail.aws_organizations_policy.resource_control_part2",
      "move module.organization_guardrail.aws_organizations_policy.service_control",
      "move module.organization_guardrail.aws_organizations_policy.service_control_part2",
    ]);
    expect(await emulator.gaps()).toEqual([]);
  });
});

import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { accounts, planOf } from "../../examples/landing-zone";
import {
  AlertHub,
  LandingZone,
  LogArchive,
  OrganizationGuardrail,
  OrganizationTrail,
  subscribers,
  WorkloadAccount,
} from "../../modules";
import { checked } from "../../modules/core/internal";
import { Emulator } from "../support/emulator/emulator";
import { describeTerraform } from "../support/terraform/describe-terraform";
import type { PlanJson } from "../support/terraform/plan-json";
import { regionsToAliases } from "../support/terraform/regions-to-aliases";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";
import { createArchiveKeys } from "./support/archive-keys";
import { asModule, comparable } from "./support/same-plan";

jest.setTimeout(180_000);

const exported = join(__dirname, "../../terraform");
/** The plan of examples/landing-zone.ts, and a ledger of sessions besides. */
const { name, organizationId, homeRegion, regions } = planOf(accounts);
const plan = new LandingZone({
  name,
  organizationId,
  homeRegion,
  regions: checked.atLeastOne(regions),
  accounts,
  evidence: {},
});
const alerts = [subscribers.email("security@example.com")];

/** The modules of terraform/examples/landing-zone that make what the construct makes in an account. */
const modulesOf: Readonly<Record<string, readonly string[]>> = {
  log_archive: ["log_archive", "log_archive_us_east_1"],
  management: ["organization_trail", "organization_trail_us_east_1", "organization_guardrail"],
  security: ["alert_hub", "alert_hub_us_east_1"],
  shop: ["shop", "shop_us_east_1"],
  billing: ["billing", "billing_eu_central_1"],
};
const names = Object.keys(modulesOf);

/** The stacks of examples/landing-zone.ts, with policies and rules spread as in the modules. */
function stacks() {
  const fixed = { guardrail: { spread: "fixed" }, watches: { spread: "fixed" } } as const;
  const workload = (name: string) => (stack: TerraformStack) =>
    new WorkloadAccount(stack, "WorkloadAccount", {
      plan,
      account: plan.workloads.find((account) => account.name === name)!,
      ...fixed,
    });
  const made: Readonly<Record<string, (stack: TerraformStack) => unknown>> = {
    log_archive: (stack) => new LogArchive(stack, "LogArchive", { plan, alerts, ...fixed }),
    management: (stack) => {
      new OrganizationTrail(stack, "OrganizationTrail", { plan, ...fixed });
      const administrators = ["arn:aws:iam::*:role/TerraformDeployment"];
      new OrganizationGuardrail(stack, "OrganizationGuardrail", { plan, administrators, spread: "fixed" });
    },
    security: (stack) => new AlertHub(stack, "AlertHub", { plan, alerts, ...fixed }),
    shop: workload("shop"),
    billing: workload("billing"),
  };
  return synthesize((app) =>
    names.map((name) => {
      const stack = new TerraformStack(app, name);
      new AwsProvider(stack, "Aws", { region: plan.homeRegion });
      made[name]!(stack);
      return stack;
    }),
  );
}

describeTerraform("The landing zone in HCL", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let planned: PlanJson;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    await createArchiveKeys(emulator, plan.name, { account: plan.logArchive.id, region: plan.homeRegion });
    workspace = new TerraformWorkspace({}, { tooling, env: emulator.environment });
    cpSync(exported, join(workspace.directory, "modules"), { recursive: true });
    const example = join(exported, "examples/landing-zone");
    for (const name of readdirSync(example)) {
      const text = readFileSync(join(example, name), "utf8")
        .replaceAll('source = "../../', 'source = "./modules/')
        // The keys of the archive are there already, so that no policy has to wait for them.
        .replaceAll(/^ *depends_on = .*$/gm, "");
      writeFileSync(join(workspace.directory, name), text);
    }
    const module = Object.fromEntries(Object.entries(stacks()).map(([name, config]) => inTypeScript(name, config)));
    writeFileSync(join(workspace.directory, "typescript.tf.json"), JSON.stringify({ module }));
    await workspace.init();
    await workspace.plan();
    planned = await workspace.showPlan();
  });

  afterAll(async () => {
    workspace?.delete();
    await emulator?.stop();
  });

  /** A stack as a module that gets the providers of the example. */
  function inTypeScript(name: string, stack: ReturnType<typeof stacks>[string]) {
    const config = regionsToAliases(stack);
    const folder = join(workspace.directory, "typescript", name);
    mkdirSync(folder, { recursive: true });
    for (const [file, text] of Object.entries(asModule(config))) writeFileSync(join(folder, file), text);
    const aliases = [config.provider!.aws!].flat().flatMap(({ alias }) => (alias === undefined ? [] : [String(alias)]));
    const providers = aliases.map((alias) => [`aws.${alias}`, `aws.${name}_${alias}`]);
    const call = {
      source: `./typescript/${name}`,
      providers: { aws: `aws.${name}`, ...Object.fromEntries(providers) },
    };
    return [`typescript_${name}`, call] as const;
  }

  /** Every resource of some modules, with all its arguments, in one order. */
  function resourcesOf(modules: readonly string[]): object[] {
    const found = planned.resource_changes!.filter(({ module_address, change }) => {
      return modules.some((name) => module_address === `module.${name}`) && change.actions.includes("create");
    });
    const resources = found.map(({ type, change: { after, after_unknown } }) => ({
      type,
      values: comparable(after),
      unknown: after_unknown,
    }));
    return resources.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
  }

  it.each(names)("makes what the TypeScript plan makes, by name and to the letter: %s", (name) => {
    const made = resourcesOf([`typescript_${name}`]);
    expect(made.length).toBeGreaterThan(20);
    expect(resourcesOf(modulesOf[name]!)).toEqual(made);
  });
});

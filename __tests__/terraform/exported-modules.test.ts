import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { Emulator } from "../support/emulator/emulator";
import { describeTerraform } from "../support/terraform/describe-terraform";
import type { PlanJson } from "../support/terraform/plan-json";
import { regionsToAliases } from "../support/terraform/regions-to-aliases";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";
import { auditName, type Mix, type MixedModule, mixedModules } from "./support/mixes";
import { asModule, moduleFilesOf, plannedIn, withKnownKeys } from "./support/same-plan";

jest.setTimeout(180_000);

const exported = join(__dirname, "../../terraform");

/** From the construct and from the module, with the ARNs of keys known; the first mix as it is, too. */
const cases = mixedModules.flatMap((mixed) =>
  mixed.mixes.flatMap((mix, index) =>
    (index === 0 ? [false, true] : [true]).map((known) => ({
      mixed,
      mix,
      known,
      id: `${mixed.module}_${mix.name}${known ? "_known" : ""}`.replaceAll("-", "_"),
    })),
  ),
);

function stackOf({ construct }: Mix) {
  const { stack } = synthesize((app) => {
    const stack = new TerraformStack(app, "stack");
    new AwsProvider(stack, "Aws", { region: "eu-west-1" });
    construct(stack);
    return stack;
  });
  return regionsToAliases(stack!);
}

describeTerraform("The exported modules", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let plan: PlanJson;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    const calls = cases.flatMap(({ id, mix }) => [
      [`${id}_typescript`, { source: `./${id}_typescript` }],
      [`${id}_terraform`, { source: `./${id}_terraform`, ...mix.variables }],
    ]);
    const root = { provider: { aws: [{ region: "eu-west-1" }] }, module: Object.fromEntries(calls) };
    workspace = new TerraformWorkspace(root, { tooling, env: emulator.environment });
    for (const { id, mixed, mix, known } of cases) {
      const files = {
        [`${id}_typescript`]: asModule(stackOf(mix)),
        [`${id}_terraform`]: moduleFilesOf(join(exported, mixed.module)),
      };
      for (const [folder, texts] of Object.entries(files)) {
        mkdirSync(join(workspace.directory, folder));
        for (const [name, text] of Object.entries(known ? withKnownKeys(texts) : texts))
          writeFileSync(join(workspace.directory, folder, name), text);
      }
    }
    await workspace.init();
    await workspace.plan();
    plan = await workspace.showPlan();
  });

  afterAll(async () => {
    workspace?.delete();
    await emulator?.stop();
  });

  it("are valid without a warning", async () => {
    expect(await workspace.validate()).toEqual({ errors: [], warnings: [] });
  });

  const of = ({ prefix }: MixedModule) => ({ prefix, names: [auditName] });

  it.each(cases)("$mixed.module plans what the construct does: $mix.name, keys known: $known", ({ id, mixed }) => {
    const made = plannedIn(plan, `${id}_typescript`, of(mixed));
    expect(Object.keys(made).length).toBeGreaterThan(1);
    expect(plannedIn(plan, `${id}_terraform`, of(mixed))).toEqual(made);
  });
});

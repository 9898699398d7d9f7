import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import { iamRegionOf } from "../../modules/facts";
import { Emulator } from "../support/emulator/emulator";
import { describeTerraform } from "../support/terraform/describe-terraform";
import type { PlanJson } from "../support/terraform/plan-json";
import { regionsToAliases } from "../support/terraform/regions-to-aliases";
import { synthesize } from "../support/terraform/synthesize";
import { TerraformWorkspace } from "../support/terraform/workspace";
import { createArchiveKeys } from "./support/archive-keys";
import { archiveAccount, auditName, homeRegion } from "./support/landing-zone-mixes";
import { type Mix, type MixedModule, mixedModules } from "./support/mixes";
import {
  aliasOf,
  asModule,
  copyCode,
  moduleFilesOf,
  type Naming,
  plannedIn,
  providersOf,
  withKnownKeys,
} from "./support/same-plan";

jest.setTimeout(240_000);

const exported = join(__dirname, "../../terraform");

/** From the construct and from the module, with the ARNs of keys known; the first mix as it is, too, where there are keys. */
const cases = mixedModules.flatMap((mixed) =>
  mixed.mixes.flatMap((mix, index) =>
    (index === 0 && !mixed.keyless ? [false, true] : [true]).map((known) => ({
      mixed,
      mix,
      known,
      id: `${mixed.module}_${mix.name}${known ? "_known" : ""}`.replaceAll("-", "_"),
    })),
  ),
);

function stackOf({ construct }: Mix, region: string) {
  const { stack } = synthesize((app) => {
    const stack = new TerraformStack(app, "stack");
    new AwsProvider(stack, "Aws", { region });
    construct(stack);
    return stack;
  });
  return regionsToAliases(stack!);
}

function namingOf({ prefix, region }: MixedModule): Naming {
  return { prefix, names: [auditName, region, iamRegionOf(region)] };
}

/** Whether a resource of a stack, by its address, is of the part that a module is about. */
function partOf({ prefix, region }: MixedModule, { part }: Mix): (address: string) => boolean {
  const further = `_${aliasOf(iamRegionOf(region))}_`;
  const parts = {
    home: (address: string) => !address.includes(further),
    further: (address: string) => address.includes(further),
    own: (address: string) => address.split(".").at(-1)!.startsWith(prefix),
  };
  return part ? parts[part] : () => true;
}

describeTerraform("The exported modules", (tooling) => {
  let emulator: Emulator;
  let workspace: TerraformWorkspace;
  let plan: PlanJson;

  beforeAll(async () => {
    emulator = await Emulator.start(tooling);
    await createArchiveKeys(emulator, auditName, { account: archiveAccount, region: homeRegion });
    const folders = cases.flatMap(({ id, mixed, mix }) => [
      { name: `${id}_typescript`, mixed, mix: undefined, files: asModule(stackOf(mix, mixed.region)), variables: {} },
      {
        name: `${id}_terraform`,
        mixed,
        mix,
        files: moduleFilesOf(join(exported, mixed.module)),
        variables: mix.variables,
      },
    ]);
    const calls = folders.map(({ name, mixed, mix, files, variables }) => {
      const region = mix?.part === "further" ? iamRegionOf(mixed.region) : mixed.region;
      return [name, { source: `./${name}`, providers: providersOf(files, region), ...variables }];
    });
    const regions = [...new Set(mixedModules.flatMap(({ region }) => [region, iamRegionOf(region)]))];
    const provider = { aws: regions.map((region) => ({ alias: aliasOf(region), region })) };
    workspace = new TerraformWorkspace(
      { provider, module: Object.fromEntries(calls) },
      { tooling, env: emulator.environment },
    );
    for (const [index, { name, mixed, files }] of folders.entries()) {
      const { known } = cases[Math.floor(index / 2)]!;
      mkdirSync(join(workspace.directory, name));
      for (const [path, text] of Object.entries(known ? withKnownKeys(files, namingOf(mixed)) : files))
        writeFileSync(join(workspace.directory, name, path), text);
      copyCode(join(exported, mixed.module), join(workspace.directory, name));
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

  it.each(cases)("$mixed.module plans what the construct does: $mix.name, keys known: $known", ({ id, mixed, mix }) => {
    const made = plannedIn(plan, `${id}_typescript`, namingOf(mixed), partOf(mixed, mix));
    expect(Object.keys(made)).not.toEqual([]);
    expect(plannedIn(plan, `${id}_terraform`, namingOf(mixed))).toEqual(made);
  });
});

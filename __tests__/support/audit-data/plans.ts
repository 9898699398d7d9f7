import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Blocks, TerraformConfig } from "../terraform/config";
import { emulatedEnvironment } from "../terraform/environment";
import { type Diagnostic, type PlannedChange, TerraformError } from "../terraform/messages";
import type { Tooling } from "../terraform/tooling";
import { TerraformWorkspace } from "../terraform/workspace";
import { stateOf, withMadeUpReferences } from "./made-up-state";

/** A configuration that was applied, and the one that follows it. */
export interface Steps {
  readonly before: TerraformConfig;
  readonly after: TerraformConfig;
}

export interface StepPlan {
  /** By action: the addresses that the plan changes so. */
  readonly actions: Readonly<Record<string, readonly string[]>>;
  /** Addresses that `prevent_destroy` guards from what was planned. */
  readonly guarded: readonly string[];
}

/**
 * What Terraform plans for each of many changes. Each is a module, so that the provider starts once for all of them. Nothing is
 * deployed: AWS is not asked, and the state is made up from the plan of what came before.
 */
export async function planSteps(
  steps: Readonly<Record<string, Steps>>,
  tooling: Tooling,
): Promise<Readonly<Record<string, StepPlan>>> {
  const ids = Object.keys(steps).map((_, index) => `change_${index}`);
  // Nobody answers there.
  const env = emulatedEnvironment("http://127.0.0.1:1");
  const workspace = new TerraformWorkspace(rootOf(ids), { tooling, env });
  const write = (configs: readonly TerraformConfig[]) =>
    configs.forEach((config, index) => {
      const folder = join(workspace.directory, ids[index]!);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(moduleOf(config)));
    });
  try {
    write(Object.values(steps).map(({ before }) => withMadeUpReferences(before)));
    await workspace.init();
    await workspace.plan({ refresh: false });
    const state = stateOf(await workspace.showPlan());
    writeFileSync(join(workspace.directory, "terraform.tfstate"), JSON.stringify(state));
    write(Object.values(steps).map(({ after }) => after));
    const { changes, errors } = await planned(workspace);
    return Object.fromEntries(
      Object.keys(steps).map((title, index) => [title, planOf(`module.${ids[index]}.`, changes, errors)]),
    );
  } finally {
    workspace.delete();
  }
}

async function planned(
  workspace: TerraformWorkspace,
): Promise<{ changes: readonly PlannedChange[]; errors: readonly Diagnostic[] }> {
  try {
    return { ...(await workspace.plan({ refresh: false })), errors: [] };
  } catch (error) {
    if (!(error instanceof TerraformError) || error.diagnostics.errors.length === 0) throw error;
    return { changes: [], errors: error.diagnostics.errors };
  }
}

function planOf(prefix: string, changes: readonly PlannedChange[], errors: readonly Diagnostic[]): StepPlan {
  const actions: Record<string, string[]> = {};
  for (const { address, action } of changes) {
    if (!address.startsWith(prefix)) continue;
    actions[action] ??= [];
    actions[action].push(address.slice(prefix.length));
  }
  for (const addresses of Object.values(actions)) addresses.sort();
  const guarded = errors.flatMap(({ summary, detail }) => {
    const [, address] = /^Resource (\S+) has lifecycle.prevent_destroy set/.exec(detail) ?? [];
    if (!address) throw new Error(`${summary}: ${detail}`);
    return address.startsWith(prefix) ? [address.slice(prefix.length)] : [];
  });
  return { actions, guarded: guarded.sort() };
}

const required = { required_providers: { aws: { source: "hashicorp/aws" } } };

function rootOf(ids: readonly string[]): TerraformConfig {
  const silent = { skip_credentials_validation: true, skip_requesting_account_id: true };
  return {
    terraform: required,
    provider: { aws: silent },
    module: Object.fromEntries(ids.map((id) => [id, { source: `./${id}` }])),
  };
}

/** Provider 5 knows no `region` argument. To which Region a resource belongs makes no difference to what is measured here. */
function moduleOf({ resource = {}, moved, removed }: TerraformConfig): TerraformConfig {
  const withoutRegion: Blocks = Object.fromEntries(
    Object.entries(resource).map(([type, blocks]) => [
      type,
      Object.fromEntries(Object.entries(blocks).map(([id, { region: _, ...block }]) => [id, block])),
    ]),
  );
  return { terraform: required, resource: withoutRegion, moved, removed };
}

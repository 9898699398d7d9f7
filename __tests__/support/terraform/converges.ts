import type { Emulator } from "../emulator/emulator";
import type { StateResource } from "./plan-json";
import type { TerraformWorkspace } from "./workspace";

/** Expects an apply without a warning, nothing that the emulator lacks, and a second plan that changes nothing. */
export async function converges(workspace: TerraformWorkspace, emulator: Emulator): Promise<readonly StateResource[]> {
  expect((await workspace.apply()).warnings).toEqual([]);
  const diagnostics = { errors: [], warnings: [] };
  expect(await workspace.plan()).toEqual({ diagnostics, changes: [], planIsEmpty: true });
  expect(await emulator.gaps()).toEqual([]);
  return workspace.resources();
}

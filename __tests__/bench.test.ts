import { App, type TerraformStack, Testing } from "cdktf";
import { HandWritten } from "../bench/hand-written";
import { SingleAccount } from "../examples/single-account";

/** How many resources of each type a stack emits. */
function counts(stack: TerraformStack): Record<string, number> {
  const { resource } = JSON.parse(Testing.synth(stack, true)) as { resource: Record<string, object> };
  return Object.fromEntries(Object.entries(resource).map(([type, all]) => [type, Object.keys(all).length]));
}

it("the benchmark compares the single-account example with the same resources written by hand", () => {
  expect(counts(new HandWritten(new App()))).toEqual(counts(new SingleAccount(new App())));
});

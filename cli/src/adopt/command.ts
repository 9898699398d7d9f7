import { addFleetOptions, type FleetFlags, fleetOptions } from "../fleet/options";
import type { CommandModule } from "../program";

/** `session-audit adopt --plan` */
export const adoptCommand: CommandModule = {
  register(program, io, done) {
    const command = program
      .command("adopt")
      .summary("compare live preferences with those that a configuration will write")
      .description(
        "Compares the live session preferences of every account and Region in a configuration with those that it will write, field by field, and says which accounts need adopt. It changes nothing.",
      )
      .requiredOption(
        "--plan [path]",
        "a synthesized folder, one stack of it, or a plan from terraform show -json (default: cdktf.out)",
      );
    addFleetOptions(command).action(async ({ plan, ...flags }: FleetFlags & { plan: string | true }) => {
      const { runAdopt } = require("./run") as typeof import("./run");
      done(await runAdopt(plan === true ? "cdktf.out" : plan, fleetOptions(flags), io));
    });
  },
};

import { type Command, Option } from "commander";
import { addFleetOptions } from "../fleet/options";
import type { CommandModule } from "../program";
import { doctorPolicy } from "./read-only";
import type { DoctorFlags } from "./run";

/** What may be asked for instead of the report for people, one at a time. */
const outputs = {
  fleet: "one table of all accounts and Regions, and each kind of finding once",
  json: "everything as JSON",
  sarif: "findings as SARIF 2.1.0",
  junit: "findings as JUnit XML",
  policy: "print the IAM policy that the doctor needs, and exit",
} as const;

/** `session-audit doctor` */
export const doctorCommand: CommandModule = {
  register(program, io, done) {
    const command: Command = program
      .command("doctor")
      .summary("find what keeps sessions from being recorded")
      .description(
        "Finds what keeps sessions from being recorded and alerts from arriving, and says what happens, why, and how to fix it. It changes nothing, and works in any account, whether or not it uses this library.",
      );
    addFleetOptions(command);
    for (const [name, help] of Object.entries(outputs)) {
      const others = Object.keys(outputs).filter((other) => other !== name);
      command.addOption(new Option(`--${name}`, help).conflicts(others));
    }
    command.action(async (flags: DoctorFlags & { readonly policy?: boolean }) => {
      if (flags.policy) {
        io.stdout.write(`${JSON.stringify(doctorPolicy(), null, 2)}\n`);
        return;
      }
      const { runDoctor } = require("./run") as typeof import("./run");
      done(await runDoctor(flags, io, program.version() ?? ""));
    });
  },
};

import type { Command } from "commander";
import type { Outcome } from "../exit-codes";
import { collect } from "../fleet/options";
import type { Io } from "../io";
import type { CommandModule } from "../program";
import { defaultSealPrefix } from "./seal-file";

export interface SealFlags {
  readonly bucket: string;
  readonly prefix: string[];
  readonly key: string;
  readonly sealPrefix: string;
  readonly from?: string;
  readonly publicKey?: string;
  readonly region?: string;
  readonly profile?: string;
}

export const sealCommand: CommandModule = {
  register(program: Command, io: Io, done: (outcome: Outcome) => void): void {
    program
      .command("seal")
      .summary("sign the evidence in a bucket, day by day")
      .description(
        "Writes a seal for each past day that has none: the SHA-256 of every object written that day, chained to the " +
          "previous seal and signed by an asymmetric KMS key. A day is sealed six hours after its end, so that uploads " +
          "that began on that day have finished.",
      )
      .requiredOption("--bucket <name>", "bucket of the evidence, and of its seals")
      .requiredOption("--prefix <prefix>", "what to seal, repeatable, such as sessions/", collect)
      .requiredOption("--key <id>", "asymmetric KMS key for signing: ARN, id or alias")
      .option("--seal-prefix <prefix>", "where the seals go", defaultSealPrefix)
      .option("--from <day>", "first day to seal; needed once, for the first seal")
      .option("--public-key <file>", "write the public key to this file, as PEM, for session-audit verify")
      .option("--region <code>", "Region of bucket and key (default: the caller's)")
      .option("--profile <name>", "profile of the shared AWS configuration")
      .action(async (flags: SealFlags) => {
        const { runSeal } = require("./run") as typeof import("./run");
        done(await runSeal(flags, io));
      });
  },
};

import type { Command } from "commander";
import type { Outcome } from "../exit-codes";
import { collect } from "../fleet/options";
import type { Io } from "../io";
import type { CommandModule } from "../program";
import { defaultSealPrefix } from "../seal/seal-file";

export interface VerifyFlags {
  readonly bucket?: string;
  readonly folder?: string;
  readonly sealPrefix: string;
  readonly seals: boolean;
  readonly publicKey?: string[];
  readonly key?: string;
  readonly until?: string;
  readonly trail?: string;
  readonly trailKeys?: string;
  readonly region?: string;
  readonly profile?: string;
}

export const verifyCommand: CommandModule = {
  register(program: Command, io: Io, done: (outcome: Outcome) => void): void {
    program
      .command("verify")
      .summary("check seals, evidence and the trail's own digests")
      .description(
        "Checks that nothing was changed, dropped, added, swapped or reordered since it was sealed and, with --trail, that " +
          "CloudTrail's log files are what CloudTrail delivered. Reads a bucket, or a folder with its download, which " +
          "needs no AWS.",
      )
      .option("--bucket <name>", "bucket to check")
      .option("--folder <path>", "folder to check, a download of the bucket")
      .option("--public-key <file>", "public key of the seals, as PEM, repeatable", collect)
      .option("--key <id>", "KMS key of the seals, if you do not have its public key")
      .option("--seal-prefix <prefix>", "where the seals are", defaultSealPrefix)
      .option("--no-seals", "check the trail only")
      .option(
        "--until <day>",
        "last day that seals and digests must cover (default with --bucket: the day before yesterday)",
      )
      .option("--trail <prefix>", "also check CloudTrail's files below this prefix, such as AWSLogs/")
      .option("--trail-keys <file>", "CloudTrail's public keys, the output of aws cloudtrail list-public-keys")
      .option("--region <code>", "Region of bucket, key and trail (default: the caller's)")
      .option("--profile <name>", "profile of the shared AWS configuration")
      .action(async (flags: VerifyFlags) => {
        const { runVerify } = require("./run") as typeof import("./run");
        done(await runVerify(flags, io));
      });
  },
};

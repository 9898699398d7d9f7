import type { Command } from "commander";
import type { Outcome } from "../exit-codes";
import { addFleetOptions, collect, type FleetFlags, wholeNumber } from "../fleet/options";
import type { Io } from "../io";
import type { CommandModule } from "../program";

export interface ReportFlags extends FleetFlags {
  readonly since: string;
  readonly user?: string[];
  readonly node?: string[];
  readonly bucketAccount?: string;
  readonly transcripts?: boolean;
  readonly transcriptLimit: number;
  readonly csv?: string;
  readonly jsonl?: string;
  readonly html?: string;
}

const defaultMegabytes = 5;

export const reportCommand: CommandModule = {
  register(program: Command, io: Io, done: (outcome: Outcome) => void): void {
    const command = program
      .command("report")
      .summary("every session, and whether its recording exists")
      .description(
        "Lists the sessions of accounts and Regions: who opened each, from where and why, and a verdict that says whether " +
          "its recording exists.",
      )
      .option("--since <time>", "sessions started since then, such as 30d, 12h or 2026-07-01", "30d")
      .option("--user <name>", "only this IAM user, role session name, source identity or ARN, repeatable", collect)
      .option("--node <id>", "only this node, repeatable", collect)
      .option(
        "--bucket-account <id>",
        "account whose credentials read the transcripts, if one archive holds those of all accounts",
      )
      .option(
        "--transcripts",
        "also read the transcripts: show them on the page, and count what was hidden on the screen",
      )
      .option("--transcript-limit <MB>", "how much of each is read, 1 to 100", wholeNumber(1, 100), defaultMegabytes)
      .option("--csv <file>", "write every session as CSV; - for standard output")
      .option("--jsonl <file>", "write every session as JSON Lines; - for standard output")
      .option("--html <file>", "write one HTML page that needs no network; - for standard output");
    addFleetOptions(command).action(async (flags: ReportFlags) => {
      // What it takes to talk to AWS is loaded when it is needed: help shall be quick.
      const { runReport } = require("./run") as typeof import("./run");
      done(await runReport(flags, io));
    });
  },
};

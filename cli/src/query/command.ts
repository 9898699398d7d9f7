import type { Command } from "commander";
import { defaultDays } from "../../../modules/evidence";
import type { Outcome } from "../exit-codes";
import { collect } from "../fleet/options";
import type { Io } from "../io";
import type { CommandModule } from "../program";

export interface QueryFlags {
  readonly list?: boolean;
  readonly sql?: string;
  readonly from?: string[];
  readonly keep?: string;
  readonly since: string;
  readonly csv?: string;
  readonly jsonl?: string;
  readonly region?: string;
  readonly profile?: string;
}

export const queryCommand: CommandModule = {
  register(program: Command, io: Io, done: (outcome: Outcome) => void): void {
    program
      .command("query [name] [parameters...]")
      .summary("query the trail and the ledger, without Athena")
      .description(
        "Answers questions about the evidence on this machine, with the SQL that Athena runs. It reads folders, or downloads the " +
          "days that it needs from buckets: trail files (AWSLogs/), the ledger (ledger/), and the collector's records of what " +
          "it read (collections/).",
      )
      .option("--list", "show the queries and their parameters")
      .option(
        "--sql <text>",
        "your own query on the tables trail, ledger and collections; - reads it from standard input",
      )
      .option("--from <where>", "a folder, or s3://bucket/prefix, repeatable", collect)
      .option("--keep <folder>", "keep downloaded files there, and download only new ones")
      .option("--since <time>", "read nothing older than this, such as 30d or 2026-07-01", `${defaultDays}d`)
      .option("--csv <file>", "write every row as CSV; - for standard output")
      .option("--jsonl <file>", "write every row as JSON Lines; - for standard output")
      .option("--region <code>", "Region of the buckets (default: the caller's)")
      .option("--profile <name>", "profile of the shared AWS configuration")
      .action(async (name: string | undefined, parameters: string[], flags: QueryFlags) => {
        const { runQuery } = require("./run") as typeof import("./run");
        done(await runQuery({ name, parameters, flags }, io));
      });
  },
};

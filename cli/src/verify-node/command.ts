import { InvalidArgumentError } from "commander";
import { addFleetOptions, type FleetFlags, fleetOptions, wholeNumber } from "../fleet/options";
import type { CommandModule } from "../program";

interface VerifyFlags extends FleetFlags {
  readonly document?: string;
  readonly alertQueue?: string;
  readonly bucketAccount?: string;
  readonly timeout: number;
  readonly interval: number;
  readonly yes?: boolean;
}

/** `session-audit verify-node <node>` */
export const verifyNodeCommand: CommandModule = {
  register(program, io, done) {
    const command = program
      .command("verify-node")
      .summary("open a session on a node and see whether it is recorded")
      .description(
        "Opens a real session on a node, types a unique line, ends it, and waits until that line appears where the preferences say that sessions are recorded, and in the alert queue. The only check that sees what no AWS call shows. It asks first.",
      )
      .argument("<node>", "id of an instance or a hybrid node: i-… or mi-…", nodeId)
      .option("--document <name>", "session document to start with (default: the preferences)")
      .option("--alert-queue <url>", "queue that is subscribed to alerts; it keeps its messages")
      .option("--bucket-account <id>", "account whose role reads the transcripts, with --account")
      .option("--timeout <seconds>", "how long to wait for the recording, 1 to 3600", wholeNumber(1, 3600), 600)
      .option("--interval <seconds>", "how often to look, 1 to 3600", wholeNumber(1, 3600), 5)
      .option("--yes", "do not ask");
    addFleetOptions(command).action(async (node: string, flags: VerifyFlags) => {
      const { runVerifyNode } = require("./run") as typeof import("./run");
      const { bucketAccount } = flags;
      const accounts = bucketAccount ? { account: [...(flags.account ?? []), bucketAccount] } : {};
      const outcome = await runVerifyNode(
        fleetOptions({ ...flags, ...accounts }),
        {
          node,
          isConfirmed: flags.yes ?? false,
          patience: { timeoutMs: flags.timeout * 1000, intervalMs: flags.interval * 1000 },
          ...(flags.document && { document: flags.document }),
          ...(flags.alertQueue && { queueUrl: flags.alertQueue }),
          ...(bucketAccount && { bucketAccount }),
        },
        io,
      );
      done(outcome);
    });
  },
};

function nodeId(value: string): string {
  if (/^(i|mi)-[0-9a-f]{8,17}$/.test(value)) return value;
  throw new InvalidArgumentError("must be the id of a node, such as i-0123456789abcdef0");
}

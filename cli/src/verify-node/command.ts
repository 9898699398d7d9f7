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
      .summary("open a session on a node, and check that it is recorded")
      .description(
        "Opens a real session on a node, types a unique line, ends it, and waits until that line appears in each place where the preferences record sessions, and in the alert queue. It is the only command that tests the node itself. It asks for confirmation first.",
      )
      .argument("<node>", "id of an instance or a hybrid node: i-… or mi-…", nodeId)
      .option("--document <name>", "session document to start the session with (default: the preferences)")
      .option("--alert-queue <url>", "SQS queue that is subscribed to alerts; its messages are not deleted")
      .option("--bucket-account <id>", "account whose credentials read the transcripts; name it with --account too")
      .option("--timeout <seconds>", "how long to wait for the recording, 1 to 3600", wholeNumber(1, 3600), 600)
      .option("--interval <seconds>", "how often to look, 1 to 3600", wholeNumber(1, 3600), 5)
      .option("--yes", "do not ask for confirmation");
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

import { createInterface } from "node:readline/promises";
import { keepHeapSmall } from "./heap";
import type { Io } from "./io";
import { run } from "./program";

keepHeapSmall();

// The SDK warns of what a later release will need; nobody who runs a report can do anything about it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const { stdin, stdout, stderr } = process;

// A reader such as `head` closes the pipe when it has seen enough.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

/** Anything but a yes is a no. */
async function confirm(question: string): Promise<boolean> {
  const terminal = createInterface({ input: stdin, output: stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

const io: Io = { stdout, stderr, now: () => new Date(), ...(stdin.isTTY && { confirm }) };
run(process.argv.slice(2), io).then((code) => {
  // Not process.exit: what is still being written to a pipe would be lost.
  process.exitCode = code;
});

import { Command, CommanderError } from "commander";
import { adoptCommand } from "./adopt/command";
import { doctorCommand } from "./doctor/command";
import { exitCodes, type Outcome } from "./exit-codes";
import { unreadable } from "./fleet/obstacles";
import { describeObstacle } from "./fleet/place";
import { type Io, UsageError } from "./io";
import { queryCommand } from "./query/command";
import { reportCommand } from "./report/command";
import { sealCommand } from "./seal/command";
import { verifyCommand } from "./verify/command";
import { verifyNodeCommand } from "./verify-node/command";

/** A subcommand: its options and help, and what it does. */
export interface CommandModule {
  /** Adds the subcommand. Its action hands the outcome to `done`. */
  register(program: Command, io: Io, done: (outcome: Outcome) => void): void;
}

/** Every subcommand, in the order of `--help`. */
const commands: readonly CommandModule[] = [
  reportCommand,
  queryCommand,
  doctorCommand,
  verifyNodeCommand,
  adoptCommand,
  sealCommand,
  verifyCommand,
];

/** Runs one command line, without the name of the program, and returns the exit code. Never throws. */
export async function run(args: readonly string[], io: Io, modules = commands): Promise<number> {
  let outcome: Outcome = "fine";
  const program = createProgram(io, modules, (reached) => {
    outcome = reached;
  });
  try {
    await program.parseAsync([...args], { from: "user" });
    return exitCodes[outcome].code;
  } catch (error) {
    return exitCodes[report(error, io)].code;
  }
}

function createProgram(io: Io, modules: readonly CommandModule[], done: (outcome: Outcome) => void): Command {
  const program = new Command("session-audit")
    .description(
      "Lists Session Manager sessions and their recordings, finds what keeps sessions from being recorded, and proves that recordings are unchanged.",
    )
    .version(process.env.SESSION_AUDIT_VERSION ?? "0.0.0", "--version", "show the version")
    .helpOption("-h, --help", "show this help")
    .showHelpAfterError("(--help shows the arguments and options)")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
    });
  for (const module of modules) module.register(program, io, done);
  // Subcommands take over what is configured here only when they are made from it.
  program.addHelpText("after", `\n${exitCodesHelp()}`);
  for (const command of program.commands) command.addHelpText("after", `\n${exitCodesHelp()}`);
  return program;
}

function exitCodesHelp(): string {
  const rows = Object.values(exitCodes).map(({ code, meaning }) => `  ${String(code).padStart(2)}  ${meaning}`);
  return ["Exit codes:", ...rows].join("\n");
}

function report(error: unknown, io: Io): Outcome {
  // Commander has already said what was wrong, or shown the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? "fine" : "usage";
  if (error instanceof UsageError) {
    io.stderr.write(`error: ${error.message}\n`);
    return "usage";
  }
  const obstacle = obstacleOf(error);
  if (obstacle) {
    io.stderr.write(`error: ${obstacle}\n`);
    return "incomplete";
  }
  io.stderr.write(`This is a bug in session-audit: ${error instanceof Error ? error.stack : String(error)}\n`);
  return "defect";
}

/** An error of AWS or of the network that ended a command. */
function obstacleOf(error: unknown): string | undefined {
  if (!(error instanceof Error && "$metadata" in error)) return undefined;
  return describeObstacle(unreadable(error, { account: "" }));
}

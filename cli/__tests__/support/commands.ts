import { Writable } from "node:stream";
import type { Io } from "../../src/io";
import { type CommandModule, run } from "../../src/program";
import type { StandIn } from "./stand-in";

/** A stream that keeps what is written to it. */
export class Captured extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

export interface TestIo extends Io {
  readonly stdout: Captured;
  readonly stderr: Captured;
}

/** What commands see in tests: streams that are kept, and the clock stopped at noon of 14 July 2026. */
export function testIo(aws?: StandIn, now = new Date("2026-07-14T12:00:00Z")): TestIo {
  return { stdout: new Captured(), stderr: new Captured(), now: () => now, ...(aws && { connection: aws.connection }) };
}

export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line against a stand-in. */
export async function runCommand(
  args: readonly string[],
  { aws, modules, now }: { aws?: StandIn; modules?: readonly CommandModule[]; now?: Date } = {},
): Promise<CommandResult> {
  const io = testIo(aws, now);
  const exitCode = await run(args, io, modules);
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text };
}

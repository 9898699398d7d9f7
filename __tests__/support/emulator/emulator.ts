import type { ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { killGroup, startGroup } from "../terraform/child-process";
import { emulatedAccount, emulatedEnvironment, emulatedRegion } from "../terraform/environment";
import type { Tooling } from "../terraform/tooling";

const startSeconds = 60;

/** What every client of the AWS SDK takes. */
export interface ClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly maxAttempts: number;
}

/** An emulated AWS: moto's server with the patches in this folder, on a free loopback port. */
export class Emulator {
  readonly endpoint: string;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.endpoint = `http://127.0.0.1:${port}`;
  }

  /** Starts one and waits until it answers. */
  static async start({ python }: Pick<Tooling, "python">): Promise<Emulator> {
    // The SDK warns of what a later release will need, on each line that a test prints.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("MOTO_"));
    const child = startGroup(python, [join(__dirname, "launcher.py")], {
      // The open standard input is what keeps the server alive.
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...Object.fromEntries(inherited), PYTHONDONTWRITEBYTECODE: "1", PYTHONUNBUFFERED: "1" },
    });
    return new Emulator(child, await portOf(child));
  }

  /** The environment in which Terraform deploys to this emulator. */
  get environment(): NodeJS.ProcessEnv {
    return emulatedEnvironment(this.endpoint);
  }

  /** A client in one account and Region. The emulator takes an access key of twelve digits for the account of the caller. */
  clientConfig({ region = emulatedRegion, account = emulatedAccount } = {}): ClientConfig {
    const credentials = { accessKeyId: account, secretAccessKey: "emulated" };
    return { endpoint: this.endpoint, region, credentials, maxAttempts: 1 };
  }

  /** Operations that moto lacks, and its own errors, met so far: whoever called got HTTP 501 at once. */
  async gaps(): Promise<string[]> {
    return (await fetch(`${this.endpoint}/_emulator/gaps`)).json() as Promise<string[]>;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.child.exitCode !== null || this.child.signalCode !== null) return resolve();
      this.child.once("close", () => resolve());
      killGroup(this.child);
    });
  }
}

function portOf(child: ChildProcess): Promise<number> {
  const log: string[] = [];
  // Read on after the start as well: a full pipe would stop the server.
  createInterface({ input: child.stderr! }).on("line", (line) => log.length < 100 && log.push(line));
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => {
      clearTimeout(timer);
      killGroup(child);
      reject(new Error([`the emulated AWS did not start: ${reason}`, ...log.slice(-20)].join("\n")));
    };
    const timer = setTimeout(() => fail(`no answer in ${startSeconds} s`), startSeconds * 1000);
    child.once("error", (error) => fail(error.message));
    const onClose = (code: number | null) => fail(`it ended with exit code ${code}`);
    child.once("close", onClose);
    createInterface({ input: child.stdout! }).once("line", (line) => {
      clearTimeout(timer);
      child.off("close", onClose);
      resolve(JSON.parse(line).port);
    });
  });
}

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { setAwsContext } from "../../../modules/core";
import { withEnvironment } from "../environment";
import { ACCOUNT, Synthesized } from "../synth";

/** What a user writes into a stack. */
export type Program = (scope: Construct) => void;

export interface SynthOptions {
  /** As in a pipeline, where nothing is written. */
  readonly ci?: boolean;
  /** As in a test of the user. */
  readonly test?: boolean;
  /** Without the CLI. */
  readonly alone?: boolean;
  readonly hclOutput?: boolean;
  /** @default - inside of the project */
  readonly outdir?: string;
  readonly context?: Readonly<Record<string, string>>;
  /** Where the provider is. */
  readonly aws?: { readonly account: string; readonly region: string };
}

/** The folder of a user's project, and its synthesis as the CDKTF CLI runs it, which prints warnings itself. */
export class Project {
  readonly folder = mkdtempSync(join(tmpdir(), "project-"));

  constructor() {
    writeFileSync(join(this.folder, "cdktf.json"), "{}");
  }

  /** Synthesizes one stack. */
  synth(program: Program, options: SynthOptions = {}): Synthesized {
    return this.synthStacks({ acme: program }, options).acme!;
  }

  synthStacks(programs: Readonly<Record<string, Program>>, options: SynthOptions = {}): Record<string, Synthesized> {
    const { hclOutput, outdir = join(this.folder, "cdktf.out"), context, aws } = options;
    return outsideOfTests({ ...options, outdir }, () => {
      const cdktfJsonPath = join(this.folder, "cdktf.json");
      const app = new App({ outdir, hclOutput, context: { cdktfJsonPath, ...context } });
      for (const [id, program] of Object.entries(programs)) program(userStack(app, id, aws));
      app.synth();
      const read = (id: string) => new Synthesized(JSON.parse(readFileSync(writtenStack(outdir, id), "utf8")));
      return hclOutput ? {} : Object.fromEntries(Object.keys(programs).map((id) => [id, read(id)]));
    });
  }

  /** The error with which a synthesis ends. */
  refusal(program: Program, options: SynthOptions = {}): string {
    return this.refusalOfStacks({ acme: program }, options);
  }

  refusalOfStacks(programs: Readonly<Record<string, Program>>, options: SynthOptions = {}): string {
    try {
      this.synthStacks(programs, options);
    } catch (error) {
      return (error as Error).message;
    }
    throw new Error("it was synthesized");
  }

  /** The lines of a lock without its header; none where there is no lock. */
  lock(stackId = "acme"): string[] {
    const text = this.read(`audit-data-lock/${stackId}.txt`) ?? "";
    return text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  }

  read(path: string): string | undefined {
    const file = join(this.folder, path);
    return existsSync(file) ? readFileSync(file, "utf8") : undefined;
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  files(): string[] {
    return readdirSync(this.folder)
      .filter((name) => name !== "cdktf.out")
      .sort();
  }

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Account and Region are stated, so that Terraform has to ask nobody. */
function userStack(app: App, id: string, aws = { account: ACCOUNT, region: "eu-west-1" }): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "Aws", { region: aws.region });
  setAwsContext(stack, aws);
  return stack;
}

function writtenStack(outdir: string, id: string): string {
  return join(outdir, "stacks", id, "cdk.tf.json");
}

function outsideOfTests<T>({ ci, test, alone, outdir }: SynthOptions, action: () => T): T {
  const JEST_WORKER_ID = test ? process.env.JEST_WORKER_ID : undefined;
  return withEnvironment(
    { JEST_WORKER_ID, CI: ci ? "true" : undefined, CDKTF_OUTDIR: alone ? undefined : outdir },
    action,
  );
}

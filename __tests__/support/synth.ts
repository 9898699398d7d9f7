import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import { invokeAspects } from "cdktf/lib/synthesize/synthesizer";
import type { Construct } from "constructs";
import { setAwsContext } from "../../modules/core";

export interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: "*" | Readonly<Record<string, string | string[]>>;
  readonly Action: string | string[];
  readonly Resource?: string | string[];
  readonly NotResource?: string | string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | string[]>>>>;
}

// biome-ignore lint/suspicious/noExplicitAny: arbitrary Terraform JSON
export type Block = Record<string, any>;

/** A stack as Terraform will read it, with the questions that tests ask. */
export class Synthesized {
  constructor(readonly json: Block) {}

  /** Every resource of a type, by logical id, in the order of the alphabet. */
  all(type: string): Readonly<Record<string, Block>> {
    const found = Object.entries<Block>(this.json.resource?.[type] ?? {});
    return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** The one resource of a type, or the one whose logical id ends in `suffix`. */
  only(type: string, suffix = ""): Block {
    const found = Object.entries(this.all(type)).filter(([id]) => id.endsWith(suffix));
    if (found.length !== 1) throw new Error(`${found.length} resources ${type} end in "${suffix}", not one`);
    return found[0]![1];
  }

  /** The statements of a policy attribute of that one resource. */
  statements(type: string, suffix = "", attribute = "policy"): Statement[] {
    return JSON.parse(this.only(type, suffix)[attribute]).Statement;
  }

  statement(sid: string, type: string, suffix = "", attribute = "policy"): Statement {
    const found = this.statements(type, suffix, attribute).filter(({ Sid }) => Sid === sid);
    if (found.length !== 1)
      throw new Error(`${found.length} statements of ${type} ${suffix} are called ${sid}, not one`);
    return found[0]!;
  }
}

/** Builds into a fresh stack with a provider, runs all validations, and synthesizes. */
export function synth(build: (stack: TerraformStack) => void, region = "eu-west-1"): Synthesized {
  const stack = newStack(region);
  build(stack);
  return synthStack(stack);
}

export function newStack(region = "eu-west-1"): TerraformStack {
  const stack = new TerraformStack(new App(), "test");
  new AwsProvider(stack, "Aws", { region });
  return stack;
}

/** As `Testing.synth` does with validations, without the time that it takes to sort all keys. */
export function synthStack(stack: TerraformStack): Synthesized {
  invokeAspects(stack);
  stack.runAllValidations();
  const text = JSON.stringify(stack.toTerraform(), (key, value) => (key === "//" ? undefined : value));
  return new Synthesized(JSON.parse(text));
}

/** Every stack of an app, by its id. */
export function synthStacks(app: App): ReadonlyMap<string, Synthesized> {
  const stacks = app.node.children as TerraformStack[];
  return new Map(stacks.map((stack) => [stack.node.id, synthStack(stack)]));
}

export const ACCOUNT = "111122223333";

/** As `synth`, with account and Region stated beforehand: every ARN is plain text. */
export function synthIn(region: string, build: (stack: TerraformStack) => void): Synthesized {
  return synth((stack) => {
    setAwsContext(stack, { account: ACCOUNT, region });
    build(stack);
  }, region);
}

/** The texts of all warnings that constructs below a scope have left. */
export function warnings(scope: Construct): string[] {
  return scope.node
    .findAll()
    .flatMap(({ node }) => node.metadata)
    .filter(({ type }) => type === "@cdktf/warn")
    .map(({ data }) => data);
}

import type { TerraformStack } from "cdktf";
import type { AnyRule } from "../../modules/core/internal";
import type { Choice } from "./conditions";
import type { Places } from "./places";
import type { Feature, Override, Placeholder } from "./variables";

/** A Terraform module that is made of a construct. */
export interface ModuleDefinition {
  /** Its folder below `terraform`. */
  readonly name: string;
  /** What it is for, in a sentence or two. */
  readonly summary: string;
  /** Rules of its inputs by prop. */
  readonly rules: Readonly<Record<string, AnyRule>>;
  /** The interfaces with the doc comments of props: under "" of the props themselves, under a path of those within. */
  readonly docs: Readonly<Record<string, string | readonly string[]>>;
  readonly overrides?: Readonly<Record<string, Override>>;
  /** Props that are there in any case. */
  readonly base?: Readonly<Record<string, unknown>>;
  /** Texts that stand for an expression, or for a template, wherever they are found. */
  readonly literals?: Places["literals"];
  /** Numbers that stand for an expression wherever they are a value. */
  readonly numbers?: Places["numbers"];
  readonly placeholders?: readonly Placeholder[];
  /** Where one input decides on all: the number of random mixes that the module is made of in place of pairs, and of those that prove it. */
  readonly mixes?: { readonly learned: number; readonly proven: number };
  /** What several inputs decide together, where no simple condition says it. */
  readonly derived?: readonly DerivedFeature[];
  /** Values that are used by name, so that a reader sees what they are. */
  readonly locals?: Readonly<Record<string, string>>;
  /**
   * The Region of IAM by the name that it has in the construct. What is there gets a provider of its own, `aws.iam`: calls of
   * IAM are recorded in one Region of a partition.
   */
  readonly iamRegion?: string;
  /** Whether a resource belongs to the module, by its construct path. All do, without it. */
  readonly part?: (path: string) => boolean;
  /** What must hold between inputs. */
  readonly relations?: readonly Relation[];
  /** Every prop of the construct. */
  readonly props: readonly string[];
  /** The props that are no inputs, with why, and what to do instead; in Markdown. None: it goes without saying. */
  readonly omitted: Readonly<Record<string, string | undefined>>;
  /** What else of the construct the module does not have. */
  readonly differences?: readonly string[];
  /** Creates the construct, and outputs where it has none itself. */
  create(stack: TerraformStack, props: Readonly<Record<string, unknown>>): void;
  /** Paths of files that resources read, by their names in the folder of the module. */
  readonly files?: Readonly<Record<string, string>>;
  /** The construct id in `create`. */
  readonly id: string;
  /** Arguments of the example: the required ones and what most want. */
  readonly example: Readonly<Record<string, unknown>>;
  /** What must hold between inputs and what is known of the account. The plan fails otherwise. */
  readonly preconditions?: readonly Precondition[];
  /** Arguments that are refused, by the variable that refuses them. */
  readonly refused: readonly (readonly [variable: string, value: unknown])[];
}

/** A feature that follows from others, and sets no prop. */
export interface DerivedFeature extends Omit<Feature, "prop"> {
  readonly stateFor: (choice: Choice) => string;
}

/** What an output asks before it is read. A `validation` block sees one variable only, before Terraform 1.9. */
export interface Precondition {
  readonly output: string;
  readonly condition: string;
  readonly message: string;
  /** Arguments that it refuses, beside those of the example: expressions of Terraform. */
  readonly refused?: Readonly<Record<string, string>>;
}

export interface Relation {
  /** The variable that is refused. */
  readonly variable: string;
  /** In Terraform. */
  readonly condition: string;
  /** As a `ValidationError` says it. */
  readonly message: string;
}

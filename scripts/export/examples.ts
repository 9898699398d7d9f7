import type { ModuleDefinition } from "./definition";
import { dataSources } from "./lookups";
import type { MergedModule } from "./module";
import { literalText } from "./variable-blocks";

/** What a module needs. @param aliases the providers that its caller must name */
export function requirements(aliases: readonly string[] = []): string {
  return `terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      version = ">= 5.100"
${aliases.length > 0 ? `configuration_aliases = [${aliases.join(", ")}]\n` : ""}}
  }
}`;
}

/** A call of the module, as a reader would write it. */
export function exampleFile(definition: ModuleDefinition): string {
  return `${requirements()}

provider "aws" {
  region = "eu-west-1"
}

${definition.iamRegion ? `${iamProvider}\n\n` : ""}${callOf(definition, "../..")}`;
}

const iamProvider = `# The Region that records calls of IAM.
provider "aws" {
  alias  = "iam"
  region = "us-east-1"
}`;

export function callOf({ name, example, iamRegion }: ModuleDefinition, source: string): string {
  return `module "${name.replaceAll("-", "_")}" {
source = "${source}"
${iamRegion ? "providers = {\naws = aws\naws.iam = aws.iam\n}\n" : ""}
${argumentLines(example).join("\n")}
}`;
}

/** Runs without AWS: the example, and every value that the module refuses. */
export function testFile(module: MergedModule): string {
  const { example, refused, iamRegion } = module.definition;
  const asked = dataSources(module).map((address) => address.split(".")[0]!);

  const refusals = inRounds(refused).map(
    (round, index) => `run "refuses_${index + 1}" {
  command = plan

  variables {
${argumentLines({ ...example, ...Object.fromEntries(round) }).join("\n")}
  }

  expect_failures = [${round.map(([variable]) => `var.${variable}`).join(", ")}]
}`,
  );
  return [
    mockProvider(asked, "eu-west-1"),
    ...(iamRegion ? [mockProvider(["aws_region"], "us-east-1", "iam")] : []),
    `run "plans_the_example" {
  command = plan

  variables {
${argumentLines(example).join("\n")}
  }
}`,
    ...refusals,
    ...outputRefusals(module.definition),
  ].join("\n\n");
}

/** A run for all outputs that refuse the same arguments. */
function outputRefusals({ example, preconditions = [] }: ModuleDefinition): string[] {
  const refusing = preconditions.filter(({ refused }) => refused);
  const all = new Set(refusing.map(({ refused }) => JSON.stringify(refused)));
  return [...all].map((arguments_, index) => {
    const group = refusing.filter(({ refused }) => JSON.stringify(refused) === arguments_);
    const given = Object.entries(group[0]!.refused!);
    const others = Object.entries(example).filter(([name]) => !given.some(([other]) => other === name));
    return `run "refuses_outputs_${index + 1}" {
  command = plan

  variables {
${[...argumentLines(Object.fromEntries(others)), ...given.map(([name, code]) => `${name} = ${code}`)].join("\n")}
  }

  expect_failures = [${group.map(({ output }) => `output.${output}`).join(", ")}]
}`;
  });
}

/** What AWS would answer, by data source. */
const answers: Readonly<Record<string, object>> = {
  aws_caller_identity: { account_id: "111122223333" },
  aws_partition: { partition: "aws", dns_suffix: "amazonaws.com" },
  aws_kms_key: { arn: "arn:aws:kms:eu-west-1:111122223333:key/00000000-0000-0000-0000-000000000000" },
};

function mockProvider(asked: readonly string[], region: string, alias?: string): string {
  const mocks = Object.entries({ ...answers, aws_region: { id: region } }).filter(([type]) => asked.includes(type));
  return `mock_provider "aws" {
${[
  ...(alias ? [`alias = "${alias}"`] : []),
  ...mocks.map(([type, answer]) => `mock_data "${type}" {\ndefaults = ${plain(answer)}\n}`),
].join("\n\n")}
}`;
}

/** One value of each variable in a run: a plan takes its time, and names every variable that refuses. */
function inRounds(refused: ModuleDefinition["refused"]): ModuleDefinition["refused"][] {
  const rounds: (readonly [string, unknown])[][] = [];
  for (const one of refused) {
    const free = rounds.find((round) => round.every(([variable]) => variable !== one[0]));
    if (free) free.push(one);
    else rounds.push([one]);
  }
  return rounds;
}

export function argumentLines(values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(values).map(([key, value]) => `${key} = ${plain(value)}`);
}

/** A value of data. */
export function plain(value: unknown): string {
  if (typeof value === "string") return literalText(value);
  if (Array.isArray(value)) return `[${value.map(plain).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([key, inner]) => {
    return `${/^[A-Za-z_][\w-]*$/.test(key) ? key : literalText(key)} = ${plain(inner)}`;
  });
  return entries.length === 0 ? "{}" : `{\n${entries.join("\n")}\n}`;
}

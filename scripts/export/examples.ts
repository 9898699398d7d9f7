import type { ModuleDefinition } from "./definition";
import { literalText } from "./variable-blocks";

/** A call of the module, as a reader would write it. */
export function exampleFile({ name, example }: ModuleDefinition): string {
  return `terraform {
  required_version = ">= 1.5"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      version = ">= 5.100"
    }
  }
}

provider "aws" {
  region = "eu-west-1"
}

module "${name.replaceAll("-", "_")}" {
  source = "../.."

${argumentLines(example).join("\n")}
}`;
}

/** Runs without AWS: the example, and every value that the module refuses. */
export function testFile({ example, refused }: ModuleDefinition): string {
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
    `mock_provider "aws" {
  mock_data "aws_caller_identity" {
    defaults = {
      account_id = "111122223333"
    }
  }

  mock_data "aws_region" {
    defaults = {
      id = "eu-west-1"
    }
  }

  mock_data "aws_partition" {
    defaults = {
      partition = "aws"
      dns_suffix = "amazonaws.com"
    }
  }
}`,
    `run "plans_the_example" {
  command = plan

  variables {
${argumentLines(example).join("\n")}
  }
}`,
    ...refusals,
  ].join("\n\n");
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

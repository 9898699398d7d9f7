import { join } from "node:path";
import { blocksOf } from "./examples";
import { root } from "./sources";
import type { Block } from "./synth";

/** One file a stack, so that a review shows which stacks a change touches. */
export const snapshotFolder = join(root, "__tests__/examples/snapshots");

const physicalNames = ["name", "bucket", "alias", "endpoint", "rule", "target_id"];

/** A synthesized stack as its snapshot shows it, the same for CDKTF and CDK Terrain, which spells the provider's source out. */
export function snapshotOf(written: string): string {
  const stack: Block = JSON.parse(written.replace('"source": "hashicorp/aws"', '"source": "aws"'));
  return `${JSON.stringify({ addresses: addresses(stack), stack: normalized(stack) }, undefined, 2)}\n`;
}

/** Address and physical name of each resource: where one changes, Terraform replaces the resource. */
function addresses(stack: Block): string[] {
  return Object.entries(blocksOf(stack))
    .map(([address, block]) => {
      const name = physicalNames.map((attribute) => block[attribute]).find((value) => typeof value === "string");
      return name === undefined ? address : `${address} = ${name}`;
    })
    .sort();
}

/** CDKTF's metadata dropped, policies and other JSON texts shown as objects, keys sorted. */
function normalized(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("{") ? decoded(value) : value;
  if (Array.isArray(value)) return value.map(normalized);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, normalized(inner)]),
  );
}

function decoded(text: string): unknown {
  try {
    return { "json of": normalized(JSON.parse(text)) };
  } catch {
    return text;
  }
}

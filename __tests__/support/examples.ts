import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hclOutput, withEnvironment } from "./environment";
import type { Block } from "./synth";

/** What the example stacks are written as, by stack id, exactly as `npm run synth` writes them: by running main.ts. */
export function synthExamples({ hcl = false } = {}): Readonly<Record<string, string>> {
  return writtenBy(() => jest.isolateModules(() => void require("../../main")), hcl);
}

export function writtenBy(program: () => void, hcl = false): Readonly<Record<string, string>> {
  const outdir = mkdtempSync(join(tmpdir(), "examples-"));
  try {
    withEnvironment({ CDKTF_OUTDIR: outdir, ...hclOutput(hcl) }, program);
    return writtenStacks(outdir, hcl ? "cdk.tf" : "cdk.tf.json");
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

export function writtenStacks(outdir: string, file = "cdk.tf.json"): Readonly<Record<string, string>> {
  const ids = readdirSync(join(outdir, "stacks")).sort();
  return Object.fromEntries(ids.map((id) => [id, readFileSync(join(outdir, "stacks", id, file), "utf8")]));
}

/** Every resource and data source, by its address in Terraform. */
export function blocksOf({ resource = {}, data = {} }: Block): Readonly<Record<string, Block>> {
  const flat = (kinds: Block, prefix: string) =>
    Object.entries<Block>(kinds).flatMap(([type, byId]) =>
      Object.entries<Block>(byId).map(([id, block]) => [`${prefix}${type}.${id}`, block]),
    );
  return Object.fromEntries([...flat(resource, ""), ...flat(data, "data.")]);
}

/** Every text in a JSON value, with the path to it. */
export function textsOf(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, `${path}/${key}`));
}

/** Every policy in a JSON value, whatever the attribute is called, with the path to it. */
export function policiesOf(value: unknown): [path: string, policy: { Statement: { Sid?: string }[] }][] {
  return textsOf(value)
    .filter(([, text]) => /^\s*\{[\s\S]*"Statement"/.test(text))
    .map(([path, text]) => [path, JSON.parse(text)]);
}

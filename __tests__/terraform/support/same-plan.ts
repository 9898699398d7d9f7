import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { snake } from "../../../modules/core/internal";
import { iamRegionOf } from "../../../modules/facts";
import type { TerraformConfig } from "../../support/terraform/config";
import type { PlanJson } from "../../support/terraform/plan-json";

/** The files of a module folder that Terraform reads, by name. */
export function moduleFilesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith(".tf"));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** Copies the code that a module hands to Lambda, whose hash is part of the plan. */
export function copyCode(folder: string, target: string): void {
  for (const name of readdirSync(folder).filter((name) => name.endsWith(".zip")))
    copyFileSync(join(folder, name), join(target, name));
}

/** A synthesized stack as a module: without backend, and with providers that its caller gives it. */
export function asModule({ resource, data, output, provider }: TerraformConfig): Record<string, string> {
  const aliases = [provider?.aws ?? []].flat().flatMap(({ alias }) => (alias === undefined ? [] : `aws.${alias}`));
  const aws = { source: "hashicorp/aws", configuration_aliases: aliases };
  return { "main.tf.json": JSON.stringify({ terraform: { required_providers: { aws } }, resource, data, output }) };
}

/** The providers that a module asks its caller for: its own in a Region, those with an alias in the Region of IAM. */
export function providersOf(files: Readonly<Record<string, string>>, region: string): Record<string, string> {
  const text = Object.values(files).join("\n");
  const [, list = ""] = /configuration_aliases"?\s*[=:]\s*\[([^\]]*)\]/.exec(text) ?? [];
  const aliases = list.match(/aws\.\w+/g) ?? [];
  const iam = `aws.${aliasOf(iamRegionOf(region))}`;
  return { aws: `aws.${aliasOf(region)}`, ...Object.fromEntries(aliases.map((alias) => [alias, iam])) };
}

/** What the provider of a Region is called. */
export function aliasOf(region: string): string {
  return region.replaceAll("-", "_");
}

/** The same files with names in place of the ARNs of keys, which nobody knows before apply: plans then show every policy. */
export function withKnownKeys(files: Readonly<Record<string, string>>, naming: Naming): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      text.replace(/\b(?:data\.)?aws_kms_key\.(\w+)(?:\[0\])?\.arn\b/g, knownArn),
    ]),
  );

  function knownArn(_: string, id: string): string {
    // In Terraform's JSON it stands between the quotes of a text, in a template.
    const arn = keyArn(idInModule(id, naming));
    return Object.keys(files).some((name) => name.endsWith(".json")) ? `join(\\"\\", [\\"${arn}\\"])` : `"${arn}"`;
  }
}

export function keyArn(id: string): string {
  return `arn:aws:kms:eu-west-1:111122223333:key/${id}`;
}

export interface PlannedResource {
  readonly values: unknown;
  readonly unknown: unknown;
}

/** How ids of a stack become those of the module that is made of its construct. */
export interface Naming {
  /** The construct id in snake case. */
  readonly prefix: string;
  /** What names in ids are: they are left out of those of the module. */
  readonly names: readonly string[];
}

function idInModule(id: string, { prefix, names }: Naming): string {
  const stable = names.reduce((result, one) => result.replace(`_${slug(one)}`, ""), id);
  if (stable === prefix) return "this";
  return stable.startsWith(`${prefix}_`) ? stable.slice(prefix.length + 1) : stable;
}

/**
 * The resources that a plan creates in one module, by ids that stack and module have in common.
 * @param isPart whether a resource counts, by its id in the stack
 */
export function plannedIn(
  plan: PlanJson,
  module: string,
  naming: Naming,
  isPart: (id: string) => boolean = () => true,
): Record<string, PlannedResource> {
  const changes = (plan.resource_changes ?? [])
    .filter(({ address }) => address.startsWith(`module.${module}.`))
    .filter(({ address }) => isPart(address));
  const entries = changes.map((change): [string, PlannedResource] => {
    const local = change.address.slice(`module.${module}.`.length);
    const [, type, name, key] = /^([\w.]+)\.(\w+)(?:\[(.*)\])?$/.exec(local)!;
    const index = key?.startsWith('"') ? `_${slug(JSON.parse(key))}` : "";
    return [
      `${type}.${idInModule(`${name}${index}`, naming)}`,
      { values: comparable(change.change.after), unknown: change.change.after_unknown },
    ];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function slug(name: string): string {
  return snake(name).replace(/^_/, "");
}

/** Values with JSON read, and policies in one order: written otherwise, they say the same. Where a file is does not matter. */
export function comparable(value: unknown): unknown {
  // The scheduler looks for its placeholders in a text, where it does not find `\u003c`.
  if (typeof value === "string" && /^[{[]/.test(value) && !value.includes("\\u003caws.")) {
    try {
      return inOneOrder(JSON.parse(value));
    } catch {
      return value;
    }
  }
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      return [key, key === "filename" ? basename(inner) : comparable(inner)];
    }),
  );
}

/** In a policy one value and a list of one say the same, and lists have no order. */
function inOneOrder(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(inOneOrder).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, inOneOrder(inner)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

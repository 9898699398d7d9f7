import { iamRegionOf, knownRegions } from "../../modules/facts";
import type { MergedModule } from "./module";

/** What a module looks up about its account. */
interface Lookup {
  readonly type: string;
  readonly attribute: string;
  /** The alias of the provider that is asked, if it is not the default one. */
  readonly alias?: string;
}

/** Under names that are short enough for ARNs. */
export const locals: Readonly<Record<string, Lookup>> = {
  account_id: { type: "aws_caller_identity", attribute: "account_id" },
  region: { type: "aws_region", attribute: "id" },
  partition: { type: "aws_partition", attribute: "partition" },
  dns_suffix: { type: "aws_partition", attribute: "dns_suffix" },
  iam_region: { type: "aws_region", attribute: "id", alias: "iam" },
};

/** Whether a data source of the construct is one of these. */
export function lookedUp(type: string): boolean {
  return Object.values(locals).some((lookup) => lookup.type === type);
}

/** The ones that a module uses, by name. */
export function lookupsIn({ elements, definition }: MergedModule): [name: string, lookup: Lookup][] {
  const text = JSON.stringify([elements, definition.locals, definition.preconditions]);
  return Object.entries(locals).filter(([name]) => text.includes(`local.${name}`));
}

/** A data source for each: `data.aws_region.current`. */
export function lookupBlocks(lookups: readonly (readonly [string, Lookup])[]): Map<string, string> {
  return new Map(
    lookups.map(([, { type, alias }]) => [
      `${type}.${alias ?? "current"}`,
      alias
        ? `data "${type}" "${alias}" {\nprovider = aws.${alias}\n\n${rightRegion}\n}`
        : `data "${type}" "current" {}`,
    ]),
  );
}

/** The addresses of all data sources of a module: `aws_region.current`. */
export function dataSources(module: MergedModule): string[] {
  const own = module.elements.filter(({ block }) => block === "data").map(({ type, name }) => `${type}.${name}`);
  return [...lookupBlocks(lookupsIn(module)).keys(), ...own];
}

export function lookupCode({ type, attribute, alias }: Lookup): string {
  return `data.${type}.${alias ?? "current"}.${attribute}`;
}

const iamRegions = [...new Set(knownRegions.map(iamRegionOf))].map((region) => JSON.stringify(region));

/** In another Region nobody would see who changes roles and policies. */
const rightRegion = `lifecycle {
postcondition {
condition = contains([${iamRegions.join(", ")}], self.id)
error_message = "The provider \`aws.iam\` must work in the Region that records calls of IAM, us-east-1 in the partition aws, got: \${self.id}; change its region"
}
}`;

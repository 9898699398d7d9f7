import type { TerraformConfig } from "../terraform/config";
import type { PlanJson, PlannedModule } from "../terraform/plan-json";

/** A state of Terraform, as far as a plan without refresh reads it. */
export interface State {
  readonly version: 4;
  readonly resources: readonly object[];
}

const provider = 'provider["registry.terraform.io/hashicorp/aws"]';

/** What AWS would have told after an apply of the plan, made up: a plan that refreshes nothing takes it as it is. */
export function stateOf({ resource_changes = [], planned_values }: PlanJson): State {
  const planned = planned_values ? resourcesIn(planned_values.root_module) : [];
  const versions = new Map(planned.map(({ address, schema_version }) => [address, schema_version]));
  const resources = resource_changes.map(({ address, module_address: module, type, name = "", change }) => {
    const told = madeUpAttributes.filter((attribute) => change.after_unknown[attribute] === true);
    const attributes = { ...change.after, ...Object.fromEntries(told.map((key) => [key, madeUp(type, name, key)])) };
    if (change.after_unknown.tags_all === true) Object.assign(attributes, { tags_all: {} });
    if (type === "aws_s3_bucket") Object.assign(attributes, { id: change.after?.bucket });
    const instances = [{ schema_version: versions.get(address), attributes }];
    return { module, mode: "managed", type, name, provider, instances };
  });
  return { version: 4, resources };
}

function resourcesIn({ resources = [], child_modules = [] }: PlannedModule): NonNullable<PlannedModule["resources"]> {
  return [...resources, ...child_modules.flatMap(resourcesIn)];
}

const madeUpAttributes = ["arn", "id", "key_id", "url"];

/** The configuration with made-up values in place of references, so that all but what AWS decides is known when it is planned. */
export function withMadeUpReferences(config: TerraformConfig): TerraformConfig {
  const resources = config.resource ?? {};
  const value = (type: string, name: string, attribute: string): string => {
    const own = resources[type]?.[name]?.[attribute === "id" && type === "aws_s3_bucket" ? "bucket" : attribute];
    return typeof own === "string" ? own : madeUp(type, name, attribute);
  };
  const resolved = (inner: unknown): unknown => {
    if (typeof inner === "string")
      return inner.replace(/\$\{(aws_\w+)\.(\w+)\.(\w+)\}/g, (_, type, name, attribute) =>
        value(type, name, attribute),
      );
    if (Array.isArray(inner)) return inner.map(resolved);
    if (inner === null || typeof inner !== "object") return inner;
    return Object.fromEntries(Object.entries(inner).map(([key, below]) => [key, resolved(below)]));
  };
  return { ...config, resource: resolved(resources) as TerraformConfig["resource"] };
}

function madeUp(type: string, name: string, attribute: string): string {
  if (attribute === "arn") return `arn:aws:${type.split("_")[1]}:eu-west-1:111122223333:${name}`;
  return `made-up-${name}`.replace(/_/g, "-");
}

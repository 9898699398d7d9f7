import type { Construct } from "constructs";
import { checkLength, checkRegion, checkText, ValidationError } from "../../core";
import { limits } from "../../facts";
import type { SessionAuditProps } from "./session-audit";

/** Everything about the props of the topology that types and modules do not say. */
export function checkSessionAudit(scope: Construct, { name, regions }: SessionAuditProps): void {
  checkBaseName(scope, name);
  checkRegions(scope, regions);
}

function checkBaseName(scope: Construct, name: string): void {
  checkLength(scope, "name", name, limits.baseNameLength);
  checkText(scope, "name", name, {
    pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
    allowed: "lower-case letters, digits and single inner hyphens, starting with a letter",
    fix: "write it like acme-audit",
  });
}

function checkRegions(scope: Construct, regions: readonly string[] | undefined): void {
  regions?.forEach((region, index) => {
    checkRegion(scope, `regions[${index}]`, region);
  });
  const repeated = regions?.filter((region, index) => regions.indexOf(region) !== index) ?? [];
  if (regions?.length !== 0 && repeated.length === 0) return;
  throw new ValidationError(scope, {
    prop: "regions",
    allowed: "one or more Regions, each named once",
    got: regions,
    fix: "leave it out for the Region of the provider alone",
  });
}

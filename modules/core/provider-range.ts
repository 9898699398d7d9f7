import { Aspects, TerraformDataSource, TerraformProvider, TerraformResource, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { watchAuditData } from "./audit-data/audit-data-lock";

/** A next major version may change any of this. The `region` argument of resources and data sources came with AWS provider 6; everything else here works from 5.100 on. */
const WITHOUT_REGION_ARGUMENT = ">= 5.100, < 7.0";
const WITH_REGION_ARGUMENT = ">= 6.0, < 7.0";

/**
 * Replaces the exact provider version that CDKTF pins by the range that the stack really needs, so that plain
 * `terraform init` works with what the user has. The lock file is the place to pin a version.
 */
export function allowAwsProviderRange(stack: TerraformStack): void {
  watchAuditData(stack);
  Aspects.of(stack).add({
    visit: (node: IConstruct) => {
      if (node !== stack || !stack.node.findAll().some(isAwsProvider)) return;
      const range = stack.node.findAll().some(hasRegionArgument) ? WITH_REGION_ARGUMENT : WITHOUT_REGION_ARGUMENT;
      stack.addOverride("terraform.required_providers.aws.version", range);
    },
  });
}

function isAwsProvider(node: IConstruct): boolean {
  return TerraformProvider.isTerraformProvider(node) && node.terraformResourceType === "aws";
}

function hasRegionArgument(node: IConstruct): boolean {
  const mayHaveOne = TerraformResource.isTerraformResource(node) || TerraformDataSource.isTerraformDataSource(node);
  return mayHaveOne && (node as { regionInput?: string }).regionInput !== undefined;
}

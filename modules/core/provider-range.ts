import { Aspects, TerraformDataSource, TerraformProvider, TerraformResource, type TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { watchAuditData } from "./audit-data/audit-data-lock";

interface NewerArgument {
  readonly input: string;
  /** @default - of resources of any type */
  readonly type?: string;
  readonly range: string;
}

/**
 * Arguments that the provider added after 5.100, newest first. Everything else here works from 5.100 on. The next major
 * version may change any of this.
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md
 */
const newerArguments: readonly NewerArgument[] = [
  { input: "deletionProtectionEnabledInput", type: "aws_cloudwatch_log_group", range: ">= 6.25, < 7.0" },
  { input: "regionInput", range: ">= 6.0, < 7.0" },
];
const WITHOUT_THEM = ">= 5.100, < 7.0";

/**
 * Replaces the exact provider version that CDKTF pins with the range that the stack needs, so plain `terraform init`
 * works with the version you have. Pin a version in the lock file.
 */
export function allowAwsProviderRange(stack: TerraformStack): void {
  watchAuditData(stack);
  Aspects.of(stack).add({
    visit: (node: IConstruct) => {
      if (node !== stack) return;
      const nodes = stack.node.findAll();
      if (!nodes.some(isAwsProvider)) return;
      const newest = newerArguments.find((argument) => nodes.some((resource) => hasArgument(resource, argument)));
      const range = newest?.range ?? WITHOUT_THEM;
      stack.addOverride("terraform.required_providers.aws.version", range);
    },
  });
}

function isAwsProvider(node: IConstruct): boolean {
  return TerraformProvider.isTerraformProvider(node) && node.terraformResourceType === "aws";
}

function hasArgument(node: IConstruct, { input, type }: NewerArgument): boolean {
  if (!TerraformResource.isTerraformResource(node) && !TerraformDataSource.isTerraformDataSource(node)) return false;
  const isOfType = type === undefined || node.terraformResourceType === type;
  return isOfType && (node as unknown as Record<string, unknown>)[input] !== undefined;
}

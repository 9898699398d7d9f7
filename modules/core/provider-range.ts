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
 * Arguments that came later than 5.100, from which on everything else here works; the newest first. A next major version may
 * change any of this.
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md
 */
const newerArguments: readonly NewerArgument[] = [
  { input: "deletionProtectionEnabledInput", type: "aws_cloudwatch_log_group", range: ">= 6.25, < 7.0" },
  { input: "regionInput", range: ">= 6.0, < 7.0" },
];
const WITHOUT_THEM = ">= 5.100, < 7.0";

/**
 * Replaces the exact provider version that CDKTF pins by the range that the stack really needs, so that plain
 * `terraform init` works with what the user has. The lock file is the place to pin a version.
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

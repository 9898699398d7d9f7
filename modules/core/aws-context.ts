import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { type TerraformDataSource, type TerraformProvider, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { partitionOf } from "../facts";

/** Where resources live. ARNs and names are composed from it, so that policies are readable at the first plan. */
export interface AwsContext {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly dnsSuffix: string;
}

const given = new WeakMap<IConstruct, AwsContext>();
const lookedUp = new WeakMap<TerraformStack, Map<TerraformProvider | undefined, AwsContext>>();

/**
 * States account and Region of everything below `scope`, so that no data source is needed.
 * Call it before the first module is created there.
 */
export function setAwsContext(scope: IConstruct, { account, region }: { account: string; region: string }): void {
  given.set(scope, { account, region, ...partitionOf(region) });
}

/** The stated context of the nearest scope, else one set of data sources per stack and provider. */
export function awsContext(scope: Construct, named?: TerraformProvider): AwsContext {
  // The default provider is the same one whether it is named or not.
  const provider = named?.alias ? named : undefined;
  const stated = scope.node.scopes
    .reverse()
    .map((ancestor) => given.get(ancestor))
    .find(Boolean);
  if (stated && !provider) return stated;
  const stack = TerraformStack.of(scope);
  const perProvider = lookedUp.get(stack) ?? new Map<TerraformProvider | undefined, AwsContext>();
  lookedUp.set(stack, perProvider);
  const context = perProvider.get(provider) ?? lookUp(stack, provider);
  perProvider.set(provider, context);
  return context;
}

function lookUp(stack: TerraformStack, provider: TerraformProvider | undefined): AwsContext {
  const suffix = provider?.alias ? `_${provider.alias.replace(/\W/g, "_")}` : "";
  const scope = new Construct(stack, `AwsContext${suffix}`);
  const name = <T extends TerraformDataSource>(source: T): T => {
    source.overrideLogicalId(`session_audit${suffix}`);
    return source;
  };
  const partition = name(new DataAwsPartition(scope, "Partition", { provider }));
  return {
    account: name(new DataAwsCallerIdentity(scope, "Account", { provider })).accountId,
    // `id` is the one attribute that holds the Region's name in AWS provider 5 and 6 without a deprecation warning.
    region: name(new DataAwsRegion(scope, "Region", { provider })).id,
    partition: partition.partition,
    dnsSuffix: partition.dnsSuffix,
  };
}

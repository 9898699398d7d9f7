import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { type TerraformDataSource, type TerraformProvider, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { partitionOf } from "../facts";
import { given } from "./given";
import { accountId, known, object, region as regionRule } from "./schema";
import { nameInTerraform } from "./unique-names";
import { refuse } from "./validation-error";

/** Where resources live. ARNs and names are composed from it, so policies are readable in the first plan. */
export interface AwsContext {
  readonly account: string;
  readonly region: string;
  readonly partition: string;
  readonly dnsSuffix: string;
}

const stated = new WeakMap<IConstruct, AwsContext>();
/** Scopes in which a module already has its context. */
const settled = new WeakSet<IConstruct>();
const lookedUp = new WeakMap<TerraformStack, Map<TerraformProvider | undefined, AwsContext>>();

interface StatedContext {
  /** The 12 digits of the account. */
  readonly account: string;
  /** Name of the Region, such as `eu-west-1`. */
  readonly region: string;
}

const statedContext = object<StatedContext>({ account: accountId, region: known(regionRule) });

/**
 * States account and Region of everything below `scope`, so no data source is needed. Call it once, before creating the
 * first module there, because modules use their account as soon as they are created.
 */
export function setAwsContext(scope: IConstruct, context: StatedContext): void {
  const { account, region } = given(scope, statedContext, context, "setAwsContext");
  const fix = stated.has(scope) ? "call it once only" : "call it earlier: a module below has looked it up already";
  if (stated.has(scope) || settled.has(scope)) {
    const allowed = "stated once, before the first module";
    refuse(scope, [{ prop: "setAwsContext", allowed, got: context, fix }]);
  }
  stated.set(scope, { account, region, ...partitionOf(region) });
}

/** The stated context of the nearest scope, else one set of data sources per stack and provider. */
export function awsContext(scope: Construct, named?: TerraformProvider): AwsContext {
  // The default provider is the same whether it is named or not.
  const provider = named?.alias ? named : undefined;
  const scopes = scope.node.scopes.reverse();
  for (const ancestor of scopes) settled.add(ancestor);
  const here = scopes.map((ancestor) => stated.get(ancestor)).find(Boolean);
  if (here && !provider) return here;
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
    nameInTerraform(source, `session_audit${suffix}`);
    return source;
  };
  const partition = name(new DataAwsPartition(scope, "Partition", { provider }));
  return {
    account: name(new DataAwsCallerIdentity(scope, "Account", { provider })).accountId,
    // `id` is the only attribute that holds the Region name in AWS provider 5 and 6 without a deprecation warning.
    region: name(new DataAwsRegion(scope, "Region", { provider })).id,
    partition: partition.partition,
    dnsSuffix: partition.dnsSuffix,
  };
}

import { TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { isUnknown, type Placement } from "./schema";

/** The arguments of an AWS provider that decide in which account it works. */
const credentials = [
  "accessKey",
  "allowedAccountIds",
  "assumeRole",
  "assumeRoleWithWebIdentity",
  "profile",
  "sharedConfigFiles",
  "sharedCredentialsFiles",
  "token",
] as const;

type AwsProviderInputs = TerraformProvider &
  Readonly<Record<`${(typeof credentials)[number]}Input`, unknown>> & {
    readonly regionInput?: string;
  };

/**
 * The account in which a provider works. Two providers with the same credentials are in one account, whatever their
 * names. Two with different credentials are treated as two accounts, even if they are one.
 */
export function accountOf(scope: IConstruct, provider: TerraformProvider | undefined): string {
  const inputs = (provider ?? defaultProvider(scope)) as AwsProviderInputs | undefined;
  return JSON.stringify(credentials.map((name) => inputs?.[`${name}Input`]));
}

/** The Region of a module, if it, its context or its provider states one. */
export function regionOf(scope: IConstruct, { provider, region }: Placement, here: string): string {
  const stated = region ?? here;
  if (!isUnknown(stated)) return stated;
  return regionOfProvider(scope, provider) ?? stated;
}

/** What a provider states about its Region. */
export function regionOfProvider(scope: IConstruct, provider: TerraformProvider | undefined): string | undefined {
  const { regionInput } = (provider ?? defaultProvider(scope) ?? {}) as Partial<AwsProviderInputs>;
  return isUnknown(regionInput) ? undefined : regionInput;
}

const defaultProviders = new WeakMap<TerraformStack, TerraformProvider>();

/** The AWS provider of a stack without an alias, if it exists yet. */
function defaultProvider(scope: IConstruct): TerraformProvider | undefined {
  const stack = TerraformStack.of(scope);
  const known = defaultProviders.get(stack);
  if (known) return known;
  const found = stack.node.children.find(
    (child): child is TerraformProvider =>
      TerraformProvider.isTerraformProvider(child) && child.terraformResourceType === "aws" && !child.alias,
  );
  if (found) defaultProviders.set(stack, found);
  return found;
}

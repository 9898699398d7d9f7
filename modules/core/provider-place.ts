import { TerraformProvider, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { isUnknown, type Placement } from "./schema";

/** What of an AWS provider decides whose account it works in. */
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
 * Whose account a provider works in: two with the same credentials are in one account, whatever they are called. Two in one
 * account that have it from different credentials are not known to be.
 */
export function accountOf(scope: IConstruct, provider: TerraformProvider | undefined): string {
  const inputs = (provider ?? defaultProvider(scope)) as AwsProviderInputs | undefined;
  return JSON.stringify(credentials.map((name) => inputs?.[`${name}Input`]));
}

/** The Region of a module, where it, its context or its provider says so. */
export function regionOf(scope: IConstruct, { provider, region }: Placement, here: string): string {
  const stated = region ?? here;
  if (!isUnknown(stated)) return stated;
  return regionOfProvider(scope, provider) ?? stated;
}

/** What a provider says about its Region. */
export function regionOfProvider(scope: IConstruct, provider: TerraformProvider | undefined): string | undefined {
  const { regionInput } = (provider ?? defaultProvider(scope) ?? {}) as Partial<AwsProviderInputs>;
  return isUnknown(regionInput) ? undefined : regionInput;
}

/** The AWS provider of a stack that has no alias, as far as it is there already. */
function defaultProvider(scope: IConstruct): TerraformProvider | undefined {
  return TerraformStack.of(scope).node.children.find(
    (child): child is TerraformProvider =>
      TerraformProvider.isTerraformProvider(child) && child.terraformResourceType === "aws" && !child.alias,
  );
}

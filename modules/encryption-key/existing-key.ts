import { DataAwsKmsKey } from "@cdktf/provider-aws/lib/data-aws-kms-key";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  arnPartsAnywhere,
  askOwner,
  knownArnParts,
  type PolicyStatement,
  type ProviderProps,
  type RegionProps,
  regionOfProvider,
} from "../core/internal";
import { existingKeySchema, keyByAliasSchema } from "./encryption-key-schema";
import { GrantingKey } from "./granting-key";

export interface ExistingKeyOptions extends ProviderProps {
  /**
   * Whether the key has the tag `SystemsManagerJustInTimeNodeAccessManaged=true`, which just-in-time node access
   * requires.
   * @default false
   */
  readonly justInTimeAccess?: boolean;
}

export interface ExistingKeyProps extends ExistingKeyOptions {
  readonly keyArn: string;
}

/** A key known by its ARN. What it must allow is printed for its owner. */
export class ExistingKey extends GrantingKey {
  readonly keyArn: string;
  readonly region: string;
  readonly justInTimeAccess: boolean;
  readonly ready: ITerraformDependable[] = [];

  constructor(scope: Construct, id: string, props: ExistingKeyProps) {
    super(scope, id, existingKeySchema.of(props));
    this.justInTimeAccess = props.justInTimeAccess ?? false;
    this.keyArn = props.keyArn;
    this.region = arnPartsAnywhere(this.keyArn).region;
  }

  protected allow(...statements: PolicyStatement[]): void {
    const { account } = arnPartsAnywhere(this.keyArn);
    askOwner(this, { policy: "key policy", resource: this.keyArn, account }, statements);
  }
}

export interface KeyByAliasProps extends RegionProps {
  readonly aliasArn: string;
}

/** A key known by its alias. The owner's stack gives the grants, so asking for them here does nothing. */
export class KeyByAlias extends GrantingKey {
  readonly keyArn: string;
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];
  readonly resources: { readonly key: DataAwsKmsKey };

  constructor(scope: Construct, id: string, props: KeyByAliasProps) {
    const placed = ({ provider, region, aliasArn }: KeyByAliasProps) => {
      const there = knownArnParts(aliasArn)?.region;
      // What the provider says itself is not said again: it would take AWS provider 6.
      return { provider, region: region ?? (there === regionOfProvider(scope, provider) ? undefined : there) };
    };
    super(scope, id, keyByAliasSchema.of(props, placed));
    const key = this.place(new DataAwsKmsKey(this, "Resource", { keyId: props.aliasArn }));
    this.keyArn = key.arn;
    this.region = arnPartsAnywhere(props.aliasArn).region;
    this.resources = { key };
  }

  protected allow(): void {}
}

import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  arns,
  exactText,
  givenOptions,
  limitPolicySize,
  PolicyDocument,
  type PolicyStatement,
  type RegionalModuleProps,
  type RegionProps,
  type RemovalProps,
} from "../core/internal";
import { JUST_IN_TIME_TAG, limits } from "../facts";
import { accountStatement, administratorsStatement, denyDeletion } from "./encryption-key-policy";
import { encryptionKeySchema } from "./encryption-key-schema";
import { ExistingKey, type ExistingKeyOptions, KeyByAlias } from "./existing-key";
import { GrantingKey, type IEncryptionKey } from "./granting-key";

/** An existing key. */
export interface AdoptedKey {
  /** Id of the key, such as `1234abcd-12ab-34cd-56ef-1234567890ab`. */
  readonly keyId: string;
  /** Whether `alias` already exists and points to this key. */
  readonly alias: boolean;
}

export interface EncryptionKeyProps extends RegionalModuleProps, RemovalProps {
  /** Alias of the key, with its prefix: `alias/acme-sessions`. `alias/aws/` belongs to AWS. */
  readonly alias: string;
  /** What the key protects, shown in the KMS console. */
  readonly description: string;
  /**
   * Days between automatic rotations, 90 to 2560.
   * @default 365
   */
  readonly rotationDays?: number;
  /**
   * Days that a scheduled deletion waits, 7 to 30.
   * @default 30
   */
  readonly deletionWindowDays?: number;
  /**
   * ARNs of IAM users or roles that the key policy lets administer the key, but not use it.
   * @default - IAM policies in the account decide who administers the key
   */
  readonly administrators?: readonly string[];
  /**
   * Takes over an existing customer managed key, with everything it has encrypted, by Terraform import blocks that may
   * stay. The plan shows how this module's policy replaces its own: principals lose access unless IAM policies in the
   * account allow it.
   * @default - Terraform creates the key
   */
  readonly adopt?: AdoptedKey;
  /**
   * Whether just-in-time node access may use the key, for sessions or for RDP recordings. Adds the tag
   * `SystemsManagerJustInTimeNodeAccessManaged`.
   * @default false
   */
  readonly justInTimeAccess?: boolean;
}

/**
 * A customer managed KMS key with an alias and rotation. Its policy lets the account administer it. Other modules add grants,
 * each with the condition that its service supports.
 *
 * @example
 * ```ts
 * const logsKey = new EncryptionKey(this, "LogsKey", {
 *   alias: "alias/acme-logs",
 *   description: "Session logs at rest",
 * });
 * ```
 */
export class EncryptionKey extends GrantingKey {
  readonly keyArn: string;
  /** Composed from the alias, so it is known at the first plan, unlike the key's ARN. */
  readonly aliasArn: string;
  readonly region: string;
  readonly justInTimeAccess: boolean;
  readonly ready: ITerraformDependable[];
  readonly resources: { readonly key: KmsKey; readonly alias: KmsAlias };
  private readonly policy: PolicyDocument;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id, encryptionKeySchema.of(props));
    this.claim("KMS alias", props.alias, "alias");
    const { alias, description, rotationDays = 365, deletionWindowDays = 30, administrators = [], removal } = props;

    this.policy = new PolicyDocument(accountStatement(this.aws));
    if (removal !== "destroy") this.policy.add(denyDeletion());
    if (administrators.length > 0) this.policy.add(administratorsStatement(administrators));

    limitPolicySize(this, "key", this.policy, limits.keyPolicySize);
    const key = this.place(
      new KmsKey(this, "Resource", {
        description: exactText(this, description),
        enableKeyRotation: true,
        rotationPeriodInDays: rotationDays,
        deletionWindowInDays: deletionWindowDays,
        policy: this.policy.toJson(),
        tags: props.justInTimeAccess ? { [JUST_IN_TIME_TAG]: "true" } : undefined,
      }),
    );
    this.keep(key, { name: alias, removal });
    const aliasResource = this.place(new KmsAlias(this, "Alias", { name: alias, targetKeyId: key.keyId }));

    if (props.adopt) this.adopt(key, props.adopt.keyId);
    if (props.adopt?.alias) this.adopt(aliasResource, alias);
    this.keyArn = key.arn;
    this.aliasArn = arns.keyAlias(this.aws, alias);
    this.region = this.aws.region;
    this.justInTimeAccess = props.justInTimeAccess ?? false;
    this.ready = [key];
    this.resources = { key, alias: aliasResource };
  }

  /**
   * An existing key. The library does not write its policy, but asks its owner for each grant.
   * @param keyArn full ARN of the key; an alias ARN would resolve in the caller's account
   */
  static fromArn(scope: Construct, id: string, keyArn: string, options?: ExistingKeyOptions): IEncryptionKey {
    return new ExistingKey(scope, id, { ...givenOptions("EncryptionKey.fromArn", options), keyArn });
  }

  /**
   * A key in another stack or account, looked up by its alias when Terraform plans. The stack that creates the key
   * gives the grants. The key's policy must allow `kms:DescribeKey`.
   * @param aliasArn ARN of the alias in the key's account and Region. A Region other than the provider's needs AWS
   * provider 6.
   */
  static fromAliasArn(scope: Construct, id: string, aliasArn: string, options?: RegionProps): IEncryptionKey {
    return new KeyByAlias(scope, id, { ...givenOptions("EncryptionKey.fromAliasArn", options), aliasArn });
  }

  /** Covered by the account statement that every key of this library has. */
  override grantAccount(): void {}

  protected allow(...statements: PolicyStatement[]): void {
    for (const statement of statements) this.policy.addAnother(statement);
    this.resources.key.policy = this.policy.toJson();
  }
}

import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Annotations, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  type ArnParts,
  AuditModule,
  type AwsContext,
  checkIntegerInRange,
  checkLength,
  checkText,
  claimName,
  limits,
  PolicyDocument,
  type PolicyStatement,
  parseArn,
  protection,
  type RegionalModuleProps,
  type RemovalProps,
} from "../core";
import {
  accountStatement,
  administratorsStatement,
  cloudTrailStatements,
  cloudWatchLogsStatement,
  eventBridgeStatement,
} from "./encryption-key-policy";

/** What a consumer needs of a key: its ARN, and the grants that its service calls rest on. */
export interface IEncryptionKey {
  readonly keyArn: string;
  readonly region: string;
  /** Wait for these before using the key. */
  readonly ready: ITerraformDependable[];
  /** Lets CloudWatch Logs of this Region encrypt one log group. */
  grantCloudWatchLogs(logGroupArn: string): void;
  /** Lets CloudTrail encrypt the files of one trail. */
  grantCloudTrail(trailArn: string): void;
  /** Lets EventBridge publish to topics encrypted with this key. */
  grantEventBridge(): void;
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
   * ARNs of IAM users or roles that may administer, not use, the key by its own policy.
   * @default - administrators are whom IAM policies of the account name
   */
  readonly administrators?: readonly string[];
}

/**
 * A customer managed KMS key with alias and rotation. Its policy starts with the account and grows by the grants that
 * other modules ask for, each with the condition that its service supports.
 */
export class EncryptionKey extends AuditModule implements IEncryptionKey {
  readonly keyArn: string;
  readonly region: string;
  readonly ready: ITerraformDependable[];
  readonly resources: { readonly key: KmsKey; readonly alias: KmsAlias };
  private readonly policy: PolicyDocument;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id, props);
    checkProps(this, props);
    const { alias, description, rotationDays = 365, deletionWindowDays = 30, administrators = [], removal } = props;

    this.policy = new PolicyDocument(accountStatement(this.aws));
    if (administrators.length > 0) this.policy.add(administratorsStatement(administrators));

    const key = this.place(
      new KmsKey(this, "Resource", {
        description,
        enableKeyRotation: true,
        rotationPeriodInDays: rotationDays,
        deletionWindowInDays: deletionWindowDays,
        policy: this.policy.toJson(),
        lifecycle: protection(removal),
      }),
    );
    const aliasResource = this.place(new KmsAlias(this, "Alias", { name: alias, targetKeyId: key.keyId }));

    this.keyArn = key.arn;
    this.region = this.aws.region;
    this.ready = [key];
    this.resources = { key, alias: aliasResource };
  }

  /**
   * A key that exists already. Its policy is not ours to write: each grant is printed as a warning, ready to paste.
   * @param keyArn full ARN of the key; an alias ARN would resolve in the caller's account
   */
  static fromArn(scope: Construct, id: string, keyArn: string): IEncryptionKey {
    return new ImportedKey(scope, id, keyArn);
  }

  grantCloudWatchLogs(logGroupArn: string): void {
    this.allow(cloudWatchLogsStatement(this.aws, logGroupArn));
  }

  grantCloudTrail(trailArn: string): void {
    this.allow(...cloudTrailStatements(this.aws, trailArn));
  }

  grantEventBridge(): void {
    this.allow(eventBridgeStatement());
  }

  private allow(...statements: PolicyStatement[]): void {
    for (const statement of statements) this.policy.add(statement);
    this.resources.key.policy = this.policy.toJson();
  }
}

class ImportedKey extends AuditModule implements IEncryptionKey {
  readonly region: string;
  readonly ready: ITerraformDependable[] = [];
  private readonly keyContext: AwsContext;

  constructor(
    scope: Construct,
    id: string,
    readonly keyArn: string,
  ) {
    super(scope, id, {});
    const parts: ArnParts | undefined = parseArn(this, "keyArn", keyArn, {
      service: "kms",
      resource: /^key\/[\w-]+$/,
      example: "arn:<partition>:kms:<region>:<account>:key/<id>",
    });
    this.region = parts?.region ?? this.aws.region;
    this.keyContext = { ...this.aws, region: this.region };
  }

  grantCloudWatchLogs(logGroupArn: string): void {
    this.ask(cloudWatchLogsStatement(this.keyContext, logGroupArn));
  }

  grantCloudTrail(trailArn: string): void {
    this.ask(...cloudTrailStatements(this.keyContext, trailArn));
  }

  grantEventBridge(): void {
    this.ask(eventBridgeStatement());
  }

  private ask(...statements: PolicyStatement[]): void {
    Annotations.of(this).addWarning(
      `add to the policy of key ${this.keyArn}, unless it is there: ${new PolicyDocument(...statements).toJson()}`,
    );
  }
}

function checkProps(scope: Construct, props: EncryptionKeyProps): void {
  checkLength(scope, "alias", props.alias, limits.keyAliasLength);
  checkText(scope, "alias", props.alias, {
    pattern: /^alias\/(?!aws\/)[\w/-]+$/,
    allowed: "alias/ and letters, digits, slash, underscore or hyphen, but not alias/aws/",
    fix: "write it like alias/acme-sessions",
  });
  claimName(scope, "KMS alias", `${props.region ?? ""} ${props.alias}`, "alias");
  checkIntegerInRange(scope, "rotationDays", props.rotationDays, limits.keyRotationDays);
  checkIntegerInRange(scope, "deletionWindowDays", props.deletionWindowDays, limits.keyDeletionWindowDays);
  props.administrators?.forEach((administrator, index) => {
    parseArn(scope, `administrators[${index}]`, administrator, {
      service: "iam",
      resource: /^(user|role)\/.+$/,
      example: "arn:<partition>:iam::<account>:role/<name>",
    });
  });
}

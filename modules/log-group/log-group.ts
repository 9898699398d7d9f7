import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCloudwatchLogGroup } from "@cdktf/provider-aws/lib/data-aws-cloudwatch-log-group";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { AuditModule, arns, type RegionalModuleProps, type RegionProps, type RemovalProps } from "../core/internal";
import type { IEncryptionKey } from "../encryption-key";
import type { LogRetentionDays } from "../facts";
import { existingLogGroupSchema, logGroupSchema } from "./log-group-schema";

/** What a consumer needs of a log group. */
export interface ILogGroup {
  readonly logGroupName: string;
  /** Without the trailing `:*`. */
  readonly logGroupArn: string;
  readonly region: string;
  /** Whether a customer KMS key encrypts it. The agent checks this before it starts a session. */
  readonly encrypted: boolean;
  /** Wait for these before writing to the group. */
  readonly ready: ITerraformDependable[];
}

export interface LogGroupProps extends RegionalModuleProps, RemovalProps {
  /** Name of the group: 1 to 512 letters, digits and `_-/.#`. */
  readonly name: string;
  /**
   * Key of the group's own Region.
   * @default - CloudWatch Logs encrypts with a key of its own
   */
  readonly encryptionKey?: IEncryptionKey;
  /**
   * Days that events are kept.
   * @default 365
   */
  readonly retentionDays?: LogRetentionDays;
  /**
   * Whether CloudWatch Logs refuses to delete the group, for every caller, until the protection is turned off. Needs
   * AWS provider 6.25.
   * @default false
   */
  readonly deletionProtection?: boolean;
  /**
   * Adopts an existing group of this name, with its events, by a Terraform import block that may stay. Key and
   * retention become those given here; existing events keep their encryption.
   * @default false - Terraform creates the group, and fails if it exists
   */
  readonly adopt?: boolean;
}

/**
 * A CloudWatch log group for audit data, kept for a year by default.
 *
 * @example
 * ```ts
 * const sessions = new LogGroup(this, "Sessions", {
 *   name: "/acme/sessions",
 *   encryptionKey: logsKey,
 *   retentionDays: 731,
 * });
 * ```
 */
export class LogGroup extends AuditModule implements ILogGroup {
  readonly logGroupName: string;
  readonly logGroupArn: string;
  readonly region: string;
  readonly encrypted: boolean;
  readonly ready: ITerraformDependable[];
  readonly resources: { readonly logGroup: CloudwatchLogGroup };

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id, logGroupSchema.of(props));
    const { name, encryptionKey, retentionDays = 365, deletionProtection, removal } = props;
    this.claim("log group", name, "name");
    this.logGroupName = name;
    this.logGroupArn = arns.logGroup(this.aws, name);
    this.region = this.aws.region;
    this.encrypted = encryptionKey !== undefined;

    encryptionKey?.grantCloudWatchLogs(this.logGroupArn);
    const logGroup = this.place(
      new CloudwatchLogGroup(this, "Resource", {
        name,
        kmsKeyId: encryptionKey?.keyArn,
        retentionInDays: retentionDays,
        // Left out unless asked for, because older providers do not know the argument.
        deletionProtectionEnabled: deletionProtection || undefined,
        // This keeps the events even if the group, and its lifecycle block with it, leaves the configuration.
        skipDestroy: removal !== "destroy",
      }),
    );
    this.keep(logGroup, { name, retentionDays, removal });
    if (props.adopt) this.adopt(logGroup, name);
    this.ready = [logGroup];
    this.resources = { logGroup };
  }

  /** An existing group in the account and Region of the scope. */
  static fromName(scope: Construct, id: string, props: ExistingLogGroupProps): ILogGroup {
    return new ExistingLogGroup(scope, id, props);
  }
}

export interface ExistingLogGroupProps extends RegionProps {
  /** Name of the group. */
  readonly name: string;
  /** Whether a customer KMS key encrypts it. */
  readonly encrypted: boolean;
}

class ExistingLogGroup extends AuditModule implements ILogGroup {
  readonly logGroupName: string;
  readonly logGroupArn: string;
  readonly region: string;
  readonly encrypted: boolean;
  readonly ready: ITerraformDependable[];
  /** The group as it is; undefined unless it is said to be encrypted. */
  readonly resources: { readonly logGroup?: DataAwsCloudwatchLogGroup };

  constructor(scope: Construct, id: string, props: ExistingLogGroupProps) {
    super(scope, id, existingLogGroupSchema.of(props));
    this.logGroupName = props.name;
    this.logGroupArn = arns.logGroup(this.aws, props.name);
    this.region = this.aws.region;
    this.encrypted = props.encrypted;
    const logGroup = props.encrypted ? this.confirmEncryption(props.name) : undefined;
    this.ready = logGroup ? [logGroup] : [];
    this.resources = { logGroup };
  }

  /** Only AWS knows. The agent refuses every session if a document promises encryption that does not exist. */
  private confirmEncryption(name: string): DataAwsCloudwatchLogGroup {
    const encrypted = {
      condition: '${self.kms_key_id != ""}',
      errorMessage: "This log group has no KMS key. Give it one, or say encrypted: false.",
    };
    return this.place(
      new DataAwsCloudwatchLogGroup(this, "Resource", { name, lifecycle: { postcondition: [encrypted] } }),
    );
  }
}

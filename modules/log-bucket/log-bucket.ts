import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketObjectLockConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-object-lock-configuration";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  type AtLeastOne,
  accountIds,
  organizationId as organizationIdRule,
  type Removal,
  refuse,
  trailArn as trailArnRule,
} from "../core/internal";
import type { IEncryptionKey } from "../encryption-key";
import type { ObjectLockMode } from "../facts";
import type { IAccessLogBucket } from "./access-log-bucket";
import { BucketBaseline, type BucketBaselineProps, type BucketResources } from "./bucket-baseline";
import { ExistingLogBucket, type ExistingLogBucketProps } from "./existing-log-bucket";
import {
  connectionRecordings,
  type DefaultEncryption,
  denyWrongEncryption,
  organizationTranscripts,
  type TrailOwner,
  trailDelivery,
} from "./log-bucket-policy";
import { closedToOthers, closedToRecordings, keyPrefix, logBucketSchema, trailOwner } from "./log-bucket-schema";
import { warnOfManagedKey } from "./warn-of-managed-key";

/**
 * SSE-KMS with your own key, SSE-S3, or SSE-KMS with the AWS managed key `aws/s3`. Nodes need no permission for that
 * key, but its policy lets everyone in the account use it through S3, and no other account can read what it encrypts.
 * DSSE-KMS is not supported: the agent treats it as "not encrypted".
 */
export type BucketEncryption = IEncryptionKey | "s3-managed" | "aws-managed";

/** What a consumer needs of a bucket. */
export interface ILogBucket {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly region: string;
  readonly encryption: BucketEncryption | UncheckedEncryption;
  /** Wait for these before writing to the bucket. */
  readonly ready: ITerraformDependable[];
  /** Lets CloudTrail deliver one trail, by default a trail of this account. */
  grantTrailDelivery(trailArn: string, owner?: TrailOwner): void;
  /**
   * Lets IAM policies of this account decide which nodes may upload transcripts below a prefix; `""` is the top of the
   * bucket.
   */
  grantTranscripts(prefix: string): void;
  /**
   * Lets the nodes of every account of an organization upload transcripts, each account below its own id.
   * @param writers ARNs of the roles of nodes, `*` allowed; every principal if undefined
   */
  grantOrganizationTranscripts(organizationId: string, prefix: string, writers?: readonly string[]): void;
  /**
   * Lets GUI Connect store recordings of Remote Desktop connections, anywhere in the bucket.
   * @param accounts where connections begin; by default this account
   */
  grantConnectionRecordings(accounts?: AtLeastOne<string>): void;
}

/** For a bucket whose encryption is unknown: the agent is told not to check it. */
export type UncheckedEncryption = "unchecked";

export interface ObjectLock {
  /** Principals with `s3:BypassGovernanceRetention` may lift GOVERNANCE; nobody may lift COMPLIANCE. */
  readonly mode: ObjectLockMode;
  /** Days that a new object version cannot be deleted or overwritten, 1 to 36500. */
  readonly retentionDays: number;
}

export interface LogBucketProps extends BucketBaselineProps {
  /**
   * Default encryption of the bucket: a key of the bucket's Region, `"s3-managed"` for SSE-S3, or `"aws-managed"` for
   * the key `aws/s3`, which serves this account only.
   */
  readonly encryption: BucketEncryption;
  /**
   * Write-once retention of every new object.
   * @default - anyone with IAM permission can delete objects
   */
  readonly objectLock?: ObjectLock;
  /**
   * Where S3 writes the server access logs of this bucket.
   * @default - requests to the bucket are not logged
   */
  readonly accessLogs?: IAccessLogBucket;
}

/**
 * An S3 bucket for audit data: encrypted, versioned, private, TLS only, and closed to objects that nobody can decrypt.
 *
 * @example
 * ```ts
 * const transcripts = new LogBucket(this, "Transcripts", {
 *   name: "acme-transcripts",
 *   encryption: logsKey,
 *   accessLogs,
 *   objectLock: { mode: "GOVERNANCE", retentionDays: 365 },
 *   retention: { archiveAfterDays: 90 },
 * });
 * ```
 */
export class LogBucket extends BucketBaseline implements ILogBucket {
  readonly encryption: BucketEncryption;
  readonly resources: BucketResources & {
    readonly objectLock?: S3BucketObjectLockConfigurationA;
    readonly accessLogging?: S3BucketLoggingA;
  };

  constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id, logBucketSchema.of(props), props, () => defaultEncryption(props.encryption));
    const { encryption, objectLock, accessLogs, removal } = props;
    this.encryption = encryption;
    warnOfManagedKey(this, this.bucketName, encryption);
    this.addToPolicy(...denyWrongEncryption(this.bucketArn, defaultEncryption(encryption)));
    this.resources = {
      ...this.baseline,
      objectLock: objectLock && this.lock(objectLock, removal),
      accessLogging: accessLogs && this.logAccessTo(accessLogs),
    };
    // Objects written before the lock is on can be deleted.
    if (this.resources.objectLock) this.ready.push(this.resources.objectLock);
  }

  /** An existing bucket. Its policy is not changed: grants are printed as warnings, ready to paste. */
  static fromName(scope: Construct, id: string, props: ExistingLogBucketProps): ILogBucket {
    return new ExistingLogBucket(scope, id, props);
  }

  grantTrailDelivery(trailArn: string, owner: TrailOwner = this.aws): void {
    this.given(trailArnRule, trailArn, "trailArn");
    this.given(trailOwner, owner, "owner");
    this.addToPolicy(...trailDelivery(this.bucketArn, trailArn, owner));
  }

  /** In the bucket's own account, IAM alone can give access. */
  grantTranscripts(prefix: string): void {
    if (prefix !== "") this.given(keyPrefix, prefix, "prefix");
    if (typeof this.encryption !== "string") this.encryption.grantAccount();
  }

  grantOrganizationTranscripts(organizationId: string, prefix: string, writers?: readonly string[]): void {
    this.given(organizationIdRule, organizationId, "organizationId");
    this.given(keyPrefix, prefix, "prefix");
    refuse(this, closedToOthers(this.encryption));
    this.addToPolicy(...organizationTranscripts(this.bucketArn, prefix, organizationId, writers));
    if (typeof this.encryption !== "string") this.encryption.grantOrganizationUploads(this.bucketArn, organizationId);
  }

  grantConnectionRecordings(accounts: AtLeastOne<string> = [this.aws.account]): void {
    this.given(accountIds, accounts, "accounts");
    refuse(this, closedToRecordings(this.encryption));
    this.addToPolicy(connectionRecordings(this.bucketArn, accounts));
    if (typeof this.encryption !== "string") this.encryption.grantConnectionRecordings(accounts);
  }

  /** Separate from the bucket's own arguments, because turning the lock on later there would replace the bucket. */
  private lock({ mode, retentionDays }: ObjectLock, removal?: Removal): S3BucketObjectLockConfigurationA {
    const lock = this.place(
      new S3BucketObjectLockConfigurationA(this, "ObjectLock", {
        bucket: this.baseline.bucket.id,
        rule: { defaultRetention: { mode, days: retentionDays } },
        dependsOn: [this.baseline.versioning],
      }),
    );
    this.keep(lock, { name: this.bucketName, removal });
    return lock;
  }

  private logAccessTo(target: IAccessLogBucket): S3BucketLoggingA {
    target.grantAccessLogDelivery(this.bucketName);
    return this.place(
      new S3BucketLoggingA(this, "AccessLogging", {
        bucket: this.baseline.bucket.id,
        targetBucket: target.bucketName,
        targetPrefix: `${this.bucketName}/`,
        dependsOn: target.ready,
      }),
    );
  }
}

function defaultEncryption(encryption: BucketEncryption): DefaultEncryption {
  if (encryption === "s3-managed") return { algorithm: "AES256" };
  return { algorithm: "aws:kms", keyArn: encryption === "aws-managed" ? undefined : encryption.keyArn };
}

import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import {
  AuditModule,
  arns,
  checkIntegerInRange,
  checkLength,
  checkText,
  isUnknown,
  PolicyDocument,
  type PolicyStatement,
  protection,
  type RegionalModuleProps,
  type RemovalProps,
  ValidationError,
} from "../core";
import { limits } from "../facts";
import { denyInsecureTransport } from "./log-bucket-policy";

export interface BucketRetention {
  /**
   * Days after which objects move to S3 Glacier Instant Retrieval.
   * @default - they stay in S3 Standard
   */
  readonly archiveAfterDays?: number;
  /**
   * Days after which objects expire, and again the days after which a version that expired, was overwritten or deleted
   * is removed for good: an object is gone after twice this time.
   * @default - never
   */
  readonly expireAfterDays?: number;
}

export interface BucketBaselineProps extends RegionalModuleProps, RemovalProps {
  /** Globally unique name of the bucket: 3 to 63 lower-case letters, digits and hyphens. The agent refuses dots. */
  readonly name: string;
  /**
   * When objects are archived and removed.
   * @default - they are kept forever in S3 Standard
   */
  readonly retention?: BucketRetention;
}

/** What every bucket here has: no public access, no ACLs, versions, default encryption, a lifecycle, TLS only. */
export abstract class BucketBaseline extends AuditModule {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly region: string;
  /** Wait for these before writing to the bucket: what is written earlier has no version and no key of ours. */
  readonly ready: ITerraformDependable[];
  protected readonly baseline: {
    readonly bucket: S3Bucket;
    readonly policy: S3BucketPolicy;
    readonly versioning: S3BucketVersioningA;
  };
  private readonly policy: PolicyDocument;

  constructor(scope: Construct, id: string, props: BucketBaselineProps, keyArn?: string) {
    super(scope, id, props);
    checkBucketName(this, "name", props.name);
    this.claim("S3 bucket", props.name, "name", "partition");
    checkRetention(this, props.retention);
    this.bucketName = props.name;
    this.bucketArn = arns.bucket(this.aws, props.name);
    this.region = this.aws.region;

    const bucket = this.place(
      new S3Bucket(this, "Resource", {
        bucket: props.name,
        forceDestroy: props.removal === "destroy",
        lifecycle: protection(props.removal),
      }),
    );
    const bucketId = bucket.id;
    const publicAccessBlock = this.place(
      new S3BucketPublicAccessBlock(this, "PublicAccessBlock", {
        bucket: bucketId,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      }),
    );
    this.place(
      new S3BucketOwnershipControls(this, "OwnershipControls", {
        bucket: bucketId,
        rule: { objectOwnership: "BucketOwnerEnforced" },
      }),
    );
    const versioning = this.place(
      new S3BucketVersioningA(this, "Versioning", {
        bucket: bucketId,
        versioningConfiguration: { status: "Enabled" },
      }),
    );
    const encryption = this.place(
      new S3BucketServerSideEncryptionConfigurationA(this, "Encryption", {
        bucket: bucketId,
        rule: [
          {
            // The agent copies this key into its upload: only a full ARN means the same key in every account.
            applyServerSideEncryptionByDefault: keyArn
              ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn }
              : { sseAlgorithm: "AES256" },
            bucketKeyEnabled: keyArn ? true : undefined,
          },
        ],
      }),
    );
    this.place(
      new S3BucketLifecycleConfiguration(this, "Lifecycle", {
        bucket: bucketId,
        rule: [lifecycleRule(props.retention)],
        dependsOn: [versioning],
      }),
    );
    this.policy = new PolicyDocument(denyInsecureTransport(this.bucketArn));
    const policy = this.place(
      new S3BucketPolicy(this, "Policy", {
        bucket: bucketId,
        policy: this.policy.toJson(),
        dependsOn: [publicAccessBlock],
      }),
    );
    this.baseline = { bucket, policy, versioning };
    this.ready = [encryption, versioning, policy];
  }

  protected addToPolicy(...statements: PolicyStatement[]): void {
    for (const statement of statements) this.policy.add(statement);
    this.baseline.policy.policy = this.policy.toJson();
  }
}

function lifecycleRule({ archiveAfterDays, expireAfterDays }: BucketRetention = {}) {
  return {
    id: "keep-audit-data",
    status: "Enabled",
    filter: [{ prefix: "" }],
    // Parts of an upload that never completed are no transcript; they only cost.
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
    transition: archiveAfterDays ? [{ days: archiveAfterDays, storageClass: "GLACIER_IR" }] : undefined,
    expiration: expireAfterDays ? [{ days: expireAfterDays }] : undefined,
    noncurrentVersionExpiration: expireAfterDays ? [{ noncurrentDays: expireAfterDays }] : undefined,
  };
}

export function checkBucketName(scope: Construct, prop: string, name: string): void {
  checkLength(scope, prop, name, limits.bucketNameLength);
  checkText(scope, prop, name, {
    // A name composed with the account or Region of the provider holds a token, which stands for lower-case and digits.
    pattern: /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
    allowed: "lower-case letters, digits and inner hyphens, without dots",
    fix: "write it like acme-transcripts; the agent's TLS connection fails on names with dots",
  });
}

function checkRetention(scope: Construct, { archiveAfterDays, expireAfterDays }: BucketRetention = {}): void {
  checkIntegerInRange(scope, "retention.archiveAfterDays", archiveAfterDays, limits.lifecycleDays);
  checkIntegerInRange(scope, "retention.expireAfterDays", expireAfterDays, limits.lifecycleDays);
  if (isUnknown(archiveAfterDays) || isUnknown(expireAfterDays)) return;
  if (expireAfterDays! <= archiveAfterDays!) {
    throw new ValidationError(scope, {
      prop: "retention.expireAfterDays",
      allowed: `more than retention.archiveAfterDays (${archiveAfterDays})`,
      got: expireAfterDays,
      fix: "expire later, or leave archiveAfterDays out",
    });
  }
}

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
  type Input,
  limitPolicySize,
  PolicyDocument,
  type PolicyStatement,
  type RegionalModuleProps,
  type RemovalProps,
} from "../core/internal";
import { limits } from "../facts";
import { type DefaultEncryption, denyInsecureTransport } from "./log-bucket-policy";

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
  /**
   * Takes over a bucket of this name that exists already, with its objects, by a Terraform import block that may stay.
   * Policy, default encryption, lifecycle, ownership and public access become those of this module: whatever the bucket
   * policy has let in before is closed out, and ACLs stop to count. Look at them before.
   * @default false - Terraform creates the bucket, and fails where it exists
   */
  readonly adopt?: boolean;
}

/** The provider resources of every bucket here. */
export interface BucketResources {
  readonly bucket: S3Bucket;
  readonly publicAccessBlock: S3BucketPublicAccessBlock;
  readonly ownershipControls: S3BucketOwnershipControls;
  readonly versioning: S3BucketVersioningA;
  readonly encryption: S3BucketServerSideEncryptionConfigurationA;
  readonly lifecycle: S3BucketLifecycleConfiguration;
  readonly policy: S3BucketPolicy;
}

/** What every bucket here has: no public access, no ACLs, versions, default encryption, a lifecycle, TLS only. */
export abstract class BucketBaseline extends AuditModule {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly region: string;
  /** Wait for these before writing to the bucket: what is written earlier has no version and no key of ours. */
  readonly ready: ITerraformDependable[];
  protected readonly baseline: BucketResources;
  private readonly policy: PolicyDocument;

  /** @param encryptionOf what encrypts the bucket; asked once the props are known to be right */
  constructor(
    scope: Construct,
    id: string,
    input: Input,
    props: BucketBaselineProps,
    encryptionOf: () => DefaultEncryption = () => ({ algorithm: "AES256" }),
  ) {
    super(scope, id, input);
    const { algorithm, keyArn } = encryptionOf();
    this.claim("S3 bucket", props.name, "name", "partition");
    this.bucketName = props.name;
    this.bucketArn = arns.bucket(this.aws, props.name);
    this.region = this.aws.region;

    const bucket = this.place(
      new S3Bucket(this, "Resource", {
        bucket: props.name,
        forceDestroy: props.removal === "destroy",
      }),
    );
    const { name, removal, retention } = props;
    this.keep(bucket, { name, removal, expireAfterDays: retention?.expireAfterDays });
    if (props.adopt) this.adopt(bucket, props.name);
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
    const ownershipControls = this.place(
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
            applyServerSideEncryptionByDefault: { sseAlgorithm: algorithm, kmsMasterKeyId: keyArn },
            bucketKeyEnabled: algorithm === "aws:kms" ? true : undefined,
          },
        ],
      }),
    );
    const lifecycle = this.place(
      new S3BucketLifecycleConfiguration(this, "Lifecycle", {
        bucket: bucketId,
        rule: [lifecycleRule(props.retention)],
        dependsOn: [versioning],
      }),
    );
    this.policy = new PolicyDocument(denyInsecureTransport(this.bucketArn));
    limitPolicySize(this, "bucket", this.policy, limits.bucketPolicySize);
    const policy = this.place(
      new S3BucketPolicy(this, "Policy", {
        bucket: bucketId,
        policy: this.policy.toJson(),
        dependsOn: [publicAccessBlock],
      }),
    );
    this.baseline = { bucket, publicAccessBlock, ownershipControls, versioning, encryption, lifecycle, policy };
    this.ready = [encryption, versioning, policy];
  }

  protected addToPolicy(...statements: PolicyStatement[]): void {
    for (const statement of statements) this.policy.addAnother(statement);
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

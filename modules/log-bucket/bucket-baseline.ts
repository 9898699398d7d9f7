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
   * Days after which objects expire. Versions that expired, were overwritten or were deleted are removed for good after
   * the same number of days again, so an object is gone after twice this time.
   * @default - never
   */
  readonly expireAfterDays?: number;
}

export interface BucketBaselineProps extends RegionalModuleProps, RemovalProps {
  /** Globally unique name of the bucket: 3 to 63 lower-case letters, digits and hyphens. The agent refuses dots. */
  readonly name: string;
  /**
   * When objects are archived and removed.
   * @default - objects are kept forever in S3 Standard
   */
  readonly retention?: BucketRetention;
  /**
   * Adopts an existing bucket of this name, with its objects, by a Terraform import block that may stay. Policy,
   * default encryption, lifecycle, ownership and public access become those of this module: access by the old bucket
   * policy ends, and ACLs no longer apply. Check both first.
   * @default false - Terraform creates the bucket, and fails if it exists
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

/** What all buckets here have: no public access, no ACLs, versions, default encryption, a lifecycle, TLS only. */
export abstract class BucketBaseline extends AuditModule {
  readonly bucketName: string;
  readonly bucketArn: string;
  readonly region: string;
  /**
   * Wait for these before writing to the bucket. Objects written earlier have no version and are not encrypted with
   * your key.
   */
  readonly ready: ITerraformDependable[];
  protected readonly baseline: BucketResources;
  private readonly policy: PolicyDocument;

  /** @param encryptionOf the encryption of the bucket; called once the props are valid */
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
            // The agent copies this key into its upload. Only a full ARN means the same key in every account.
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
    // Parts of an incomplete upload are no transcript, but they cost money.
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
    transition: archiveAfterDays ? [{ days: archiveAfterDays, storageClass: "GLACIER_IR" }] : undefined,
    expiration: expireAfterDays ? [{ days: expireAfterDays }] : undefined,
    noncurrentVersionExpiration: expireAfterDays ? [{ noncurrentDays: expireAfterDays }] : undefined,
  };
}

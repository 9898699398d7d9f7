import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { BucketBaseline, type BucketBaselineProps, type BucketResources } from "./bucket-baseline";
import { accessLogDelivery } from "./log-bucket-policy";
import { accessLogBucketSchema, bucketName } from "./log-bucket-schema";

/** What a bucket needs from the bucket for its access logs. */
export interface IAccessLogBucket {
  readonly bucketName: string;
  readonly region: string;
  readonly ready: ITerraformDependable[];
  /** Lets S3 write the access logs of one bucket of this account. */
  grantAccessLogDelivery(sourceBucketName: string): void;
}

/**
 * The bucket for server access logs. S3 delivers to SSE-S3 buckets only, and not to a bucket whose Object Lock has a
 * default retention, so it offers neither a key nor a lock.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 *
 * @example
 * ```ts
 * const accessLogs = new AccessLogBucket(this, "AccessLogs", {
 *   name: "acme-access-logs",
 *   retention: { expireAfterDays: 400 },
 * });
 * ```
 */
export class AccessLogBucket extends BucketBaseline implements IAccessLogBucket {
  readonly resources: BucketResources;

  constructor(scope: Construct, id: string, props: AccessLogBucketProps) {
    super(scope, id, accessLogBucketSchema.of(props), props);
    this.resources = this.baseline;
  }

  grantAccessLogDelivery(sourceBucketName: string): void {
    this.given(bucketName, sourceBucketName, "sourceBucketName");
    this.addToPolicy(accessLogDelivery(this.bucketArn, sourceBucketName, this.aws));
  }
}

export type AccessLogBucketProps = BucketBaselineProps;

import type { AtLeastOne } from "../../core/internal";

/** What is known of an existing bucket. */
export interface ArchiveBucketFacts {
  /** Name of the bucket. */
  readonly name: string;
  /**
   * Full ARN of the customer managed key of its default encryption, which may be of another account.
   * @default - none; `encryption` must then be given
   */
  readonly keyArn?: string;
  /**
   * Whether the bucket has an S3 Bucket Key. If so, the KMS encryption context is the ARN of the bucket, otherwise
   * that of the object.
   * @default - unknown: the owner of the key is asked to allow both
   */
  readonly bucketKey?: boolean;
  /**
   * SSE-S3. The AWS managed key `aws/s3` does not work: other accounts cannot use it.
   * @default - none; `keyArn` must then be given
   */
  readonly encryption?: "s3-managed";
}

type KeyOrNone =
  | { readonly keyArn: string; readonly encryption?: undefined }
  | { readonly encryption: "s3-managed"; readonly keyArn?: undefined; readonly bucketKey?: undefined };

/** A bucket of the log archive account, in the home Region. No data source reads its encryption, so state it. */
export type ExistingArchiveBucket = ArchiveBucketFacts & KeyOrNone;

/** A group for session output that a workload account already has. */
export interface ExistingSessionLogGroup {
  /** Name of the group. */
  readonly name: string;
  /** Whether a customer managed KMS key encrypts it. The plan fails if this is `true` and the group has none. */
  readonly encrypted: boolean;
  /**
   * Regions that have it. A group is created in the others.
   * @default - every Region of the account
   */
  readonly regions?: AtLeastOne<string>;
}

/** Pieces that Control Tower, the Landing Zone Accelerator or an earlier setup created and still owns. */
export interface ExistingPieces {
  /**
   * ARN of the organization trail. No trail and no trail bucket is then created; `ManagementAccount` protects this one.
   * @default - `OrganizationTrail` creates one
   */
  readonly trailArn?: string;
  /**
   * The bucket for transcripts.
   * @default - `LogArchive` creates it, with a key
   */
  readonly transcriptBucket?: ExistingArchiveBucket;
  /**
   * The bucket for the files of the trail that `OrganizationTrail` creates. If it has no key, the trail encrypts with
   * one that `LogArchive` creates. Not with `trailArn`, whose bucket is unknown.
   * @default - `LogArchive` creates it, with a key
   */
  readonly trailBucket?: ExistingArchiveBucket;
  /**
   * ARN of the event bus for the session events of all accounts, in the home Region.
   * @default - `AlertHub` creates one
   */
  readonly eventBusArn?: string;
  /**
   * Groups for session output, by name of the workload account.
   * @default - `WorkloadAccount` creates one in each Region
   */
  readonly sessionLogGroups?: Readonly<Record<string, ExistingSessionLogGroup>>;
}

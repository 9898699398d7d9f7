import type { Construct } from "constructs";
import { arnParts, arns } from "../../core/internal";
import { EncryptionKey } from "../../encryption-key";
import { type BucketEncryption, type ILogBucket, LogBucket } from "../../log-bucket";
import type { ExistingArchiveBucket } from "./existing-pieces";
import type { LandingZone } from "./landing-zone";

/** The default encryption of an existing bucket of the archive. */
export function encryptionOf(scope: Construct, id: string, { keyArn }: ExistingArchiveBucket): BucketEncryption {
  return keyArn === undefined ? "s3-managed" : EncryptionKey.fromArn(scope, id, keyArn);
}

/**
 * A bucket of the archive, as other accounts and parts know it. Its owner is asked by the plan for all of them. S3
 * requires a key of the bucket's Region, so nodes use it through S3 of that Region, wherever they are.
 */
export function bucketOfArchive(
  scope: Construct,
  id: string,
  {
    name,
    encryption,
    plan,
  }: { readonly name: string; readonly encryption: BucketEncryption; readonly plan: LandingZone },
): ILogBucket {
  const region = typeof encryption === "string" ? plan.homeRegion : encryption.region;
  return LogBucket.fromName(scope, id, { name, encryption, grantsGiven: true, region });
}

/** Existing pieces of the archive account, which are watched and protected like those that are created. */
export function existingChain(plan: LandingZone) {
  const given = [plan.existing.transcriptBucket, plan.existing.trailBucket].flatMap((bucket) => bucket ?? []);
  const aws = plan.contextOf(plan.logArchive);
  return {
    buckets: given.map(({ name }) => ({ bucketName: name, bucketArn: arns.bucket(aws, name) })),
    keys: given
      .flatMap(({ keyArn }) => keyArn ?? [])
      .filter((keyArn) => arnParts(keyArn).account === aws.account)
      .map((keyArn) => ({ keyArn })),
  };
}

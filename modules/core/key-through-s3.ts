import type { AwsContext } from "./aws-context";
import type { Conditions, PolicyStatement } from "./policy-document";

/** What is known of a bucket of any kind. */
interface Bucket {
  readonly bucketArn: string;
  readonly region: string;
}

/** S3 of a Region, as `kms:ViaService` names it. */
export const s3Service = (region: string, { dnsSuffix }: AwsContext) => `s3.${region}.${dnsSuffix}`;

/** S3 asks for the key of a bucket on behalf of its caller. */
export function viaS3({ region }: Bucket, aws: AwsContext): Conditions {
  return { StringEquals: { "kms:ViaService": [s3Service(region, aws)] } };
}

/**
 * S3 names the bucket if it has a Bucket Key, otherwise the object. An existing bucket may have none, and a refusal
 * would lose a transcript. Which objects may be read or written, the statements on objects decide.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html
 */
export function keyThroughS3(bucket: Bucket, aws: AwsContext, objects: readonly string[] = ["*"]): Conditions {
  const { bucketArn } = bucket;
  const names = [bucketArn, ...objects.map((key) => `${bucketArn}/${key}`)];
  return { ...viaS3(bucket, aws), StringLike: { "kms:EncryptionContext:aws:s3:arn": names } };
}

/** A statement on the key of a bucket: none with SSE-S3, which has no key, or aws/s3, which lets the account in through S3. */
export function onBucketKey(
  { encryption }: { readonly encryption: string | { readonly keyArn: string } },
  statement: Omit<PolicyStatement, "resources">,
): PolicyStatement[] {
  return typeof encryption === "string" ? [] : [{ ...statement, resources: [encryption.keyArn] }];
}

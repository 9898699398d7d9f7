import { Annotations } from "cdktf";
import type { Construct } from "constructs";
import type { BucketEncryption, UncheckedEncryption } from "./log-bucket";

/**
 * The policy of `aws/s3` lets everybody in the account use it through S3, and cannot be changed.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#aws-managed-key
 */
export function warnOfManagedKey(
  bucket: Construct,
  bucketName: string,
  encryption: BucketEncryption | UncheckedEncryption,
): void {
  if (encryption !== "aws-managed") return;
  Annotations.of(bucket).addWarning(
    `bucket ${bucketName} is encrypted with aws/s3: its policy, which nobody can change, lets everyone in the account decrypt what S3 lets them read, and other accounts can read none of it`,
  );
}

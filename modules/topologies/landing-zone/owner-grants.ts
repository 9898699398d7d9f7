import {
  arns,
  knownArnParts,
  type OwnerGrant,
  outsideTerraform,
  PolicyDocument,
  type PolicyStatement,
} from "../../core/internal";
import { organizationUploadStatement } from "../../encryption-key/internal";
import { allowOrganization } from "../../event-bus/internal";
import { TRANSCRIPT_PREFIX } from "../../facts";
import { organizationTranscripts } from "../../log-bucket/internal";
import type { LandingZone } from "./landing-zone";

const CONTEXT = "kms:EncryptionContext:aws:s3:arn";

/** The grants for everything that the plan takes as it is; empty where the plan creates all. */
export function ownerGrants(plan: LandingZone): readonly OwnerGrant[] {
  const { transcriptBucket, eventBusArn } = plan.existing;
  return [
    ...(transcriptBucket ? transcriptGrants(plan, transcriptBucket) : []),
    ...(eventBusArn
      ? [
          grant(plan.security.id, eventBusArn, "event bus policy", [
            allowOrganization(eventBusArn, plan.organizationId),
          ]),
        ]
      : []),
  ];
}

function transcriptGrants(plan: LandingZone, { name, keyArn }: { name: string; keyArn: string }): OwnerGrant[] {
  const aws = plan.contextOf(plan.logArchive);
  const bucketArn = arns.bucket(aws, name);
  const keyOwner = knownArnParts(keyArn)?.account ?? aws.account;
  return [
    grant(
      aws.account,
      bucketArn,
      "bucket policy",
      organizationTranscripts(bucketArn, TRANSCRIPT_PREFIX, plan.organizationId, plan.nodeRoleArns()),
    ),
    grant(keyOwner, keyArn, "key policy", [
      withoutBucketKey(
        organizationUploadStatement({ ...aws, region: keyArn.split(":")[3]! }, bucketArn, plan.organizationId),
      ),
    ]),
  ];
}

/**
 * S3 names the bucket where it has a Bucket Key, else the object. A bucket of somebody else may have none, and a refusal
 * by its key would lose transcripts without a word.
 */
function withoutBucketKey(statement: PolicyStatement): PolicyStatement {
  const { [CONTEXT]: bucketArns = [], ...fixed } = statement.conditions!.StringEquals!;
  const either = bucketArns.flatMap((arn) => [arn, `${arn}/*`]);
  return { ...statement, conditions: { StringEquals: fixed, StringLike: { [CONTEXT]: either } } };
}

function grant(
  account: string,
  resource: string,
  policy: OwnerGrant["policy"],
  statements: readonly PolicyStatement[],
): OwnerGrant {
  // The plan is read outside Terraform, where a policy variable needs no escape.
  return { account, resource, policy, statements: outsideTerraform(new PolicyDocument(...statements).toJson()) };
}

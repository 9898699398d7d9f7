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

/** The grants for every existing piece of the plan; empty if the plan creates everything. */
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
 * S3 names the bucket if it has a Bucket Key, otherwise the object. Somebody else's bucket may have none, and its key
 * would then refuse transcripts, which would be lost silently.
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
  // The plan is used outside Terraform, where policy variables need no escape.
  return { account, resource, policy, statements: outsideTerraform(new PolicyDocument(...statements).toJson()) };
}

import {
  arnParts,
  arns,
  type OwnerGrant,
  outsideTerraform,
  PolicyDocument,
  type PolicyStatement,
} from "../../core/internal";
import { cloudTrailStatements, organizationUploadStatement } from "../../encryption-key/internal";
import { allowOrganization } from "../../event-bus/internal";
import { TRANSCRIPT_PREFIX } from "../../facts";
import { organizationTranscripts, trailDelivery } from "../../log-bucket/internal";
import type { ExistingArchiveBucket } from "./existing-pieces";
import type { LandingZone } from "./landing-zone";

const CONTEXT = "kms:EncryptionContext:aws:s3:arn";

/** The grants for every existing piece of the plan; empty if the plan creates everything. */
export function ownerGrants(plan: LandingZone): readonly OwnerGrant[] {
  const { transcriptBucket, trailBucket, eventBusArn } = plan.existing;
  return [
    ...(transcriptBucket ? transcriptGrants(plan, transcriptBucket) : []),
    ...(trailBucket ? trailGrants(plan, trailBucket) : []),
    ...(eventBusArn
      ? [
          grant(plan.security.id, eventBusArn, "event bus policy", [
            allowOrganization(eventBusArn, plan.organizationId),
          ]),
        ]
      : []),
  ];
}

function transcriptGrants(plan: LandingZone, { name, keyArn, bucketKey }: ExistingArchiveBucket): OwnerGrant[] {
  const aws = plan.contextOf(plan.logArchive);
  const bucketArn = arns.bucket(aws, name);
  const writers = plan.nodeRoleArns();
  const transcripts = organizationTranscripts(bucketArn, TRANSCRIPT_PREFIX, plan.organizationId, writers);
  const bucketGrant = grant(aws.account, bucketArn, "bucket policy", transcripts);
  if (keyArn === undefined) return [bucketGrant];
  const { account, region } = arnParts(keyArn);
  const uploads = organizationUploadStatement({ ...aws, region }, bucketArn, plan.organizationId);
  return [bucketGrant, grant(account, keyArn, "key policy", [inContext(uploads, bucketArn, bucketKey)])];
}

/**
 * S3 names the bucket if it has a Bucket Key, otherwise the object. A key that allows only the other one refuses
 * transcripts, which are then lost silently, so both are allowed unless it is known.
 */
function inContext(statement: PolicyStatement, bucketArn: string, bucketKey: boolean | undefined): PolicyStatement {
  if (bucketKey) return statement;
  const { [CONTEXT]: _, ...fixed } = statement.conditions!.StringEquals!;
  const objects = `${bucketArn}/*`;
  const either = bucketKey === false ? [objects] : [bucketArn, objects];
  return { ...statement, conditions: { StringEquals: fixed, StringLike: { [CONTEXT]: either } } };
}

function trailGrants(plan: LandingZone, { name, keyArn }: ExistingArchiveBucket): OwnerGrant[] {
  const { trailArn, trailOwner } = plan;
  const aws = plan.contextOf(plan.logArchive);
  const bucketArn = arns.bucket(aws, name);
  const bucketGrant = grant(aws.account, bucketArn, "bucket policy", trailDelivery(bucketArn, trailArn, trailOwner));
  if (keyArn === undefined) return [bucketGrant];
  const statements = cloudTrailStatements({ ...aws, account: trailOwner.account }, trailArn);
  return [bucketGrant, grant(arnParts(keyArn).account, keyArn, "key policy", statements)];
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

import { grants } from "../policies/evaluate";
import { whenKnown } from "../readings";
import type { RegionState, Trail } from "../state";
import { command, error, type Found, statement, warning } from "./finding";
import { repairOf } from "./keys";

/** Trails that record this Region. Every Region shows them: what is said of one is said once, for all. */
export function* trailRules(state: RegionState): Iterable<Found> {
  if (!state.trails.known) return;
  const trails = state.trails.value;
  const isUsed = (whenKnown(state.nodes)?.length ?? 0) > 0 || whenKnown(state.preferences) !== undefined;
  if (trails.length === 0) {
    if (!isUsed) return;
    yield error(
      "no-trail",
      state.region,
      "who opened sessions is known for only 90 days, and no rule is triggered",
      command(
        state,
        "cloudtrail create-trail --name audit --s3-bucket-name BUCKET --is-multi-region-trail --enable-log-file-validation",
      ),
    );
    return;
  }
  for (const trail of trails) yield* ownRules(state, trail, isUsed);
}

function* ownRules(state: RegionState, trail: Trail, isUsed: boolean): Iterable<Found> {
  const status = whenKnown(trail.status);
  const home = { account: state.account, region: trail.homeRegion };
  if (isUsed && !trail.isMultiRegion) {
    yield warning(
      "trail-of-one-region",
      trail.arn,
      "it does not record sessions in other Regions",
      command(home, `cloudtrail update-trail --name ${trail.arn} --is-multi-region-trail`),
    );
  }
  if (status && !status.isLogging) {
    yield error(
      "trail-stopped",
      trail.arn,
      "sessions leave no record, and no rule is triggered",
      command(home, `cloudtrail start-logging --name ${trail.arn}`),
    );
  }
  if (trail.recordsWrites.known && !trail.recordsWrites.value) {
    yield error(
      "trail-without-write-events",
      trail.arn,
      "it does not record StartSession, and no rule is triggered",
      command(
        home,
        `cloudtrail put-event-selectors --trail-name ${trail.arn} --event-selectors ReadWriteType=All,IncludeManagementEvents=true`,
      ),
    );
  }
  if (status?.deliveryError) {
    yield error(
      "trail-cannot-deliver",
      trail.arn,
      `CloudTrail reports ${status.deliveryError}: files are lost once it stops retrying`,
      "correct the policies of the bucket and its key",
    );
  }
  if (status?.groupError) {
    yield error(
      "trail-group-unwritable",
      trail.arn,
      `CloudTrail reports ${status.groupError}: its log group receives nothing`,
      "let cloudtrail.amazonaws.com assume the role without a condition, and end the ARN of the log group with :*",
    );
  }
  if (!trail.validatesFiles) {
    yield warning(
      "trail-without-validation",
      trail.arn,
      "nobody can prove that its files are unchanged",
      command(home, `cloudtrail update-trail --name ${trail.arn} --enable-log-file-validation`),
    );
  }
  yield* keyRules(trail);
}

function* keyRules(trail: Trail): Iterable<Found> {
  const key = whenKnown(trail.key);
  if (!key) return;
  const use = {
    principal: "cloudtrail.amazonaws.com",
    action: "kms:GenerateDataKey",
    resource: key.arn,
    owner: key.arn.split(":")[4]!,
    context: {
      "aws:SourceArn": trail.arn,
      "aws:SourceAccount": trail.arn.split(":")[4]!,
      "kms:EncryptionContext:aws:cloudtrail:arn": trail.arn,
    },
  };
  const isShut = key.policy.known && grants(key.policy.value, use) === "no";
  if (key.state === "Enabled" && !isShut) return;
  yield error(
    "trail-key-unusable",
    key.arn,
    `${trail.arn} cannot write, and its files cannot be read`,
    key.state === "Enabled"
      ? statement({
          Principal: { Service: use.principal },
          Action: "kms:GenerateDataKey*",
          Resource: "*",
          Condition: { StringEquals: { "aws:SourceArn": trail.arn } },
        })
      : repairOf(key),
  );
}

import {
  arnParts,
  flag,
  known,
  mapOf,
  narrowed,
  object,
  oneOf,
  optional,
  regions,
  text,
  trailArn,
  type Violation,
} from "../../core/internal";
import { keyArn } from "../../encryption-key/encryption-key-schema";
import { eventBusArn } from "../../event-bus/event-bus-schema";
import type { AccountRole } from "../../facts";
import { bucketName } from "../../log-bucket/log-bucket-schema";
import { logGroupName } from "../../log-group/log-group-schema";
import type {
  ArchiveBucketFacts,
  ExistingArchiveBucket,
  ExistingPieces,
  ExistingSessionLogGroup,
} from "./existing-pieces";
import type { LandingZoneAccount } from "./landing-zone";

const archiveBucket = narrowed<ExistingArchiveBucket>(
  object<ArchiveBucketFacts>(
    {
      name: known(bucketName),
      keyArn: optional(known(keyArn)),
      bucketKey: optional(flag()),
      encryption: optional(known(oneOf(["s3-managed"]))),
    },
    ({ keyArn, bucketKey, encryption }, path) => [
      ...unless((keyArn === undefined) !== (encryption === undefined), {
        prop: path,
        allowed: 'a bucket with either keyArn or encryption: "s3-managed"',
        got: { keyArn, encryption },
        fix: "look it up with aws s3api get-bucket-encryption: nodes rely on it",
      }),
      ...unless(keyArn !== undefined || bucketKey === undefined, {
        prop: `${path}.bucketKey`,
        allowed: "given with keyArn only",
        got: bucketKey,
        fix: "leave it out: SSE-S3 uses no key",
      }),
    ],
  ),
);

const sessionLogGroup = object<ExistingSessionLogGroup>({
  name: known(logGroupName),
  encrypted: flag(),
  regions: optional(regions),
});

export const existingPieces = object<ExistingPieces>({
  trailArn: optional(known(trailArn)),
  transcriptBucket: optional(archiveBucket),
  trailBucket: optional(archiveBucket),
  eventBusArn: optional(known(eventBusArn)),
  sessionLogGroups: optional(mapOf(known(text({})), sessionLogGroup, { unit: "log group" })),
});

/** Each group belongs to a workload account of the plan, in Regions that are audited. */
export function groupViolations(
  { sessionLogGroups = {} }: ExistingPieces,
  accounts: readonly LandingZoneAccount[],
  regions: readonly string[],
): Violation[] {
  const workloads = new Map(
    accounts.flatMap((account) => (account.role === "workload" ? [[account.name, account]] : [])),
  );
  return Object.entries(sessionLogGroups).flatMap(([name, group]) => {
    const prop = `existing.sessionLogGroups.${name}`;
    const workload = workloads.get(name);
    if (!workload) {
      const allowed = "named like a workload account of the plan";
      const names = [...workloads.keys()].join(", ");
      return [
        { prop, allowed, got: name, fix: names ? `choose one of ${names}` : "add the account to the plan first" },
      ];
    }
    const audited = workload.regions ?? regions;
    const others = (group.regions ?? []).filter((region) => !audited.includes(region));
    return unless(others.length === 0, {
      prop: `${prop}.regions`,
      allowed: `among the Regions of the account (${audited.join(", ")})`,
      got: others,
      fix: "leave them out, or audit them as well",
    });
  });
}

/** The trail and the bus are of the accounts that have them in every organization. */
export function misplaced(
  { trailArn, trailBucket, eventBusArn }: ExistingPieces,
  accounts: readonly LandingZoneAccount[],
  homeRegion: string,
): Violation[] {
  const idOf = (wanted: AccountRole) => accounts.find(({ role }) => role === wanted)?.id;
  return [
    ...unless(trailArn === undefined || arnParts(trailArn).account === idOf("management"), {
      prop: "existing.trailArn",
      allowed: "the ARN of a trail of the management account",
      got: trailArn,
      fix: "copy it from the CloudTrail console; organization trails carry the management account's id",
    }),
    ...unless(trailArn === undefined || trailBucket === undefined, {
      prop: "existing.trailBucket",
      allowed: "left out where existing.trailArn is given",
      got: trailBucket?.name,
      fix: "leave it out: it would be the bucket of the trail that OrganizationTrail creates",
    }),
    ...unless(eventBusArn === undefined || isOf(eventBusArn, idOf("security"), homeRegion), {
      prop: "existing.eventBusArn",
      allowed: `the ARN of an event bus of the security account in the home Region, ${homeRegion}`,
      got: eventBusArn,
      fix: "give the account that owns the bus the role security: rules must be in the account of their bus",
    }),
  ];
}

function isOf(arn: string, account: string | undefined, region: string): boolean {
  const parts = arnParts(arn);
  return parts.account === account && parts.region === region;
}

export function unless(fine: boolean, violation: Violation): Violation[] {
  return fine ? [] : [violation];
}

import { partitionOf } from "../facts";
import { knownArnParts } from "./arns";
import type { AwsContext } from "./aws-context";
import { isUnknown } from "./schema";
import type { Violation } from "./validation-error";

/** A key, topic or group serves its own Region only. Regions known only to Terraform are not compared. */
export function sameRegion(prop: string, theirs: string, ours: string): Violation[] {
  return same(theirs, ours, {
    prop,
    allowed: `in Region ${ours}, as this construct is`,
    got: theirs,
    fix: "pass one of the same Region",
  });
}

/** No service reaches into another partition. */
export function samePartition(prop: string, arn: string, { partition }: AwsContext): Violation[] {
  return same(knownArnParts(arn)?.partition, partition, {
    prop,
    allowed: `an ARN of partition ${partition}, as this construct is`,
    got: arn,
    fix: "name one of this partition",
  });
}

/** Finds nothing if the two are the same, or if one of them is unknown here. */
export function same(theirs: string | undefined, ours: string, violation: Violation): Violation[] {
  if (theirs === undefined || isUnknown(theirs) || isUnknown(ours)) return [];
  return theirs === ours ? [] : [violation];
}

/** Nothing crosses a partition. @param homeRegion whose partition it must be */
export function onePartition(prop: string, regions: readonly string[], homeRegion: string): Violation[] {
  const { partition } = partitionOf(homeRegion);
  const others = regions.filter((region) => partitionOf(region).partition !== partition);
  if (others.length === 0) return [];
  const allowed = `Regions of one partition, that of ${homeRegion}: ${partition}`;
  return [{ prop, allowed, got: others, fix: "audit each partition separately: nothing crosses partitions" }];
}

import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import {
  type ExistingPieces,
  LandingZone,
  type LandingZoneAccount,
  type LandingZoneProps,
} from "../../modules/topologies/landing-zone";
import { type Synthesized, synthStack } from "./synth";

export const ORGANIZATION = "o-a1b2c3d4e5";
export const MANAGEMENT = "111111111111";
export const ARCHIVE = "222222222222";
export const SECURITY = "333333333333";
export const SHOP = "444444444444";
export const BILLING = "555555555555";

export const accounts: readonly LandingZoneAccount[] = [
  { id: MANAGEMENT, name: "management", role: "management" },
  { id: ARCHIVE, name: "log-archive", role: "log-archive" },
  { id: SECURITY, name: "security", role: "security" },
  { id: SHOP, name: "shop", role: "workload" },
  { id: BILLING, name: "billing", role: "workload", regions: ["us-east-1"] },
];

/** An organization at home in eu-west-1, with two workload accounts: shop in two Regions, billing in one. */
export function landingZonePlan(change: Partial<LandingZoneProps> = {}): LandingZone {
  return new LandingZone({
    name: "acme-audit",
    organizationId: ORGANIZATION,
    homeRegion: "eu-west-1",
    regions: ["eu-west-1", "us-east-1"],
    accounts,
    ...change,
  });
}

/** What Control Tower or an earlier set-up may have made. */
export const existingTrail = {
  trailArn: `arn:aws:cloudtrail:eu-west-1:${MANAGEMENT}:trail/ct-baseline`,
} satisfies ExistingPieces;
export const existingBucket = {
  transcriptBucket: {
    name: "ct-session-logs",
    keyArn: `arn:aws:kms:eu-west-1:${ARCHIVE}:key/0123abcd-0123-4567-89ab-0123456789ab`,
  },
} satisfies ExistingPieces;
/** A bucket for the trail, with a key of its own. */
export const existingTrailBucket = {
  trailBucket: {
    name: "ct-trail-files",
    keyArn: `arn:aws:kms:eu-west-1:${ARCHIVE}:key/ffffffff-0123-4567-89ab-0123456789ab`,
  },
} satisfies ExistingPieces;
/** The same two buckets with SSE-S3. */
export const unkeyedBuckets = {
  transcriptBucket: { name: "ct-session-logs", encryption: "s3-managed" },
  trailBucket: { name: "ct-trail-files", encryption: "s3-managed" },
} satisfies ExistingPieces;
/** A group that somebody made in one of the two Regions of an account. */
export const existingGroup = {
  sessionLogGroups: { shop: { name: "/platform/sessions", encrypted: true, regions: ["eu-west-1"] } },
} satisfies ExistingPieces;
export const existingBus = {
  eventBusArn: `arn:aws:events:eu-west-1:${SECURITY}:event-bus/central`,
} satisfies ExistingPieces;

/** One stack of a landing zone. */
export function accountStack(build: (scope: TerraformStack) => Construct): TerraformStack {
  const stack = new TerraformStack(new App(), "test");
  new AwsProvider(stack, "Aws", { region: "eu-west-1" });
  build(stack);
  return stack;
}

export function synthAccount(build: (scope: TerraformStack) => Construct): Synthesized {
  return synthStack(accountStack(build));
}

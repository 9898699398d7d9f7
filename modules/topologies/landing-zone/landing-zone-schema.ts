import {
  type AtLeastOne,
  accountId,
  arnParts,
  baseName,
  iamName,
  known,
  listOf,
  narrowed,
  object,
  oneOf,
  onePartition,
  optional,
  organizationId,
  region,
  Schema,
  someOf,
  text,
  trailArn,
  type Violation,
} from "../../core/internal";
import { keyArn } from "../../encryption-key/encryption-key-schema";
import { eventBusArn } from "../../event-bus/event-bus-schema";
import { type AccountRole, accountRoles, centralRoles, limits } from "../../facts";
import { bucketName } from "../../log-bucket/log-bucket-schema";
import { evidencePreferences } from "../parts/internal";
import type { ExistingPieces, LandingZoneAccount, LandingZoneProps } from "./landing-zone";

const regions = someOf(known(region), {
  unit: "Region",
  unique: true,
  resize: "name the Regions in which sessions can be started",
});

export const accountRules = {
  id: known(accountId),
  name: known(
    text({
      pattern: /^[a-z0-9]+(-[a-z0-9]+)*$/,
      allowed: "lower-case letters, digits and single inner hyphens",
      fix: "choose a name such as shop-production",
    }),
  ),
  role: known(oneOf(accountRoles, { fix: "choose one of them: an account without a role would not be audited" })),
};

/** As callers without types write it. */
interface AnyAccount extends Pick<LandingZoneAccount, "id" | "name"> {
  readonly role: AccountRole;
  readonly regions?: AtLeastOne<string>;
}

const account = narrowed<LandingZoneAccount>(
  object<AnyAccount>({ ...accountRules, regions: optional(regions) }, ({ role, regions }, path) => {
    if (regions === undefined || role === "workload") return [];
    const fix = "leave it out: the central accounts work in the home Region";
    return [{ prop: `${path}.regions`, allowed: "given for workload accounts only", got: regions, fix }];
  }),
);

const existing = object<ExistingPieces>({
  trailArn: optional(known(trailArn)),
  transcriptBucket: optional(
    object<NonNullable<ExistingPieces["transcriptBucket"]>>({ name: known(bucketName), keyArn: known(keyArn) }),
  ),
  eventBusArn: optional(known(eventBusArn)),
});

/** A plan is checked as a whole: its error lists everything that is wrong with it. */
export const landingZoneSchema = Schema.for<LandingZoneProps, undefined>({
  name: known(baseName),
  organizationId: known(organizationId),
  homeRegion: known(region),
  regions,
  accounts: listOf(account),
  nodeRoles: optional(listOf(known(iamName(limits.roleNameLength)), { unique: true })),
  existing: optional(existing),
  evidence: optional(evidencePreferences),
})
  .relate(["accounts"], ({ accounts }) => [
    ...roleViolations(accounts),
    ...repeated(accounts, "id"),
    ...repeated(accounts, "name"),
  ])
  .relate(["accounts", "evidence"], ({ accounts, evidence }) =>
    unless(evidence === undefined || accounts.some(({ role }) => role === "workload"), {
      prop: "evidence",
      allowed: "left out while there is no workload account",
      got: evidence,
      fix: "add the first workload account: a ledger needs sessions to keep",
    }),
  )
  .relate(["homeRegion", "regions"], ({ homeRegion, regions }) => onePartition("regions", regions, homeRegion))
  .relate(["homeRegion", "accounts"], ({ homeRegion, accounts }) =>
    accounts.flatMap(({ regions = [] }, index) => onePartition(`accounts[${index}].regions`, regions, homeRegion)),
  )
  .relate(["existing", "accounts", "homeRegion"], ({ existing = {}, accounts, homeRegion }) => {
    const { trailArn, eventBusArn } = existing;
    const idOf = (wanted: AccountRole) => accounts.find(({ role }) => role === wanted)?.id;
    return [
      ...unless(trailArn === undefined || arnParts(trailArn).account === idOf("management"), {
        prop: "existing.trailArn",
        allowed: "the ARN of a trail of the management account",
        got: trailArn,
        fix: "copy it from the CloudTrail console; organization trails carry the management account's id",
      }),
      ...unless(eventBusArn === undefined || isOf(eventBusArn, idOf("security"), homeRegion), {
        prop: "existing.eventBusArn",
        allowed: `the ARN of an event bus of the security account in the home Region, ${homeRegion}`,
        got: eventBusArn,
        fix: "give the account that owns the bus the role security: the rules of a bus live beside it",
      }),
    ];
  });

function roleViolations(accounts: readonly LandingZoneAccount[]): Violation[] {
  return centralRoles.flatMap((role) => {
    const holders = accounts.filter((account) => account.role === role).map(({ name }) => name);
    return unless(holders.length === 1, {
      prop: "accounts",
      allowed: `a list with one ${role} account`,
      got: holders,
      fix: holders.length === 0 ? `add the ${role} account` : `keep one ${role} account`,
    });
  });
}

function repeated(accounts: readonly LandingZoneAccount[], prop: "id" | "name"): Violation[] {
  const holdersOf = new Map<string, LandingZoneAccount[]>();
  for (const account of accounts) {
    const holders = holdersOf.get(account[prop]) ?? [];
    holders.push(account);
    holdersOf.set(account[prop], holders);
  }
  return [...holdersOf].flatMap(([value, holders]) =>
    unless(holders.length === 1, {
      prop: "accounts",
      allowed: `a list in which each ${prop} stands once`,
      got: value,
      fix: `it stands with ${holders.map(({ name, role }) => `${name} (${role})`).join(" and ")}; give each account one entry and one role`,
    }),
  );
}

function isOf(arn: string, account: string | undefined, region: string): boolean {
  const parts = arnParts(arn);
  return parts.account === account && parts.region === region;
}

function unless(fine: boolean, violation: Violation): Violation[] {
  return fine ? [] : [violation];
}
